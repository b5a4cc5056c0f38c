import type { Span } from "../report/index.ts";
import {
  editedText,
  firstSaid,
  isItalicTitle,
  isLayoutBeforeSign,
  isLeftOut,
  joinsWords,
  withoutLineHyphen,
} from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { Piece } from "./citation-reading.ts";

/** A part of running text: the characters of a text node, or an element that is taken whole. */
interface Part {
  readonly at: number;
  readonly end: number;
  readonly node: XmlNode;
  /** How many characters of a text stand before it that are none of the running text. */
  readonly skipped: number;
}

/** The words of a paragraph or note, with the places they stand at. */
export interface Prose {
  readonly container: XmlNode;
  readonly text: string;
  /** The same, with what stands inside titles blotted out, so that their signs part nothing. */
  readonly mask: string;
  readonly parts: readonly Part[];
}

/** Stands for what is no running text: a citation that is marked up, a quotation, a link. */
export const BARRIER = "\uFFFC";

/** What holds running text. */
export const HOLDS_PROSE: readonly string[] = ["p", "ab", "note", "item", "cell", "desc", "u", "seg", "s"];

/** Elements that are read by themselves, or are not the author's words. */
const APART: ReadonlySet<string> = new Set(
  "bibl biblStruct biblFull listBibl cit quote q said sp lg l list table figure p ab item cell div head label floatingText formula egXML u".split(
    " ",
  ),
);

/** Elements of a citation that are read whole. */
const WHOLE: ReadonlySet<string> = new Set([
  "title",
  "author",
  "editor",
  "biblScope",
  "citedRange",
  "locus",
  "idno",
]);

/** Reads the running text that stands directly in an element, without notes and without what stands apart. */
export function proseOf(container: XmlNode): Prose {
  const parts: Part[] = [];
  const { tree } = container;
  const behind = tree.behind(container.row);
  let text = "";
  let mask = "";
  const put = (words: string, node: XmlNode | null, shown = words, skipped = 0): void => {
    const at = text.length;
    if (node !== null && words !== "") parts.push({ at, end: at + words.length, node, skipped });
    text += words;
    mask += shown;
  };
  for (let row = container.row + 1; row < behind; row++) {
    const node = tree.node(row);
    if (node.isText) {
      const whole = withoutLineHyphen(node);
      const start = joinsWords(node.previousSibling) ? whole.trimStart() : whole;
      const isTight = joinsWords(node.nextSibling) || isLayoutBeforeSign(node);
      const words = isTight ? start.trimEnd() : start;
      put(words, node, words, whole.length - start.length);
    }
    if (!node.isElement) continue;
    const next = tree.behind(row) - 1;
    if (isApart(node)) put(BARRIER, null);
    else if (node.local === "lb") put(joinsWords(node) ? "" : " ", null);
    else if (isLeftOut(node)) {
      row = next;
      continue;
    } else if (isWhole(node)) {
      const words = editedText(node);
      put(words, node, words.replace(/[^\p{L}\p{N}\s]/gu, "x"));
    } else continue;
    row = next;
  }
  return { container, text, mask, parts };
}

function isApart(node: XmlNode): boolean {
  return APART.has(node.local) || (node.isTei("ref", "ptr") && firstSaid(node, "target", "cRef") !== null);
}

function isWhole(node: XmlNode): boolean {
  return WHOLE.has(node.local) || isItalicTitle(node);
}

/** The words and elements of a stretch of running text. */
export function piecesIn({ text, parts }: Prose, { start, end }: Span): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const part of partsIn(parts, start, end)) {
    if (part.at > at) pieces.push({ text: text.slice(at, part.at) });
    const from = Math.max(part.at, start);
    const until = Math.min(part.end, end);
    const isTaken = part.node.isElement && from === part.at && until === part.end;
    pieces.push(isTaken ? { element: part.node } : { text: text.slice(from, until) });
    at = until;
  }
  return pieces;
}

function partsIn(parts: readonly Part[], start: number, end: number): Part[] {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  const found: Part[] = [];
  for (let at = low; at < parts.length && parts[at]!.at < end; at++) found.push(parts[at]!);
  return found;
}

/** Where a stretch of running text stands in the source, and the node it begins in; null for one without characters. */
export function placeOfStretch({ parts }: Prose, { start, end }: Span): { node: XmlNode; span: Span } | null {
  const within = partsIn(parts, start, end);
  const [first] = within;
  const last = within.at(-1);
  if (first === undefined || last === undefined) return null;
  const from = first.node.isText ? offsetIn(first.node, first.skipped + start - first.at) : first.node.start;
  const until = last.node.isText ? offsetIn(last.node, last.skipped + end - last.at) : last.node.end;
  return { node: first.node, span: { start: from, end: Math.max(from, until) } };
}

/** The offset in the source of a character of a text, which references and line ends of two signs move. */
function offsetIn(node: XmlNode, index: number): number {
  if (index <= 0) return node.start;
  if (node.text.length === node.end - node.start) return Math.min(node.end, node.start + index);
  const raw = node.tree.source.slice(node.start, node.end);
  let seen = 0;
  let at = 0;
  while (at < raw.length && seen < index) {
    const token =
      /^(?:<!\[CDATA\[|\]\]>)|^&[^;\s]+;|^\r\n|^[\s\S]/u.exec(raw.slice(at, at + 64))?.[0] ?? raw[at]!;
    at += token.length;
    if (token.startsWith("<![CDATA[") || token === "]]>") continue;
    seen += token.startsWith("&") || token === "\r\n" ? 1 : token.length;
  }
  return node.start + at;
}
