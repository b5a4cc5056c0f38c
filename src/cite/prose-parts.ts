import type { Span } from "../report/index.ts";
import { startsAbbreviated } from "./citing-words.ts";
import type { CitationGrammar } from "./grammar.ts";
import { BARRIER, type Prose } from "./prose.ts";
import { namesIn } from "./prose-names.ts";
import type { ProseSetting } from "./prose-stretch.ts";

/** The parts of a note, at semicolons and at what is marked up. */
export function partsOf({ mask }: Prose): Span[] {
  return partsWithin(mask, 0, mask.length);
}

/** The parts of a stretch, at semicolons and at what is marked up. */
export function partsWithin(mask: string, start: number, end: number): Span[] {
  const parts: Span[] = [];
  let at = start;
  for (let index = start; index < end; index++) {
    if (!isPartedAt(mask, index)) continue;
    parts.push({ start: at, end: index });
    at = index + 1;
  }
  return [...parts, { start: at, end }].filter((part) =>
    /[\p{L}\p{N}]/u.test(mask.slice(part.start, part.end)),
  );
}

/** A semicolon parts, as does the raised point that Greek has for one. */
function isPartedAt(mask: string, index: number): boolean {
  const sign = mask[index]!;
  if (sign === "·" || sign === "\u0387") return /\s/u.test(mask[index + 1] ?? "");
  return sign === ";" || sign === BARRIER;
}

/** Parts a stretch where, behind the place in a work, words introduce another: “p. 5, but cf. Cohen, p. 7”. */
export function turnsIn(prose: Prose, { start, end }: Span, setting: ProseSetting): Span[] {
  const words = prose.mask.slice(start, end);
  const parts: Span[] = [];
  let from = 0;
  for (const { behind, at } of turns(words, setting.grammar)) {
    if (at <= from || !/\d/u.test(words.slice(from, at))) continue;
    if (!beginsCitation(prose, { start: start + behind, end }, setting)) continue;
    parts.push({ start: start + from, end: start + at });
    from = behind;
  }
  return [...parts, { start: start + from, end }];
}

/** Where a citation ends and where the words that introduce the next begin. */
function turns(words: string, { turn }: CitationGrammar): { at: number; behind: number }[] {
  return [...words.matchAll(turn), ...words.matchAll(JOINED)]
    .map((found) => ({ at: found.index, behind: found.index + found[0].length }))
    .sort((one, other) => one.at - other.at);
}

/** A word that joins two citations, where a known name or a word for one follows: “p. 5, and Tokaev, p. 7”, “and idem, p. 9”. */
const JOINED =
  /,?\s+(?:and|with|und|sowie|mit|et|avec|y|con|e|и|en|og|och|i)\s+(?=\p{Lu}|\p{Ll}{2,10}[.,])/gu;

/** Behind the words that introduce it a citation begins with a name that is known, a title, or a word for another one. */
function beginsCitation(prose: Prose, { start, end }: Span, setting: ProseSetting): boolean {
  const { grammar } = setting;
  const behind = prose.mask.slice(start, end);
  const rest = behind.slice(grammar.signal.exec(behind)?.[0].length ?? 0);
  if (startsAbbreviated(rest, grammar)) return true;
  const first = start + behind.length - rest.length;
  const [known] = namesIn(prose, { start: first - 1, end }, setting);
  return known !== undefined && known - first < 2;
}

/** What stands in brackets in a stretch. */
export function bracketed({ mask }: Prose, { start, end }: Span): Span[] {
  return [...mask.slice(start, end).matchAll(/\(([^()]{3,200})\)/gu)].map((group) => ({
    start: start + group.index + 1,
    end: start + group.index + 1 + group[1]!.length,
  }));
}

/** Sentences, at a full stop that ends no abbreviation and no initial. */
export function sentencesOf(mask: string, { start, end }: Span, grammar: CitationGrammar): Span[] {
  const words = mask.slice(start, end);
  const sentences: Span[] = [];
  let at = 0;
  for (const stop of words.matchAll(/[.!?…]["'”’»“)\]]*\s+(?=["'“„«([]*(?:\p{Lu}|\p{Lo}))/gu)) {
    if (stop[0].startsWith(".") && isAbbreviation(words.slice(at, stop.index), grammar)) continue;
    sentences.push({ start: start + at, end: start + stop.index + 1 });
    at = stop.index + stop[0].length;
  }
  return [...sentences, { start: start + at, end }].filter((part) => part.end > part.start);
}

function isAbbreviation(before: string, grammar: CitationGrammar): boolean {
  const word = /[\p{L}\p{M}]+$/u.exec(before)?.[0];
  if (word === undefined) return false;
  // A part of a citation that ends a citation word is a sentence: “Ibid. Arendt, p. 5.”
  return (
    [...word].length < 4 ||
    grammar.unit(word) !== null ||
    /^(?:hrsg|herausg|trans|transl|bibl|éd|univ|prof)$/iu.test(word)
  );
}
