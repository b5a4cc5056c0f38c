import { atTheEnd } from "./closing-number.ts";
import type { CitationGrammar } from "./grammar.ts";
import { lociByForm } from "./loci-by-form.ts";
import { inVolumes, isRoman, type Locus } from "./locus.ts";
import { markedLocus } from "./marked-locus.ts";
import { blank, type Placed, suffixAt } from "./placed-locus.ts";
import { withUnits } from "./unit-loci.ts";

/** What is read out of loose words: the loci, and the words without them. */
export interface LociReading {
  readonly loci: readonly Locus[];
  readonly rest: string;
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
  const meant = here.loci.map((locus) =>
    volume === undefined || locus.volume !== undefined ? locus : { ...locus, volume },
  );
  // “§ 15-10, at 1352” is a section and its page, and no extent.
  const around = whole.loci.filter(
    ({ unit }) => SECTIONS.has(unit) && here.loci.every((one) => one.unit !== unit),
  );
  const loci = [...around, ...meant];
  return { loci, rest: `${whole.rest} ${here.rest}` };
}

const SECTIONS: ReadonlySet<string> = new Set(["section", "paragraph", "chapter", "article"]);

/** Parts the extent of an article from the place that is meant: “S. 561–574, hier 563”, “pp. 473-490: 475”. */
const HERE =
  /(?<=\d[-–]\d{1,4})\s*:(?=\s(?:pp?\.\s*)?\d)|(?<=\d\)?)\s*[,;:(]\s*(?:hier|here(?:,? at)?|at|ici|qui|aquí|aqui|здесь|tu|tutaj|hic|zde)(?=\s+(?:\p{L}{1,3}\.?\s*)?[\d[])/u;

/** “S. 20–38, bes. S. 22”: the word between two places says nothing of the work. */
const ESPECIALLY =
  /(\d\p{L}{0,2}\.?)\s*[,;]?\s*\(?(?:bes|insbes|insb|besonders|esp|especially|particularly|in particular|notamment|surtout|en particulier|specie|spec|sobre todo|особ|в особенности|zwłaszcza|zejména|vooral)\.?,?\s+(?=(?:\p{L}{1,4}\.?\s*|§\s*)?\d)/gu;

/** “S. 25 mit Anm. 30”, “p. 12 et n. 4”: a page and its note. */
const WITH_NOTE =
  /(\d\p{L}{0,2}\.?),?\s(?:mit|und|with|and|et|avec|e|con|y|и|met|en)\s(?=(?:Anm|Fn|Fußn|nn?|notes?|nota|not|прим)\.?\s\d)/gu;

/** “1780–1860, at 253–66 (1977)”: American jurists write the year behind the page. */
const AT_BEFORE_YEAR =
  /,\s(at\s\d{1,4}(?:[-–]\d{1,4})?)\s(\((?:[^()]{1,24}\s)?(?:1[4-9]|20)\d\d\))(?=[\s.;]*$)/u;

/** “[2018] UKSC 4 [21]–[30]”, “ibid [31]”: paragraphs of a judgment. */
const PARAGRAPHS =
  /(?=\[)(?<=^[\s,]*|\]\s\p{Lu}[\p{L}\s()]{1,20}\s\d{1,5},?\s(?:at\s)?)\[(\d{1,4})\](?:\s?[-–]\s?\[(\d{1,4})\])?(?=[\s.,;)]*$)/u;

/** Words in brackets behind the last number: “115 (my emphasis)”, “231 (Lord Templeman)”. */
const ASIDE = /(\d\p{L}{0,2}\.?)\s*\((?!\p{Lu}{2,5}\))[^()\d]{4,60}\)(?=[\s.;]*$)/u;

/** Writes with their units what has none: “IV. ii. 3” and “v. i. 36” are scenes, “(ii, 170)” volume and page, “§ 189, Anm.” the remark on a paragraph, “[21]” one of a judgment. */
function named(words: string): string {
  // Most words have none of these signs, and what asks for letters of every script costs more than what asks for a sign.
  const scenes = /[IVXivx][.,]\s[ivx\d]/.test(words)
    ? words
        .replace(/(?<![\p{L}\d.])([IVX]{1,5})\.\s([ivx]{1,5}|\d{1,2})\.\s(?=\d)/gu, "$1.$2.")
        .replace(/(?<![\p{L}\d.]|[lt]\.\s)([ivx]{1,5})\.\s([ivx]{1,5})\.\s(?=\d)/gu, "$1.$2.")
        .replace(BARE_SCENE, "$1$2.$3.")
        .replace(VOLUME_IN_BRACKETS, ", $1, $2")
    : words;
  const remarks = scenes.includes("§") ? scenes.replace(REMARK, "$1 ") : scenes;
  if (!remarks.includes("[")) return remarks;
  return remarks.replace(PARAGRAPHS, (_all, from: string, to?: string) =>
    to === undefined ? `para. ${from}` : `para. ${from}–${to}`,
  );
}

/** “II, vii, 151”, “Ib. V, i, 51”: behind a title in full these are a series, a volume and a page. */
const BARE_SCENE = /^((?:[\s(—–]*[\s(])?(?:\p{L}{1,6}\.,?\s)?)[—–]*([IVX]{1,5}),\s([ivx]{1,5}),\s(?=\d)/u;

/** “Arnt (ii, 170)”. */
const VOLUME_IN_BRACKETS =
  /(?<=\p{L}\.?)\s\(([IVXL]{1,6}|[ivxl]{1,6}),\s(\d{1,4}(?:[-–]\d{1,4})?)\)(?=[\s.,;:]*$)/u;

const REMARK = /(§\s?\d+\p{Ll}?),\s(?=(?:Anm|Zus)\.?[\s,;)]*$)/gu;

/** Writes leaves and numbers as they are read: “12 v°” and “12 об.” are 12v, “XIIf.” is XII f. */
function evened(words: string): string {
  // “Arnt (ii, 170):” leads to a quotation.
  return named(words.replace(/(?<=\d\)?)\s*:\s*$/u, ""))
    .replace(/(\d)\s?([rv])(?:[°ºᵒ]|(?:ecto|erso)(?![\p{L}]))/gu, "$1$2")
    .replace(/(\d)\s*об\.?(?![\p{L}])/gu, "$1v")
    .replace(/(?<![\p{L}\p{N}])([IVXLC]{1,7})(ff?\.)(?![\p{L}])/gu, "$1 $2")
    .replace(/(\bcol[ls]?\.\s*\d+)\s([A-D])(?![\p{L}])/gu, "$1$2")
    .replace(/(?<![\p{L}\d])(\d+(?:[-–]\d+)?)\.\s*(old|o)\.?(?=[\s.,;)]*$)/gu, "$2. $1")
    .replace(/(?<![\d.:])((?:1[4-9]|20)\d\d[a-z]?):(?=\d)/gu, "$1: ")
    .replace(ESPECIALLY, "$1, ")
    .replace(WITH_NOTE, "$1, ")
    .replace(/(?<=\d\p{Ll}{0,2}),?\sad loc(?:c|um)?\.?(?=[\s.;,)]*$)/u, "")
    .replace(ASIDE, "$1")
    .replace(
      /(?<=,\s|\p{L}\.\s)(\d{1,4}(?:\sff?\.)?)\s\((?!1[4-9]\d\d\)|20\d\d\))(\d{1,4}(?:\sff?\.)?)\)(?=[\s.;]*$)/u,
      "$1, $2",
    )
    .replace(AT_BEFORE_YEAR, " $2, $1")
    .replace(/(?<=[,)]\s|^)at \[(\d+)\]/gu, "at para. $1")
    .replace(/(?<=[,:]\s)(?=[ivxlc]{1,7}\s?[-–]\s?[ivxlc]{1,7},\s*\d)/u, "p. ");
}

