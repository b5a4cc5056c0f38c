import type { Stretch } from "./blocks.ts";
import { type CitationReading, citationParts, splitAtSemicolons } from "./citation.ts";
import { citationParagraph } from "./citation-paragraph.ts";
import { type Part, unitParts } from "./citation-parts.ts";
import type { NameFound } from "./names.ts";
import type { Phrase } from "./phrases.ts";
import { TYPED } from "./profile.ts";
import type { Remark } from "./review.ts";
import { textOf, type Words } from "./words.ts";

/** Citations found in words, and what is doubtful about them; the remarks count from the words' beginning. */
export interface CitationsFound {
  readonly phrases: readonly Phrase[];
  readonly remarks: readonly Remark[];
}

/**
 * Reads a paragraph of a note as citations, if that is what it is, else those of its sentences that are: words in italics
 * are then the title of a work.
 */
export function citationPhrases(words: Words, names: readonly NameFound[]): CitationsFound {
  const text = textOf(words);
  const verdict = citationParagraph(text.trim(), TYPED, false);
  const citing = verdict.is ? [{ start: 0, end: text.length }] : citingSentences(text);
  const remarks: Remark[] =
    citing.length === 0 && verdict.doubt !== null ? [wholeRemark(text, verdict.doubt)] : [];
  const reading = {
    source: text,
    profile: TYPED,
    names: new Map(names.map((name) => [name.start, name])),
    corrections: new Map(),
    remarks,
  };
  const stretches = citing.flatMap((stretch) => splitAtSemicolons(reading, stretch));
  return {
    phrases: stretches.flatMap((stretch) => bibl(words, reading, citingStretch(words, text, stretch))),
    remarks,
  };
}

function bibl(words: Words, reading: CitationReading, stretch: Stretch): Phrase[] {
  const parts = withItalicTitles(words, stretch, citationParts(reading, stretch));
  return [
    phrase({ ...stretch, name: "bibl", attributes: {} }, 0, "cit"),
    ...parts.flatMap((part) => partPhrases(part, stretch.start)),
  ];
}

/** Abbreviations of four letters and more that stand in citations. */
const ABBREVIATED =
  /(?<!\p{L})(?:trans|transl|trad|illus|introd|repr|suppl|comp|chap|vols|hrsg|übers|bearb|eingel|erläut|verb|erweit)\.$/iu;

