import type { Span } from "../report/index.ts";
import type { WorkIndex } from "../resolve/index.ts";

const YEAR = String.raw`((?:1[4-9]|20)\d\d[a-z]?)(?![\p{L}\d])`;

/** Behind the word for an author named before stands a year, and no title. */
const LEADING = new RegExp(String.raw`^[^\d]{1,24}?\(?${YEAR}`, "u");

const FURTHER = new RegExp(
  String.raw`\s*[,;]\s*(?:(?:and|und|sowie|et|y|e|и|i)\s+)?(?=${YEAR})|\s+(?:and|und|sowie|et|y|e|и|i)\s+(?=${YEAR})`,
  "gu",
);

/**
 * The stretches of “ders. 1990a, S. 12 f., 1990b: 7”: one for each year. A number is a year where a work has it, since
 * “S. 1500, 1510” are pages. Empty where there is one year only.
 */
export function idemYears(words: string, indexes: readonly WorkIndex[]): readonly Span[] {
  const leading = LEADING.exec(words);
  if (leading === null) return [];
  const starts = [{ start: 0, behind: 0 }];
  for (const next of words.matchAll(FURTHER)) {
    const year = next[1] ?? next[2]!;
    if (next.index >= leading[0].length && isYearOfWork(year, indexes))
      starts.push({ start: next.index, behind: next.index + next[0].length });
  }
  if (starts.length < 2) return [];
  return starts.map(({ behind }, at) => ({ start: behind, end: starts[at + 1]?.start ?? words.length }));
}

function isYearOfWork(year: string, indexes: readonly WorkIndex[]): boolean {
  return indexes.some(({ works }) => works.some(({ years }) => years.includes(year)));
}
