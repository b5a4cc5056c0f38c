import type { Span } from "../report/index.ts";
import { fold, type WorkIndex } from "../resolve/index.ts";
import type { CitationGrammar } from "./grammar.ts";
import { FURTHER_LETTERS } from "./years.ts";

/** A name and a year in running text, as far as its loci go. */
export interface AuthorDate {
  readonly span: Span;
  /** Set where the name stands with an earlier year: “Cohen 1973: 5, 1975: 7”. */
  readonly author: string | null;
}

const NO_YEAR = String.raw`(?:n\.\s?d\.|s\.\s?[da]\.|o\.\s?J\.|in press|forthcoming|in preparation|im (?:Druck|Erscheinen)|à paraître|en prensa|no prelo|in corso di stampa|w druku|б\.\s?г\.)(?!\p{L})`;

const YEAR = new RegExp(
  String.raw`(?<![\p{L}\p{N}.–-])(?:(1[4-9]\d\d|20\d\d)([a-z](?![\p{L}]))?(?![\p{N}])(?!\s*[-–]\s*\d{2,4}\b)|${NO_YEAR})`,
  "gu",
);

/** What stands for the year of a work that has none, or none yet. */
export const UNDATED: RegExp = new RegExp(String.raw`(?<!\p{L})${NO_YEAR}`, "u");

const NAME = String.raw`(?:(?:[vV]on|[vV]an|[dD]e|[dD]er|[dD]en|[dD]i|[dD]u|[lL]a|[lL]e|zu|[dD]el|[dD]os|[dD]a|ten|ter)\s+|[dD]['’]|al-)*\p{Lu}[\p{L}\p{M}’'-]*[\p{L}\p{M}]`;
const JOINT = String.raw`(?:\s*,\s*|\s*&\s*|\s*/\s*|\s+(?:and|und|et|y|e|и|en|i|och|og|u\.)\s+)`;
const LEADING = new RegExp(
  String.raw`(?<names>(?:(?:\p{Lu}\.\s*)+)?${NAME}(?:${JOINT}(?:(?:\p{Lu}\.\s*)+)?${NAME}){0,4})(?:[’']s?)?(?:,?\s+(?:et al\.?|u\.\s?a\.|et alii|and others|и др\.))?(?:,)?\s*(?<open>\(\s*)?(?:\[\d{4}\]\s*)?$`,
  "u",
);

/** Loci behind the year: `: 372`, `, S. 12 f.`, `: 12–15, 20`. */
const NUMBERS = String.raw`[\d\[]\d*[\p{L}\d.\]]*(?:\s*[-–—]\s*\d+\p{L}?)?(?:\s*(?:(?:i|y|et|e|и)\s(?:nn?|ss?|suiv|segs?|sgg?|след|сл|d)\.|(?:ff?|sqq?|ss?|nn?|сл)\b\.?))?`;
const LOCI = new RegExp(
  String.raw`^(?:\s*[:,]\s*(?<!,\s*(?=(?:1[4-9]|20)\d\d[a-z]?(?![\p{L}\d])))(?:(?:especially|particularly|esp\.|bes\.|besonders|insb\.|notamment|surtout|spec\.)\s+)?(?:(?:\p{L}{1,5}\.|§§?|\p{L}{1,4})\s*)?|\s+(?:\p{L}{1,5}\.|§§?)\s*)(?:${NUMBERS}|[ivxlc]+(?:[-–][ivxlc]+)?(?![\p{L}]))(?:\s*:\s*${NUMBERS})?(?:\s*(?:,|and|und|et|u\.|&)\s*(?:n\.\s*)?(?!(?:1[4-9]|20)\d\d[a-z]?\b)${NUMBERS})*`,
  "u",
);

/** How far before a year its names are looked for. */
const REACH = 120;

/**
 * Finds names with years in running text where the index has a work cited under such a name: `Cohen 1973: 372`, `Cohen
 * (1973, 372)`, `(Cohen and Smith 1973a)`. Whether a work of that year is meant is for the caller to ask.
 */
