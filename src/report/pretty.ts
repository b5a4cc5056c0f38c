import { wellFormed } from "./address.ts";
import { windowOf } from "./columns.ts";
import type { Finding, Severity } from "./finding.ts";
import { type Paint, paintFor } from "./paint.ts";
import { quieted } from "./quiet.ts";
import { counted, type DocumentReport, type LongReport, notableIn, summarize } from "./report.ts";

/** Cells of a line that is shown; terminals are seldom narrower than 100, and the line number needs some. */
const WIDTH = 96;

/** How much of a line around a fault is looked at: some documents are a single line of a megabyte. */
const REACH = 400;

/**
 * Prints a report for a person at a terminal: for each file its findings, each with its place, what stands there and the
 * way out, and a last line that counts. Nothing of a document reaches the terminal as a control.
 */
export function printPretty(report: LongReport, { color }: { readonly color: boolean }): string {
  const paint = paintFor(color);
  return [
    ...sections(report, paint),
    ...(report.notes ?? []).map((note) => `${paint.faint("note:")} ${quiet(note)}\n`),
    `${lastLine(report, paint)}\n`,
  ].join("");
}

function* sections(report: LongReport, paint: Paint): Generator<string> {
  for (const document of notableIn(report)) yield* section(document, paint);
}

/** A file of many findings says how many, where the first of them may have left the screen. */
function section({ path, findings }: DocumentReport, paint: Paint): string[] {
  const told = findings.map((finding) => `${prettyFinding(finding, paint)}\n\n`);
  return findings.length < 2 ? told : [...told, `${paint.faint(`${quiet(path)}: ${counts(findings)}`)}\n\n`];
}

function counts(findings: readonly Finding[]): string {
  const of = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  const parts = (["error", "warning", "info"] as const).map((each) => [of(each), NAMES[each]] as const);
  return parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => counted(count, name))
    .join(", ");
}

function prettyFinding(finding: Finding, paint: Paint): string {
  const { path, line, column, severity, code, message, help } = finding;
  const place = paint.strong(`${quiet(path)}:${line}:${column}`);
  const heading = `${place} ${paint.severity(severity, NAMES[severity])} ${quiet(message)} ${paint.faint(`[${code}]`)}`;
  return [heading, ...excerptLines(finding, paint), ...helpLines(help, paint)].join("\n");
}

const NAMES: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

function excerptLines(finding: Finding, paint: Paint): string[] {
  const { excerpt, excerptAfter, line, column, endLine, endColumn, severity } = finding;
  if (excerpt.trim() === "") return [];
  const gutter = String(line);
  const before = excerptAfter?.units ?? 0;
  const start = column - 1 - before;
  const end = endLine === line ? endColumn - 1 - before : excerpt.length;
  const from = Math.max(0, start - REACH);
  const near = excerpt.slice(from, start + REACH);
  const { text, indent, length } = windowOf(near, start - from, Math.min(end - from, near.length), WIDTH);
  const mark = `${" ".repeat(indent)}${paint.severity(severity, "^".repeat(length))}`;
  return [
    `  ${paint.faint(`${gutter} |`)} ${text}`,
    `  ${paint.faint(`${" ".repeat(gutter.length)} |`)} ${mark}`,
  ];
}

function helpLines(help: string | null, paint: Paint): string[] {
  return help === null ? [] : [`  ${paint.help("help:")} ${quiet(help)}`];
}

function lastLine(report: LongReport, paint: Paint): string {
  const { documents, valid, errors, warnings } = summarize(report);
  const checked = `${counted(documents, "document")} checked, ${valid} valid`;
  const found = [counted(errors, "error"), counted(warnings, "warning")].join(", ");
  const severity: Severity = errors > 0 ? "error" : warnings > 0 ? "warning" : "info";
  return `${checked}: ${errors + warnings > 0 ? paint.severity(severity, found) : found}`;
}

/** What a document or a file name brought, in one line and without anything that a terminal would obey. */
function quiet(text: string): string {
  return wellFormed(quieted(text).replace(/[\t\n]+/gu, " "));
}
