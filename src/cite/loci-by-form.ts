import { canonicalLoci } from "./canonical-loci.ts";
import type { CitationGrammar } from "./grammar.ts";
import { type Locus, locusOf } from "./locus.ts";
import { markedIndex } from "./marked-locus.ts";
import { type Placed, suffixAt } from "./placed-locus.ts";

/** Finds the places in works that say by their form alone what they are, without a word for it. */
export function lociByForm(
  words: string,
  grammar: CitationGrammar,
  marked: readonly (readonly Locus[])[] = [],
): Placed[] {
  return [
    ...entriesIn(words),
    ...timesIn(words),
    ...signaturesIn(words),
    ...volumesOfSeries(words),
    ...volumesBeforePages(words),
    ...volumesBeforeNames(words),
    ...titlesOfCodes(words),
    ...bookLists(words),
    ...scenesIn(words, marked),
    ...chaptersIn(words),
    ...inscribedIn(words),
    ...archivedPlaces(words),
    ...sectionLists(words),
    ...canonicalLoci(words),
    ...signedIn(words, grammar),
    ...reportedIn(words, grammar),
  ];
}

/** “WA IV, 12, S. 34”, “MA 8.1, S. 45”: the volume in parts behind the sign of an edition, before a page with its unit; “I ZR 121/08” is no volume. */
const IN_SERIES =
  /(?<=(?<![\p{L}]|(?<![\p{L}\d])(?:[IVX]{1,4}|\d{1,2})[a-z]?\s)\p{Lu}{2,}\p{L}?\s)(?:[IVXLC]{1,6}(?:\s?[,/.]\s?\d{1,3}|[-–]\d(?!\d)|\s[AB](?!\p{L})|\s\d{1,3}(?=,\s(?:pp?|S|s)\.\s?\d)|\s\d{1,2}\.\d(?=,\s\d))|\d{1,3}[./]\d{1,2})(?=\s*(?:\((?:1[5-9]|20)\d\d\)\s*)?,\s*(?:(?:\p{L}{1,3}\.\s*)?\d|[\ue000-\uf8ff]))/gu;

/** “DNB xii. 45”: behind a sign the volume in small roman numerals, with a stop. */
const IN_SMALL = /(?<=(?<!\p{L})\p{Lu}{2,}\p{L}?\s)[ivxlc]{1,6}(?=\.\s?\d)/gu;

function volumesOfSeries(words: string): Placed[] {
  return [...words.matchAll(IN_SERIES), ...words.matchAll(IN_SMALL)].map(({ 0: from, index }) => ({
    locus: { unit: "volume", from: from.replace(/(?<=[,/.])\s|\s(?=[,/.])/gu, "") },
    start: index,
    end: index + from.length,
  }));
}

/** “Firenze 1966–1987, IV, pp. 473–490”, “LP, VIII, no. 121”: behind a year or a sign a roman number before pages or numbers is the volume. */
const BEFORE_PAGES =
  /(?<=(?:\d\)?|\p{Lu}{2,}),\s)[IVXLC]{1,6}(?::\d{1,2})?(?=,\s*(?:pp?|S|s|С|с|págs?|nos?|[Nn]rs?)\.\s*\d)/gu;

function volumesBeforePages(words: string): Placed[] {
  return [...words.matchAll(BEFORE_PAGES)].map(({ 0: from, index }) => ({
    locus: { unit: "volume", from },
    start: index,
    end: index + from.length,
  }));
}

