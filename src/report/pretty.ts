import { wellFormed } from "./address.ts";
import { windowOf } from "./columns.ts";
import type { Finding, Severity } from "./finding.ts";
import { type Paint, paintFor } from "./paint.ts";
import { type Report, summarize } from "./report.ts";

/** Cells of a line that is shown; terminals are seldom narrower than 100, and the line number needs some. */
const WIDTH = 96;

/**
 * Prints a report for a person at a terminal: each finding with its place, what stands there and the way out, and a
 * last line that counts. Nothing of a document reaches the terminal as a control.
 */
export function printPretty(report: Report, { color }: { readonly color: boolean }): string {
  const paint = paintFor(color);
  const findings = report.documents.flatMap((document) => document.findings);
  return [
    ...findings.map((finding) => `${prettyFinding(finding, paint)}\n\n`),
    `${lastLine(report, paint)}\n`,
  ].join("");
}

function prettyFinding(finding: Finding, paint: Paint): string {
  const { path, line, column, severity, code, message, help } = finding;
  const place = paint.strong(`${quiet(path)}:${line}:${column}`);
  const heading = `${place} ${paint.severity(severity, NAMES[severity])} ${quiet(message)} ${paint.faint(`[${code}]`)}`;
  return [heading, ...excerptLines(finding, paint), ...helpLines(help, paint)].join("\n");
}

const NAMES: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

function excerptLines(
  { excerpt, line, column, endLine, endColumn, severity }: Finding,
  paint: Paint,
): string[] {
  if (excerpt.trim() === "") return [];
  const gutter = String(line);
  const end = endLine === line ? endColumn - 1 : excerpt.length;
  const { text, indent, length } = windowOf(excerpt, column - 1, end, WIDTH);
  const mark = `${" ".repeat(indent)}${paint.severity(severity, "^".repeat(length))}`;
  return [
    `  ${paint.faint(`${gutter} |`)} ${text}`,
    `  ${paint.faint(`${" ".repeat(gutter.length)} |`)} ${mark}`,
  ];
}

function helpLines(help: string | null, paint: Paint): string[] {
  return help === null ? [] : [`  ${paint.help("help:")} ${quiet(help)}`];
}

function lastLine(report: Report, paint: Paint): string {
  const { documents, valid, errors, warnings } = summarize(report);
  const checked = `${counted(documents, "document")} checked, ${valid} valid`;
  const found = [counted(errors, "error"), counted(warnings, "warning")].join(", ");
  const severity: Severity = errors > 0 ? "error" : warnings > 0 ? "warning" : "info";
  return `${checked}: ${errors + warnings > 0 ? paint.severity(severity, found) : found}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Takes line ends and controls out of what a document or a file name brought. */
function quiet(text: string): string {
  return wellFormed(text.replace(/\p{Cc}+/gu, " "));
}
