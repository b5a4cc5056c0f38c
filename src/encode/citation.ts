import { opensThere, type Stretch } from "./blocks.ts";
import { imprintParts, type Part, unitParts, withoutOverlap } from "./citation-parts.ts";
import { type Reading, readInline } from "./inline.ts";
import { type Markup, markup, type Piece, trimmed } from "./markup.ts";
import type { NameFound } from "./names.ts";
import { TYPED } from "./profile.ts";
import { remark } from "./review.ts";

/**
 * Reads a citation paragraph as `bibl`s, one for each citation of which it consists: what stands in it, not what it
 * means. Abbreviations, authors, titles, imprint and loci become elements; every character stays, white space before a
 * comma or point apart.
 */
export function readCitations(reading: Reading, block: Stretch): Markup[] {
  return splitAtSemicolons(reading, block).map((stretch) => readCitation(reading, stretch));
}

/** What a citation is read with, and nothing of how it is written. */
export type CitationReading = Pick<Reading, "source" | "profile" | "names" | "corrections" | "remarks">;

/** Parts citations: “Getty, p. 3; Ames, op. cit. , p. 5.” are two; “p. 3; 5” is one. */
export function splitAtSemicolons({ source, profile }: CitationReading, { start, end }: Stretch): Stretch[] {
  const found: Stretch[] = [];
  let from = start;
  for (const { index, 0: sign } of source.slice(start, end).matchAll(/;\s+(?=\S)/gu)) {
    const at = start + index + sign.length;
    const [left, right] = [source.slice(from, at), source.slice(at, end)];
    const opens = /^\p{Lu}/u.test(right) || profile.leadIn.test(right) || citesAt(right, profile, true);
    if (!opens || isOpen(left) || !citesAt(left, profile) || !citesAt(right, profile)) continue;
    found.push({ start: from, end: at });
    from = at;
  }
  return [...found, { start: from, end }];
}

function isOpen(text: string): boolean {
  return text.split("(").length !== text.split(")").length;
}

function citesAt(text: string, profile: Reading["profile"], atStart = false): boolean {
  const parts = unitParts(text, profile);
  return atStart ? parts.some(({ start, name }) => start === 0 && name === "abbr") : parts.length > 0;
}

/** The parts of a citation: its author, titles, abbreviation, imprint and loci. */
export function citationParts(reading: CitationReading, block: Stretch): Part[] {
  const text = reading.source.slice(block.start, block.end).replace(/\s/gu, " ");
  const imprint = imprintParts(text);
  const parts = withoutOverlap([...unitParts(text, reading.profile), ...imprint]);
  doubtBareImprint(reading, block, text, imprint);
  return withoutOverlap([...namingOf(reading, block, text, parts), ...parts]);
}

/** Without brackets nothing says that a place and a year are no part of the title. */
function doubtBareImprint(
  { source, remarks }: CitationReading,
  block: Stretch,
  text: string,
  imprint: readonly Part[],
): void {
  const [first] = imprint;
  if (first === undefined || first.name !== "pubPlace" || text[first.start - 1] === "(") return;
  const stretch = { start: block.start + first.start, end: block.start + imprint.at(-1)!.end };
  const reason = "a place and a year without brackets: an imprint, or the end of the title?";
  remarks.push(remark(source, stretch, "encoded as an imprint", reason));
}

function readCitation(reading: Reading, block: Stretch): Markup {
  const children: Piece[] = [];
  let at = 0;
  for (const part of citationParts(reading, block)) {
    children.push(...read(reading, block, at, part.start), partMarkup(reading, block, part));
    at = part.end;
  }
  children.push(...read(reading, block, at, block.end - block.start));
  return markup("bibl", {}, closedUp(trimmed(children)), "cit");
}

function read(reading: Reading, block: Stretch, start: number, end: number): Piece[] {
  return readInline(
    reading,
    { start: block.start + start, end: block.start + end },
    { depth: 0, cited: false, literal: true },
  );
}

/** An abbreviation refers to a work cited before; which one that is, the text does not say. */
function partMarkup(reading: Reading, block: Stretch, part: Part): Markup {
  const inset = part.signs ?? 0;
  const content = read(reading, block, part.start + inset, part.end - inset);
  const made = markup(part.name, part.attributes, part.name === "author" ? asPeople(content) : content);
  return part.name === "abbr" ? markup("ref", {}, [made]) : made;
}

/** Who wrote a work is a person, so far as a name can tell. */
function asPeople(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) =>
    typeof piece !== "string" && piece.name === "name" ? { ...piece, name: "persName" } : piece,
  );
}

/** White space before a comma, point or colon is the typesetter's, not the author's. */
function closedUp(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) => (typeof piece === "string" ? piece.replace(/\s+([,.;:])/gu, "$1") : piece));
}

