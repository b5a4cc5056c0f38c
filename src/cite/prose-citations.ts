import type { Span } from "../report/index.ts";
import type { WorkIndex } from "../resolve/index.ts";
import { isWordless } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { findAuthorDates } from "./author-date.ts";
import { type BiblicalPlace, biblicalWorks } from "./biblical-books.ts";
import { type CitationReading, isAbbreviated, type KeyOfName, readPieces } from "./citation-reading.ts";
import type { CitationGrammar } from "./grammar.ts";
import { idemYears } from "./idem-years.ts";
import type { FindWorks, FoundWork } from "./named-work.ts";
import { BARRIER, type Prose, piecesIn, placeOfStretch } from "./prose.ts";
import { isQuotation } from "./quotation.ts";

/** A citation in running text that no element marks. */
export interface ProseCitation {
  readonly node: XmlNode;
  /** Its place in the source; null where it is all that its note says. */
  readonly span: Span | null;
  readonly reading: CitationReading;
}

/** What running text is searched with. */
export interface ProseSetting {
  readonly grammar: CitationGrammar;
  readonly keyOfName: KeyOfName;
  readonly find: FindWorks;
  /** The registers' works, and those the document introduces anywhere. */
  readonly indexes: readonly WorkIndex[];
}

/** How long a part of a note may be that is read as one citation. */
const LONGEST = 400;

/** How long a name is that stands before “loc. cit.” and nothing else. */
const LONGEST_NAME = 30;

/** How much a citation may say besides standing for another one: more is prose. */
const LONGEST_ASIDE = 60;

/**
 * Finds the citations in the running text of a note: each of several parted by semicolons or sentences, in whatever prose.
 * A part is a citation where its words stand for one, where they surely name a work that is known, or where they describe
 * one in full.
 */
export function citationsInNote(prose: Prose, setting: ProseSetting): readonly ProseCitation[] {
  const found = partsOf(prose)
    .flatMap((part) => turnsIn(prose, part, setting))
    .flatMap((part) => citationsInPart(prose, part, setting))
    .flatMap((one) => idemApart(prose, one, setting));
  const dated = authorDates(prose, setting);
  const taken = withoutOverlaps([...found.filter((one) => !holdsSeveral(one, dated)), ...dated]);
  const [only] = taken;
  if (taken.length === 1 && only !== undefined && isAllOf(prose, only.stretch)) {
    const reading = readStretch(prose, { start: 0, end: prose.text.length }, setting);
    return [{ node: noteOf(prose), span: null, reading }];
  }
  return taken.flatMap((one) => placed(prose, one));
}

/** Finds the citations in running text that is no note: names with years, and what stands in brackets. */
export function citationsInText(prose: Prose, setting: ProseSetting): readonly ProseCitation[] {
  const found = [...prose.mask.matchAll(/\(([^()]*(?:\([^()]*\)[^()]*)*)\)/gu)].flatMap((group) => {
    const start = group.index + 1;
    return partsWithin(prose.mask, start, start + group[1]!.length)
      .map((part) => trimmed(prose, part, setting.grammar))
      .filter((part) => part.end - part.start <= LONGEST / 2)
      .flatMap((stretch) => {
        const reading = readStretch(prose, stretch, setting);
        const isOne = isShortInText(reading, setting) || isPlaceBehindQuotation(prose, stretch, reading);
        return isOne ? idemApart(prose, { stretch, reading }, setting) : [];
      });
  });
  const dated = authorDates(prose, setting);
  const others = found.filter((one) => !holdsSeveral(one, dated));
  return withoutOverlaps([...dated, ...others]).flatMap((one) => placed(prose, one));
}

/** “Hirsch 1976a: 3, 1976b: 9” are two citations, whatever the words make together. */
function holdsSeveral({ stretch: { start, end } }: Stretch, dated: readonly Stretch[]): boolean {
  return dated.filter(({ stretch }) => stretch.start >= start && stretch.end <= end).length > 1;
}

