import { citationParagraph } from "./citation-paragraph.ts";
import type { Correction } from "./corrections.ts";
import type { Profile } from "./profile.ts";
import { type Remark, remark } from "./review.ts";

/** A stretch of the source, in UTF-16 units; the end is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A paragraph of the source with what it is. */
export interface Block extends Stretch {
  readonly kind: "head" | "paragraph" | "display" | "citation";
  /** Of a display: whether a sign at its end closes the quotation, a sign that has to be corrected first, or none. */
  readonly closed: "sign" | "correction" | "no";
}

/** The paragraphs of a source, and what was not certain about them. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly remarks: readonly Remark[];
}

/** A paragraph with the line ends before and behind it. */
interface Paragraph extends Stretch {
  readonly text: string;
  readonly before: number;
  readonly behind: number;
}

const LONGEST_HEAD = 120;
/** Line ends that make two blank lines: what is set off by as much is more than another paragraph. */
const SET_OFF = 3;

/** Splits a source at its blank lines and says what each paragraph is. */
export function blocksOf(source: string, profile: Profile, corrections: readonly Correction[]): Blocks {
  const blocks: Block[] = [];
  const remarks: Remark[] = [];
  const mends = new Set(
    corrections.filter(({ corr }) => corr === profile.quotation[0].close).map(({ start }) => start),
  );
  for (const paragraph of paragraphsOf(source)) {
    const block = blockOf(paragraph, blocks, profile, mends);
    const { start, end } = paragraph;
    blocks.push({ start, end, kind: block.kind, closed: block.closed });
    if (block.doubt !== null) remarks.push(remark(source, paragraph, ...block.doubt));
  }
  return { blocks, remarks };
}

function paragraphsOf(source: string): Paragraph[] {
  const found: Paragraph[] = [];
  for (const match of source.matchAll(/[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*/gu)) {
    const text = match[0].trim();
    const start = match.index + match[0].length - match[0].trimStart().length;
    const before = lineEnds(source, found.at(-1)?.end ?? 0, start);
    const end = start + text.length;
    const next = /\S/u.exec(source.slice(end, end + 40));
    const behind = lineEnds(
      source,
      end,
      next === null ? Math.min(end + 40, source.length) : end + next.index,
    );
    found.push({ start, end, text, before, behind });
  }
  return found;
}

function lineEnds(source: string, from: number, to: number): number {
  return source.slice(from, to).split("\n").length - 1;
}

type Classed = Pick<Block, "kind" | "closed"> & { readonly doubt: readonly [string, string] | null };

function blockOf(
  paragraph: Paragraph,
  blocks: readonly Block[],
  profile: Profile,
  mends: ReadonlySet<number>,
): Classed {
  const { text } = paragraph;
  const last = blocks.at(-1);
  const open = last?.kind === "display" && last.closed === "no";
  const closed = displayed(paragraph, open, profile, mends);
  if (closed !== null) return { kind: "display", closed, doubt: null };
  if (isHead(paragraph, blocks)) return { kind: "head", closed: "no", doubt: headDoubt(blocks) };
  const cited = citationParagraph(text, profile, last?.kind === "display" && paragraph.before >= SET_OFF);
  if (cited.is) return { kind: "citation", closed: "no", doubt: cited.doubt };
  return { kind: "paragraph", closed: "no", doubt: cited.doubt ?? lineDoubt(paragraph) };
}

/** A line without a full stop is a heading at the top of the text, and further on where blank lines set it off. */
function isHead({ text, before, behind }: Paragraph, blocks: readonly Block[]): boolean {
  if (!isLine(text)) return false;
  const top = blocks.every(({ kind }) => kind === "head");
  const stops = /[!?'’”"]$/u.test(text);
  if (top && blocks.length === 0) return !stops || behind >= SET_OFF;
  return behind >= SET_OFF && (top || before >= SET_OFF) && /^[\p{Lu}\p{N}]/u.test(text);
}

function isLine(text: string): boolean {
  return text.length <= LONGEST_HEAD && !text.includes("\n") && !/[.:,;…]['”’]*$/u.test(text);
}

function headDoubt(blocks: readonly Block[]): readonly [string, string] | null {
  if (blocks.every(({ kind }) => kind === "head")) return null;
  return ["encoded as the head of a section", "a line without a full stop, set off by blank lines"];
}

function lineDoubt({ text }: Paragraph): readonly [string, string] | null {
  if (!isLine(text) || /[!?'’”"]$/u.test(text) || !/^[\p{Lu}\p{N}]/u.test(text)) return null;
  return ["encoded as a paragraph", "a line without a full stop: a heading?"];
}

/**
 * How a displayed quotation is closed, or null for what is none: its first sign opens it, and nothing closes that one but
 * the end of this paragraph or of a later one. A paragraph that goes on with a quotation may close anywhere.
 */
function displayed(
  { text, start }: Paragraph,
  open: boolean,
  profile: Profile,
  mends: ReadonlySet<number>,
): Block["closed"] | null {
  const [outer, inner] = profile.quotation;
  const twice = text.startsWith(inner.open) && !text.startsWith(outer.open + inner.open);
  if (!text.startsWith(outer.open) || twice) return null;
  const at = closingOf(text, profile, (offset) => mends.has(start + offset));
  if (at === null) return "no";
  const atEnd = at + outer.close.length >= text.length;
  if (!atEnd) return open ? "no" : null;
  return mends.has(start + at) ? "correction" : "sign";
}

/** The offset of the sign that closes what the first sign opens, or null. */
function closingOf(
  text: string,
  { quotation: [outer, inner] }: Profile,
  isMended: (at: number) => boolean,
): number | null {
  let depth = 1;
  for (let at = outer.open.length; at < text.length; at++) {
    if (isMended(at)) {
      if (--depth === 0) return at;
    } else if (text.startsWith(inner.open, at)) at += inner.open.length - 1;
    else if (text.startsWith(inner.close, at)) at += inner.close.length - 1;
    else if (text.startsWith(outer.open, at) && opensThere(text, at, outer.open)) depth++;
    else if (text.startsWith(outer.close, at) && closesThere(text, at, outer.close) && --depth === 0)
      return at;
  }
  return null;
}

/** A sign opens before a word and behind none. */
export function opensThere(text: string, at: number, sign: string): boolean {
  return (
    /^\S/u.test(text.slice(at + sign.length, at + sign.length + 1)) &&
    !/[\p{L}\p{N}]/u.test(text[at - 1] ?? " ")
  );
}

/** A sign that is also the apostrophe closes behind a word and before none, a plural's possessive apart. */
function closesThere(text: string, at: number, sign: string): boolean {
  if (/[\p{L}\p{N}]/u.test(text[at + sign.length] ?? " ") || /\s/u.test(text[at - 1] ?? " ")) return false;
  return !looksPossessive(text, at, sign);
}

/** “the workers' cause”: behind an s and before a small word. */
export function looksPossessive(text: string, at: number, sign: string): boolean {
  return text[at - 1] === "s" && /^\s+\p{Ll}/u.test(text.slice(at + sign.length, at + sign.length + 8));
}
