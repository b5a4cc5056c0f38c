import type { Finding, Severity } from "./finding.ts";
import { quieted } from "./quiet.ts";
import { findingsIn, type LongReport, plainPath } from "./report.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** Prints a report as commands that GitHub Actions shows beside the lines of a pull request. */
export function printGithub(report: LongReport): string {
  return [...findingsIn(report)].map((finding) => `${command(finding)}\n`).join("");
}

function command(finding: Finding): string {
  const { severity, path, line, endLine, column, endColumn, code, message, help } = finding;
  // GitHub marks columns only within one line, and its last column belongs to the mark.
  const columns =
    line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : { col: column };
  const properties = { file: plainPath(path), line, endLine, ...columns, title: code };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${listed.join(",")}::${data(help === null ? message : `${message}\n${help}`)}`;
}

function data(text: string): string {
  // A log is read at a terminal, too.
  return quieted(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
