import { printReportAs, type Report, type ReportFormat, summarize } from "../report/index.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** Writes a report: for a person to stderr, for a program to stdout. */
export function printReport(report: Report, format: ReportFormat, terminal: Terminal): void {
  const text = printReportAs(format, report, { color: terminal.color });
  if (format === "pretty") terminal.err(text);
  else terminal.out(text);
}

/** 1 where a document has an error, else 0. */
export function statusOf(report: Report): ExitCode {
  return summarize(report).errors > 0 ? 1 : 0;
}
