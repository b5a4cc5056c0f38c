import type { Finding } from "./finding.ts";
import type { DocumentReport, LongReport } from "./report.ts";

/**
 * Prints a report as JUnit XML, piece by piece: a suite for each document and a case for each error in it; a document without
 * errors is one case that passed. Warnings and notes go to the suite's output, for a case either fails or passes.
 */
export function* junitReport({ documents }: LongReport): Generator<string> {
  let [tests, failures] = [0, 0];
  for (const { findings } of documents) {
    const errors = findings.reduce((sum, finding) => sum + (isError(finding) ? 1 : 0), 0);
    failures += errors;
    tests += Math.max(errors, 1);
  }
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: "colophon check", tests, failures, errors: 0 })}>\n`;
  for (const document of documents) yield `${suite(document)}\n`;
  yield "</testsuites>\n";
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}

function suite({ path, findings }: DocumentReport): string {
  const cases = findings.filter(isError).map((finding) => failedCase(path, finding));
  const others = findings.filter((finding) => !isError(finding)).map(sentence);
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
