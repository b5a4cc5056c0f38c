import { resolve } from "node:path";
import type { Source } from "../../edition/index.ts";
import type { EditionFiles } from "../edition-files.ts";
import {
  allSources,
  type FileLooks,
  filesOf,
  HashColumn,
  hashesOf,
  looksOf,
  recallHash,
} from "../run/document-source.ts";
import { PathTable, writePathsOf } from "../run/path-table.ts";
import type { Sequence } from "../run/rows.ts";
import { programBuild } from "../version.ts";
import { type DocumentCache, keyOf } from "./document-cache.ts";

/**
 * The hashes of documents by how their files look, column by column: the paths, four numbers for each (size, times, inode)
 * and the bytes of its hash.
 */
type KeptHashes = readonly [paths: string, looks: Float64Array, hashes: Uint8Array];

/** Of so many files one may have changed until all is written down again: to read that one each time is less work. */
const FEW = 16;

const NUMBERS = 4;

/**
 * A file that was changed so shortly before it was read, in milliseconds, may have been changed once more without looking
 * otherwise, since clocks of disks tick: what Git calls “racy”. The coarsest, that of FAT, ticks every two seconds.
 */
const RACY = 2000;

/**
 * Remembers which bytes files had, as Git's index does: to read all documents of a large edition takes most of a run in which
 * nothing has changed. A file is not read again that looks as it did.
 */
export class KnownHashes {
  readonly #store: DocumentCache;
  readonly #key: string;
  readonly #sources: Sequence<Source>;
  readonly #now: number = Date.now();
  #known = 0;

  /** Tells {@link hashOfSource} what is known of these documents, which lie in an edition's folder. */
  constructor(store: DocumentCache, folder: string, files: Pick<EditionFiles, "sources" | "context">) {
    this.#store = store;
    this.#key = keyOf("hashes", programBuild(), resolve(folder));
    this.#sources = allSources(files);
    const kept = store.getPieces(this.#key) as KeptHashes | null;
    if (kept !== null) this.#recall(kept);
  }

  /** Keeps the hashes for the next run, unless few of them are new. */
  keep(): void {
    const lasting = this.#sources.filter((source) => this.#isLasting(source));
    if ((lasting.length - this.#known) * FEW <= lasting.length) return;
    this.#store.putPieces(this.#key, columnsOf(lasting));
  }

  #recall([paths, looks, hashes]: KeptHashes): void {
    const column = new HashColumn(hashes);
    const files = filesOf(this.#sources);
    if (files?.paths === paths) {
      this.#known = files.recallHashes(looks, column);
      return;
    }
    const places = new PathTable(paths);
    for (const source of this.#sources) {
      const at = places.placeOf(source.path);
      const own = looksOf(source);
      if (at === null || own === null || !isSame(own, looks, at * NUMBERS)) continue;
      recallHash(source, column, at);
      this.#known++;
    }
  }

  #isLasting(source: Source): boolean {
    const looks = looksOf(source);
    return looks !== null && this.#now - Math.max(looks.time, looks.changed) > RACY;
  }
}

/** Gives what is kept of documents, each column when it is written. */
function* columnsOf(sources: Sequence<Source>): Generator<KeptHashes[number]> {
  yield writePathsOf(sources);
  const looks = new Float64Array(sources.length * NUMBERS);
  let at = 0;
  for (const source of sources) looks.set(numbersOf(source), NUMBERS * at++);
  yield looks;
  yield hashesOf(sources);
}

function isSame({ size, time, changed, inode }: FileLooks, looks: Float64Array, at: number): boolean {
  return size === looks[at] && time === looks[at + 1] && changed === looks[at + 2] && inode === looks[at + 3];
}

function numbersOf(source: Source): readonly number[] {
  const { size, time, changed, inode } = looksOf(source)!;
  return [size, time, changed, inode];
}
