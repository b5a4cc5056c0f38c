import type { CitationGrammar } from "./grammar.ts";
import { YEAR } from "./locus-number.ts";
import { numbersAt, type Placed } from "./placed-locus.ts";

const UNIT =
  /(?:(?<![\p{L}\p{N}]|\p{L}[’'])|(?<=\d)(?=nn?\.?\d))(\p{L}+\.?[°º]?|[§¶]+|№|n[°º])\s*(?=[\d[ivxlcdmIVXLCDM])/gu;

/** Units of which no work has a thousand. */
const FEW: ReadonlySet<string> = new Set([
  "act",
  "scene",
  "canto",
  "stanza",
  "part",
  "book",
  "volume",
  "issue",
]);

const ET_AL = /(?<![\p{L}])et\s+al\.?$/iu;

/** Units that books are called after: “Figures III”, “Letters II”. */
const TITLE_WORDS: ReadonlySet<string> = new Set(["figure", "letter", "number", "table", "plate", "note"]);

/** What leads to the language and number of a manuscript. */
const SHELFMARK = /(?<![\p{L}])(?:mss?|cod|codex|manuscrit|hss?)\.?\s*$/iu;

/** A capital letter that leads the words stands for a title, with book and verse behind it. */
function isSign(words: string, { 0: all, 1: word = "", index }: RegExpExecArray): boolean {
  if (!/^\p{Lu}\.?$/u.test(word) || /\p{L}/u.test(words.slice(0, index))) return false;
  return /^\d+:\d/u.test(words.slice(index + all.length));
}

/** “v. 1, p. 24”: no verse has a page. */
const BEFORE_PAGE = /^(?:\d{1,3}|[ivxIVX]{1,5}),\s*(?:pp?|págs?|pags?|S|s|с|С)\.\s*\d/u;

/** “v. 1, p. 24” is a volume; “p. 315, n. 4” a note in Spanish as well, where “n.” is also the number of a journal. */
function unitBeside(
  unit: string,
  { 0: all, 1: word = "", index }: RegExpExecArray,
  words: string,
  before: Placed | undefined,
): string {
  if (unit === "verse" && BEFORE_PAGE.test(words.slice(index + all.length))) return "volume";
  const isBehindPage = before?.locus.unit === "page" && /^[\s,]*$/u.test(words.slice(before.end, index));
  return unit === "issue" && /^nn?\.$/u.test(word) && isBehindPage ? "note" : unit;
}

/** A word for a unit, then numbers: `pp. 12, 15–17`. */
export function withUnits(words: string, grammar: CitationGrammar): Placed[] {
  const found: Placed[] = [];
  for (const match of words.matchAll(UNIT)) {
    const unit = grammar.unit(match[1]!);
    const start = match.index;
    if (unit === null || start < (found.at(-1)?.end ?? 0)) continue;
    const behind = start + match[0].length;
    // The first letter of “Pl.” is no page 50.
    if (/\p{L}$/u.test(match[0]) && /^\p{L}/u.test(words.slice(behind))) continue;
    // “PL 32” is a series and no plate, “et al. 1974” no paragraph.
    if (/^\p{Lu}{2,}$/u.test(match[1]!) || ET_AL.test(words.slice(0, start + match[1]!.length))) continue;
    // “U.S.C.” is a sign, and no page C.
    if (/\p{Lu}\.$/u.test(words.slice(0, start)) && /^\p{Lu}\.\p{Lu}/u.test(words.slice(start))) continue;
    // “Cat. 1.2” is Cicero or Catullus, and no number of a catalogue.
    if (/^C[aá]t\.?$/u.test(match[1]!)) continue;
    // In “V.v.19” and “v.ii.207” the letter is an act, and no verse.
    if (/^(?:[IVX]+|v)\.$/u.test(match[1]!) && /^[ivx]+\.\s?\d/u.test(words.slice(behind))) continue;
    if (/(?<!\p{L})[IVX]{1,5}\.$/u.test(words.slice(0, start)) && /^[ivx]+\.$/u.test(match[1]!)) continue;
    // “s.v.” is no section v, whatever comes of its word.
    if (/^s\.$/iu.test(match[1]!) && /^vv?\.(?!\s*\d)/u.test(words.slice(behind))) continue;
    // In “ms. fr. 2643” the word is of the shelfmark; “Q 2:255” is led by a title.
    if (SHELFMARK.test(words.slice(0, start)) || isSign(words, match)) continue;
    // “Figures III” is a book.
    if (TITLE_WORDS.has(unit) && /^\p{Lu}\p{L}{4}/u.test(match[1]!) && /^[IVXLC]/u.test(words.slice(behind)))
      continue;
    // “Offences Act 1861” has a year and no act of a play.
    if (FEW.has(unit) && YEAR.test(words.slice(start + match[0].length).slice(0, 4))) continue;
    const placed = numbersAt(words, start, behind, unitBeside(unit, match, words, found.at(-1)), grammar);
    found.push(...placed);
  }
  return found;
}
