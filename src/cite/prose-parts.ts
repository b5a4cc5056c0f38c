import type { Span } from "../report/index.ts";
import { readBiblicalPlace } from "./biblical-books.ts";
import { startsAbbreviated } from "./citing-words.ts";
import type { CitationGrammar } from "./grammar.ts";
import { BARRIER, type Prose } from "./prose.ts";
import { namesIn } from "./prose-names.ts";
import { type ProseSetting, readStretch } from "./prose-stretch.ts";

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
    const [before, behind] = [mask.slice(at, index), mask.slice(index + 1, end)];
    if (joinsPlaces(before, behind) || joinsSections(before, behind)) continue;
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
  // “CIL VI 1234 = ILS 915” names one thing by two collections.
  if (sign === "=") return /\d\s$/u.test(mask.slice(Math.max(0, index - 2), index));
  return sign === ";" || sign === BARRIER;
}

/** “М.; Л., 1959”, “London; New York: Routledge, 1999”: what a semicolon parts are places of one imprint. */
function joinsPlaces(before: string, behind: string): boolean {
  return (
    /(?:[,:(]|\.|—|–)\s*\p{Lu}[\p{L}.]*(?:[\s-]\p{Lu}\p{L}+)?\s*$/u.test(before.slice(-60)) &&
    /^\s*(?:\p{Lu}\.|\p{Lu}[\p{L}.]*(?:[\s-]\p{Lu}\p{L}+){0,2}\s*:[^;:()\d]{2,60}?),?\s*(?:1[4-9]|20)\d\d(?!\d)/u.test(
      behind.slice(0, 120),
    )
  );
}

/** “Rom 3:21–26; 4:1–25”, “Cic. Att. 1.1.2; 2.19.3”: what a semicolon parts are sections of one work. */
function joinsSections(before: string, behind: string): boolean {
  return (
    /\p{L}\.?\s\d+(?:[.:]\d[^;]*|[^;]*;\s*\d+[.:][^;]*)$/u.test(before.slice(-60)) &&
    /^\s*(?:cf\.\s)?\d{1,3}(?:[.:]\d{1,3})+(?:[-–]\d+(?:[.:]\d+)*)?\s*(?:[;,.)]|$)/u.test(behind.slice(0, 40))
  );
}

/** Parts a stretch where, behind the place in a work, words introduce another: “p. 5, but cf. Cohen, p. 7”. */
export function turnsIn(prose: Prose, { start, end }: Span, setting: ProseSetting): Span[] {
  const words = prose.mask.slice(start, end);
  const parts: Span[] = [];
  let from = 0;
  const found = [
    ...turns(words, setting.grammar),
    ...namedTitles(prose, { start, end }, setting),
    ...signedTurns(words, setting),
  ];
  for (const { behind, at } of found.sort((one, other) => one.at - other.at)) {
    if (at <= from || !PLACED.test(words.slice(from, at))) continue;
    if (!beginsCitation(prose, { start: start + behind, end }, setting)) continue;
    parts.push({ start: start + from, end: start + at });
    from = behind;
  }
  return [...parts, { start: start + from, end }];
}

/** A number, be it in roman numerals: “chap. II”. */
const PLACED = /\d|(?<!\p{L})[IVXLC]+(?!\p{L})/u;

/** Where a citation ends and where the words that introduce the next begin. */
function turns(words: string, { turn }: CitationGrammar): { at: number; behind: number }[] {
  return [...words.matchAll(turn), ...words.matchAll(JOINED), ...words.matchAll(ON_A_VERSE)].map((found) => ({
    at: found.index,
    behind: found.index + found[0].length,
  }));
}

/** “FW 125, KSA 3, S. 480”: behind a number and a comma the sign of another work, and a number of it. */
function signedTurns(words: string, { indexes }: ProseSetting): { at: number; behind: number }[] {
  return [...words.matchAll(/(?<=\d\p{Ll}{0,2}\.?),\s(?=(\p{Lu}\p{L}+)\s(?:\d|[IVX]+[,\s]))/gu)]
    .filter(({ 1: sign }) => indexes.some(({ signs }) => signs.has(sign!)))
    .map(({ 0: all, index }) => ({ at: index, behind: index + all.length }));
}

/** A citation as far as its last number goes, with the sign for those that follow. */
const UP_TO_NUMBER = /^.*\d\p{Ll}{0,2}(?:\s?\p{Ll}{1,5}\.)?/su;

