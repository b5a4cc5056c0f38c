import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import type { SiteFile } from "../../site/index.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import { keptFiles } from "../cache/kept-files.ts";
import { Spool } from "../run/spool.ts";
import { programBuild } from "../version.ts";
import { bytesAsScript, dataAsScript, moduleAsScript } from "./browser-script.ts";
import { fragmentsOfEach, mostInIndex } from "./index-size.ts";
import { makeHere, makeInThread } from "./make-part.ts";
import { notWanted } from "./part-task.ts";
import { recordsOf } from "./records.ts";
import type { SearchDocument } from "./search-document.ts";
import type { SearchNames } from "./search-names.ts";
import { type Share, sharesOf } from "./shares.ts";

/** What indexes are made with. */
export interface IndexWorksOptions {
  readonly names: SearchNames;
  readonly namesKey: string;
  /** Where indexes are kept, if they are. */
  readonly store: DocumentCache | null;
  /** How many threads there may be. */
  readonly jobs: number;
  /** How many passages share an index at most; {@link mostInIndex} when absent. */
  readonly inIndex?: number;
  /** Asked now and then whether the indexes are still wanted; where they are not, making them throws. */
  readonly goesOn: () => boolean;
}

/** How many indexes are made at once at most: each takes a process, and its memory. */
const MOST_AT_ONCE = 4;

/** How many passages are handed to a thread in one piece. */
const IN_PIECE = 1000;

/** What is read of an index; Pagefind writes programs of an interface of its own beside it. */
const READ = /^(?:(?:fragment|index|filter)\/|pagefind\..*\.pf_meta$)/u;

/** The program that searches all indexes: it is handed over beside the first. */
const PROGRAM = "pagefind.js";

const ENTRY = "pagefind-entry.json";

/** What Pagefind reads first, as far as it is known here. */
interface Entry {
  readonly languages: Readonly<Record<string, { readonly wasm: string | null }>>;
}

/** An index of a share of the passages. */
interface IndexWork {
  readonly share: Share;
  readonly key: string;
  readonly isFirst: boolean;
  readonly folder: string;
}

/**
 * The indexes of a search, each of a share of the passages: below `pagefind/` the first, and the second and further ones in
 * `pagefind/2/` and so on; the entry of the first says how many there are. Those that are kept are not made again, the others
 * are begun at once. Which share a passage is in depends on the passages alone. It must be closed.
 */
export class IndexWorks {
  readonly #documents: readonly SearchDocument[];
  readonly #options: IndexWorksOptions;
  readonly #language: string;
  readonly #mostFragments: number;
  readonly #folder: string;
  readonly #works: readonly IndexWork[];
  readonly #ending = new AbortController();
  /** Those that were begun, by their keys. */
  readonly #begun = new Map<string, Promise<void>>();

  constructor(documents: readonly SearchDocument[], options: IndexWorksOptions) {
    this.#documents = documents;
    this.#options = options;
    this.#language = mainLanguage(documents, options.names.settings.language);
    const counts = documents.map(({ id, gist }) => ({ id, count: gist.count }));
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    const most = options.inIndex ?? mostInIndex(all);
    this.#mostFragments = fragmentsOfEach(all / most);
    this.#folder = mkdtempSync(join(tmpdir(), "colophon-search-"));
    const shares = sharesOf(counts, most);
    this.#works = (shares.length === 0 ? [[]] : shares).map((share, at) => this.#workOf(share, at));
    this.#beginAll();
  }

