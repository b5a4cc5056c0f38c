import { type Markup, markup, type Piece } from "./markup.ts";
import type { Phrase } from "./phrases.ts";
import { type SignPair, TYPED } from "./profile.ts";
import { type QuotedAs, quotationElement } from "./quotation-element.ts";

/** Pairs of quotation marks as they are typed. */
const PAIRS: readonly SignPair[] = [
  { open: "“", close: "”" },
  { open: "„", close: "“" },
  { open: "„", close: "”" },
  { open: "«", close: "»" },
  { open: "»", close: "«" },
  { open: "‘", close: "’" },
  { open: "‚", close: "‘" },
  { open: "‹", close: "›" },
  { open: '"', close: '"' },
];

/** A passage between marks; the marks are not part of it. */
interface Marked {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/** A phrase with what is doubtful about it. */
export interface DoubtfulPhrase extends Phrase {
  readonly reason: string | null;
}

/** Finds what stands in quotation marks and says what it is. The marks stay characters around it. */
export function quotationPhrases(text: string, cited: boolean): DoubtfulPhrase[] {
  const made: DoubtfulPhrase[] = [];
  for (const { start, end, depth } of markedPassages(text)) {
    const { name, reason } = quotedAs(text, { start, end, depth }, cited, made);
    const series = name === "quote" || name === "q" ? "quo" : null;
    made.push({ ...withoutSpaces(text, start, end), name, reason, attributes: {}, series });
  }
  return made;
}

/** Who wrote it, at the beginning of a citation, and a comma. */
const AUTHOR =
  /(?:^|[.;:(]\s*|(?<!\p{L})(?:in|see|also|cf\.|vgl\.|siehe|voir)\s+)\p{Lu}[\p{L}.’'-]*(?:,?\s+(?:(?:and|und|et|&|de|van|von)\s+)?\p{Lu}[\p{L}.’'-]*){0,7}(?:\s+et al\.)?,\s*$/u;

/**
 * In notes, what stands in marks between an author and what it came out in, or a page, is the title of an article: “Lenz,
 * ‘Mills’, in …”, “Lenz, « Moulins », p. 5”.
 */
export function withArticleTitles(text: string, phrases: readonly DoubtfulPhrase[]): DoubtfulPhrase[] {
  return phrases.map((phrase) => {
    const before = text.slice(0, phrase.start).replace(/[“„«‘‚‹"]\s*$/u, "");
    const behind = text.slice(phrase.end);
    const isSetOff =
      /^\s?[”“»’‘›"]?\s?,|^[”“»’‘›"]\s(?:in|dans)\s/u.test(behind) || /,$/u.test(text.slice(0, phrase.end));
    if (!isSetOff || !/\d/u.test(behind.slice(0, 200)) || !isAuthor(before)) return phrase;
    return { ...phrase, name: "title", attributes: { level: "a" }, series: null, reason: null };
  });
}

function isAuthor(before: string): boolean {
  const found = AUTHOR.exec(before.slice(-LEAD));
  const words = found?.[0].replace(/^.*?(?=\p{Lu})/su, "").split(/[\s,]+/u) ?? [];
  return (
    words.length > 0 &&
    words.every((word) => word === "" || /^(?:\p{Lu}|and$|und$|et$|al\.$|&|de$|van$|von$)/u.test(word))
  );
}

/** The spaces that French sets within the marks are none of the quotation. */
function withoutSpaces(text: string, start: number, end: number): { start: number; end: number } {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + words.trimEnd().length };
}

function quotedAs(
  text: string,
  { start, end, depth }: Marked,
  cited: boolean,
  before: readonly Phrase[],
): QuotedAs {
  const last = before.findLast((phrase) => phrase.end < start);
  const lead: Piece[] =
    last === undefined
      ? [leading(text, start - 1)]
      : [leading(text, last.start - 1), asMarkup(last, text), text.slice(last.end + 1, start - 1)];
  return quotationElement({
    before: lead,
    content: [text.slice(start, end)],
    after: text.slice(end + 1, end + 61),
    inside: depth > 0,
    cited,
    profile: TYPED,
  });
}

/** Nobody asks for more than a few words before a quotation. */
const LEAD = 200;

function leading(text: string, end: number): string {
  return text.slice(Math.max(0, end - LEAD), Math.max(0, end));
}

function asMarkup({ name, start, end }: Phrase, text: string): Markup {
  return markup(name, {}, [text.slice(start, end)]);
}

/** Passages in the order in which they open; one that nothing closes is none. */
function markedPassages(text: string): Marked[] {
  const found: Marked[] = [];
  const open: { readonly sign: string; readonly at: number }[] = [];
  for (const { 0: sign, index } of text.matchAll(/[“”„«»‘’‚‹›"]/gu)) {
    const opener = closes(text, index) ? open.findLastIndex((each) => isPair(each.sign, sign)) : -1;
    if (opener >= 0) {
      const { at } = open[opener]!;
      open.length = opener;
      found.push({ start: at + 1, end: index, depth: opener });
    } else if (opens(text, index) && PAIRS.some((pair) => pair.open === sign)) open.push({ sign, at: index });
  }
  return found
    .filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)))
    .sort((a, b) => a.start - b.start);
}

function isPair(open: string, close: string): boolean {
  return PAIRS.some((pair) => pair.open === open && pair.close === close);
}

/** Before a word, or white space as French sets it, and behind none. */
function opens(text: string, at: number): boolean {
  const isSpaced = /[«‹]/u.test(text[at]!) && /[ \u00a0\u202f]\S/u.test(text.slice(at + 1, at + 3));
  return (
    (isSpaced || /[^\s]|[\u00a0\u202f]/u.test(text[at + 1] ?? " ")) &&
    !/[\p{L}\p{N}]/u.test(text[at - 1] ?? " ")
  );
}

/** Behind a word or sign, or white space as French sets it, and before no letter. */
function closes(text: string, at: number): boolean {
  const isSpaced = /[»›]/u.test(text[at]!) && /\S[ \u00a0\u202f]$/u.test(text.slice(Math.max(0, at - 2), at));
  return (
    (isSpaced || /[^\s]|[\u00a0\u202f]/u.test(text[at - 1] ?? " ")) &&
    !/[\p{L}\p{N}]/u.test(text[at + 1] ?? " ")
  );
}
