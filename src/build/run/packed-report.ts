import type { DocumentReport, Report } from "../../report/index.ts";
import { readPaths, writePaths } from "./path-table.ts";

/** A report as it is kept: of most documents there is nothing to say, and to read an object of each takes long. */
export interface PackedReport extends Omit<Report, "documents"> {
  /** The paths of all documents. */
  readonly paths: string;
  /** Those of which there is more to say than their paths, by their places. */
  readonly told: ReadonlyMap<number, DocumentReport>;
}

/** Packs a report. */
export function packReport({ documents, ...rest }: Report): PackedReport {
  const told = new Map<number, DocumentReport>();
  documents.forEach((document, at) => {
    if (document.findings.length > 0 || document.isBeside) told.set(at, document);
  });
  return { ...rest, paths: writePaths(documents.map(({ path }) => path)), told };
}

/** Gives a report as it was before it was packed. */
export function unpackReport({ paths, told, ...rest }: PackedReport): Report {
  const documents = readPaths(paths).map(
    (path, place) => told.get(place) ?? { path, findings: NOTHING_FOUND },
  );
  return { documents, ...rest };
}

const NOTHING_FOUND: DocumentReport["findings"] = [];
