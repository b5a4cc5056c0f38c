import { fitsCode } from "./code-pattern.ts";
import { fingerprint } from "./define.ts";
import type { Finding, Severity, SeveritySetting } from "./finding.ts";

/** What was found in one document, in the order of its text. */
export interface DocumentReport {
  /** As the document was named to the program. */
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Whether it is the edition or a file beside its documents: what is found there counts, and it is no document itself. */
  readonly isBeside?: true;
}

/** What the checks found. */
export interface Report {
  readonly documents: readonly DocumentReport[];
  /** What a person should know of the run and is no finding in a document, a sentence each. */
  readonly notes?: readonly string[];
}

/** Documents as they are told, one after the other, as often as they are gone through. */
export interface ToldDocuments extends Iterable<DocumentReport> {
  readonly length: number;
  /** Those of which there is more to say than their paths, where that is known without going through all. */
  readonly notable?: Iterable<DocumentReport>;
}

/** A report whose documents need not be held: of many, each is made when its turn comes. Any {@link Report} is one. */
export interface LongReport extends Omit<Report, "documents"> {
  readonly documents: ToldDocuments;
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
 * Puts findings in order: by file and position, each fault once, with fingerprints of their own. Documents stay in the
 * order given. `severities` gives codes, or groups such as `links/*`, another severity than the catalogue's. Paths that
 * begin with `root`, the edition's folder, are known by the rest in fingerprints.
 */
export function collect(
  documents: readonly DocumentReport[],
  severities: Readonly<Record<string, SeveritySetting>> = {},
  root = "",
): Report {
  return { documents: documents.map(collector(severities, root)) };
}

/** Does the same with one document at a time. */
export function collector(
  severities: Readonly<Record<string, SeveritySetting>>,
  root: string,
): (document: DocumentReport) => DocumentReport {
  const severityOf = settings(severities);
  return (document) => {
    const { path, findings } = document;
    if (findings.length === 0) return document;
    const sorted = [...findings].sort((one, other) => byFile(one, other, path) || byPosition(one, other));
    const told = distinct(withoutRepetition(sorted), root);
    return { ...document, findings: told.flatMap((each) => weighed(each, severityOf(each.code))) };
  };
}

/** Gives a report that holds its documents. */
export function heldReport(report: LongReport): Report {
  return { ...report, documents: [...report.documents] };
}

/** Gives documents told otherwise, each when its turn comes; of one without findings there is nothing to retell but its path. */
export function retold(
  documents: ToldDocuments,
  retell: (document: DocumentReport) => DocumentReport,
): ToldDocuments {
  const each = (some: Iterable<DocumentReport>): Iterable<DocumentReport> => ({
    *[Symbol.iterator]() {
      for (const document of some) yield retell(document);
    },
  });
  const { length, notable } = documents;
  return { length, ...each(documents), ...(notable === undefined ? {} : { notable: each(notable) }) };
}

/** The documents of a report of which there is more to say than their paths, in its order. */
export function* notableIn({ documents }: LongReport): Generator<DocumentReport> {
  for (const document of documents.notable ?? documents)
    if (document.findings.length > 0 || document.isBeside === true) yield document;
}

/** All findings of a report, in its order. */
export function* findingsIn(report: LongReport): Generator<Finding> {
  for (const { findings } of notableIn(report)) yield* findings;
}

/** Documents that were counted: to go through many takes a while, and what is told of them stays as it is. */
const SUMMARIES = new WeakMap<ToldDocuments, Summary>();

/** Takes the summary of documents from whoever has counted them. */
export function summaryIs(documents: ToldDocuments, summary: Summary): void {
  SUMMARIES.set(documents, summary);
}

/** Counts documents, errors and warnings. */
export function summarize(report: LongReport): Summary {
  const known = SUMMARIES.get(report.documents);
  if (known !== undefined) return known;
  const counter = new SummaryCounter();
  for (const document of notableIn(report)) counter.add(document);
  const summary = counter.of(report.documents.length);
  summaryIs(report.documents, summary);
  return summary;
}

/** Counts errors and warnings, document by document. */
export class SummaryCounter {
  #beside = 0;
  #invalid = 0;
  #errors = 0;
  #warnings = 0;

  /** Takes what is told of a document; one on which nothing was found may be left out. */
  add({ findings, isBeside }: DocumentReport): void {
    const before = this.#errors;
    for (const { severity } of findings) {
      if (severity === "error") this.#errors++;
      else if (severity === "warning") this.#warnings++;
    }
    if (isBeside === true) this.#beside++;
    else if (this.#errors > before) this.#invalid++;
  }

  /** Gives the summary of a report that tells so many documents, those left out and those beside as well. */
  of(told: number): Summary {
    const documents = told - this.#beside;
    return {
      documents,
      valid: documents - this.#invalid,
      errors: this.#errors,
      warnings: this.#warnings,
    };
  }
}

/** A number with its noun: “1 error”, “2 errors”. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A path as the machines of others write it: forward slashes, and no dot at the beginning. */
export function plainPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/u, "");
}

/** Whether no check that ran found an error in a document. */
export function isValid({ findings }: DocumentReport): boolean {
  return findings.every(({ severity }) => severity !== "error");
}

/** The document before the files that it includes. */
function byFile(one: Finding, other: Finding, path: string): number {
  if (one.path === other.path) return 0;
  if (one.path === path || other.path === path) return one.path === path ? -1 : 1;
  return compare(one.path, other.path);
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
  if (sorted.length < 2) return [...sorted];
  const told = new Set<string>();
  return sorted.filter(({ code, message, path, line, column, endLine, endColumn }) => {
    const fault = JSON.stringify([code, message, path, line, column, endLine, endColumn]);
    return !told.has(fault) && told.add(fault);
  });
}

/**
 * Adds the file to each fingerprint. The same fault on lines of a file that read the same has the same fingerprint: the
 * second and later ones are counted.
 */
function distinct(findings: readonly Finding[], root: string): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const own = fingerprint([finding.fingerprint, within(finding.path, root)]);
    const count = (seen.get(own) ?? 0) + 1;
    seen.set(own, count);
    return { ...finding, fingerprint: count === 1 ? own : fingerprint([own, String(count)]) };
  });
}

function within(path: string, root: string): string {
  const slashed = plainPath(path);
  return slashed.startsWith(root) ? slashed.slice(root.length) : slashed;
}

/** The code by itself says more than a group; of groups, the longer. */
function settings(
  severities: Readonly<Record<string, SeveritySetting>>,
): (code: string) => SeveritySetting | null {
  const groups = Object.entries(severities).sort(([one], [other]) => other.length - one.length);
  const known = new Map<string, SeveritySetting | null>();
  return (code) => {
    if (Object.hasOwn(severities, code)) return severities[code]!;
    const found = known.get(code) ?? groups.find(([pattern]) => fitsCode(pattern, code))?.[1] ?? null;
    known.set(code, found);
    return found;
  };
}

function weighed(finding: Finding, setting: SeveritySetting | null): Finding[] {
  if (setting === "off") return [];
  return setting === null ? [finding] : [{ ...finding, severity: setting as Severity }];
}
