import { printGithub } from "./github.ts";
import { printGitlab } from "./gitlab.ts";
import { printJson } from "./json.ts";
import { printJunit } from "./junit.ts";
import { printMarkdown } from "./markdown.ts";
import { printPretty } from "./pretty.ts";
import { printRdjson } from "./rdjson.ts";
import type { Report } from "./report.ts";
import { printSarif } from "./sarif.ts";

/** How a printer may be asked to print; only `pretty` has colours. */
export interface PrintOptions {
  readonly color: boolean;
}

/** The forms of `--format`. */
export type ReportFormat =
  | "pretty"
  | "json"
  | "sarif"
  | "junit"
  | "github"
  | "gitlab"
  | "rdjson"
  | "markdown";

type Printer = (report: Report, options: PrintOptions) => string;

const PRINTERS: Readonly<Record<ReportFormat, Printer>> = {
  pretty: printPretty,
  json: printJson,
  sarif: printSarif,
  junit: printJunit,
  github: printGithub,
  gitlab: printGitlab,
  rdjson: printRdjson,
  markdown: printMarkdown,
};

/** The names of the forms, in the order in which the command line lists them. */
export const REPORT_FORMATS: readonly ReportFormat[] = Object.keys(PRINTERS) as ReportFormat[];

/** Prints a report in a form. */
export function printReportAs(
  format: ReportFormat,
  report: Report,
  options: PrintOptions = { color: false },
): string {
  return PRINTERS[format](report, options);
}
