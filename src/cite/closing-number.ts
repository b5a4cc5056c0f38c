import type { CitationGrammar } from "./grammar.ts";
import { isRoman, locusOf } from "./locus.ts";
import { ARABIC, DASH, DOTTED, FRAME, ROMANS, YEAR } from "./locus-number.ts";
import { DAY, numbersAt, type Placed } from "./placed-locus.ts";

const TAIL = new RegExp(
  `(?:^|(?<before>[,:;.]|\\s))\\s*(?<volume>(?<=^\\s*|[,;:.(]\\s*)(?:${FRAME}\\s*(?:[,:]|\\.(?=\\s))|\\d+\\s*:)\\s*)?(?<numbers>(?:${DOTTED}|${ARABIC})(?:(?:${DASH}|\\s*,\\s*)(?:${ARABIC}|[a-e]\\d{1,2}|[rvab](?![\\p{L}])))*|${ROMANS}(?:${DASH}${ROMANS})?)(?<following>\\s*(?:\\p{Ll}{1,3}(?:\\s|\\.\\s?))?\\p{Ll}{1,5}\\.?)?[\\s.,;\\]]*$`,
  "u",
);

const IN_BOOK = /^\d{1,3},\d{1,3}(?:[-–]\d{1,3})?$/u;
const SMALL_TITLE = /(?<![\p{L}\d])\p{Ll}\p{L}+\.?\s+$/u;

/** A number without a unit that ends the citation. */
export function atTheEnd(words: string, grammar: CitationGrammar, bare: boolean): Placed[] {
  const open = words.replace(/^\s*\((.*)\)[\s.]*$/su, " $1 ");
  const found = TAIL.exec(open);
  const groups = found?.groups;
  if (found === null || groups === undefined) return [];
  const following = groups.following ?? "";
  if (following !== "" && !grammar.following.test(following)) return [];
  const numbers = bare ? groups.numbers! : groups.numbers!.replace(/^(?:1\d{3}|20\d\d)[a-z]?\s*,\s*/u, "");
  const start = found.index + (groups.before ?? "").length;
  const volume = volumeOf(groups.volume);
  if (
    DAY.test(numbers) ||
    isTitleEnd(found, numbers, volume) ||
    isYearOfDay(numbers, open.slice(0, start)) ||
    (!bare && volume === null && isYear(numbers, open.slice(0, start)))
  )
    return [];
  const at = open.lastIndexOf(numbers);
  // “conf. 10,27,38” is book, chapter and paragraph; pages in a list have spaces between.
  if (!bare && volume === null && /^\d+,\d+(?:,\d+)+$/u.test(numbers)) {
    const locus = { unit: "section", from: numbers.replaceAll(",", ".") };
    return [{ locus, start: at, end: at + numbers.length }];
  }
  // “civ. 19,13” is book and chapter: nobody writes pages so behind a title in small letters.
  if (!bare && volume === null && IN_BOOK.test(numbers) && SMALL_TITLE.test(open.slice(0, at))) {
    const [from, to] = numbers.split(/[-–]/u);
    return [
      { locus: locusOf("section", from!.replace(",", "."), to ?? null), start: at, end: at + numbers.length },
    ];
  }
  const series = volume === null ? seriesVolume(open.slice(0, at), numbers) : null;
  if (series !== null) {
    const behind = at + series.length;
    const pages = numbersAt(open, behind, behind, unitOf(open.slice(behind)), grammar);
    return [{ locus: { unit: "volume", from: series.number }, start: at, end: behind }, ...pages];
  }
  const placed = numbersAt(open, at, at, unitOf(numbers), grammar);
  return volume === null ? placed : [{ locus: { unit: "volume", from: volume }, start, end: at }, ...placed];
}

/** “BGHZ 13, 334”: behind the sign of a series stands its volume, then the page. */
function seriesVolume(before: string, numbers: string): { number: string; length: number } | null {
  // Behind a year in brackets the series has no volumes: “[1932] AC 562, 580”.
  if (!/\p{Lu}\p{Ll}*\p{Lu}\p{L}*\s+$/u.test(before) || /\[\d{4}\]\s+\p{L}+\s+$/u.test(before)) return null;
  const found = /^(\d{1,3})\s*,\s*(?=\d)/u.exec(numbers);
  return found === null ? null : { number: found[1]!, length: found[0].length };
}

function volumeOf(written: string | undefined): string | null {
  const volume = written?.replace(/[\s,:.]/gu, "") ?? "";
  return volume === "" || YEAR.test(volume) ? null : volume;
}

/** A roman numeral or a small number after a word without a comma is part of a title: “Faust II”, “Comrade X”. */
function isTitleEnd(found: RegExpExecArray, numbers: string, volume: string | null): boolean {
  const before = found.groups?.before ?? "";
  const led = found.index === 0 && before.trim() === "";
  return (
    volume === null &&
    isRoman(numbers) &&
    !led &&
    !/[,:;.]/u.test(before) &&
    !/[,:;.]\s*$/u.test(found.input.slice(0, found.index + 1))
  );
}

/** “minute of 3 August 1936”: behind a day and its month stands a year, whatever years stand before. */
function isYearOfDay(numbers: string, before: string): boolean {
  return (
    /^(?:1[4-9]|20)\d\d$/u.test(numbers) && /(?<!\d)\d{1,2}\.?\s\p{L}{3,10}\.?\s*$/u.test(before.slice(-24))
  );
}

/** Words that lead to a year, and to no page. */
const IN = /(?<!\p{L})(?:in|im|en|em|nel|ab|seit|since|depuis|dès|until|bis)\s+$/iu;

/** A place, an edition or a month, behind which stands a year: “Agram 1891”, “edition 1599”, “June, 1897”. */
const DATED =
  /(?<!\p{L})(?:\p{Lu}\p{Ll}{3,}\s+|(?:edition|edn|Auflage|édition|edizione|edición)\s+|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\p{Ll}*\.?,\s+)$/u;

/**
 * A year with a letter is one wherever it stands, and so are “in 1999” and “Agram 1891”; without, only the first number that
 * looks like one.
 */
function isYear(numbers: string, before: string): boolean {
  if (/^(?:1\d{3}|20\d\d)$/u.test(numbers) && IN.test(before)) return true;
  if (/^(?:1[4-9]|20)\d\d$/u.test(numbers) && DATED.test(before.slice(-24))) return true;
  if (/^(?:1\d{3}|20\d\d)[a-eg-z]$/u.test(numbers)) return true;
  // Nothing was printed before 1400: “Tr. 1045–47”.
  if (/^1[0-3]\d\d/u.test(numbers) && /\p{L}\p{P}*\s*$/u.test(before) && !/[,;:(]\s*$/u.test(before))
    return false;
  return (
    /^(?:1\d{3}|20\d\d)[a-z]?(?:[-–]\d{2,4})?$/u.test(numbers) && !/\b(?:1\d{3}|20\d\d)[a-z]?\b/u.test(before)
  );
}

function unitOf(numbers: string): string {
  if (/^\d+[rv]\b/u.test(numbers)) return "folio";
  // The columns of Migne have letters: “PG 44, 297B”.
  if (/^\d+[A-D]\b/u.test(numbers)) return "column";
  return /^\d+[.:]\d|^[ivxlcdm]+\./iu.test(numbers) ? "section" : "page";
}
