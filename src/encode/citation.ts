import type { Stretch } from "./blocks.ts";
import { type Reading, readInline } from "./inline.ts";
import { type Markup, markup, type Piece } from "./markup.ts";

/** A part of a citation that becomes an element. */
interface Part extends Stretch {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Reads a citation paragraph as a `bibl`: what stands in it, not what it means. Abbreviations, authors, titles, imprint
 * and loci become elements; every character stays, white space before a comma or point apart.
 */
export function readCitation(reading: Reading, block: Stretch): Markup {
  const text = reading.source.slice(block.start, block.end).replace(/\s/gu, " ");
  const parts = withoutOverlap([
    ...lociOf(reading, text),
    ...abbreviationsOf(reading, text),
    ...imprintOf(text),
  ]);
  const named = withoutOverlap([...parts, ...namingOf(reading, block, text, parts)]);
  const children: Piece[] = [];
  let at = 0;
  for (const part of named) {
    children.push(...read(reading, block, at, part.start), partMarkup(reading, block, part));
    at = part.end;
  }
  children.push(...read(reading, block, at, text.length));
  return markup("bibl", {}, closedUp(children), "cit");
}

function read(reading: Reading, block: Stretch, start: number, end: number): Piece[] {
  return readInline(
    reading,
    { start: block.start + start, end: block.start + end },
    { depth: 0, cited: false },
  );
}

/** An abbreviation refers to a work cited before; which one that is, the text does not say. */
function partMarkup(reading: Reading, block: Stretch, part: Part): Markup {
  const made = markup(part.name, part.attributes, read(reading, block, part.start, part.end));
  return part.name === "abbr" ? markup("ref", {}, [made]) : made;
}

/** White space before a comma, point or colon is the typesetter's, not the author's. */
function closedUp(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) => (typeof piece === "string" ? piece.replace(/\s+([,.;:])/gu, "$1") : piece));
}

function lociOf({ profile }: Reading, text: string): Part[] {
  return profile.units.flatMap(({ unit, words }) => {
    const pattern = new RegExp(
      `(?<![\\p{L}\\d])(?:${words})\\s*([\\divxlc]+)(?:\\s*(?:--?|–)\\s*([\\divxlc]+))?(?:\\s*ff?\\.(?=\\s|,|$))?`,
      "gu",
    );
    return [...text.matchAll(pattern)].map(({ index, 0: found, 1: from, 2: to }) => ({
      start: index,
      end: index + found.length,
      name: "biblScope",
      attributes: { unit, from: from!, to: to === undefined ? from! : completed(from!, to) },
    }));
  });
}

/** “375–6” ends at 376. */
function completed(from: string, to: string): string {
  const digits = /^\d+$/u;
  if (!digits.test(from) || !digits.test(to) || to.length >= from.length) return to;
  return from.slice(0, from.length - to.length) + to;
}

function abbreviationsOf({ profile }: Reading, text: string): Part[] {
  return profile.abbreviations.flatMap(({ type, words }) => {
    const found = words.exec(text);
    return found === null
      ? []
      : [{ start: found.index, end: found.index + found[0].length, name: "abbr", attributes: { type } }];
  });
}

/** “(New York: Garden City Publishing Co., 1943)”. */
function imprintOf(text: string): Part[] {
  const found = /\(([^():]+):\s*([^()]+?),\s*(\d{4})\)/du.exec(text);
  const indices = found?.indices;
  if (!found || !indices) return [];
  const part = (group: number, name: string, attributes: Record<string, string> = {}): Part => ({
    start: indices[group]![0],
    end: indices[group]![1],
    name,
    attributes,
  });
  return [part(1, "pubPlace"), part(2, "publisher"), part(3, "date", { when: found[3]! })];
}

/** What stands before the abbreviation, the imprint or the locus names the work: an author, a title, or both. */
function namingOf(reading: Reading, block: Stretch, text: string, parts: readonly Part[]): Part[] {
  const first = parts[0]?.start ?? text.length;
  const head = text.slice(0, first).replace(/[\s,(]+$/u, "");
  if (head === "") return [];
  const full = parts.some(({ name }) => name === "pubPlace");
  const author = authorEnd(reading, block, head);
  const found: Part[] = [];
  if (author > 0) found.push({ start: 0, end: author, name: "author", attributes: {} });
  const from = author + /^[\s,]*/u.exec(head.slice(author))![0].length;
  const end = from + head.slice(from).replace(/[\s,]+$/u, "").length;
  const title = withoutDoubledComma(reading, block, from, end);
  if (title > from)
    found.push({
      start: from,
      end: title,
      name: "title",
      attributes: { level: "m", ...(full ? {} : { type: "short" }) },
    });
  return found;
}

/** A correction at the end of the title is about the comma behind it. */
function withoutDoubledComma({ corrections }: Reading, block: Stretch, from: number, end: number): number {
  const at = corrections.find(
    (each) =>
      each.start >= block.start + from && each.start < block.start + end && each.end >= block.start + end,
  );
  return at === undefined ? end : at.start - block.start;
}

/** An author is a name the source marks or a register knows, or two or three capitalised words before a comma. */
function authorEnd({ names }: Reading, block: Stretch, head: string): number {
  const comma = (head.split(",")[0] ?? "").trimEnd();
  const name = names.find((each) => each.element !== "orgName" && each.end === block.start + comma.length);
  if (name !== undefined && name.start - block.start <= comma.length) return comma.length;
  return /^\p{Lu}[\p{L}’'.-]*(?:\s+(?:\p{Lu}[\p{L}’'.-]*|de|van|von|la)){0,3}$/u.test(comma) &&
    comma.length < head.length
    ? comma.length
    : 0;
}

function withoutOverlap(parts: readonly Part[]): Part[] {
  const sorted = [...parts].sort((one, other) => one.start - other.start || other.end - one.end);
  return sorted.filter((part, at) => sorted.slice(0, at).every((before) => before.end <= part.start));
}