/** “2 William Blackstone, Commentaries *40”: American jurists lead with the volume. */
const BEFORE_NAME =
  /^\s*(\d{1,2})(?=\s(?:\p{Lu}[\p{L}.’'-]*\s(?:&\s)?){0,3}\p{Lu}[\p{L}’'-]+,\s\p{Lu}[^\d,;]{4,80}?[\s,]+(?:\*\d|§+\s?\d|at\s\d))/u;

function volumesBeforeNames(words: string): Placed[] {
  const found = BEFORE_NAME.exec(words);
  return found === null
    ? []
    : [{ locus: { unit: "volume", from: found[1]! }, start: 0, end: found[0].length }];
}

/** “42 U.S.C. § 2000”, “29 C.F.R. § 1604.11”: a code is divided into titles, whose number leads its sign. */
const OF_CODE = /(?<=^\s*|[,;(]\s)(\d{1,3})(?=\s(?:\p{Lu}\.\s?){2,5}(?:Ann\.\s|App\.\s)?§)/gu;

function titlesOfCodes(words: string): Placed[] {
  if (!words.includes("§")) return [];
  return [...words.matchAll(OF_CODE)].map(({ 0: from, index }) => ({
    locus: { unit: "volume", from },
    start: index,
    end: index + from.length,
  }));
}

/** “i. 254–5; ix. 780–4”: a list at the end, each number led by that of a book or volume. */
const BOOK_LIST = /(?<=[\s,])(?:[ivxl]{1,6}\.\s\d{1,4}(?:[-–]\d{1,4})?(?:[;,]\s|(?=[\s.,;)]*$))){2,}/u;

function bookLists(words: string): Placed[] {
  const found = BOOK_LIST.exec(words);
  if (found === null) return [];
  const each = found[0].matchAll(/([ivxl]{1,6})\.\s(\d{1,4})(?:[-–](\d{1,4}))?/gu);
  return [...each].flatMap(({ 0: all, 1: book = "", 2: from = "", 3: to, index }) => {
    const start = found.index + index;
    const at = start + book.length + 1;
    return [
      { locus: { unit: "volume", from: book }, start, end: at },
      { locus: locusOf("page", from, to ?? null), start: at, end: start + all.length },
    ];
  });
}

/** “s.v. advocatus”, “s. v. ‘liber vitae’”: the entry of a dictionary. */
const ENTRY =
  /(?<![\p{L}])(?:s\.\s?vv?\.|s\.\s?n\.|sub voce|s\.\s?vocem)\s*(?:["“„‘«]([^"”“»’]+)["”“»’]|([\p{L}\p{M}-]+(?:\s\p{Ll}[\p{L}\p{M}-]+){0,2}))/giu;

function entriesIn(words: string): Placed[] {
  return [...words.matchAll(ENTRY)].map((found) => ({
    locus: { unit: "entry", from: (found[1] ?? found[2]!).trim() },
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** The leaf of an old print: “sig. A3v”, “sigs. B2r–C1v”. */
const SIGNATURE =
  /(?<![\p{L}])(?:sigs?|sign)\.\s*(\p{L}{1,3}\d{0,2}[rv]?)(?:\s*[-–—]\s*(\p{L}{0,3}\d{0,2}[rv]?))?(?![\p{L}\d])/giu;

function signaturesIn(words: string): Placed[] {
  return [...words.matchAll(SIGNATURE)]
    .filter(([, from]) => /\d|^\p{Lu}[rv]?$/u.test(from!))
    .map(({ 0: all, 1: from = "", 2: to, index }) => ({
      locus: { unit: "signature", from, ...(to === undefined || to === "" ? {} : { to }) },
      start: index,
      end: index + all.length,
    }));
}

/** A time in a film or a recording: “00:12:30”, “1:02:15–1:03:00”. */
const TIME = /(?<![\d:.])(\d{1,2}:[0-5]\d:[0-5]\d)(?:\s*[-–—]\s*(\d{1,2}:[0-5]\d:[0-5]\d))?(?![\d:])/gu;

function timesIn(words: string): Placed[] {
  return [...words.matchAll(TIME)].map(({ 0: all, 1: from = "", 2: to, index }) => ({
    locus: { unit: "time", from, ...(to === undefined ? {} : { to }) },
    start: index,
    end: index + all.length,
  }));
}

/** “71 Harv. L. Rev. 593, 601”, “[1994] 1 AC 212 (HL) 231”: the volume, the report or journal, its first page, the page meant. */
const REPORTED =
  /(?=\d)(?<=(?:^|[,;)\]])\s*)\d{1,4}\s+(?<sign>(?:\p{Lu}[\p{L}.’'&]*\s+(?:(?:of|and|&)\s+)?){1,6}?)(?<first>(?:at\s+)?\d{1,5})(?:(?:,\s*(?:at\s+)?|\s*\(\p{Lu}{2,5}\)\s*)(?<from>\d{1,5})(?:[-–](?<to>\d{1,5}))?)?(?![\d:/]|\.\d)/gu;

function reportedIn(words: string, grammar: CitationGrammar): Placed[] {
  return [...words.matchAll(REPORTED)].flatMap(({ 0: all, index, groups }) => {
    const { sign = "", first = "", from, to } = groups!;
    const [lead = ""] = sign.split(/\s/u);
    // “12 March 1938” is a day.
    const isDay = /^(?:1[4-9]|20)\d\d$/u.test(first) && sign.trim() === lead;
    if (isDay || grammar.unit(lead) !== null) return [];
    const start = index + all.indexOf(sign) + sign.length;
    const page = from ?? first.replace(/^at\s+/u, "");
    return [{ locus: locusOf("page", page, to ?? null), start, end: index + all.length }];
  });
}

/** “Phèdre, II, 5, v. 640”: act and scene before the verse, which may be marked up. */
const SCENE = /(?<=^|[,\s])([IVX]{1,5}),\s?(\d{1,2})(?=,\s*(?:(?:vv?|V|ll?|Z)\.?\s*\d|([\ue000-\uf8ff])))/gu;

/** “Chronica, VII, 23, S. 345”: book and chapter before the page of the edition. */
const BOOK_AND_CHAPTER =
  /(?<=\p{Ll}{3},?\s|^[\s,]+)([IVXLC]{1,6}),\s?(\d{1,3})(?=,\s(?:pp?|S|s|págs?|С|с)\.\s?\d|\s\((?:trans|ed|éd|übers|tr|trad)\.)/gu;

function chaptersIn(words: string): Placed[] {
  return [...words.matchAll(BOOK_AND_CHAPTER)].map(({ 0: all, 1: book, 2: chapter, index }) => ({
    locus: { unit: "section", from: `${book}.${chapter}` },
    start: index,
    end: index + all.length,
  }));
}

function scenesIn(words: string, marked: readonly (readonly Locus[])[]): Placed[] {
  return [...words.matchAll(SCENE)].flatMap(({ 0: all, 1: act, 2: scene, 3: sign, index }) => {
    const unit = sign === undefined ? "verse" : marked[markedIndex(sign)]?.[0]?.unit;
    if (unit !== "verse" && unit !== "line") return [];
    return [{ locus: { unit: "section", from: `${act}.${scene}` }, start: index, end: index + all.length }];
  });
}

/** “f. 17, op. 162, d. 20, l. 5”: the order of archives of Eastern Europe, whatever language it is cited in. */
const ARCHIVED =
  /(?<!\p{L})f(?:ond)?\.\s?(?<fond>\p{L}?-?\d+\p{L}?),\s(?:op|inv)\.\s?(?<inventory>\d+\p{L}?)(?:,\s(?:d|ed\. khr|spr)\.\s?(?<file>\d+\p{L}?))?(?:,\s(?:ll?|ark|kk?)\.\s?(?<leaf>\d+(?:ob|v)?\.?)(?:[-–](?<to>\d+(?:ob|v)?))?)?/giu;

function archivedPlaces(words: string): Placed[] {
  return [...words.matchAll(ARCHIVED)].flatMap(({ 0: all, index, groups = {} }) => {
    const { leaf, to, ...order } = groups;
    const orders = Object.entries(order).filter(([, number]) => number !== undefined);
    const loci: Locus[] = orders.map(([unit, from]) => ({ unit, from: from! }));
    const back = (number: string): string => number.replace(/ob$/iu, "v").replace(/\.$/u, "");
    if (leaf !== undefined) loci.push(locusOf("folio", back(leaf), to === undefined ? null : back(to)));
    return loci.map((locus, at) => ({
      locus,
      start: at === 0 ? index : index + all.length,
      end: index + all.length,
    }));
  });
}

/** “1.1.2; 2.19.3”: a list of sections at the end, each with stops. */
const SECTION_LIST =
  /(?<=[\s,])(?:\d+(?:\.\d+)+\p{Ll}?(?:[-–]\d+(?:\.\d+)*)?(?:\s?[;,]\s|(?=[\s.,;)]*$))){2,}/u;

function sectionLists(words: string): Placed[] {
  const found = SECTION_LIST.exec(words);
  if (found === null) return [];
  return [...found[0].matchAll(/(\d[\d.]*\p{Ll}?)(?:[-–](\d[\d.]*))?/gu)].map(
    ({ 0: all, 1: from = "", 2: to, index }) => ({
      locus: locusOf("section", from.replace(/\.$/u, ""), to?.replace(/\.$/u, "") ?? null),
      start: found.index + index,
      end: found.index + index + all.length,
    }),
  );
}

/** “CIL VI 1234”: behind the sign of a collection its volume in roman numerals and the number there, which is no year. */
const INSCRIBED = /(?=[IVXLC])(?<=^[\s,]*|\p{Lu}{2,}\s)([IVXLC]{1,6})[²³]?\s(\d{1,5})(?=[\s.,;)]*$)/u;

function inscribedIn(words: string): Placed[] {
  const found = INSCRIBED.exec(words);
  if (found === null) return [];
  const [all, volume = "", number = ""] = found;
  const at = found.index + all.length - number.length;
  return [
    { locus: { unit: "volume", from: volume }, start: found.index, end: at },
    { locus: { unit: "page", from: number }, start: at, end: at + number.length },
  ];
}

/** “KrV, B 131”, “A 51/B 75”: pages of the first edition and the second. */
const SIGNED =
  /(?=[AB])(?<=\p{L}[\s,]{1,2}|\/|^[\s,]*)([AB])\s?(\d{1,4})(?:\s?[-–]\s?(\d{1,4}))?(?=\s*(?:[,;.)/–-]|ff?(?!\p{L})|$))/gu;

const OF_MANUSCRIPTS = /(?<!\p{L})(?:mss?|cod|codex|hss?|library|arch\p{L}*|bibl\p{L}*)(?!\p{L})/iu;

function signedIn(words: string, grammar: CitationGrammar): Placed[] {
  if (OF_MANUSCRIPTS.test(words)) return [];
  return [...words.matchAll(SIGNED)].flatMap(({ 0: all, 1: sign, 2: number, 3: last, index }) => {
    const before = /\p{L}+(?=\.?[\s,]*$)/u.exec(words.slice(Math.max(0, index - 40), index))?.[0];
    // “Table A 3”, “Series B 12” are no pages.
    if (
      before !== undefined &&
      (grammar.unit(before) !== null || /^(?:ser|reihe|class|group)/iu.test(before))
    )
      return [];
    const suffix = suffixAt(words, index + all.length, grammar);
    const { to, ...locus } = locusOf("page", number!, last ?? null, suffix?.text ?? null);
    const from = `${sign}${number}`;
    const signed = { ...locus, from, ...(to === undefined ? {} : { to: `${sign}${to}` }) };
    return [{ locus: signed, start: index, end: suffix?.end ?? index + all.length }];
  });
}