  /** Gives the files of all indexes, without those of which `isStanding` says that they stand as they should be. */
  async *files(isStanding: (key: string, paths: readonly string[]) => boolean): AsyncGenerator<SiteFile> {
    for (const [at, work] of this.#works.entries()) {
      const place = work.isFirst ? "pagefind/" : `pagefind/${at + 1}/`;
      const known = this.#pathsOf(work);
      const key = keyOf(work.key, place, work.isFirst ? this.#works.length : null);
      if (known !== null && isStanding(key, paths(place, known))) continue;
      if (known === null) isStanding(key, []);
      yield* this.#filesOf(work, place);
    }
  }

  /** Gives up what is not made yet. */
  async close(): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled(this.#begun.values());
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #workOf(share: Share, at: number): IndexWork {
    const runs = share.map(({ document, from, to }) => [this.#documents[document]!.key, from, to]);
    const isFirst = at === 0;
    const { namesKey } = this.#options;
    const key = keyOf("index", programBuild(), namesKey, this.#language, this.#mostFragments, isFirst, runs);
    return { share, key, isFirst, folder: join(this.#folder, String(at)) };
  }

  /** The paths of the files of an index that is kept; null where it is not. */
  #pathsOf({ key }: IndexWork): readonly string[] | null {
    return (this.#options.store?.get(keyOf(key, "paths")) as readonly string[] | null | undefined) ?? null;
  }

  /** Begins with as many as may be made at once; each of the others waits for one of those before it. */
  #beginAll(): void {
    const missing = this.#works.filter((work) => this.#pathsOf(work) === null);
    const atOnce = Math.min(this.#options.jobs, MOST_AT_ONCE);
    const begun: Promise<void>[] = [];
    for (const [at, work] of missing.entries()) {
      const before = begun[at - atOnce] ?? Promise.resolve();
      begun.push(this.#begin(work, before));
    }
  }

  #begin(work: IndexWork, before: Promise<void>): Promise<void> {
    const made = before.then(() => this.#make(work));
    // What goes wrong is told to whoever waits for this index, who may not have come to it yet.
    made.catch(() => {});
    this.#begun.set(work.key, made);
    return made;
  }

  async #make({ share, folder }: IndexWork): Promise<void> {
    const spool = new Spool();
    try {
      for (const { document, from, to } of share) {
        if (!this.#goesOn()) throw notWanted();
        const passages = await this.#documents[document]!.read();
        const records = recordsOf(
          { ...passages, passages: passages.passages.slice(from, to) },
          this.#options.names,
        );
        for (let at = 0; at < records.length; at += IN_PIECE)
          spool.add(encode(JSON.stringify(records.slice(at, at + IN_PIECE))));
      }
      const plan = { language: this.#language, mostFragments: this.#mostFragments, folder };
      const part = { pieces: spool.written(), plan };
      const make = this.#works.length === 1 ? makeHere : makeInThread;
      await make(part, () => this.#goesOn());
    } finally {
      spool.close();
    }
  }

  #goesOn(): boolean {
    return !this.#ending.signal.aborted && this.#options.goesOn();
  }

  async *#filesOf(work: IndexWork, place: string): AsyncGenerator<SiteFile> {
    const { store } = this.#options;
    const count = this.#works.length;
    const given: string[] = [];
    for await (const { path, bytes } of keptFiles(store, work.key, () => this.#madeFiles(work))) {
      given.push(path);
      const isEntry = path === scriptAt(ENTRY);
      yield { path: place + path, bytes: isEntry ? entryAsScript(bytes, work.isFirst ? count : 1) : bytes };
    }
    store?.put(keyOf(work.key, "paths"), given);
  }

  /** Waits for an index, which is made now where it was not begun, and gives its files in the order of their paths. */
  async *#madeFiles(work: IndexWork): AsyncGenerator<SiteFile> {
    await (this.#begun.get(work.key) ?? this.#begin(work, Promise.resolve()));
    const bytesOf = (path: string): Uint8Array => readFileSync(join(work.folder, path));
    const entry = bytesOf(ENTRY);
    yield { path: scriptAt(ENTRY), bytes: entry };
    const engines = work.isFirst ? enginesOf(entry) : [];
    for (const path of pathsIn(work.folder)) {
      if (READ.test(path) || engines.includes(path)) {
        yield { path: scriptAt(path), bytes: bytesAsScript(bytesOf(path)) };
      } else if (work.isFirst && path === PROGRAM) {
        yield { path: scriptAt(path), bytes: moduleAsScript(bytesOf(path)) };
      }
    }
    rmSync(work.folder, { recursive: true, force: true });
  }
}

/** The language most passages are in: words are cut to their stems by its rules, in one index for all. */
function mainLanguage(documents: readonly SearchDocument[], otherwise: string): string {
  const counts = new Map<string, number>();
  for (const [language, count] of documents.flatMap(({ gist }) => gist.languages))
    counts.set(language, (counts.get(language) ?? 0) + count);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? otherwise.split("-")[0]!;
}

function paths(place: string, all: readonly string[]): string[] {
  return all.map((path) => place + path);
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
    )
    .sort();
}

/** Where the script is that hands over a file of Pagefind's. */
function scriptAt(path: string): string {
  return `${path}.js`;
}

/** The programs in WebAssembly that search the languages of an index. */
function enginesOf(entry: Uint8Array): string[] {
  const { languages } = JSON.parse(new TextDecoder().decode(entry)) as Entry;
  return Object.values(languages).map(({ wasm }) => `wasm.${wasm ?? "unknown"}.pagefind`);
}

/** Pagefind reads of its entry what it knows; the page reads there how many indexes there are. */
function entryAsScript(bytes: Uint8Array, parts: number): Uint8Array {
  const entry = JSON.parse(new TextDecoder().decode(bytes)) as Entry;
  return dataAsScript(parts > 1 ? { ...entry, parts } : entry);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
