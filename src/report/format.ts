import { normalPath } from "../tree/index.ts";
import { printGithub } from "./github.ts";
import { printGitlab } from "./gitlab.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { printMarkdown } from "./markdown.ts";
import { printPretty } from "./pretty.ts";
import { printRdjson } from "./rdjson.ts";
import { type LongReport, plainPath, retold } from "./report.ts";
import { sarifReport } from "./sarif.ts";
import { toldOnce } from "./told-once.ts";

/** How a printer may be asked to print; only `pretty` has colours. */
export interface PrintOptions {
  readonly color: boolean;
  /**
   * The folder of the run from the root of the repository, with its final slash: code hosts know files from there. It
   * goes before relative paths in the forms that they read.
   */
  readonly repositoryFolder?: string;
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

type Printer = (report: LongReport, options: PrintOptions) => string;

const PRINTERS: Readonly<Record<ReportFormat, Printer>> = {
  pretty: printPretty,
  json: (report) => [...jsonReport(report)].join(""),
  sarif: (report) => [...sarifReport(report)].join(""),
  junit: (report) => [...junitReport(report)].join(""),
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
  report: LongReport,
  options: PrintOptions = { color: false },
): string {
  const { repositoryFolder = "" } = options;
  const isHosted = repositoryFolder !== "" && HOSTED.includes(format);
  const told = BY_DOCUMENT.includes(format) ? report : toldOnce(report);
  return PRINTERS[format](isHosted ? seenFrom(told, repositoryFolder) : told, options);
}

/** The forms that say of each document all that was found for it. */
const BY_DOCUMENT: readonly ReportFormat[] = ["json", "junit"];

/** The forms that code hosts read. */
const HOSTED: readonly ReportFormat[] = ["sarif", "github", "gitlab", "rdjson"];

function seenFrom(report: LongReport, folder: string): LongReport {
  const documents = retold(report.documents, (document) => ({
    ...document,
    path: within(document.path, folder),
    findings: document.findings.map((finding) => ({ ...finding, path: within(finding.path, folder) })),
  }));
  return { ...report, documents };
}

function within(path: string, folder: string): string {
  const plain = plainPath(path);
  return /^(?:\/|[A-Za-z]:)/u.test(plain) ? path : normalPath(folder + plain);
}
