import { fingerprint } from "./define.ts";
import type { Finding, Severity } from "./finding.ts";

/** What was found in one document, in the order of its text. */
export interface DocumentReport {
  /** As the document was named to the program. */
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** What the checks found. */
export interface Report {
  readonly documents: readonly DocumentReport[];
}

/** A report in numbers. */
export interface Summary {
  readonly documents: number;
  /** Documents in which no check that ran found an error. */
  readonly valid: number;
  readonly errors: number;
  readonly warnings: number;
}

/**
 * Puts findings in order: by position, each fault once, with fingerprints of their own. Documents stay in the order
 * given. `severities` gives codes another severity than the catalogue's.
 */
export function collect(
  documents: readonly DocumentReport[],
  severities: Readonly<Record<string, Severity>> = {},
): Report {
  return {
    documents: documents.map(({ path, findings }) => ({
      path,
      findings: distinct(withoutRepetition([...findings].sort(byPosition))).map((each) =>
        weighed(each, severities),
      ),
    })),
  };
}

/** Counts documents, errors and warnings. */
export function summarize(report: Report): Summary {
  const all = report.documents.flatMap(({ findings }) => findings);
  return {
    documents: report.documents.length,
    valid: report.documents.filter(isValid).length,
    errors: all.filter(({ severity }) => severity === "error").length,
    warnings: all.filter(({ severity }) => severity === "warning").length,
  };
}

/** Whether no check that ran found an error in a document. */
export function isValid({ findings }: DocumentReport): boolean {
  return findings.every(({ severity }) => severity !== "error");
}

function byPosition(one: Finding, other: Finding): number {
  return (
    one.line - other.line ||
    one.column - other.column ||
    one.endLine - other.endLine ||
    one.endColumn - other.endColumn ||
    compare(one.code, other.code) ||
    compare(one.message, other.message)
  );
}

/** By UTF-16 units, because the order of a language differs between machines. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Two checks that see one fault say it with one code at one place, and it is told once. */
function withoutRepetition(sorted: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return sorted.filter(({ code, message, line, column, endLine, endColumn }) => {
    const fault = JSON.stringify([code, message, line, column, endLine, endColumn]);
    return !told.has(fault) && told.add(fault);
  });
}

/** The same fault on lines that read the same has the same fingerprint: the second and later ones are counted. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, count);
    return count === 1
      ? finding
      : { ...finding, fingerprint: fingerprint([finding.fingerprint, String(count)]) };
  });
}

function weighed(finding: Finding, severities: Readonly<Record<string, Severity>>): Finding {
  const severity = Object.hasOwn(severities, finding.code) ? severities[finding.code] : undefined;
  return severity === undefined ? finding : { ...finding, severity };
}