function lociIn(
  words: string,
  grammar: CitationGrammar,
  bare: boolean,
  marked: readonly (readonly Locus[])[],
): LociReading {
  const entries = lociByForm(words, grammar, marked);
  const named = withUnits(blank(words, entries), grammar);
  const placed = [...entries, ...named, ...markedUp(words, marked, grammar)];
  const tail = placed.some(({ locus }) => !BESIDE_PAGES.has(locus.unit))
    ? []
    : atTheEnd(openWords(words, placed, grammar), grammar, bare).filter(
        ({ locus }) => !(isRoman(locus.from) && placed.some(({ locus: { unit } }) => SET_APART.has(unit))),
      );
  const all = [...placed, ...tail].sort((one, other) => one.start - other.start || one.end - other.end);
  const rest = blank(words, all);
  const loci = inVolumes(all.map(({ locus }) => locus));
  const passim = grammar.passim.exec(rest);
  if (passim === null) return { loci, rest };
  return { loci: withPassim(loci, passim[0]), rest: rest.replace(passim[0], " ") };
}

/** The words without what was read, and without “passim”, behind which no number would be at the end. */
function openWords(words: string, placed: readonly Placed[], { passim }: CitationGrammar): string {
  const open = blank(words, placed);
  const found = passim.exec(open);
  const until =
    found === null
      ? open
      : open.slice(0, found.index) + " ".repeat(found[0].length) + open.slice(found.index + found[0].length);
  return until.replace(JOINED_TO_NOTHING, " ");
}

/** “433 and ex. 12”: the word that led to what was taken out. */
const JOINED_TO_NOTHING = /(?<=\d),?\s(?:and|und|et|y|e|и|en|och|og|mit|with)(?=\s[\s.]*$)/u;

/** What is printed apart from the text: a page beside it has its number in figures. */
const SET_APART: ReadonlySet<string> = new Set(["example", "figure", "plate", "table"]);

/** What may be said with its unit beside a page without one: “vol. 2, 15”, “101n4”. */
const BESIDE_PAGES: ReadonlySet<string> = new Set(["volume", "issue", "part", "book", "note", ...SET_APART]);

/** Finds the loci with units in words, with their places: what can be marked up without a doubt. */
export function placedLoci(words: string, grammar: CitationGrammar): readonly Placed[] {
  if (evened(words) !== words) return [];
  // “(n 6)” leads to a note of this book, and is no place in the work.
  const back = grammar.back.exec(words);
  const own = back === null ? words : words.replace(back[0], " ".repeat(back[0].length));
  return withUnits(blank(own, lociByForm(own, grammar)), grammar).map(({ locus, start, end }) => {
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
