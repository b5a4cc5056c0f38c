import type { Finding } from "./finding.ts";
import { findingsIn, type LongReport, notableIn, retold } from "./report.ts";

/** A finding that is known and accepted. */
export interface Known {
  readonly fingerprint: string;
  readonly code: string;
  /** The document, from the edition's folder. */
  readonly path: string;
  /** What was said, for a person who reads the file. */
  readonly message: string;
}

/** What a run looked at: only of that it can say that something is gone. */
export interface BaselineScope {
  /** Where the edition lies, as paths of documents begin. */
  readonly root: string;
  /** The documents that were checked, from the edition's folder. */
  readonly looked: ReadonlySet<string>;
  readonly isAsked: (code: string) => boolean;
}

const VERSION = 1;

/** Reads a baseline; null where the text is none. */
export function readBaseline(text: string): readonly Known[] | null {
  try {
    const { version, findings } = JSON.parse(text) as { version: unknown; findings: unknown };
    return version === VERSION && Array.isArray(findings) && findings.every(isKnown) ? findings : null;
  } catch {
    return null;
  }
}

function isKnown(value: unknown): value is Known {
  return (
    typeof value === "object" &&
    value !== null &&
    "fingerprint" in value &&
    "code" in value &&
    "path" in value
  );
}

/** Takes away the findings that a baseline knows, and notes how many, and how many of it are no longer there. */
export function acceptKnown(report: LongReport, known: readonly Known[], scope: BaselineScope): LongReport {
  const accepted = new Set(known.map(({ fingerprint }) => fingerprint));
  const met = new Set<string>();
  for (const { fingerprint } of findingsIn(report)) if (accepted.has(fingerprint)) met.add(fingerprint);
  const documents = retold(report.documents, (document) => ({
    ...document,
    findings: document.findings.filter(({ fingerprint }) => !accepted.has(fingerprint)),
  }));
  const gone = known.filter((each) => isLookedAt(each, scope) && !met.has(each.fingerprint)).length;
  const notes = [
    ...(met.size > 0 ? [`${met.size} known ${noun(met.size)} accepted by the baseline`] : []),
    ...(gone > 0
      ? [`${gone} ${noun(gone)} of the baseline no longer found; --update-baseline takes them out`]
      : []),
  ];
  return { ...report, documents, notes: [...(report.notes ?? []), ...notes] };
}

function noun(count: number): string {
  return count === 1 ? "finding" : "findings";
}

/**
 * Writes a baseline of what was found, sorted so that versions of it compare well. What the one before knows of documents
 * and codes that were not looked at stays.
 */
export function writeBaseline(report: LongReport, before: readonly Known[], scope: BaselineScope): string {
  const found = [...notableIn(report)].flatMap(({ path, findings }) =>
    findings.map((finding) => knownOf(finding, path, scope)),
  );
  const kept = before.filter((each) => !isLookedAt(each, scope));
  const unique = new Map([...kept, ...found].map((each) => [each.fingerprint, each]));
  const findings = [...unique.values()].sort(byPath);
  return `${JSON.stringify({ version: VERSION, findings }, null, 2)}\n`;
}

function knownOf({ fingerprint, code, message }: Finding, path: string, { root }: BaselineScope): Known {
  return { fingerprint, code, path: path.startsWith(root) ? path.slice(root.length) : path, message };
}

function isLookedAt({ path, code }: Known, { looked, isAsked }: BaselineScope): boolean {
  return looked.has(path) && isAsked(code);
}

function byPath(one: Known, other: Known): number {
  const [a, b] = [one, other].map(({ path, code, fingerprint }) => `${path}\n${code}\n${fingerprint}`);
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}