/** A point ends a sentence behind a number, a bracket or a word that is no abbreviation, and before a capital. */
function sentencesOf(text: string): Stretch[] {
  const ends = [...text.matchAll(/(?<=(?:\d|[)”’»"]|\p{Ll}{4})[.!?][”’»"]?)\s+(?=[\p{Lu}“„«"])/gu)]
    .map(({ index }) => index)
    .filter((end) => !ABBREVIATED.test(text.slice(0, end)));
  return [0, ...ends].map((start, at) => ({ start, end: ends[at] ?? text.length }));
}

/** “Lenz, Anna, Wohin des Wegs? Mühlen am Bach, Berlin 1990, S. 5”: the family name first, so that a citation begins there. */
const OPENS = /^\p{Lu}[\p{L}’'-]+,\s\p{Lu}[\p{L}’'.-]+(?:\s\p{Lu}[\p{L}’'.-]*){0,2}[,:]\s/u;

function opensWithAuthor(text: string): boolean {
  return OPENS.test(text.trimStart().replace(TYPED.leadIn, ""));
}

/**
 * The sentences that cite, each with those before it from where its author is named: titles have points within them. What is
 * prose behind the author is no title, and where others are called upon another citation begins.
 */
function citingSentences(text: string): Stretch[] {
  const sentences = sentencesOf(text);
  const found: Stretch[] = [];
  let opened: number | null = null;
  for (const each of sentences) {
    const sentence = text.slice(each.start, each.end);
    const isCiting = cites(text, each);
    if (opensWithAuthor(sentence)) opened = each.start;
    else if ((!isCiting && isProse(sentence)) || TYPED.leadIn.test(sentence.trimStart())) opened = null;
    if (!isCiting) continue;
    found.push({ start: opened ?? each.start, end: each.end });
    opened = null;
  }
  return found;
}

function cites(text: string, { start, end }: Stretch): boolean {
  return citationParagraph(text.slice(start, end).trim(), TYPED, false).is;
}

function wholeRemark(text: string, [decision, reason]: readonly [string, string]): Remark {
  return { at: 0, text: text.slice(0, 60), decision, reason };
}

/** Prose before the citation, up to a semicolon or full stop, belongs to no citation, unless that opens with its author. */
function citingStretch(words: Words, text: string, stretch: Stretch): Stretch {
  const part = text.slice(stretch.start, stretch.end);
  const space = part.length - part.trimStart().length;
  if (opensWithAuthor(part))
    return { start: stretch.start + space, end: stretch.start + part.trimEnd().length };
  const first = Math.min(part.length, ...unitParts(part, TYPED).map(({ start }) => start));
  const before = part.slice(0, first);
  const italics = italicStretches(words).map(({ start, end }) => ({
    start: start - stretch.start,
    end: end - stretch.start,
  }));
  const prose = before.slice(0, proseEnd(before, italics));
  const from = isProse(prose) ? prose.length : space;
  return { start: stretch.start + from, end: stretch.start + part.trimEnd().length };
}

/** Where the last sentence before a citation ends; a title in italics has points of its own. */
function proseEnd(before: string, italics: readonly Stretch[]): number {
  const ends = [
    ...before.matchAll(
      /(?:(?<=\p{L}{2})[.!?]['”’]?|;)\s+(?=\p{Lu}|(?:see|cf|cp|vgl|siehe|voir)\b)|,\s+(?=(?:see|cf|cp|vgl|siehe|voir)\b)/gu,
    ),
  ]
    .filter(({ index, 0: sign }) => !ABBREVIATED.test(before.slice(0, index + sign.length).trimEnd()))
    .map(({ index, 0: sign }) => index + sign.length)
    .filter((at) => !italics.some(({ start, end }) => start < at && at < end));
  return ends.at(-1) ?? 0;
}

/** Words of a sentence, not a work and where it came out: several small words. */
function isProse(text: string): boolean {
  return (text.match(/(?<![\p{L}])\p{Ll}{2,}(?![\p{L}])/gu) ?? []).length > 1 && !/\b\d{4}\b/u.test(text);
}

/** An abbreviation refers to a work cited before. Quotation marks around a title stay characters before and behind it. */
function partPhrases(part: Part, offset: number): Phrase[] {
  const inset = part.signs ?? 0;
  const made = phrase({ ...part, start: part.start + inset, end: part.end - inset }, offset, null);
  if (part.name !== "abbr") return [made];
  return [phrase({ ...made, name: "ref", attributes: {} }, 0, null), made];
}

function phrase(
  { start, end, name, attributes }: Pick<Phrase, "start" | "end" | "name" | "attributes">,
  offset: number,
  series: string | null,
): Phrase {
  return { start: start + offset, end: end + offset, name, attributes: withoutRend(attributes), series };
}

/** Marks of quotation are in the text here, and italics in what holds the words. */
function withoutRend({
  rend,
  ...attributes
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return rend === "quoted" ? attributes : { ...attributes, ...(rend !== undefined && { rend }) };
}

/** What is set in italics before the locus is a title, whatever stands around it; a title that holds it gives way. */
function withItalicTitles(words: Words, { start, end }: Stretch, parts: readonly Part[]): Part[] {
  const italics = italicStretches(words)
    .map((each) => ({ start: each.start - start, end: each.end - start }))
    .filter((each) => each.start >= 0 && each.end <= end - start)
    .filter((each) => !parts.some((part) => part.name === "abbr" && overlap(part, each)));
  if (italics.length === 0) return [...parts];
  const isFull = parts.some(({ name }) => name === "date");
  const titles = italics.map(
    (each): Part => ({
      ...each,
      name: "title",
      attributes: { level: "m", ...(!isFull && { type: "short" }) },
    }),
  );
  const kept = parts.filter((part) => !titles.some((title) => overlap(title, part)));
  return [...kept, ...titles];
}

/** Citations by author and year have no title in them: words in italics are none of their names. */
export function withoutItalics(words: Words, phrases: readonly Phrase[]): Phrase[] {
  const italics = italicStretches(words);
  const titled = phrases.filter((each) => italics.some((italic) => overlap(italic, each)));
  return phrases.filter((each) => !titled.some(({ start, end }) => start <= each.start && each.end <= end));
}

function overlap(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

function italicStretches(words: Words): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const { text, rend } of words) {
    const last = found.at(-1);
    if (rend.includes("italic") && last?.end === at)
      found[found.length - 1] = { ...last, end: at + text.length };
    else if (rend.includes("italic")) found.push({ start: at, end: at + text.length });
    at += text.length;
  }
  return found;
}
