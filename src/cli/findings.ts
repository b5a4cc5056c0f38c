import { relative, sep } from "node:path";
import { printReportAs, type Report, type ReportFormat, summarize } from "../report/index.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** Writes a report: for a person to stderr, for a program to stdout. */
export function printReport(report: Report, format: ReportFormat, terminal: Terminal): void {
  // What nobody is to see takes as long to write as a run in which nothing has changed.
  if (format === "pretty" && terminal.isQuiet) return;
  const text = reportText(report, format, terminal.color);
  if (format === "pretty") terminal.err(text);
  else terminal.out(text);
}

/** Writes a report as a text; in CI its files are named from the root of the repository, as the host knows them. */
export function reportText(report: Report, format: ReportFormat, color = false): string {
  const root = process.env.GITHUB_WORKSPACE || process.env.CI_PROJECT_DIR;
  const folder = root === undefined ? "" : relative(root, process.cwd()).split(sep).join("/");
  const isInside = folder !== "" && !folder.startsWith("..") && !folder.startsWith("/");
  return printReportAs(format, report, { color, repositoryFolder: isInside ? `${folder}/` : "" });
}

/** 1 where a document has an error, else 0. */
export function statusOf(report: Report): ExitCode {
  return summarize(report).errors > 0 ? 1 : 0;
}
