import {
  type DifferenceRun,
  differenceOf,
  shareFound,
  WORDS,
  withoutSurroundings,
} from "./quotation-difference.ts";
import { likeliestPlace, placeOfHalf, placesOf } from "./quotation-index.ts";
import { lettersOf, opensWord } from "./quotation-letters.ts";
import { partsOf, type QuotationPart } from "./quotation-parts.ts";
import type { QuotationSource } from "./quotation-source.ts";

/** Where a quotation stands in its source, from and to as offsets in the text of the source. */
export interface FoundPassage {
  readonly from: number;
  readonly to: number;
}

/** What came of looking for a quotation in its source. */
export type QuotationVerdict =
  | { readonly kind: "exact"; readonly places: readonly FoundPassage[] }
  | { readonly kind: "nearest"; readonly place: FoundPassage; readonly difference: readonly DifferenceRun[] }
  | { readonly kind: "missing" };

/** At least so much of a quotation must stand together in the source to be called a misquotation of it. */
const SHARE = 0.5;
/** Words beyond these are not compared: the table of a comparison grows with their square. */
const LONGEST = 12_000;

/** Looks for a quotation in its source: exact but for signs, omissions and changes in brackets, or where it is most alike. */
export function searchQuotation(quotation: string, source: QuotationSource): QuotationVerdict {
  const parts = partsOf(quotation).map((part) => ({ ...part, small: lettersOf(part.text).small }));
  if (parts.length === 0) return { kind: "missing" };
  const places = exactPlaces(parts, source);
  if (places.length > 0) return { kind: "exact", places };
  const nearest = nearestPlace(parts, source);
  const isSame =
    nearest.kind === "nearest" && parts.length === 1 && differsInAmpersands(quotation, nearest, source);
  return isSame ? { kind: "exact", places: [nearest.place] } : nearest;
}

/** The words that “&” is printed for. */
const AND = /^\P{L}*(?:and|und|et|e|y|en|och|og|i)\P{L}*$/iu;

/** “fire & sword” is “fire and sword”: whatever one text has more in words the other has in signs. */
function differsInAmpersands(
  quotation: string,
  { difference, place }: Extract<QuotationVerdict, { kind: "nearest" }>,
  { index }: QuotationSource,
): boolean {
  const only = (kind: DifferenceRun["kind"]): readonly string[] =>
    difference.filter((run) => run.kind === kind).flatMap(({ text }) => text.split(/\s+/u));
  const [quoted, other] = [only("quoted"), only("source")];
  const signs = (text: string): number => text.split("&").length - 1;
  const passage = index.letters.text.slice(place.from, place.to);
  return (
    [...quoted, ...other].every((word) => AND.test(word)) &&
    signs(quotation) + signs(passage) > 0 &&
    signs(quotation) - signs(passage) === other.length - quoted.length
  );
}

interface SearchedPart extends QuotationPart {
  readonly small: string;
}

function exactPlaces(parts: readonly SearchedPart[], source: QuotationSource): FoundPassage[] {
  const longest = parts.reduce(
    (best, part, at) => (part.small.length > parts[best]!.small.length ? at : best),
    0,
  );
  const anchor = parts[longest]!;
  return placesOf(source.index, anchor.small, false).flatMap((at) => {
    if (!fits(anchor, at, source)) return [];
    const from = backwards(parts.slice(0, longest + 1), at, source);
    const to = forwards(parts.slice(longest + 1), at + anchor.small.length, source);
    return from === null || to === null ? [] : [passage(from, to, source)];
  });
}

/** A part begins and ends with whole words, unless a bracket takes the rest. */
function fits(
  { small, opensWithin, closesWithin }: SearchedPart,
  at: number,
  { index }: QuotationSource,
): boolean {
  const { letters } = index;
  return (opensWithin || opensWord(letters, at)) && (closesWithin || opensWord(letters, at + small.length));
}

function forwards(parts: readonly SearchedPart[], start: number, source: QuotationSource): number | null {
  const { small } = source.index.letters;
  let behind = start;
  for (const part of parts) {
    const window = small.slice(behind, behind + part.leftOut + part.small.length);
    let at = window.indexOf(part.small);
    while (at >= 0 && !fits(part, behind + at, source)) at = window.indexOf(part.small, at + 1);
    if (at < 0) return null;
    behind += at + part.small.length;
  }
  return behind;
}

