import { readPiece, type WrittenPieces } from "../run/spool.ts";
import type { IndexPlan, SearchRecord } from "./pagefind-index.ts";

/** The index of a part of the passages, to be made by a thread. */
export interface PartTask {
  readonly pieces: WrittenPieces;
  readonly plan: IndexPlan;
}

/** Reads the passages of some pieces, one piece after the other; each is a list of records in JSON. */
export function* recordsIn(pieces: WrittenPieces): Generator<SearchRecord> {
  for (let number = 0; number + 1 < pieces.starts.length; number++)
    yield* JSON.parse(readPiece(pieces, number).toString()) as readonly SearchRecord[];
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
