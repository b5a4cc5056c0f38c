import type { Span } from "../report/index.ts";
import { isWordless, type WorkDate } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { findAuthorDates, UNDATED } from "./author-date.ts";
import { type CitationReading, readPieces } from "./citation-reading.ts";
import { isBarePage, isPlaceBehindQuotation, isShortInText, LONGEST } from "./citing-words.ts";
import { namesWork } from "./full-citation.ts";
import { idemYears } from "./idem-years.ts";
import { ROMANS } from "./locus-number.ts";
import { citationsInPart } from "./note-part.ts";
import { BARRIER, type Prose, piecesIn, placeOfStretch } from "./prose.ts";
import { introducedBefore } from "./prose-introduction.ts";
import { isFamilyName } from "./prose-names.ts";
import { partsOf, partsWithin, turnsIn } from "./prose-parts.ts";
import { type ProseSetting, readStretch, type Stretch, trimmed } from "./prose-stretch.ts";
import { isAbbreviated } from "./stand-in.ts";
import { wholeWorksIn } from "./whole-works.ts";

/** A citation in running text that no element marks. */
export interface ProseCitation {
  readonly node: XmlNode;
  /** Its place in the source; null where it is all that its note says. */
  readonly span: Span | null;
  readonly reading: CitationReading;
}

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
  const understood = [...found.filter((one) => !holdsSeveral(one, dated)), ...dated];
  const taken = withoutOverlaps([...understood, ...wholeWorksIn(prose, understood, setting)]);
  const [only] = taken;
  if (taken.length === 1 && only !== undefined && isAllOf(prose, only.stretch)) {
    const reading = readStretch(prose, { start: 0, end: prose.text.length }, setting);
    if (isSameWork(reading, only.reading, setting)) return [{ node: noteOf(prose), span: null, reading }];
  }
  return taken.flatMap((one) => placed(prose, one));
}

/** “Kapital I, MEW 23, 49”: the words before a citation are none of it where they would lead to another work. */
function isSameWork(all: CitationReading, own: CitationReading, { find }: ProseSetting): boolean {
  if (isAbbreviated(own)) return true;
  // What names its work by itself has to do so with the words around it as well.
  if (namesWork(own) && !namesWork(all)) return false;
  return find(all.words)[0]?.work === find(own.words)[0]?.work;
}

/** Finds the citations in running text that is no note: names with years, and what stands in brackets. */
export function citationsInText(prose: Prose, setting: ProseSetting): readonly ProseCitation[] {
  const found = [...prose.mask.matchAll(/\(([^()]*(?:\([^()]*\)[^()]*)*)\)/gu)].flatMap((group) => {
    const start = group.index + 1;
    return partsWithin(prose.mask, start, start + group[1]!.length)
      .map((part) => trimmed(prose, part, setting.grammar))
      .filter((part) => part.end - part.start <= LONGEST / 2)
      .flatMap((stretch) => {
        const titled = placeBehindTitle(prose, stretch, setting) ?? placeBehindName(prose, stretch, setting);
        if (titled !== null) return [titled];
        if (!mayCite(prose, stretch, setting)) return [];
        const reading = readStretch(prose, stretch, setting);
        if (isPlaceBehindQuotation(prose, stretch, reading)) {
          const introduced = introducedBefore(prose, stretch.start, setting);
          const isSaid = !isBarePage(reading.text ?? "") || introduced.introduced !== undefined;
          return isSaid ? [{ stretch, reading: { ...reading, ...introduced } }] : [];
        }
        return isShortInText(reading, setting) ? idemApart(prose, { stretch, reading }, setting) : [];
      });
  });
  const dated = authorDates(prose, setting);
  const others = found.filter((one) => !holdsSeveral(one, dated));
  return withoutOverlaps([...dated, ...others]).flatMap((one) => placed(prose, one));
}

/**
 * A number, a roman one too, or an abbreviation with words behind it as in “s. v. Brot”. Sentences end in a stop as well:
 * behind longer words it abbreviates nothing.
 */
const SAYS_A_PLACE = new RegExp(
  String.raw`\d|(?<!\p{L})${ROMANS}|(?<!\p{L}{5})\.[\s)"”’»]*[^\s)"”’»]|[sS]ub vo`,
  "u",
);

/**
 * Whether words in brackets can be a citation at all: a place in a work, or what stands for another citation. A play has
 * thousands that say how something is spoken, and to read each as a citation takes long.
 */
function mayCite(prose: Prose, stretch: Span, { grammar }: ProseSetting): boolean {
  const { ibid, idem, opcit, loccit, passim } = grammar;
  const words = prose.text.slice(stretch.start, stretch.end);
  return (
    SAYS_A_PLACE.test(words) ||
    [ibid, idem, opcit, loccit, passim].some((pattern) => pattern.test(words)) ||
    piecesIn(prose, stretch).some((piece) => "element" in piece)
  );
}

/** How far before a bracket the words that lead to it are looked for. */
const REACH = 80;

/** “In his `Reflections` (p. 113) Burke mourned”: the title stands in the sentence, and its place in brackets. */
function placeBehindTitle(prose: Prose, within: Span, setting: ProseSetting): Stretch | null {
  const { before, end } = besideBracket(prose, within);
  if (end === null) return null;
  const title = prose.parts.find(({ node, end: behind }) => node.isElement && behind === before);
  if (title === undefined) return null;
  const stretch = { start: title.at, end };
  const reading = readStretch(prose, stretch, setting);
  return reading.words.titles.length > 0 && isShortInText(reading, setting) ? { stretch, reading } : null;
}