/** What stands before the abbreviation, the imprint or the locus names the work: an author, a title, or both. */
function namingOf(reading: CitationReading, block: Stretch, text: string, parts: readonly Part[]): Part[] {
  const first = parts[0];
  const head = text
    .slice(0, first?.start ?? text.length)
    .replace(first?.name === "pubPlace" ? /[\s,.(]+$/u : /[\s,(]+$/u, "");
  const from = reading.profile.leadIn.exec(text.slice(0, first?.start))?.[0].length ?? 0;
  if (head.length <= from) return [];
  const author = authorEnd(reading, block, head, from, first?.name === "abbr");
  const authors = author > from ? [{ start: from, end: author, name: "author", attributes: {} }] : [];
  const full = parts.some(({ name }) => name === "date");
  const behind = Math.max(author, from);
  return [...authors, ...titlesOf(reading, block, head, behind, full)];
}

/** “`Report to the Congress', Works”: what stands in signs is the title of a part, what follows that of the whole. */
function titlesOf(
  reading: CitationReading,
  block: Stretch,
  head: string,
  behind: number,
  full: boolean,
): Part[] {
  const from = behind + /^[\s,.:]*/u.exec(head.slice(behind))![0].length;
  const type: Record<string, string> = full ? {} : { type: "short" };
  const [outer, inner] = reading.profile.quotation;
  const single = head.startsWith(outer.open, from) && !head.startsWith(inner.open, from);
  const quoted = single && opensThere(head, from, outer.open);
  const close = quoted ? closingIn(head, from + outer.open.length, outer.close) : -1;
  if (close >= 0 && outer.open.length === outer.close.length) {
    const end = close + outer.close.length;
    const attributes = { level: "a", ...type, rend: "quoted" };
    const part = { start: from, end, name: "title", attributes, signs: outer.open.length };
    return [part, ...titlesOf(reading, block, head, end, full)];
  }
  const end = withoutDoubledComma(reading, block, from, head.length);
  if (end <= from || !/\p{L}{2}/u.test(head.slice(from, end))) return [];
  return [{ start: from, end, name: "title", attributes: { level: "m", ...type } }];
}

function closingIn(head: string, from: number, sign: string): number {
  for (let at = head.indexOf(sign, from); at >= 0; at = head.indexOf(sign, at + 1)) {
    if (/^(?:[\s,.;]|$)/u.test(head.slice(at + sign.length)) && /\S/u.test(head[at - 1]!)) return at;
  }
  return -1;
}

/** A correction at the end of the title is about the comma behind it. */
function withoutDoubledComma(
  { corrections }: CitationReading,
  block: Stretch,
  from: number,
  end: number,
): number {
  for (let at = from; at < end; at++) {
    const correction = corrections.get(block.start + at);
    if (correction !== undefined && correction.end >= block.start + end) return at;
  }
  return end;
}

/** “Lenz, Anna Maria: Die Mühlen”: the family name first, and a colon behind the given names. */
const INVERTED = /^\p{Lu}[\p{L}’'-]+,\s(?:\p{Lu}[\p{L}’'.-]*\s?){1,3}(?=:\s)/u;

/**
 * The end of the author: a name the source marks or a register knows, two to four capitalised words before a comma that
 * no date follows, or a word alone before an abbreviation, which goes with authors.
 */
function authorEnd(
  reading: CitationReading,
  block: Stretch,
  head: string,
  from: number,
  short: boolean,
): number {
  const inverted = INVERTED.exec(head.slice(from))?.[0].length;
  if (inverted !== undefined) return from + inverted;
  const comma = from + (head.slice(from).split(",")[0] ?? "").trimEnd().length;
  if (nameEndingAt(reading, block.start + from, block.start + comma) !== null) return comma;
  const words = head.slice(from, comma);
  const alone = comma === head.length;
  const isName = /^\p{Lu}[\p{L}’'.-]*(?:\s+(?:\p{Lu}[\p{L}’'.-]*|de|van|von|la|and|et|und|&)){0,4}$/u.test(
    words,
  );
  // In typed text a title is in italics, so that a word alone before a page is a name: “Tiele, p. 157”.
  const isAlone = (short || reading.profile.name === TYPED.name) && /^\p{Lu}[\p{L}’'-]+$/u.test(words);
  if (!isName || (alone && !isAlone)) return 0;
  if (!alone && /^,?\s*\d{1,4}\b/u.test(head.slice(comma))) return 0;
  const reason = "capitalised words at the head of a citation, which no sign marks: an author, or a title?";
  const stretch = { start: block.start + from, end: block.start + comma };
  reading.remarks.push(remark(reading.source, stretch, "encoded as author", reason));
  return comma;
}

function nameEndingAt({ names }: CitationReading, start: number, end: number): NameFound | null {
  for (let at = start; at < end; at++) {
    const name = names.get(at);
    if (name?.end === end && name.element !== "orgName") return name;
  }
  return null;
}
