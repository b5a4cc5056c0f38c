import type { DocumentReport, LongReport, Report } from "../../report/index.ts";
import { PathList } from "./path-list.ts";
import { readPaths } from "./path-table.ts";

/** Those of the documents of which there is more to say than their paths, by their places. */
type Told = readonly (readonly [place: number, document: DocumentReport])[];

/** So many of them are written at once. */
const TOGETHER = 500;

/**
 * Packs a report, piece by piece: of most documents there is nothing to say, and to read an object of each takes long. First
 * comes what is not of one document, then what is told of them, and at last their paths: they are gone through once.
 */
export function* packReport({ documents, ...rest }: LongReport): Generator<unknown> {
  yield rest;
  const paths = new PathList();
  let told: [number, DocumentReport][] = [];
  for (const document of documents) {
    if (document.findings.length > 0 || document.isBeside) told.push([paths.length, document]);
    paths.push(document.path);
    if (told.length < TOGETHER) continue;
    yield told;
    told = [];
  }
  yield told;
  yield paths.text;
}

/** Gives a report as it was before it was packed. */
export function unpackReport(pieces: readonly unknown[]): Report {
  const [rest, ...some] = pieces as readonly [Omit<Report, "documents">, ...Told[], string];
  const told = new Map((some.slice(0, -1) as Told[]).flat());
  const documents = readPaths(some.at(-1) as string).map(
    (path, place) => told.get(place) ?? { path, findings: NOTHING_FOUND },
  );
  return { documents, ...rest };
}

const NOTHING_FOUND: DocumentReport["findings"] = [];
