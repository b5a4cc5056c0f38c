import { relative, sep } from "node:path";
import {
  type Finding,
  type LongReport,
  printReportAs,
  type ReportFormat,
  retold,
  summarize,
  summaryIs,
} from "../report/index.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** Writes a report: for a person to stderr, for a program to stdout. Where a command is quiet, a person sees its errors alone. */
export function printReport(report: LongReport, format: ReportFormat, terminal: Terminal): void {
  // What nobody is to see takes as long to write as a run in which nothing has changed.
  if (format !== "pretty") terminal.data(reportText(report, format));
  else if (!terminal.isQuiet) terminal.report(reportText(report, format, terminal.color));
  else if (statusOf(report) !== 0) terminal.report(reportText(errorsOf(report), format, terminal.color));
}

/** The errors of a report, so that a command that fails says why. */
function errorsOf(report: LongReport): LongReport {
  const isError = ({ severity }: Finding): boolean => severity === "error";
  const documents = retold(report.documents, (each) =>
    each.findings.length === 0 ? each : { ...each, findings: each.findings.filter(isError) },
  );
  summaryIs(documents, { ...summarize(report), warnings: 0 });
  return { documents };
}

/** Writes a report as a text; in CI its files are named from the root of the repository, as the host knows them. */
export function reportText(report: LongReport, format: ReportFormat, color = false): string {
  const root = process.env.GITHUB_WORKSPACE || process.env.CI_PROJECT_DIR;
  const folder = root === undefined ? "" : relative(root, process.cwd()).split(sep).join("/");
  const isInside = folder !== "" && !folder.startsWith("..") && !folder.startsWith("/");
  return printReportAs(format, report, { color, repositoryFolder: isInside ? `${folder}/` : "" });
}

/** 1 where a document has an error, else 0. */
export function statusOf(report: LongReport): ExitCode {
  return summarize(report).errors > 0 ? 1 : 0;
}
