import type { Finding } from "./finding.ts";
import { jsonPieces } from "./json-pieces.ts";
import { type DocumentReport, isValid, type LongReport, summarize } from "./report.ts";

/** Prints a report as the JSON that `colophon check --format json` promises, piece by piece. */
export function jsonReport(report: LongReport): Iterable<string> {
  return jsonPieces(
    (documents) => ({ documents, summary: summarize(report) }),
    report.documents,
    documentAsJson,
  );
}

function documentAsJson(document: DocumentReport): object {
  const { path, findings } = document;
  return {
    path,
    valid: isValid(document),
    findings: findings.map((finding) => findingAsJson(finding, path)),
  };
}

/** A finding in a file that XInclude put into the document names that file, whose line it is. */
function findingAsJson(finding: Finding, document: string): Readonly<Record<string, unknown>> {
  const { code, severity, message, help, check, line, column, endLine, endColumn, elementPath } = finding;
  const { fingerprint } = finding;
  const file = finding.path === document ? {} : { path: finding.path };
  const said = { code, severity, message, ...(help === null ? {} : { help }), check, ...file };
  return { ...said, line, column, endLine, endColumn, elementPath, fingerprint };
}
