import { looksPossessive, opensThere, type Stretch } from "./blocks.ts";
import type { Correction } from "./corrections.ts";
import { appendText, inStretches, joinText, type Markup, markup, type Piece } from "./markup.ts";
import type { NameFound } from "./names.ts";
import type { Profile, SignPair } from "./profile.ts";
import { quotationElement } from "./quotation-element.ts";
import { type Remark, remark } from "./review.ts";
import { readSigns } from "./signs.ts";

/** What the words of a paragraph are read with. */
export interface Reading {
  readonly source: string;
  readonly profile: Profile;
  /** The names, by the offset at which they start. */
  readonly names: ReadonlyMap<number, NameFound>;
  /** The corrections, by the offset at which they start. */
  readonly corrections: ReadonlyMap<number, Correction>;
  /** Where remarks are collected while an encoding is made. */
  readonly remarks: Remark[];
  /** Where the corrections that were put in are collected. */
  readonly applied: Set<Correction>;
}

/** Where a stretch stands. */
export interface Voice {
  /** 0 for the author's own voice, 1 within a displayed quotation. */
  readonly depth: number;
  /** Whether a citation follows that vouches for what is quoted. */
  readonly cited: boolean;
  /** Whether quotation signs stay characters, as those within a citation do. */
  readonly literal?: boolean;
}

/** A quotation that was opened and not closed yet. */
interface Open {
  readonly pair: SignPair | null;
  /** Whether nesting supplies its marks; else they stay in the text as characters. */
  readonly supplied: boolean;
  readonly at: number;
  readonly pieces: Piece[];
  /** What is doubtful about the quotations within it. */
  readonly doubts: Remark[];
}

/** A stretch that is being read. */
interface Walk {
  readonly reading: Reading;
  readonly voice: Voice;
  readonly end: number;
  readonly stack: Open[];
}

/** Reads a stretch of the source as the content of a TEI element. White space is folded, not trimmed. */
export function readInline(reading: Reading, stretch: Stretch, voice: Voice): Piece[] {
  const stack: Open[] = [{ pair: null, supplied: true, at: stretch.start, pieces: [], doubts: [] }];
  const walk: Walk = { reading, voice, end: stretch.end, stack };
  let at = stretch.start;
  while (at < stretch.end) at = step(walk, at);
  while (stack.length > 1) abandon(walk);
  reading.remarks.push(...stack[0]!.doubts);
  return inStretches(stack[0]!.pieces);
}

function step(walk: Walk, at: number): number {
  const { reading, end } = walk;
  const name = reading.names.get(at);
  if (name !== undefined && name.end <= end) {
    top(walk).pieces.push(nameMarkup(reading, name));
    return name.end;
  }
  const correction = reading.corrections.get(at);
  if (correction !== undefined && correction.end <= end) {
    correct(walk, correction);
    return correction.end;
  }
  return quotationSign(walk, at) ?? plainSign(walk, at) ?? character(walk, at);
}

function top({ stack }: Walk): Open {
  return stack.at(-1)!;
}

function character(walk: Walk, at: number): number {
  const sign = walk.reading.source[at]!;
  appendText(top(walk).pieces, /\s/u.test(sign) ? " " : sign);
  return at + 1;
}

/** A sign stands within the stretch or not at all: the second half of a longer one may be somebody else's. */
function standsAt({ reading, end }: Walk, sign: string, at: number): boolean {
  return reading.source.startsWith(sign, at) && at + sign.length <= end;
}

function plainSign(walk: Walk, at: number): number | null {
  const { profile } = walk.reading;
  const found = profile.signs.find(([sign]) => standsAt(walk, sign, at));
  if (found === undefined) return null;
  appendText(top(walk).pieces, found[1]);
  return at + found[0].length;
}

function quotationSign(walk: Walk, at: number): number | null {
  for (const pair of pairsAt(walk, at)) {
    if (standsAt(walk, pair.open, at)) return opened(walk, pair, at);
    if (!standsAt(walk, pair.close, at)) continue;
    if (top(walk).pair === pair) {
      if (!closes(walk, pair, at)) continue;
      close(walk, at + pair.close.length);
      return at + pair.close.length;
    }
    if (!isApostrophe(walk, pair)) return strayClosing(walk, pair, at);
  }
  return null;
}

/** The longer sign is asked first; three signs of which the first opens outside and two within are the exception. */
function pairsAt({ reading, stack, voice }: Walk, at: number): readonly SignPair[] {
  const [outer, inner] = reading.profile.quotation;
  const atOuter = (voice.depth + stack.length - 1) % 2 === 0;
  return atOuter && reading.source.startsWith(outer.open + inner.open, at) ? [outer] : [inner, outer];
}

function isApostrophe({ reading }: Walk, pair: SignPair): boolean {
  return reading.profile.signs.some(([sign]) => sign === pair.close);
}

function strayClosing(walk: Walk, pair: SignPair, at: number): number {
  const end = at + pair.close.length;
  appendText(top(walk).pieces, readSigns(walk.reading.profile, pair.close));
  note(walk, at, end, "kept as a character", "a closing sign without an opening one");
  return end;
}

/** Nobody quotes so deep: signs in such a row are a line, or an accident, and each that is left open is gone through again. */
const DEEPEST = 32;

