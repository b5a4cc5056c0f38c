import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type DocumentRecords, takenBy } from "../../cite/index.ts";
import type { OutputFile } from "../../edition/index.ts";
import { recordIndexes } from "../../edition.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import type { AmendedPart } from "../staging.ts";
import { looksOf } from "./output-looks.ts";
import { type RunOutputs, runIndexes } from "./run-outputs.ts";

/** The part of an output that has the indexes. */
export const INDEXES = "index";

/**
 * The indexes of an output. Where they stand as the last run left them, those alone are made anew of which a document that
 * has changed says something else than it said: to read and write what all documents say takes longer than all else.
 */
export class IndexFolder {
  readonly #place: string;
  /** What the indexes are made from besides the records of documents. */
  #origin = "";

  /** Takes the folder of all outputs. */
  constructor(out: string) {
    this.#place = resolve(out, INDEXES);
  }

  /** Gives the indexes that are written, and says which of the others stay. */
  async *files(outputs: RunOutputs): AsyncGenerator<OutputFile | AmendedPart> {
    this.#origin = originOf(outputs);
    const before = outputs.run.looksBefore(this.#place);
    const isStanding = before !== null && before === this.said(looksOf(this.#place));
    const others = isStanding ? await saidOtherwise(outputs) : null;
    const written = new Set<string>();
    for await (const file of runIndexes(outputs, (name) => others?.has(name) ?? true)) {
      written.add(file.path);
      yield file;
    }
    if (others !== null) yield this.#amended(outputs, others, written);
  }

  /** What is noted of the folder for the next run, when it looks so. */
  said(looks: string): string {
    return `${this.#origin} ${looks}`;
  }

  /** Of an edition without letters there is no index of letters: it may not be there, or not any more. */
  #amended(outputs: RunOutputs, others: ReadonlySet<string>, written: ReadonlySet<string>): AmendedPart {
    const all = indexesIn(outputs).map(({ name }) => name);
    const standing = all.filter((name) => !others.has(name) && existsSync(resolve(this.#place, name)));
    const pathsOf = (names: readonly string[]): string[] => names.map((name) => `${INDEXES}/${name}`);
    const gone = pathsOf([...others]).filter((path) => !written.has(path));
    return { part: INDEXES, standing: pathsOf(standing), gone };
  }
}

/** Entry by entry, since a register as one text may be more than fits into memory. */
function originOf({ run: { registers }, name, siteUrl }: RunOutputs): string {
  const { byAddress, ...byKey } = registers;
  const hash = createHash("sha256");
  for (const [kind, all] of Object.entries(byKey))
    for (const entry of all.values()) hash.update(JSON.stringify([kind, entry]));
  for (const [address, { key }] of byAddress) hash.update(JSON.stringify([address, key]));
  return keyOf(hash.digest("hex"), name, siteUrl);
}

function indexesIn({ run, name }: RunOutputs): ReturnType<typeof recordIndexes> {
  return recordIndexes(name, run.registers);
}

/** The names of the indexes of which documents that have changed say something else; null where that is not known. */
async function saidOtherwise(outputs: RunOutputs): Promise<ReadonlySet<string> | null> {
  const { run, store } = outputs;
  const indexes = indexesIn(outputs);
  const taken = (index: (typeof indexes)[number], records: DocumentRecords | null): string | null =>
    records === null ? null : takenBy(index, records);
  const others = new Set<string>();
  for (const document of run.documents.filter(({ isFresh }) => isFresh)) {
    const before = run.recordsBefore(document);
    const { recordsKey } = await run.made(document);
    if (before === recordsKey) continue;
    const [one, other] = [recordsAt(before, store), recordsAt(recordsKey, store)];
    if (one === undefined || other === undefined) return null;
    for (const index of indexes) if (taken(index, one) !== taken(index, other)) others.add(index.name);
  }
  return others;
}

/** Null where a document has no records; undefined where they are not kept any more. */
function recordsAt(key: string | null, store: DocumentCache): DocumentRecords | null | undefined {
  return key === null ? null : ((store.get(key) as DocumentRecords | null) ?? undefined);
}
