import type { Finding } from "./finding.ts";
import {
  type DocumentReport,
  type LongReport,
  notableIn,
  summarize,
  summaryIs,
  type ToldDocuments,
} from "./report.ts";

/**
 * Gives a report that tells once what was found in a file that several documents use: their schema, or what they include.
 * Each document stays valid or not as it was; errors and warnings are counted as they are told.
 */
export function toldOnce(report: LongReport): LongReport {
  const repeated = { error: 0, warning: 0, info: 0 };
  const isNew = firstTime();
  for (const { path, findings } of notableIn(report)) {
    for (const finding of findings) if (!isNew(finding, path)) repeated[finding.severity]++;
  }
  if (repeated.error + repeated.warning + repeated.info === 0) return report;
  const documents = withoutRepeated(report.documents);
  const summary = summarize(report);
  summaryIs(documents, {
    ...summary,
    errors: summary.errors - repeated.error,
    warnings: summary.warnings - repeated.warning,
  });
  return { ...report, documents };
}

function withoutRepeated(documents: ToldDocuments): ToldDocuments {
  const { length, notable } = documents;
  const each = (some: Iterable<DocumentReport>): Iterable<DocumentReport> => ({
    *[Symbol.iterator]() {
      const isNew = firstTime();
      for (const document of some) {
        const { path, findings } = document;
        yield { ...document, findings: findings.filter((finding) => isNew(finding, path)) };
      }
    },
  });
  return { length, ...each(documents), ...(notable === undefined ? {} : { notable: each(notable) }) };
}

/** Says of findings, in their order, whether each is told for the first time; those in the document itself always are. */
function firstTime(): (finding: Finding, path: string) => boolean {
  const told = new Set<string>();
  return ({ path: where, line, column, fingerprint }, path) => {
    if (where === path) return true;
    const key = `${fingerprint} ${line}:${column} ${where}`;
    return !told.has(key) && told.add(key) !== undefined;
  };
}