/** “ders. 1990a, S. 12 f., 1990b: 7” cites two works of one author. */
function idemApart(prose: Prose, one: Stretch, setting: ProseSetting): Stretch[] {
  const { start, end } = one.stretch;
  if (one.reading.form !== "idem" || one.reading.words.titles.length > 0) return [one];
  const parts = idemYears(prose.mask.slice(start, end), setting.indexes);
  if (parts.length === 0) return [one];
  return parts.map((part) => {
    const stretch = { start: start + part.start, end: start + part.end };
    return { stretch, reading: { ...readStretch(prose, stretch, setting), form: "idem" as const } };
  });
}

interface Stretch {
  readonly stretch: Span;
  readonly reading: CitationReading;
}

function noteOf({ container }: Prose): XmlNode {
  return container.isTei("note") ? container : (container.maybeAncestor("note") ?? container);
}

function isAllOf(prose: Prose, { start, end }: Span): boolean {
  const rest = prose.text.slice(0, start) + prose.text.slice(end);
  const introduced = rest.replace(/[^\p{L}\p{N}\uFFFC]/gu, "").length;
  const note = noteOf(prose);
  return (
    introduced < 12 &&
    !rest.includes(BARRIER) &&
    (note === prose.container || isOnlyParagraph(prose.container, note))
  );
}

function isOnlyParagraph(paragraph: XmlNode, note: XmlNode): boolean {
  return paragraph.parent === note && [...note.elements()].length === 1;
}

function placed(prose: Prose, { stretch, reading }: Stretch): ProseCitation[] {
  const place = placeOfStretch(prose, stretch);
  return place === null ? [] : [{ ...place, reading }];
}

/** The first of those that overlap stays; a longer one before a shorter one that begins with it. */
function withoutOverlaps(found: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  const sorted = [...found].sort(
    (one, other) => one.stretch.start - other.stretch.start || other.stretch.end - one.stretch.end,
  );
  for (const one of sorted) if (one.stretch.start >= (kept.at(-1)?.stretch.end ?? 0)) kept.push(one);
  return kept;
}

function readStretch(prose: Prose, stretch: Span, { grammar, keyOfName }: ProseSetting): CitationReading {
  const text = prose.text.slice(stretch.start, stretch.end).replace(/\s+/gu, " ").trim();
  return readPieces(piecesIn(prose, stretch), text, grammar, keyOfName);
}

/** The parts of a note, at semicolons and at what is marked up. */
function partsOf({ mask }: Prose): Span[] {
  return partsWithin(mask, 0, mask.length);
}

function partsWithin(mask: string, start: number, end: number): Span[] {
  const parts: Span[] = [];
  let at = start;
  for (let index = start; index < end; index++) {
    if (mask[index] !== ";" && mask[index] !== BARRIER) continue;
    parts.push({ start: at, end: index });
    at = index + 1;
  }
  return [...parts, { start: at, end }].filter((part) =>
    /[\p{L}\p{N}]/u.test(mask.slice(part.start, part.end)),
  );
}

