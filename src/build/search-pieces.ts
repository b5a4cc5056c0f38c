import { closeSync, openSync, readSync } from "node:fs";
import type { IndexPlan, SearchRecord } from "./search-index.ts";

/** Where passages lie: in pieces of a file, each a list of records in JSON. */
export interface PassagePieces {
  readonly file: string;
  /** Where each piece begins, and where the last ends. */
  readonly starts: readonly number[];
}

/** The index of a part of the passages, to be made by a thread. */
export interface PartTask {
  readonly pieces: PassagePieces;
  readonly plan: IndexPlan;
}

/** Reads the records of some pieces, one piece after the other. */
export function* recordsIn({ file, starts }: PassagePieces): Generator<SearchRecord> {
  const opened = openSync(file, "r");
  try {
    for (const [at, end] of starts.slice(1).entries()) {
      const start = starts[at]!;
      const bytes = Buffer.allocUnsafe(end - start);
      for (let read = 0; read < bytes.length; )
        read += readSync(opened, bytes, read, bytes.length - read, start + read);
      yield* JSON.parse(bytes.toString("utf8")) as readonly SearchRecord[];
    }
  } finally {
    closeSync(opened);
  }
}

/** Gives records on, as long as they are wanted; else throws. */
export function* wanted(records: Iterable<SearchRecord>, goesOn: () => boolean): Generator<SearchRecord> {
  for (const record of records) {
    if (!goesOn()) throw notWanted();
    yield record;
  }
}

/** What is thrown where a search is not made to its end. */
export function notWanted(): Error {
  return new Error("The search is not wanted any more");
}
