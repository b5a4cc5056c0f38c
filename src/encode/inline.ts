import type { Stretch } from "./blocks.ts";
import type { Correction } from "./corrections.ts";
import { type Markup, markup, type Piece } from "./markup.ts";
import type { NameFound } from "./names.ts";
import type { Profile } from "./profile.ts";
import { quotationElement } from "./quotation-element.ts";
import type { ReviewItem } from "./review.ts";

/** What the words of a paragraph are read with. */
export interface Reading {
  readonly source: string;
  readonly profile: Profile;
  readonly names: readonly NameFound[];
  readonly corrections: readonly Correction[];
  readonly review: Omit<ReviewItem, "line" | "column">[];
}

/** Where a stretch stands. */
export interface Voice {
  /** 0 for the author's own voice, 1 within a displayed quotation. */
  readonly depth: number;
  /** Whether a citation follows that vouches for what is quoted. */
  readonly cited: boolean;
}

/** A quotation that was opened and not closed yet. */
interface Open {
  readonly sign: string;
  /** Whether nesting supplies its marks; else they stay in the text as characters. */
  readonly supplied: boolean;
  readonly at: number;
  readonly pieces: Piece[];
}

/** Reads a stretch of the source as the content of a TEI element. White space is folded, not trimmed. */
export function readInline(reading: Reading, stretch: Stretch, voice: Voice): Piece[] {
  const stack: Open[] = [{ sign: "", supplied: true, at: stretch.start, pieces: [] }];
  let at = stretch.start;
  while (at < stretch.end) at = step(reading, stack, at, stretch.end, voice);
  while (stack.length > 1) abandon(reading, stack);
  return joinText(stack[0]!.pieces);
}

function step(reading: Reading, stack: Open[], at: number, end: number, voice: Voice): number {
  const top = stack.at(-1)!;
  const name = reading.names.find((each) => each.start === at && each.end <= end);
  if (name !== undefined) {
    top.pieces.push(nameMarkup(reading, name));
    return name.end;
  }
  const correction = reading.corrections.find((each) => each.start === at && each.end <= end);
  if (correction !== undefined) {
    correct(reading, stack, correction, voice);
    return correction.end;
  }
  return (
    quotationSign(reading, stack, at, end, voice) ??
    plainSign(reading, top, at) ??
    character(reading, top, at)
  );
}

function character({ source, profile }: Reading, top: Open, at: number): number {
  const sign = source[at]!;
  top.pieces.push(sign === profile.indexed || /\s/u.test(sign) ? " " : sign);
  return at + 1;
}

function plainSign({ source, profile }: Reading, top: Open, at: number): number | null {
  const found = profile.signs.find(([sign]) => source.startsWith(sign, at));
  if (found === undefined) return null;
  top.pieces.push(found[1]);
  return at + found[0].length;
}

function quotationSign(
  reading: Reading,
  stack: Open[],
  at: number,
  end: number,
  voice: Voice,
): number | null {
  const { source, profile } = reading;
  const [outer, inner] = profile.quotation;
  for (const pair of [inner, outer]) {
    if (source.startsWith(pair.open, at)) return opened(reading, stack, pair.open, at, end, voice);
    if (source.startsWith(pair.close, at) && closes(reading, stack, pair.close, at, end)) {
      if (stack.at(-1)!.sign !== openingOf(profile, pair.close)) continue;
      close(reading, stack, at + pair.close.length, voice);
      return at + pair.close.length;
    }
  }
  if (!source.startsWith(inner.close, at)) return null;
  stack.at(-1)!.pieces.push("”");
  note(reading, at, inner.close, "kept as a character", "a closing sign without an opening one");
  return at + inner.close.length;
}

function openingOf({ quotation }: Profile, close: string): string {
  return quotation.find((pair) => pair.close === close)!.open;
}

/** A sign opens where a word follows; behind a word it is a slip, and is kept as the character it is. */
function opened(
  reading: Reading,
  stack: Open[],
  sign: string,
  at: number,
  end: number,
  voice: Voice,
): number {
  const behind = at + sign.length;
  if (behind >= end || /\s/u.test(reading.source[behind]!)) {
    stack.at(-1)!.pieces.push(markOf(reading, sign));
    note(
      reading,
      at,
      sign,
      "kept as a character",
      "an opening sign stands where nothing follows that it could open",
    );
    return behind;
  }
  const depth = voice.depth + stack.length - 1;
  const supplied =
    reading.profile.quotation[depth % 2]!.open === sign && stack.every((open) => open.supplied);
  stack.push({ sign, supplied, at, pieces: [] });
  return behind;
}

/** A closing sign that is also the apostrophe closes behind a word and before none. */
function closes({ source, profile }: Reading, stack: Open[], sign: string, at: number, end: number): boolean {
  if (sign !== profile.quotation[0].close) return true;
  const next = source[at + sign.length] ?? " ";
  if (/[\p{L}\p{N}]/u.test(next) || /\s/u.test(source[at - 1] ?? " ")) return false;
  return !isPlural(source, at, end, stack.at(-1)!.sign === profile.quotation[0].open, profile);
}

