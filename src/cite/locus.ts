import type { CitationGrammar } from "./grammar.ts";

/** A place in a work. Members that are not given are left out. */
export interface Locus {
  /** `page`, `volume`, `line`, `column`, `folio`, `section`, … */
  readonly unit: string;
  readonly from: string;
  readonly to?: string;
  readonly volume?: string;
  readonly suffix?: string;
}

/** What is read out of loose words: the loci, and the words without them. */
export interface LociReading {
  readonly loci: readonly Locus[];
  readonly rest: string;
}

/** Stands in loose words for a locus that is marked up: the first is U+E000, and so on. */
export function markedLocus(index: number): string {
  return String.fromCharCode(0xe000 + index);
}

const ROMAN = "(?=[mdclxvi])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![\\p{L}\\p{N}])";
/** “1094a1”: page, column and line, as Aristotle is cited. */
const BEKKER = String.raw`\d{2,4}[a-e]\d{1,2}(?![\p{L}\p{N}])`;
const ARABIC = String.raw`(?:${BEKKER}|\[?\d+(?:[.:]\d+)*\*?(?:\((?:\d{1,3}|\p{Ll}{1,4})\))*(?:\p{Ll}{1,2}(?![\p{L}\p{N}])|[A-D](?![\p{L}\p{N}]))?\]?)`;
const ROMANS = `(?:${ROMAN}|${ROMAN.replace(/[mdclxvi]/gu, (letter) => letter.toUpperCase())})`;
/** A volume in small letters is a small number: “civ. 19” is the City of God. */
const FRAME = `(?:${ROMANS.replace("m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})", "x{0,3}")})`;
/** “III.i.56”: act, scene and line, book and line. */
const DOTTED = `(?:${ROMANS}(?:\\.${ROMANS})*(?:\\.\\d+)+(?![\\p{L}\\p{N}]))`;
/** A volume in parts has a number of two: “Bd. II/1”. */
const NUMBER = `(?:${DOTTED}|${ARABIC}|${ROMANS})(?:/\\d{1,2}(?!\\d))?`;
const DASH = String.raw`\s*(?:[-‐‑‒–—−]|\bbis\b|\bto\b)+\s*`;
/** The unit may stand again before the end of a span: “fol. 12r–fol. 13v”. */
const AGAIN = String.raw`(?:(?:pp?|S|С|с|fols?|ff?|cc?|l|л|§|col)\.?\s*)?`;
const SPAN = new RegExp(`^(${NUMBER})(?:${DASH}${AGAIN}(${NUMBER}|[rvab](?![\\p{L}])))?`, "u");
const UNIT =
  /(?:(?<![\p{L}\p{N}]|\p{L}[’'])|(?<=\d)(?=nn?\.?\d))(\p{L}+\.?[°º]?|[§¶]+|№|n[°º])\s*(?=[\d[ivxlcdmIVXLCDM])/gu;
const JOINT =
  /^\s*(?:[,;&]\s*(?:and|und|et|y|e|и)\s|,|;|&|(?<![\p{L}])(?:and|und|u\.|et|y|e|и|i|a|oraz|en|och|og|és|και|ve)(?![\p{L}]))\s*/u;
const YEAR = /^1\d{3}$|^20\d\d$/u;

interface Placed {
  readonly locus: Locus;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the loci out of the words of a citation: `Bd. 1, S. 201 f.` is page 201 of volume 1, `pp. 375–6, 380` are two loci.
 * A number without a unit at the end is a page, `II, 34` and `2:34` are a volume and a page. `bare` says that nothing but a
 * locus can follow, so that a number that looks like a year is a page too; `marked` are the loci that are marked up.
 */
export function readLoci(
  written: string,
  grammar: CitationGrammar,
  bare = false,
  marked: readonly (readonly Locus[])[] = [],
): LociReading {
  const words = evened(written);
  const extent = HERE.exec(words);
  if (extent === null) return lociIn(words, grammar, bare, marked);
  const behind = extent.index + extent[0].length;
  const here = lociIn(words.slice(behind), grammar, true, marked);
  const whole = lociIn(words.slice(0, extent.index), grammar, bare, marked);
  if (here.loci.length === 0) return lociIn(words, grammar, bare, marked);
  const volume = whole.loci.at(-1)?.volume;
  const loci = here.loci.map((locus) =>
    volume === undefined || locus.volume !== undefined ? locus : { ...locus, volume },
  );
  return { loci, rest: `${whole.rest} ${here.rest}` };
}

/** Parts the extent of an article from the place that is meant: “S. 561–574, hier 563”. */
const HERE =
  /(?<=\d\)?)\s*[,;:(]\s*(?:hier|here(?:,? at)?|at|ici|qui|aquí|aqui|здесь|tu|tutaj|hic|zde)(?=\s+(?:\p{L}{1,3}\.?\s*)?[\d[])/u;

/** “S. 20–38, bes. S. 22”: the word between two places says nothing of the work. */
const ESPECIALLY =
  /(\d\p{L}{0,2}\.?)\s*[,;]?\s*\(?(?:bes|insbes|insb|besonders|esp|especially|particularly|in particular|notamment|surtout|en particulier|specie|spec|sobre todo|особ|в особенности|zwłaszcza|zejména|vooral)\.?,?\s+(?=(?:\p{L}{1,4}\.?\s*|§\s*)?\d)/gu;

/** Writes leaves and numbers as they are read: “12 v°” and “12 об.” are 12v, “XIIf.” is XII f. */
function evened(words: string): string {
  return words
    .replace(/(\d)\s?([rv])(?:[°ºᵒ]|(?:ecto|erso)(?![\p{L}]))/gu, "$1$2")
    .replace(/(\d)\s*об\.?(?![\p{L}])/gu, "$1v")
    .replace(/(?<![\p{L}\p{N}])([IVXLC]{1,7})(ff?\.)(?![\p{L}])/gu, "$1 $2")
    .replace(/(\bcol[ls]?\.\s*\d+)\s([A-D])(?![\p{L}])/gu, "$1$2")
    .replace(/(?<![\p{L}\d])(\d+(?:[-–]\d+)?)\.\s*(old|o)\.?(?=[\s.,;)]*$)/gu, "$2. $1")
    .replace(ESPECIALLY, "$1, ")
    .replace(
      /(?<=,\s|\p{L}\.\s)(\d{1,4}(?:\sff?\.)?)\s\((?!1[4-9]\d\d\)|20\d\d\))(\d{1,4}(?:\sff?\.)?)\)(?=[\s.;]*$)/u,
      "$1, $2",
    )
    .replace(/(?<=[,)]\s|^)at \[(\d+)\]/gu, "at para. $1")
    .replace(/(?<=[,:]\s)(?=[ivxlc]{1,7}\s?[-–]\s?[ivxlc]{1,7},\s*\d)/u, "p. ");
}

function lociIn(
  words: string,
  grammar: CitationGrammar,
  bare: boolean,
  marked: readonly (readonly Locus[])[],
): LociReading {
  const entries = [...entriesIn(words), ...timesIn(words), ...volumesOfSeries(words)];
  const named = withUnits(blank(words, entries), grammar);
  const placed = [...entries, ...named, ...markedUp(words, marked, grammar)];
  const tail = placed.some(({ locus }) => !BESIDE_PAGES.has(locus.unit))
    ? []
    : atTheEnd(blank(words, placed), grammar, bare);
  const all = [...placed, ...tail].sort((one, other) => one.start - other.start || one.end - other.end);
  const rest = blank(words, all);
  const loci = inVolumes(all.map(({ locus }) => locus));
  const passim = grammar.passim.exec(rest);
  if (passim === null) return { loci, rest };
  return { loci: withPassim(loci, passim[0]), rest: rest.replace(passim[0], " ") };
}

/** What may be said with its unit beside a page without one: “vol. 2, 15”, “101n4”. */
const BESIDE_PAGES: ReadonlySet<string> = new Set(["volume", "issue", "part", "book", "note"]);

/** A locus with a unit, and where in the words it stands. */
export type PlacedLocus = Placed;

/** Finds the loci with units in words, with their places: what can be marked up without a doubt. */
export function placedLoci(words: string, grammar: CitationGrammar): readonly PlacedLocus[] {
  if (evened(words) !== words) return [];
  return withUnits(blank(words, entriesIn(words)), grammar).map(({ locus, start, end }) => {
    const joint = /^[\s,;&]*(?:(?:and|und|u\.|et|y|e|и|i|a|oraz|en|och|og)\s+)?/u.exec(
      words.slice(start, end),
    )![0];
    return { locus, start: start + joint.length, end };
  });
}

function withPassim(loci: readonly Locus[], found: string): Locus[] {
  // A whole word has no full stop of its own.
  const passim = found.replace(/(?<=\p{L}{5})\.$/u, "");
  const last = loci.at(-1);
  if (last === undefined) return [{ unit: "passim", from: "passim" }];
  return [...loci.slice(0, -1), last.suffix === undefined ? { ...last, suffix: passim } : last];
}

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

/** A word for a unit, then numbers: `pp. 12, 15–17`. */
function withUnits(words: string, grammar: CitationGrammar): Placed[] {
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
    // “s.v.” is no section v, whatever comes of its word.
    if (/^s\.$/iu.test(match[1]!) && /^vv?\.(?!\s*\d)/u.test(words.slice(behind))) continue;
    // “Figures III” is a book.
    if (TITLE_WORDS.has(unit) && /^\p{Lu}\p{L}{4}/u.test(match[1]!) && /^[IVXLC]/u.test(words.slice(behind)))
      continue;
    // “Offences Act 1861” has a year and no act of a play.
    if (FEW.has(unit) && YEAR.test(words.slice(start + match[0].length).slice(0, 4))) continue;
    found.push(...numbersAt(words, start, start + match[0].length, unit, grammar));
  }
  return found;
}

/** “WA IV, 12, S. 34”, “MA 8.1, S. 45”: the volume in parts behind the sign of an edition, before a page with its unit; “I ZR 121/08” is no volume. */
const IN_SERIES =
  /(?<=(?<![\p{L}]|(?<![\p{L}\d])(?:[IVX]{1,4}|\d{1,2})[a-z]?\s)\p{Lu}{2,}\p{L}?\s)(?:[IVXLC]{1,6}(?:\s?[,/.]\s?\d{1,3})|\d{1,3}[./]\d{1,2})(?=\s*,\s*(?:\p{L}{1,3}\.\s*)?\d)/gu;

function volumesOfSeries(words: string): Placed[] {
  return [...words.matchAll(IN_SERIES)].map(({ 0: from, index }) => ({
    locus: { unit: "volume", from: from.replace(/\s/gu, "") },
    start: index,
    end: index + from.length,
  }));
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

/** A time in a film or a recording: “00:12:30”, “1:02:15–1:03:00”. */
const TIME = /(?<![\d:.])(\d{1,2}:[0-5]\d:[0-5]\d)(?:\s*[-–—]\s*(\d{1,2}:[0-5]\d:[0-5]\d))?(?![\d:])/gu;

function timesIn(words: string): Placed[] {
  return [...words.matchAll(TIME)].map(({ 0: all, 1: from = "", 2: to, index }) => ({
    locus: { unit: "time", from, ...(to === undefined ? {} : { to }) },
    start: index,
    end: index + all.length,
  }));
}

/** The day of a letter is no section: “3.4.1812”. */
const DAY = /^\d{1,2}\.\d{1,2}\.(?:1\d{3}|20\d\d)$/u;

/** The numbers from an offset on, as long as they are joined and of one kind. */
function numbersAt(
  words: string,
  start: number,
  from: number,
  unit: string,
  grammar: CitationGrammar,
): Placed[] {
  const found: Placed[] = [];
  let at = from;
  let begin = start;
  for (;;) {
    const item = numberAt(words, at, unit, grammar);
    if (item === null || (found.length > 0 && !isOfOneKind(item.locus, found.at(-1)!.locus))) return found;
    found.push(...listed({ ...item, start: begin }));
    const joint = jointAt(words, item.end);
    // “vol. 2, 15” is a page of a volume, and no two volumes.
    if (joint === null || (unit === "volume" && /^\s*[,;]\s*$/u.test(joint[0]))) return found;
    begin = item.end;
    at = item.end + joint[0].length;
    // “acto III, v. 1723”: the letter is the next unit and no number.
    if (/^\p{L}{1,4}\.\s*\d/u.test(words.slice(at)) && isRoman(item.locus.from)) return found;
    if (isLarger(words.slice(at), found[0]!.locus.from)) continue;
    if (YEAR.test(words.slice(at, at + 4)) && !/^\d{4}(?:\d|[a-e]\d)/u.test(words.slice(at))) return found;
  }
}

/** Behind a page over a thousand a larger number is another page: “1234–41, 1250–1”. */
function isLarger(words: string, first: string): boolean {
  const next = /^\d{4}(?!\d)/u.exec(words)?.[0];
  return next !== undefined && /^\d{4}$/u.test(first) && Number(next) > Number(first);
}

/** “pp. xiv, 12” are two pages, “vol. II, 12” are not two volumes. */
function isOfOneKind(locus: Locus, before: Locus): boolean {
  if (isRoman(locus.from) === isRoman(before.from)) return true;
  return locus.unit === "page" && /^[ivxlc]+$/u.test(before.from) && /^\d/u.test(locus.from);
}

/** A sign or word that joins two numbers; a full stop does only behind “f”: “S. 386f.395”. */
function jointAt(words: string, at: number): RegExpExecArray | null {
  return /^\.\d/u.test(words.slice(at, at + 2)) && words[at - 1] === "f"
    ? /^\./u.exec(words.slice(at))
    : JOINT.exec(words.slice(at));
}

/** Pages have no decimals: “S. 35.116” lists two. */
function listed(placed: Placed): Placed[] {
  const { locus, start, end } = placed;
  const parts = locus.from.split(".");
  const grows = parts.every((part, at) => /^\d+$/u.test(part) && Number(part) > Number(parts[at - 1] ?? 0));
  if (!["page", "column"].includes(locus.unit) || parts.length < 2 || !grows) return [placed];
  const loci = parts.map((from, at) =>
    at < parts.length - 1 ? { unit: locus.unit, from } : { ...locus, from },
  );
  return loci.map((each, at) => ({ locus: each, start: at === 0 ? start : end, end }));
}

function numberAt(words: string, at: number, unit: string, grammar: CitationGrammar): Placed | null {
  const span = SPAN.exec(words.slice(at));
  if (span === null) return null;
  const { locus, length } = spanOf(span, unit, grammar);
  const suffix = locus.suffix === undefined ? suffixAt(words, at + length, grammar) : null;
  if (suffix === null) return { locus, start: at, end: at + length };
  return { locus: { ...locus, suffix: suffix.text }, start: at, end: suffix.end };
}

/** `201f` is page 201 and what follows, `12v` the back of leaf 12. */
function spanOf(
  span: RegExpExecArray,
  unit: string,
  grammar: CitationGrammar,
): { locus: Locus; length: number } {
  const [whole, from = "", to] = span;
  const last = to ?? from;
  const letters = /^(\[?\d[\d.:]*)(\p{Ll}{1,2})$/u.exec(last);
  if (
    letters === null ||
    (unit === "folio" && /^[rvab]/u.test(letters[2]!)) ||
    !grammar.following.test(letters[2]!)
  ) {
    return { locus: locusOf(unit, from, to ?? null), length: whole.length };
  }
  const number = letters[1]!;
  const plain = to === undefined ? locusOf(unit, number, null) : locusOf(unit, from, number);
  // The letters are read again as what follows the number, with their full stop.
  return { locus: plain, length: whole.length - letters[2]!.length };
}

function suffixAt(words: string, at: number, grammar: CitationGrammar): { text: string; end: number } | null {
  const found = grammar.following.exec(words.slice(at));
  return found === null ? null : { text: found[1]!, end: at + found[0].length };
}

/** Makes a locus, its span completed: 375 to 6 is 375 to 376, 12r to v is 12r to 12v. */
export function locusOf(unit: string, from: string, to: string | null, suffix: string | null = null): Locus {
  const first = from.replace(/[[\]]/gu, "");
  const last = to === null ? null : completed(first, to.replace(/[[\]]/gu, ""));
  return {
    unit: unitFor(unit, first),
    from: first,
    ...(last === null || last === first ? {} : { to: last }),
    ...(suffix === null ? {} : { suffix }),
  };
}

/** What has no front and back: “c. 14r” is a leaf and no canto. */
const LEAFLESS: ReadonlySet<string> = new Set(["page", "canto", "chapter", "column"]);

function unitFor(unit: string, number: string): string {
  if (LEAFLESS.has(unit) && /^\d+[rv][ab]?$/u.test(number)) return "folio";
  return unit === "section" && /^\d+[a-e]\d+$/u.test(number) ? "page" : unit;
}

function completed(from: string, to: string): string {
  const number = /^\d+/u.exec(from)?.[0];
  if (/^\p{Ll}$/u.test(to) && number !== undefined) return number + to;
  const line = /^(\d+[a-e])\d+$/u.exec(from);
  if (line !== null && /^\d+$/u.test(to)) return line[1]! + to;
  const last = /[.:](\d+)$/u.exec(from)?.[1];
  if (last !== undefined && /^\d+$/u.test(to)) return completed(last, to);
  if (!/^\d+$/u.test(from) || !/^\d+$/u.test(to) || to.length >= from.length) return to;
  return from.slice(0, from.length - to.length) + to;
}

function markedUp(words: string, marked: readonly (readonly Locus[])[], grammar: CitationGrammar): Placed[] {
  return marked.flatMap((loci, index) => {
    const start = words.indexOf(markedLocus(index));
    if (start < 0) return [];
    const suffix = suffixAt(words, start + 1, grammar);
    return loci.map((locus, at) => {
      const takes = at === loci.length - 1 && suffix !== null && locus.suffix === undefined;
      return takes
        ? { locus: { ...locus, suffix: suffix.text }, start, end: suffix.end }
        : { locus, start, end: start + 1 };
    });
  });
}

const TAIL = new RegExp(
  `(?:^|(?<before>[,:;.]|\\s))\\s*(?<volume>(?<=^\\s*|[,;:.(]\\s*)(?:${FRAME}\\s*(?:[,:]|\\.(?=\\s))|\\d+\\s*:)\\s*)?(?<numbers>(?:${DOTTED}|${ARABIC})(?:(?:${DASH}|\\s*,\\s*)(?:${ARABIC}|[rv]))*|${ROMANS}(?:${DASH}${ROMANS})?)(?<following>\\s*(?:\\p{Ll}{1,3}(?:\\s|\\.\\s?))?\\p{Ll}{1,5}\\.?)?[\\s.,;\\]]*$`,
  "u",
);

/** A number without a unit that ends the citation. */
function atTheEnd(words: string, grammar: CitationGrammar, bare: boolean): Placed[] {
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
    (!bare && volume === null && isYear(numbers, open.slice(0, start)))
  )
    return [];
  const at = open.lastIndexOf(numbers);
  // “conf. 10,27,38” is book, chapter and paragraph; pages in a list have spaces between.
  if (!bare && volume === null && /^\d+,\d+(?:,\d+)+$/u.test(numbers)) {
    const locus = { unit: "section", from: numbers.replaceAll(",", ".") };
    return [{ locus, start: at, end: at + numbers.length }];
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

function isYear(numbers: string, before: string): boolean {
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

function isRoman(number: string): boolean {
  return /^[ivxlcdm]+$/iu.test(number);
}

/** Takes what was read out of the words; the offsets stay what they are. */
function blank(words: string, placed: readonly Placed[]): string {
  let rest = words;
  for (const { start, end } of placed)
    rest = rest.slice(0, start) + " ".repeat(Math.max(0, end - start)) + rest.slice(end);
  return rest;
}

/** A volume stands in the loci that follow it; by itself it is one. A number of an issue says nothing beside a page. */
export function inVolumes(loci: readonly Locus[]): Locus[] {
  const found: Locus[] = [];
  let volume: string | null = null;
  loci.forEach((locus, at) => {
    const next = loci[at + 1];
    if (locus.unit === "volume") volume = locus.to === undefined ? locus.from : `${locus.from}–${locus.to}`;
    const isFrame = locus.unit === "volume" || locus.unit === "issue";
    if (isFrame && next !== undefined && next.unit !== "volume") return;
    if (locus.unit === "volume" || locus.volume !== undefined || volume === null) found.push(locus);
    else
      found.push({
        unit: locus.unit,
        from: locus.from,
        ...(locus.to === undefined ? {} : { to: locus.to }),
        volume,
        ...(locus.suffix === undefined ? {} : { suffix: locus.suffix }),
      });
  });
  return found;
}
