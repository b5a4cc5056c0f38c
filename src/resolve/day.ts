import { once } from "../tree/index.ts";
import { fold } from "./words.ts";

/** The beginnings of the names of the months, January first, in the languages that newspapers are mostly cited in. */
const MONTHS: readonly string[] = [
  "jan gen ene sty led янв січ ιαν",
  "feb fev úno lut фев лют φεβ",
  "mar mär mrz maa bře мар бер μαρ",
  "apr abr avr kwi dub апр кві απρ",
  "may mai mag maj mei kvě май мая тра μαι",
  "jun juin giu cze čer июн чер ιουν",
  "jul juil lug lip červenec července июл лип ιουλ",
  "aug aou ago sie srp авг сер αυγ",
  "sep set wrz zář сен вер σεπ",
  "oct okt ott out paź říj окт жов οκτ",
  "nov noi lis ноя лис νοε",
  "dec dez dic gru pro дек гру δεκ",
];

const BEGINNINGS = once(
  () => new Map(MONTHS.flatMap((names, at) => names.split(" ").map((name) => [fold(name), at + 1] as const))),
);

const YEAR = String.raw`(1[5-9]\d\d|20\d\d)`;
/** A sign that is no white space, no digit and no punctuation. */
const SIGN = String.raw`[^\s\d!-/:-@\[-\x60{-\xbf\xd7\xf7\u2000-\u2bff\u3000-\u303f]`;
/** What may be the name of a month. With letters counted the patterns take 50 ms to be made ready. */
const WORD = `(${SIGN}{3,})`;
const YEAR_LIKE = /\d{4}/u;
/** How days are written: “29 September 1938”, “Sept. 29, 1938”, “29. 9. 1938”, “1938-09-29”. */
const WRITINGS = once(() => ({
  dayFirst: new RegExp(
    String.raw`(?<![\d\p{L}])(\d{1,2})(?:\.|st|nd|rd|th|er|º|°)?\s+(?:de\s+|d’)?${WORD}\.?,?\s+(?:de\s+|del\s+)?${YEAR}(?!\d)`,
    "gu",
  ),
  monthFirst: new RegExp(
    // A word is tried from its beginning alone: each of its signs would take as long as the word has others.
    String.raw`(?<!${SIGN})${WORD}\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s+${YEAR}(?!\d)`,
    "gu",
  ),
  numbers: new RegExp(String.raw`(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?${YEAR}(?!\d)`, "gu"),
  yearFirst: new RegExp(String.raw`(?<![\d-])${YEAR}-(\d\d)-(\d\d)(?!\d)`, "gu"),
}));

/**
 * Gives the day that words name, as ISO 8601 writes it: “29 September 1938”, “Sept. 29, 1938”, “29. 9. 1938”; null where
 * they name none, or several.
 */
export function dayIn(text: string): string | null {
  if (!YEAR_LIKE.test(text)) return null;
  const { dayFirst, monthFirst, numbers, yearFirst } = WRITINGS();
  const days = [
    ...all(text, dayFirst, ([, day, month, year]) => iso(year, monthNumber(month, 12), day)),
    ...all(text, monthFirst, ([, month, day, year]) => iso(year, monthNumber(month, 9), day)),
    ...all(text, numbers, ([, day, month, year]) => iso(year, Number(month), day)),
    ...all(text, yearFirst, ([, year, month, day]) => iso(year, Number(month), day)),
  ].filter((day) => day !== null);
  const [only] = new Set(days);
  return only === undefined || new Set(days).size > 1 ? null : only;
}

const DAYS = once(() =>
  Object.values(WRITINGS()).map(
    ({ source }) => new RegExp(`(?:\\b(?:vom|of|du|del|dal)\\s+)?${source}`, "gu"),
  ),
);

/** Gives words without the days that they name. */
export function withoutDays(text: string): string {
  if (!YEAR_LIKE.test(text)) return text;
  return DAYS().reduce(
    (rest, pattern) => rest.replace(pattern, (found) => (dayIn(found) === null ? found : " ")),
    text,
  );
}

function all<T>(text: string, pattern: RegExp, read: (found: RegExpExecArray) => T): T[] {
  return [...text.matchAll(pattern)].map(read);
}

function iso(year: string | undefined, month: number | null, day: string | undefined): string | null {
  const isDay = month !== null && month >= 1 && month <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` : null;
}

function monthNumber(word: string | undefined, longest: number): number | null {
  // “é” may be written as one sign or as two; none of the names has so many of them.
  if (word === undefined || word.length > 2 * longest) return null;
  const name = word.normalize("NFC");
  if (name.length > longest || !/^\p{L}+$/u.test(name)) return null;
  const folded = fold(name);
  for (const length of [8, 7, 6, 5, 4, 3]) {
    const found = folded.length < length ? undefined : BEGINNINGS().get(folded.slice(0, length));
    if (found !== undefined) return found;
  }
  return null;
}