/** “the Rights' cause'”: behind an s, before a small word, with another closing sign to come before the next opening. */
function isPlural(
  source: string,
  at: number,
  end: number,
  open: boolean,
  { quotation: [outer, inner] }: Profile,
): boolean {
  if (!open || source[at - 1] !== "s" || !/^\s+\p{Ll}/u.test(source.slice(at + 1, end))) return false;
  const rest = source
    .slice(at + 1, end)
    .replaceAll(inner.open, "  ")
    .replaceAll(inner.close, "  ");
  const opening = rest.indexOf(outer.open);
  const closing = rest.search(new RegExp(`\\S${outer.close}(?![\\p{L}\\p{N}])`, "u"));
  return closing >= 0 && (opening < 0 || closing < opening);
}

function close(reading: Reading, stack: Open[], end: number, voice: Voice, unclosed = false): void {
  const open = stack.pop()!;
  const parent = stack.at(-1)!;
  if (!open.supplied) {
    parent.pieces.push(markOf(reading, open.sign), ...open.pieces, closingMark(reading, open.sign));
    return;
  }
  const inside = voice.depth + stack.length - 1;
  const element = quotationElement({
    before: joinText(parent.pieces),
    content: joinText(open.pieces),
    after: reading.source.slice(end, end + 60),
    inside: inside > 0,
    cited: voice.cited,
    profile: reading.profile,
  });
  if (element.reason !== null) {
    note(reading, open.at, reading.source.slice(open.at, end), `encoded as ${element.name}`, element.reason);
  }
  const series = element.name === "quote" || element.name === "q" ? "quo" : null;
  parent.pieces.push(
    markup(element.name, unclosed ? { rend: "unclosed" } : {}, joinText(open.pieces), series),
  );
}

/** An opening sign that nothing closes stays as a character; what stood behind it is no quotation. */
function abandon(reading: Reading, stack: Open[]): void {
  const open = stack.pop()!;
  stack.at(-1)!.pieces.push(markOf(reading, open.sign), ...open.pieces);
  note(
    reading,
    open.at,
    reading.source.slice(open.at, open.at + 40),
    "kept as a character",
    "a quotation is opened here and not closed",
  );
}

/** A slip beside its correction. One that stands for a closing sign closes the quotation, which then has no mark of its own. */
function correct(reading: Reading, stack: Open[], { start, end, corr }: Correction, voice: Voice): void {
  const sic = reading.source.slice(start, end);
  const choice = markup("choice", {}, [
    markup("sic", {}, [readSigns(reading, sic)]),
    markup("corr", {}, [readSigns(reading, corr)]),
  ]);
  const top = stack.at(-1)!;
  top.pieces.push(choice);
  if (stack.length > 1 && corr === reading.profile.quotation.find(({ open }) => open === top.sign)?.close) {
    close(reading, stack, end, voice, true);
  }
}

function nameMarkup(reading: Reading, name: NameFound): Markup {
  const inside = { ...reading, names: reading.names.filter((each) => each !== name) };
  const children = readInline(inside, name, { depth: 0, cited: false });
  return markup(name.element, name.pointer === null ? {} : { ref: name.pointer }, children);
}

/** Turns the signs of a short text into characters. */
export function readSigns({ profile }: Reading, text: string): string {
  const [outer, inner] = profile.quotation;
  const marks = [
    [inner.open, "“"],
    [inner.close, "”"],
    [outer.open, "‘"],
  ] as const;
  return [...marks, ...profile.signs]
    .reduce((made, [sign, mark]) => made.replaceAll(sign, mark), text)
    .replace(/\s+/gu, " ");
}

function markOf(reading: Reading, sign: string): string {
  return sign === reading.profile.quotation[0].open ? "‘" : "“";
}

function closingMark(reading: Reading, sign: string): string {
  return sign === reading.profile.quotation[0].open ? "’" : "”";
}

function note(reading: Reading, at: number, text: string, decision: string, reason: string): void {
  reading.review.push({ at, text, decision, reason });
}

/** Joins neighbouring characters, and folds white space to one space. */
export function joinText(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === "string" && typeof last === "string")
      joined[joined.length - 1] = (last + piece).replace(/\s+/gu, " ");
    else joined.push(piece);
  }
  return joined;
}

/** Takes white space away at both ends of a content. */
export function trimmed(pieces: readonly Piece[]): Piece[] {
  const joined = joinText(pieces);
  const cut = joined.map((piece, at) => {
    if (typeof piece !== "string") return piece;
    const front = at === 0 ? piece.trimStart() : piece;
    return at === joined.length - 1 ? front.trimEnd() : front;
  });
  return cut.filter((piece) => piece !== "");
}

/** The words of a content. */
export function wordsOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : piece.name === "sic" ? "" : wordsOf(piece.children)))
    .join("");
}
