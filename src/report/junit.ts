import type { Finding } from "./finding.ts";
import type { DocumentReport, Report } from "./report.ts";

/**
 * Prints a report as JUnit XML: a suite for each document and a case for each error in it; a document without errors is
 * one case that passed. Warnings and notes go to the suite's output, for a case either fails or passes.
 */
export function printJunit(report: Report): string {
  const cases = report.documents.map((document) => casesOf(document));
  const tests = cases.reduce((sum, each) => sum + Math.max(each.length, 1), 0);
  const failures = cases.reduce((sum, each) => sum + each.length, 0);
  const suites = report.documents.map((document, at) => suite(document, cases[at]!));
  const body = suites.map((each) => `${each}\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: "colophon check", tests, failures, errors: 0 })}>\n${body}</testsuites>\n`;
}

function casesOf({ path, findings }: DocumentReport): string[] {
  return findings.filter(({ severity }) => severity === "error").map((finding) => failedCase(path, finding));
}

function suite({ path, findings }: DocumentReport, cases: readonly string[]): string {
  const others = findings.filter(({ severity }) => severity !== "error").map(sentence);
  const passed = `    <testcase${attributes({ name: path, classname: path })}/>`;
  const lines = cases.length === 0 ? [passed] : [...cases];
  if (others.length > 0) lines.push(`    <system-out>${escaped(others.join("\n"))}</system-out>`);
  const counts = { tests: Math.max(cases.length, 1), failures: cases.length, errors: 0 };
  return `  <testsuite${attributes({ name: path, ...counts })}>\n${lines.join("\n")}\n  </testsuite>`;
}

/** The case belongs to the document; its file is that in which the fault stands. */
function failedCase(document: string, finding: Finding): string {
  const { code, message, path, line, column } = finding;
  const name = `${code} at ${line}:${column}`;
  const failure = `<failure${attributes({ message, type: code })}>${escaped(sentence(finding))}</failure>`;
  return `    <testcase${attributes({ name, classname: document, file: path, line })}>${failure}</testcase>`;
}

function sentence({ path, line, column, severity, code, message, help }: Finding): string {
  return `${path}:${line}:${column} ${severity} ${code} ${message}${help === null ? "" : `\n${help}`}`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes for text and attributes alike; what XML 1.0 has no way to write (production 2) becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/gu, (sign) => ENTITIES[sign]!)
    .replace(/[\t\n\r]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
