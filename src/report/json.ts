import type { Finding } from "./finding.ts";
import { isValid, type Report, summarize } from "./report.ts";

/** Prints a report as the JSON that `colophon check --format json` promises. */
export function printJson(report: Report): string {
  const documents = report.documents.map((document) => ({
    path: document.path,
    valid: isValid(document),
    findings: document.findings.map((finding) => findingAsJson(finding, document.path)),
  }));
  return `${JSON.stringify({ documents, summary: summarize(report) }, null, 2)}\n`;
}

/** A finding in a file that XInclude put into the document names that file, whose line it is. */
function findingAsJson(finding: Finding, document: string): Readonly<Record<string, unknown>> {
  const { code, severity, message, help, check, line, column, endLine, endColumn, elementPath } = finding;
  const { fingerprint } = finding;
  const file = finding.path === document ? {} : { path: finding.path };
  const said = { code, severity, message, ...(help === null ? {} : { help }), check, ...file };
  return { ...said, line, column, endLine, endColumn, elementPath, fingerprint };
}