/** A sign opens where a word follows and none stands before; elsewhere it is kept as the character it is. */
function opened(walk: Walk, pair: SignPair, at: number): number {
  const { reading, voice, stack, end } = walk;
  const behind = at + pair.open.length;
  if (behind >= end || stack.length > DEEPEST || !opensThere(reading.source, at, pair.open)) {
    appendText(top(walk).pieces, readSigns(reading.profile, pair.open));
    note(walk, at, behind, "kept as a character", "an opening sign stands where it opens nothing");
    return behind;
  }
  const depth = voice.depth + stack.length - 1;
  const regular = reading.profile.quotation[depth % 2] === pair && stack.every((open) => open.supplied);
  stack.push({ pair, supplied: regular && voice.literal !== true, at, pieces: [], doubts: [] });
  return behind;
}

/** A closing sign that is also the apostrophe closes behind a word and before none. */
function closes(walk: Walk, pair: SignPair, at: number): boolean {
  if (!isApostrophe(walk, pair)) return true;
  const { source } = walk.reading;
  const next = source[at + pair.close.length] ?? " ";
  if (/[\p{L}\p{N}]/u.test(next) || /\s/u.test(source[at - 1] ?? " ")) return false;
  return !looksPossessive(source, at, pair.close) || !closesLater(walk, pair, at);
}

/** “the Rights' cause'”: what looks like a possessive is one where another sign closes before the next opens. */
function closesLater({ reading, end }: Walk, { open, close }: SignPair, at: number): boolean {
  const { source, profile } = reading;
  const inner = profile.quotation[1];
  for (let next = at + close.length; next < end; next++) {
    if (source.startsWith(inner.open, next) || source.startsWith(inner.close, next)) next += 1;
    else if (source.startsWith(open, next) && opensThere(source, next, open)) return false;
    else if (
      source.startsWith(close, next) &&
      !/[\p{L}\p{N}]/u.test(source[next + close.length] ?? " ") &&
      /\S/u.test(source[next - 1]!) &&
      !looksPossessive(source, next, close)
    )
      return true;
  }
  return false;
}

function close(walk: Walk, end: number, unclosed = false): void {
  const { reading, voice, stack } = walk;
  const { pair, supplied, at, doubts, ...open } = stack.pop()!;
  const pieces = inStretches(open.pieces);
  const parent = top(walk).pieces;
  top(walk).doubts.push(...doubts);
  if (!supplied) {
    appendText(parent, readSigns(reading.profile, pair!.open));
    joinText(parent, pieces);
    appendText(parent, readSigns(reading.profile, pair!.close));
    if (voice.literal !== true)
      note(walk, at, end, "marks kept as characters", "these signs do not fit how deep the quotation stands");
    return;
  }
  const inside = voice.depth + stack.length - 1 > 0;
  const element = quotationElement({
    before: parent,
    content: pieces,
    after: reading.source.slice(end, Math.min(end + 60, walk.end)),
    inside,
    cited: voice.cited,
    profile: reading.profile,
  });
  if (element.reason !== null)
    top(walk).doubts.push(
      remark(reading.source, { start: at, end }, `encoded as ${element.name}`, element.reason),
    );
  const series = element.name === "quote" || element.name === "q" ? "quo" : null;
  parent.push(markup(element.name, unclosed ? { rend: "unclosed" } : {}, pieces, series));
}

/**
 * An opening sign that nothing closes stays as a character; what stood behind it is no quotation. Quotations within it
 * stand less deep than their signs say then, so their signs stay characters as well.
 */
function abandon(walk: Walk): void {
  const { reading, voice, stack } = walk;
  const { pair, at, pieces } = stack.pop()!;
  const within = reading.profile.quotation[(voice.depth + stack.length) % 2]!;
  const parent = top(walk).pieces;
  appendText(parent, readSigns(reading.profile, pair!.open));
  for (const piece of pieces)
    joinText(parent, isQuoted(piece) ? unwrapped(piece, within, reading.profile) : [piece]);
  note(walk, at, at + 40, "kept as a character", "a quotation is opened here and not closed");
}

const QUOTED: ReadonlySet<string> = new Set(["quote", "q", "soCalled", "mentioned"]);

function isQuoted(piece: Piece): piece is Markup {
  return typeof piece !== "string" && QUOTED.has(piece.name);
}

function unwrapped(quoted: Markup, { open, close: end }: SignPair, profile: Profile): Piece[] {
  const closing = quoted.attributes.rend === "unclosed" ? "" : readSigns(profile, end);
  const pieces: Piece[] = [readSigns(profile, open)];
  joinText(pieces, quoted.children);
  if (closing !== "") appendText(pieces, closing);
  return pieces;
}

/** A slip beside its correction. One that stands for a closing sign closes the quotation, which then has no mark of its own. */
function correct(walk: Walk, correction: Correction): void {
  const { source, profile, applied } = walk.reading;
  const { start, end, corr } = correction;
  const { pair, pieces } = top(walk);
  pieces.push(
    markup("choice", {}, [
      markup("sic", {}, [readSigns(profile, source.slice(start, end))]),
      markup("corr", {}, [readSigns(profile, corr)]),
    ]),
  );
  applied.add(correction);
  if (pair !== null && corr === pair.close) close(walk, end, true);
}

function nameMarkup(reading: Reading, name: NameFound): Markup {
  const children = readInline({ ...reading, names: new Map() }, name, { depth: 0, cited: false });
  return markup(name.element, name.pointer === null ? {} : { ref: name.pointer }, children);
}

function note(
  { reading, end: last }: Walk,
  start: number,
  end: number,
  decision: string,
  reason: string,
): void {
  reading.remarks.push(remark(reading.source, { start, end: Math.min(end, last) }, decision, reason));
}
