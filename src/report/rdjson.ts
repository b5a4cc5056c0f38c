import type { Finding, Severity } from "./finding.ts";
import { plainPath, type Report } from "./report.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

/** Prints a report as the Reviewdog Diagnostic Format: its columns count bytes of UTF-8. */
export function printRdjson(report: Report): string {
  const diagnostics = report.documents.flatMap(({ findings }) => findings.map(diagnosticOf));
  return `${JSON.stringify({ source: { name: "colophon" }, diagnostics }, null, 2)}\n`;
}

function diagnosticOf(finding: Finding): Readonly<Record<string, unknown>> {
  const { code, severity, message, help, path, line, column, endLine, endColumn, excerpt } = finding;
  const end = endLine === line ? byteColumn(excerpt, endColumn) : endColumn;
  return {
    message: help === null ? message : `${message}\n${help}`,
    location: {
      path: plainPath(path),
      range: { start: { line, column: byteColumn(excerpt, column) }, end: { line: endLine, column: end } },
    },
    severity: SEVERITIES[severity],
    code: { value: code },
  };
}

function byteColumn(line: string, column: number): number {
  return new TextEncoder().encode(line.slice(0, column - 1)).length + 1;
}