export function findAuthorDates(
  mask: string,
  indexes: readonly WorkIndex[],
  { signal }: CitationGrammar,
): readonly AuthorDate[] {
  if (indexes.every(({ families }) => families.size === 0)) return [];
  const found: AuthorDate[] = [];
  let behind = 0;
  let carried: string | null = null;
  for (const year of mask.matchAll(YEAR)) {
    if (year.index < behind) continue;
    const before = mask.slice(Math.max(behind, year.index - REACH), year.index);
    const named = leadingNames(before, indexes);
    const between = /^\s*[,;]?\s*(?<words>.*)$/su.exec(before)!.groups!.words!;
    // “1986a: 241; see also 1986b: 70” is of the same author.
    const follows = named === null && carried !== null && (signal.exec(between)?.[0] ?? "") === between;
    const letters =
      year[2] === undefined ? null : FURTHER_LETTERS.exec(mask.slice(year.index + year[0].length));
    const written = year[0].length + (letters?.[0].length ?? 0);
    const end = endOf(mask, year.index + written, named?.opened ?? false);
    if (named === null && !follows) {
      carried = end > year.index + written ? nameInSentence(mask, year.index, indexes) : null;
      if (carried === null) continue;
    }
    const start = named === null ? year.index : year.index - named.length;
    found.push({ span: { start, end }, author: named === null ? carried : null });
    carried = named?.names ?? carried;
    behind = end;
  }
  return found;
}

function endOf(mask: string, from: number, opened: boolean): number {
  const end = from + (LOCI.exec(mask.slice(from, from + 80))?.[0].length ?? 0);
  const closing = opened
    ? (/^(?:,[^()\d;]{2,40})?\s*\)/u.exec(mask.slice(end, end + 48))?.[0].length ?? 0)
    : 0;
  const behind = end + closing;
  return closing === 0 ? end : behind + (BARE_PAGES.exec(mask.slice(behind, behind + 40))?.[0].length ?? 0);
}

/** Pages behind the year in brackets: “Dodds (1966) 44–5”. */
const BARE_PAGES = /^\s+\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\sff?\.)?(?=\s*(?:[;.)]|$))/u;

/** Whom the sentence speaks of before a year and a place in brackets: “as Latour later wrote (2005: 12)”. */
function nameInSentence(mask: string, at: number, indexes: readonly WorkIndex[]): string | null {
  const before = mask.slice(Math.max(0, at - REACH), at);
  if (!/\(\s*$/u.test(before)) return null;
  const sentence = before.split(/[.!?…;]\s+(?=\p{Lu}\p{Ll})|\uFFFC/u).at(-1)!;
  const names = [...sentence.matchAll(new RegExp(NAME, "gu"))].filter(
    ([name]) => firstKnown(name, indexes) !== null,
  );
  return names.at(-1)?.[0].replace(/[’']s$/u, "") ?? null;
}

interface Leading {
  readonly names: string;
  /** From the first name up to the year. */
  readonly length: number;
  readonly opened: boolean;
}

/** Names of months that people bear too. */
const MONTH = /^(?:May|March|April|August|June|Mai|März|Juni|Juli|Januar|Mars|Avril|Agosto|Abril|Май|Март)$/u;

/** The names that end where the year begins, from the first that is known on. */
function leadingNames(before: string, indexes: readonly WorkIndex[]): Leading | null {
  const found = LEADING.exec(before);
  const names = found?.groups?.names;
  if (found === null || names === undefined) return null;
  const first = firstKnown(names, indexes);
  if (first === null) return null;
  // “In May 1930” is a month; “(May 1930: 5)” cites.
  if (MONTH.test(names.slice(first)) && !/[(;]\s*$/u.test(before.slice(0, found.index + first))) return null;
  const start = compoundStart(before, found.index + first, indexes);
  return {
    names: before.slice(start, found.index + names.length),
    length: before.length - start,
    opened: found.groups?.open !== undefined,
  };
}

const WORDS_BEFORE = /(?:\p{Lu}[\p{L}\p{M}’'-]+\s+){1,2}$/u;

/** Where a family name of several words begins whose last word stands at a place: “García Canclini”. */
function compoundStart(before: string, at: number, indexes: readonly WorkIndex[]): number {
  const last = /^[\p{L}\p{M}-]+/u.exec(before.slice(at))?.[0];
  const words = WORDS_BEFORE.exec(before.slice(0, at))?.[0].trim().split(/\s+/u) ?? [];
  for (let from = 0; last !== undefined && from < words.length; from++) {
    const family = fold([...words.slice(from), last].join(" "));
    if (indexes.some(({ families }) => families.has(family))) return before.lastIndexOf(words[from]!, at - 1);
  }
  return at;
}

/** Where the first name that works are cited under begins, with its initials: “As Cohen 1973” begins at “Cohen”. */
function firstKnown(names: string, indexes: readonly WorkIndex[]): number | null {
  for (const word of names.matchAll(/(?:\p{Lu}\.\s*)*[\p{L}\p{M}-]+/gu)) {
    const family =
      fold(word[0].replace(/[’']s$/u, ""))
        .match(/[\p{L}\p{N}]+/gu)
        ?.at(-1) ?? "";
    if (indexes.some(({ families }) => families.has(family))) return word.index;
  }
  return null;
}