/** “Against Einstein (S. 201)”, “Strathern (ibid., 15)”: the author stands in the sentence; a bare number would say nothing of a page. */
function placeBehindName(prose: Prose, within: Span, setting: ProseSetting): Stretch | null {
  const { before, end } = besideBracket(prose, within);
  if (end === null) return null;
  const from = Math.max(0, before - REACH);
  const named = /(\p{Lu}[\p{L}\p{M}-]+)(?:[’']s)?$/u.exec(prose.mask.slice(from, before));
  const isKnown = isFamilyName(named?.[1] ?? "", setting.indexes);
  if (named === null || !isKnown) return null;
  const place = readStretch(prose, within, setting);
  const isBare = isBarePage(place.text ?? "") && (isOnQuotation(prose, end) || isOnOpinion(prose, end));
  const isPlace = isWordless(place.words) && (isBare || /^[\p{L}§]/u.test(place.text ?? ""));
  if (!isPlace || (isAbbreviated(place) && (place.form !== "ibid" || place.loci.length === 0))) return null;
  const stretch = { start: from + named.index, end };
  const read = readStretch(prose, stretch, setting);
  const name = { start: stretch.start, end: before };
  const said = isBare
    ? { ...readStretch(prose, name, setting).words, pages: place.words.pages ?? [] }
    : read.words;
  const reading = isBare || isAbbreviated(place) ? { ...place, text: read.text, words: said } : read;
  return isShortInText(reading, setting) ? { stretch, reading } : null;
}

/** “Showalter (341) objects: `quotation`”: a number behind a name is a page where what is said follows. */
function isOnQuotation({ mask }: Prose, end: number): boolean {
  return new RegExp(`^[^.!?;()\\d]{1,60}[:,]?\\s[“„«"${BARRIER}]`, "u").test(mask.slice(end, end + 80));
}

/** “Empson (37) thinks the speech noble”: what scholars do in their works, and the old, whose age brackets give, do not. */
const OPINIONS =
  /^,?\s(?:rightly\s|also\s|even\s)?(?:argues|thinks|notes|observes|suggests|claims|maintains|insists|contends|objects|believes|calls|sees|describes|shows|stresses|concludes|denies|remarks|meint|betont|zeigt|behauptet|nennt|sieht|vermutet|bemerkt|soutient|note|affirme|estime|montre|rappelle|voit|remarque|sostiene|nota|osserva|afferma|mostra|ritiene|señala|observa|afirma|muestra|considera|отмечает|считает|полагает|утверждает)(?!\p{L})/u;

function isOnOpinion({ mask }: Prose, end: number): boolean {
  return OPINIONS.test(mask.slice(end, end + REACH));
}

/** Where the words before a bracket end, and where the bracket does; null where it holds more than what is asked about. */
function besideBracket({ mask }: Prose, { start, end }: Span): { before: number; end: number | null } {
  const from = Math.max(0, start - REACH);
  const opening = /\s*\(\s*$/u.exec(mask.slice(from, start));
  const closing = /^\s*\)/u.exec(mask.slice(end, end + REACH));
  if (opening === null || closing === null) return { before: start, end: null };
  return { before: from + opening.index, end: end + closing[0].length };
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

function noteOf({ container }: Prose): XmlNode {
  return container.isTei("note") ? container : (container.maybeAncestor("note") ?? container);
}

function isAllOf(prose: Prose, { start, end }: Span): boolean {
  const rest = prose.text.slice(0, start) + prose.text.slice(end);
  const introduced = rest.replace(/[^\p{L}\p{N}\uFFFC]/gu, "").length;
  const note = noteOf(prose);
  return (
    introduced < 12 &&
    !/=/u.test(rest) &&
    !SENTENCE_WITH_NUMBER.test(prose.text.slice(end)) &&
    !rest.includes(BARRIER) &&
    (note === prose.container || isOnlyParagraph(prose.container, note))
  );
}

/** “See above, p. 80.” */
const SENTENCE_WITH_NUMBER = /^\W*\p{Lu}\p{Ll}+\s.*\d/u;

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

/** “Cohen (1973: 372)” is read as “Cohen 1973: 372”. */
function readNamesAndYear(prose: Prose, span: Span, { grammar, keyOfName }: ProseSetting): CitationReading {
  const text = prose.text.slice(span.start, span.end).replace(/\s+/gu, " ").trim();
  const pieces = piecesIn(prose, span).map((piece) =>
    "text" in piece ? { text: piece.text.replace(UNDATED, " ").replace(/[()]/gu, " ") } : piece,
  );
  return readPieces(pieces, text, grammar, keyOfName);
}

function authorDates(prose: Prose, setting: ProseSetting): Stretch[] {
  return findAuthorDates(prose.mask, setting.indexes, setting.grammar).flatMap(({ span, author }) => {
    const read = readNamesAndYear(prose, span, setting);
    const authors = author === null ? read.words.authors : [{ text: author, key: null }];
    const reading: CitationReading = { ...read, words: { ...read.words, authors } };
    const [best] = setting.find(reading.words);
    const isDated = best?.evidence.includes("date") === true || isUndated(read, best?.work.date ?? null);
    const sure = isDated && best?.evidence.includes("author") === true;
    return sure && !isAbbreviated(reading)
      ? [{ stretch: span, reading: { ...reading, form: "short" as const } }]
      : [];
  });
}

/** “Leach (n.d.: 14)” means a work of which the register says no year either. */
function isUndated({ text, words }: CitationReading, date: WorkDate | null): boolean {
  return words.years.length === 0 && date === null && UNDATED.test(text ?? "");
}