/** Goes back from the last of the parts, which stands at `start`, to the first; gives where that one stands. */
function backwards(parts: readonly SearchedPart[], start: number, source: QuotationSource): number | null {
  const { small } = source.index.letters;
  let before = start;
  for (let each = parts.length - 1; each > 0; each--) {
    const part = parts[each - 1]!;
    const from = Math.max(0, before - parts[each]!.leftOut - part.small.length);
    const window = small.slice(from, before);
    let at = window.lastIndexOf(part.small);
    while (at >= 0 && !fits(part, from + at, source))
      at = at === 0 ? -1 : window.lastIndexOf(part.small, at - 1);
    if (at < 0) return null;
    before = from + at;
  }
  return before;
}

function passage(from: number, to: number, { index: { letters } }: QuotationSource): FoundPassage {
  return { from: letters.at[from] ?? 0, to: (letters.at[to - 1] ?? 0) + 1 };
}

function nearestPlace(parts: readonly SearchedPart[], source: QuotationSource): QuotationVerdict {
  const longest = partAmiss(parts, source);
  const start = likeliestPlace(source.index, longest.small) ?? placeOfHalf(source.index, longest.small);
  if (start === null || longest.small.length > LONGEST) return { kind: "missing" };
  // A part that was left out or put in moves what follows it: the window is wider than the quotation on both sides.
  const slack = 130 + Math.floor(longest.small.length / 8);
  const { text, at } = source.index.letters;
  const from = at[Math.max(0, start - slack)] ?? 0;
  const last = Math.min(at.length - 1, start + longest.small.length + slack);
  const window = text.slice(from, (at[last] ?? 0) + 1);
  return comparison(longest, window, from);
}

/** The longest of the parts that the source has not; where it has all of them, though not so, they are taken together. */
function partAmiss(parts: readonly SearchedPart[], source: QuotationSource): SearchedPart {
  const amiss = parts.filter(({ small }) => placesOf(source.index, small, false).length === 0);
  const [first] = amiss;
  if (first !== undefined)
    return amiss.reduce((best, part) => (part.small.length > best.small.length ? part : best), first);
  const text = parts.map((part) => part.text).join(" ");
  return { ...parts[0]!, text, small: parts.map(({ small }) => small).join("") };
}

function comparison(longest: SearchedPart, window: string, from: number): QuotationVerdict {
  const difference = withoutSurroundings(differenceOf(longest.text, tight(longest.text, window)));
  if (shareFound(difference) < SHARE) return { kind: "missing" };
  const words = difference.filter(({ kind }) => kind !== "quoted").map(({ text }) => text);
  const { start, end } = stretchOf(words.join(" "), window);
  return { kind: "nearest", place: { from: from + start, to: from + end }, difference };
}

/** Where words stand in a text, whatever signs are between them. */
function stretchOf(words: string, text: string): { start: number; end: number } {
  const { small, at } = lettersOf(text);
  const wanted = lettersOf(words).small;
  const first = Math.max(0, small.indexOf(wanted));
  return { start: at[first] ?? 0, end: (at[first + wanted.length - 1] ?? text.length - 1) + 1 };
}

/**
 * Narrows a window to where most of the quotation's words stand close together: a word such as “the” in the surroundings
 * must not draw the passage wide.
 */
function tight(quoted: string, window: string): string {
  const words = [...window.matchAll(WORDS)];
  const wanted = new Set((quoted.match(WORDS) ?? []).map((word) => lettersOf(word).small));
  const size = (quoted.match(WORDS) ?? []).length;
  if (words.length <= size) return window;
  const hits = words.map(({ 0: word }) => (wanted.has(lettersOf(word).small) ? 1 : 0));
  let best = 0;
  let most = -1;
  for (let at = 0; at + size <= hits.length; at++) {
    const count = hits.slice(at, at + size).reduce<number>((sum, hit) => sum + hit, 0);
    if (count > most) {
      most = count;
      best = at;
    }
  }
  const end = Math.min(words.length, best + size + 2) - 1;
  return window.slice(words[Math.max(0, best - 2)]!.index, words[end]!.index + words[end]![0].length);
}