/** Parts a stretch where, behind the place in a work, words introduce another: “p. 5, but cf. Cohen, p. 7”. */
function turnsIn(prose: Prose, { start, end }: Span, setting: ProseSetting): Span[] {
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

/** A word that joins two citations, where a known name follows: “p. 5, and Tokaev, p. 7”. */
const JOINED = /,?\s+(?:and|und|sowie|et|y|e|и|en|og|och|i)\s+(?=\p{Lu})/gu;

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

/** Without white space, opening signs and words that introduce it. */
function trimmed({ mask }: Prose, { start, end }: Span, grammar: CitationGrammar): Span {
  const words = mask.slice(start, end);
  const lead = /^[\s,.:–—]*/u.exec(words)![0].length;
  const signal = grammar.signal.exec(words.slice(lead))?.[0].length ?? 0;
  const behind = /\s*$/u.exec(words)!;
  const from = lead + signal < behind.index ? lead + signal : lead;
  return { start: start + from, end: start + Math.max(from, behind.index) };
}

function citationsInPart(prose: Prose, part: Span, setting: ProseSetting): Stretch[] {
  const asides = bracketed(prose, part).flatMap((within) => {
    const found = tryStretch(prose, trimmed(prose, within, setting.grammar), setting);
    return found !== null && isShortInText(found.reading, setting) ? [found] : [];
  });
  if (asides.length > 1) return asides;
  const stretch = trimmed(prose, part, setting.grammar);
  const whole = oneCitation(prose, stretch, setting);
  const sentences = sentencesOf(prose.mask, stretch, setting.grammar);
  if (sentences.length < 2) return whole;
  const apart = sentences.flatMap((sentence) =>
    oneCitation(prose, trimmed(prose, sentence, setting.grammar), setting),
  );
  // One citation of many sentences, as Russian ones are, has its pages at the end: no part of it has as many by itself.
  return lociOf(whole) > lociOf(apart) || apart.length === 0 ? whole : apart;
}

/** What stands in brackets in a stretch. */
function bracketed({ mask }: Prose, { start, end }: Span): Span[] {
  return [...mask.slice(start, end).matchAll(/\(([^()]{3,200})\)/gu)].map((group) => ({
    start: start + group.index + 1,
    end: start + group.index + 1 + group[1]!.length,
  }));
}

function lociOf(found: readonly Stretch[]): number {
  return found.reduce((sum, { reading }) => sum + reading.loci.length, 0);
}

/** A stretch that is a citation, or that ends with one; what is said before and behind it is left out. */
function oneCitation(prose: Prose, stretch: Span, setting: ProseSetting): Stretch[] {
  const whole = withoutRemark(prose, stretch, setting) ?? tryStretch(prose, stretch, setting);
  if (whole === null) return embedded(prose, stretch, setting);
  const leads = isAbbreviated(whole.reading)
    ? startsAbbreviated(whole.reading.text ?? "", setting.grammar)
    : namesAuthor(whole, setting);
  if (leads) return [whole];
  const [behind] = embedded(prose, whole.stretch, setting);
  return [behind !== undefined && isSameBehind(behind, whole, prose, setting) ? behind : whole];
}

/** Whether the words before a citation can go: it says the same without them, and they are no name. */
function isSameBehind(behind: Stretch, whole: Stretch, prose: Prose, setting: ProseSetting): boolean {
  const lead = prose.mask.slice(whole.stretch.start, behind.stretch.start);
  const isProse = smallWordsIn(lead) > 1;
  if (isAbbreviated(whole.reading)) return isProse && behind.reading.form === whole.reading.form;
  if (namesAuthor(behind, setting)) return true;
  const [one, other] = [behind, whole].map(({ reading }) => setting.find(reading.words)[0]?.work);
  return isProse && one !== undefined && one === other;
}

/** Small words of names, and between them. */
const OF_NAMES = new Set(
  "von van vom de der den di du la le zu zum zur del della dos da do ten ter af av al el and und et y og och en".split(
    " ",
  ),
);

function smallWordsIn(text: string): number {
  return (text.match(/(?<![\p{L}\p{M}’'])\p{Ll}{2,}(?![\p{L}.])/gu) ?? []).filter(
    (word) => !OF_NAMES.has(word),
  ).length;
}

/** Behind the last number of a citation a sentence may go on: “p. 4, but offers no evidence”. */
function withoutRemark(prose: Prose, { start, end }: Span, setting: ProseSetting): Stretch | null {
  const words = prose.mask.slice(start, end);
  const cited = /^.*\d[\p{Ll}\d]{0,3}(?:\s(?:ff?|sqq?|ss)\b\.?)?/su.exec(words)?.[0] ?? words;
  if (smallWordsIn(words.slice(cited.length)) < 3) return null;
  const found = tryStretch(prose, { start, end: start + cited.length }, setting);
  return found !== null && found.reading.loci.length > 0 ? found : null;
}

function namesAuthor({ reading }: Stretch, { find }: ProseSetting): boolean {
  return find(reading.words)[0]?.evidence.includes("author") === true;
}

function tryStretch(prose: Prose, stretch: Span, setting: ProseSetting): Stretch | null {
  if (stretch.end - stretch.start > LONGEST || stretch.end <= stretch.start) return null;
  const reading = readStretch(prose, stretch, setting);
  return isCitation(reading, setting) || isFull(reading) ? { stretch, reading } : null;
}

/** A citation behind other words: from the name or the title of a work that is known, up to the end. */
function embedded(prose: Prose, { start, end }: Span, setting: ProseSetting): Stretch[] {
  if (!/\d|[ivxlc]{2}/u.test(prose.mask.slice(start, end))) return [];
  for (const at of namesIn(prose, { start, end }, setting)) {
    const found = tryStretch(prose, { start: at, end }, setting);
    if (found !== null && found.reading.loci.length > 0) return [found];
  }
  const aside = /\(([^()]+)\)[\s.]*$/u.exec(prose.mask.slice(start, end));
  if (aside === null) return [];
  const from = start + aside.index + 1;
  const found = tryStretch(
    prose,
    trimmed(prose, { start: from, end: from + aside[1]!.length }, setting.grammar),
    setting,
  );
  return found === null ? [] : [found];
}

/** Where names that works are cited under begin in a stretch, and where elements of a citation do. */
function namesIn(prose: Prose, { start, end }: Span, { indexes }: ProseSetting): number[] {
  const words = prose.mask.slice(start, end);
  const named = [
    ...words.matchAll(/(?:(?:\p{Lu}\p{Ll}?\.[\s-]*)+|(?:\p{Lu}\p{Ll}+\s+){1,2})?(\p{Lu}[\p{L}\p{M}’-]+)/gu),
  ]
    .filter(([, family]) =>
      indexes.some(({ families }) =>
        families.has(
          family!
            .toLowerCase()
            .normalize("NFKD")
            .replace(/\p{M}+/gu, ""),
        ),
      ),
    )
    .map((match) => start + match.index);
  const elements = prose.parts
    .filter(({ node, at }) => node.isElement && at > start && at < end)
    .map(({ at }) => at);
  return [...named, ...elements]
    .filter((at) => at > start)
    .sort((one, other) => one - other)
    .slice(0, 8);
}

/** Whether words stand for a citation, or name a work that is known, with a place in it or a year. */
function isCitation(reading: CitationReading, { grammar, find, indexes }: ProseSetting): boolean {
  const text = reading.text ?? "";
  if (isAbbreviated(reading)) {
    const { loose } = reading.words;
    const named = loose.length <= LONGEST_NAME;
    const stands =
      startsAbbreviated(text, grammar) || reading.loci.length > 0 || reading.note !== null || named;
    // Behind “ders.” stands a title, perhaps with all its imprint.
    return (
      stands && loose.length <= (reading.form === "idem" && reading.loci.length > 0 ? LONGEST : LONGEST_ASIDE)
    );
  }
  if (reading.bible !== null) return isAtHand(reading.bible, indexes);
  const { years, identifiers } = reading.words;
  if (isWordless(reading.words) || reading.loci.length + years.length + identifiers.length === 0)
    return false;
  const [best] = find(reading.words);
  return best !== undefined && best.certainty !== "low" && !isAside(reading, best);
}

/** Whether a register has the book, or a Bible: elsewhere “Am 3:15” may be the time of day. */
function isAtHand(bible: BiblicalPlace, indexes: readonly WorkIndex[]): boolean {
  return indexes.some(
    ({ works }) =>
      biblicalWorks(
        bible,
        works.map(({ work }) => work),
      ).length > 0,
  );
}

/** A name among many words is spoken of, and not cited. */
function isAside({ words }: CitationReading, { evidence }: FoundWork): boolean {
  if (evidence.includes("title")) return false;
  return smallWordsIn(words.loose) > 2 || (words.loose.length > LONGEST_ASIDE && !evidence.includes("date"));
}

function startsAbbreviated(text: string, grammar: CitationGrammar): boolean {
  const own = text.slice(grammar.signal.exec(text)?.[0].length ?? 0);
  return (
    [grammar.ibid, grammar.loccit, grammar.opcit].some(
      (words) => (words.exec(own)?.index ?? own.length) < 4,
    ) || grammar.idem.test(own)
  );
}

/** In running text a citation in brackets has to be sure: another one is meant by its word, or a work by title or year. */
function isShortInText(reading: CitationReading, setting: ProseSetting): boolean {
  if (isAbbreviated(reading)) {
    const stands = startsAbbreviated(reading.text ?? "", setting.grammar) || reading.loci.length > 0;
    return stands && reading.words.loose.length <= LONGEST_ASIDE;
  }
  if (reading.bible !== null) return isAtHand(reading.bible, setting.indexes);
  if (reading.loci.length === 0 || isWordless(reading.words)) return false;
  const [best] = setting.find(reading.words);
  return best !== undefined && best.certainty !== "low" && !isAside(reading, best);
}

/** “(p. 125)” behind a quotation: the page by itself, of the work that is spoken of. */
function isPlaceBehindQuotation(
  prose: Prose,
  stretch: Span,
  { words, loci, text, form }: CitationReading,
): boolean {
  if (form !== "short" || !isWordless(words) || loci.length === 0 || !/^[\p{L}§]/u.test(text ?? ""))
    return false;
  const before = prose.mask.slice(0, stretch.start).replace(/[\s(]+$/u, "");
  if (/[”»“’"]$/u.test(before)) return true;
  const beside = placeOfStretch(prose, stretch)?.node.previousSibling ?? null;
  return before.endsWith(BARRIER) && beside !== null && isQuotation(beside);
}

const HEAD =
  /^(?:\p{Lu}[\p{L}\p{M}’'.-]*\s+){0,4}(?:(?:von|van|de|di|du|da|del|der|den|zu|la|le)\s+)*\p{Lu}[\p{L}\p{M}’'.-]+(?:,\s+(?:\p{Lu}[\p{L}’'-]*\.?[\s-]*){1,3})?\s*(?:\((?:Hg|Hgg|Hrsg|eds?|Eds?|dir|coord|red|a cura di)\.?\))?\s*[,:.]\s/u;
const YEARS = String.raw`(?:1[4-9]|20)\d\d[a-z]?(?:[-–/]\d{2,4})?`;
const IN_BRACKETS = new RegExp(String.raw`\([^()]*\p{Lu}[^()]*[,:\s]\s*${YEARS}[^()]*\)`, "u");
const IMPRINT = new RegExp(
  String.raw`[,.(]\s*\p{Lu}[\p{L}\p{M}.\s/-]{1,40}(?::[^,;()]{2,60})?,?\s+${YEARS}(?=\s*(?:[,.;:)]|$))`,
  "u",
);

/** The volume and year of a journal: “Archiv für Begriffsgeschichte 6 (1960), S. 7”. */
const IN_JOURNAL = new RegExp(String.raw`\p{L}\s*,?\s+\d{1,3}(?:[./]\d{1,3})?,?\s+\(${YEARS}\)\s*[,:]`, "u");

/** Whether words describe a work in full: who wrote it, how it is called, where and when it was printed, and the page. */
function isFull({ form, words, loci, text }: CitationReading): boolean {
  if (form !== "full" || text === null) return false;
  const named = words.authors.length > 0 || HEAD.test(`${words.loose} `);
  if (!named && words.titles.length === 0) return false;
  const printed =
    IN_BRACKETS.test(text) || (loci.length > 0 && (IMPRINT.test(text) || IN_JOURNAL.test(text)));
  return printed || (words.titles.length > 0 && named && loci.length > 0);
}

/** “Cohen (1973: 372)” is read as “Cohen 1973: 372”. */
function readNamesAndYear(prose: Prose, span: Span, { grammar, keyOfName }: ProseSetting): CitationReading {
  const text = prose.text.slice(span.start, span.end).replace(/\s+/gu, " ").trim();
  const pieces = piecesIn(prose, span).map((piece) =>
    "text" in piece ? { text: piece.text.replace(/[()]/gu, " ") } : piece,
  );
  return readPieces(pieces, text, grammar, keyOfName);
}

function authorDates(prose: Prose, setting: ProseSetting): Stretch[] {
  return findAuthorDates(prose.mask, setting.indexes).flatMap(({ span, author }) => {
    const read = readNamesAndYear(prose, span, setting);
    const authors = author === null ? read.words.authors : [{ text: author, key: null }];
    const reading: CitationReading = { ...read, words: { ...read.words, authors } };
    const [best] = setting.find(reading.words);
    const sure = best?.evidence.includes("date") === true && best.evidence.includes("author");
    return sure && !isAbbreviated(reading)
      ? [{ stretch: span, reading: { ...reading, form: "short" as const } }]
      : [];
  });
}

/** Sentences, at a full stop that ends no abbreviation and no initial. */
function sentencesOf(mask: string, { start, end }: Span, grammar: CitationGrammar): Span[] {
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
