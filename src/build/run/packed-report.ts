import type { DocumentReport, Report } from "../../report/index.ts";
import { readPaths, writePathsOf } from "./path-table.ts";

/** Those of the documents of which there is more to say than their paths, by their places. */
type Told = readonly (readonly [place: number, document: DocumentReport])[];

/** So many of them are written at once. */
const TOGETHER = 500;

/**
 * Packs a report, piece by piece: of most documents there is nothing to say, and to read an object of each takes long. First
 * comes what is not of one document, then their paths, then what is told of them.
 */
export function* packReport({ documents, ...rest }: Report): Generator<unknown> {
  yield rest;
  yield writePathsOf(documents);
  let told: [number, DocumentReport][] = [];
  for (const [place, document] of documents.entries()) {
    if (document.findings.length > 0 || document.isBeside) told.push([place, document]);
    if (told.length < TOGETHER) continue;
    yield told;
    told = [];
  }
  yield told;
}

/** Gives a report as it was before it was packed. */
export function unpackReport(pieces: readonly unknown[]): Report {
  const [rest, paths, ...some] = pieces as readonly [Omit<Report, "documents">, string, ...Told[]];
  const told = new Map(some.flat());
  const documents = readPaths(paths).map(
    (path, place) => told.get(place) ?? { path, findings: NOTHING_FOUND },
  );
  return { documents, ...rest };
}

const NOTHING_FOUND: DocumentReport["findings"] = [];
