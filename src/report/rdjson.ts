import type { Finding, Severity } from "./finding.ts";
import { findingsIn, type LongReport, plainPath } from "./report.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

/** Prints a report as the Reviewdog Diagnostic Format: its columns count bytes of UTF-8. */
export function printRdjson(report: LongReport): string {
  const diagnostics = [...findingsIn(report)].map(diagnosticOf);
  return `${JSON.stringify({ source: { name: "colophon" }, diagnostics }, null, 2)}\n`;
}

function diagnosticOf(finding: Finding): Readonly<Record<string, unknown>> {
  const { code, severity, message, help, path, line, column, endLine, endColumn } = finding;
  const end = endLine === line ? byteColumn(finding, endColumn) : endColumn;
  return {
    message: help === null ? message : `${message}\n${help}`,
    location: {
      path: plainPath(path),
      range: { start: { line, column: byteColumn(finding, column) }, end: { line: endLine, column: end } },
    },
    severity: SEVERITIES[severity],
    code: { value: code },
  };
}

function byteColumn({ excerpt, excerptAfter }: Finding, column: number): number {
  const { units, bytes } = excerptAfter ?? { units: 0, bytes: 0 };
  return bytes + Buffer.byteLength(excerpt.slice(0, column - 1 - units)) + 1;
}