/** A name that works are known under, with a title set apart behind it, leads a citation: “p. 5, and, for Kent, Hoskins, `Peasant`, p. 7”. */
function namedTitles(
  prose: Prose,
  { start, end }: Span,
  setting: ProseSetting,
): { at: number; behind: number }[] {
  const names = namesIn(prose, { start, end }, setting);
  const sentBack = names.filter((name) => backBehind(prose.mask.slice(name, end), setting.grammar));
  const isLed = (name: number, title: number): boolean =>
    /^[\p{L}\p{M}.’' -]+(?:\([^()]{2,9}\))?,\s+$/u.test(prose.mask.slice(name, title));
  const titled = prose.parts
    .filter(({ node, at }) => node.isElement && at > start && at < end)
    .flatMap(({ at }) => names.filter((name) => isLed(name, at)));
  const others = names.filter((name) => !titled.includes(name) && isPlacedBefore(prose, start, name));
  const quoted = others.filter((name) => namesTitle(prose, { start: name, end }, setting));
  return [...titled, ...sentBack, ...quoted].flatMap((name) => {
    const before = prose.mask.slice(start, name);
    const at = UP_TO_NUMBER.exec(before)?.[0].length ?? 0;
    return LEADS_ON.test(before.slice(at)) ? [{ at, behind: name - start }] : [];
  });
}

function isPlacedBefore({ mask }: Prose, start: number, name: number): boolean {
  return PLACED.test(mask.slice(start, name));
}

/** “Godwin, ‘Of Obedience’, p. 102”, “Godwin, Of Obedience, p. 102”: the words from a name on are those of one work, author and title. */
function namesTitle(prose: Prose, stretch: Span, setting: ProseSetting): boolean {
  if (!/^[\p{L}\p{M}.’' -]+,\s+[‘“„«\p{Lu}]/u.test(prose.mask.slice(stretch.start, stretch.end)))
    return false;
  const [best] = setting.find(readStretch(prose, stretch, setting).words);
  return best !== undefined && ["author", "title"].every((each) => best.evidence.some((one) => one === each));
}

/** “Keller (wie Anm. 3)”: a name with what sends the reader back to a note behind it. */
function backBehind(words: string, grammar: CitationGrammar): boolean {
  const name = /^[\p{L}\p{M}.’' -]+(?=\()/u.exec(words)?.[0];
  return name !== undefined && grammar.back.exec(words.slice(name.length, name.length + 40))?.index === 0;
}

/** Words between two citations of one sentence, which lead to no book that an article is in. */
const LEADS_ON = /^,(?!.*[.!?;:()])(?!.*(?<!\p{L})(?:in|dans|en|em|w|v|i|в)\s*$).*\s$/isu;

/** A word that joins two citations, where a known name or a word for one follows: “p. 5, and Tokaev, p. 7”, “and idem, p. 9”. */
const JOINED =
  /,?\s+(?:and|with|und|sowie|mit|et|avec|y|con|e|и|en|og|och|i)\s+(?=\p{Lu}|\p{Ll}{2,10}[.,])/gu;

/** “Dunn, 165, on Rom 3:25”: behind the page stands what is commented on there. */
const ON_A_VERSE = /,?\s+(?:on|ad|zu|sur|su|sobre)\s+(?=(?:[1-5]\s?)?\p{Lu}\p{L}+\.?\s\d{1,3}[:,]\s?\d)/gu;

const VERSE = /^(?:[1-5]\s?)?\p{Lu}\p{L}+\.?\s\d{1,3}[:,]\s?\d{1,3}/u;

/** How long the names are that a citation begins with. */
const NAME_LENGTH = 80;

/** Behind the words that introduce it a citation begins with a name that is known, a title, or a word for another one. */
function beginsCitation(prose: Prose, { start, end }: Span, setting: ProseSetting): boolean {
  const { grammar } = setting;
  const behind = prose.mask.slice(start, end);
  const rest = behind.slice(grammar.signal.exec(behind)?.[0].length ?? 0);
  // “S. 25 mit Anm. 30” is a page and its note.
  const unit = /^(\p{L}+)\.?\s\d/u.exec(rest)?.[1];
  if (unit !== undefined && grammar.unit(unit) !== null) return false;
  if (startsAbbreviated(rest, grammar)) return true;
  const verse = VERSE.exec(rest)?.[0];
  if (verse !== undefined && readBiblicalPlace(verse) !== null) return true;
  const first = start + behind.length - rest.length;
  const [known] = namesIn(prose, { start: first - 1, end: Math.min(end, first + NAME_LENGTH) }, setting);
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
    const before = words.slice(at, stop.index);
    if (
      stop[0].startsWith(".") &&
      (isAbbreviation(before, grammar) || isOrdinal(before, words.slice(stop.index)))
    )
      continue;
    sentences.push({ start: start + at, end: start + stop.index + 1 });
    at = stop.index + stop[0].length;
  }
  return [...sentences, { start: start + at, end }].filter((part) => part.end > part.start);
}

/** “6. Aufl.”, “12. Mai 2010”: a number with a point before what it numbers. */
function isOrdinal(before: string, behind: string): boolean {
  return (
    /(?<!\d)\d{1,2}$/u.test(before) &&
    /^\.\s+(?:Aufl|Ausg|Bd|Band|Jg|Jahrg|Jh|Jahrh|Heft|Teil|Kap|Abschn|Lieferung|(?:Jan|Febr?|März|Apr|Mai|Jun|Jul|Aug|Sept|Okt|Nov|Dez)\p{Ll}*\.?\s+\d{4})/u.test(
      behind,
    )
  );
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
