import { hash } from "node:crypto";
import { editedText, singleSpaced } from "../resolve/index.ts";
import { NodeKind, type Tree, type XmlNode } from "../tree/index.ts";

/** Gives the id of an element; `words` and `offset` are for a citation that no element marks, and begins in a text. */
export type RecordId = (node: XmlNode, words?: string | null, offset?: number) => string;

/** What an editor adds to a text about it: an id does not depend on it, unless it is what the id is of. */
const ADDED: readonly string[] = ["bibl", "biblStruct", "note", "ref", "ptr"];

/** Elements that a context does not go beyond. */
const BLOCKS: readonly string[] =
  "p ab l lg item note head cell div body sp u quote cit listBibl entryFree TEI text".split(" ");

/** As many words say where a record stands, as far as its sentence has them. */
const CONTEXT_WORDS = 6;

/** Letters are enough of a text to tell it from others: so much of it makes an id. */
const LONGEST = 200;

/** In so many signs there are as many letters: no letter is composed of more than four. */
const ENOUGH = 5 * LONGEST;

/** So many rows of the tree are looked at for a context: enough for a sentence between long notes. */
const MOST_ROWS = 2000;

/**
 * Gives each record its id: the element's `xml:id`, else one made of its words and of those before it in the sentence, so
 * that what is added or taken away elsewhere renames nothing. Records with the same words in the same context are told
 * apart by the words before their block, and only where those are the same too by their order. A passage for which
 * `placeOf` gives a place is known by its own words; where they are few, or said once more, by that place instead of by
 * the words around it, and by its order there.
 */
export function recordIds(
  tree: Tree,
  prefix: string,
  placeOf: (node: XmlNode) => string | null = () => null,
): RecordId {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  const take = (id: string): boolean => tree.maybeById(id) === null && !used.has(id) && used.add(id) !== null;
  return (node, words = null, offset = 0) => {
    const own = words === null ? node.get("xml:id") : null;
    if (own !== null) return own;
    const text = words ?? wordsOf(node);
    const said = normal(text);
    const idFor = (context: string): string => `${prefix}-${digest(said, context)}`;
    const place = placeOf(node);
    if (place === null || isLong(text)) {
      const near = idFor(place === null ? normal(nearContext(node, text, offset)) : "");
      if (take(near)) return near;
    }
    const wide = place ?? normal(`${contextOf(node, offset)}\n${beforeBlock(node)}`);
    const first = idFor(wide);
    for (let count = counts.get(first) ?? 1; ; count++) {
      counts.set(first, count + 1);
      const id = count === 1 ? first : idFor(`${wide} ${count}`.trim());
      if (take(id)) return id;
    }
  };
}

/** A text that stands by itself and is long enough needs no context; the shorter one is, the more often it is said. */
function nearContext(node: XmlNode, text: string, offset: number): string {
  if (node.isTei(...BLOCKS) && isLong(text)) return "";
  const near = contextOf(node, offset);
  return near === "" ? beforeBlock(node) : near;
}

function isLong(text: string): boolean {
  return text.split(/\s+/u, CONTEXT_WORDS).length >= CONTEXT_WORDS;
}

function digest(text: string, context: string): string {
  return hash("sha256", `${text}\n${context}`, "hex").slice(0, 10);
}

function normal(text: string): string {
  const start = beginning(text);
  const composed = MAYBE_UNCOMPOSED.test(start) ? start.normalize("NFC") : start;
  return singleSpaced(composed).trim().slice(0, LONGEST);
}

/** What a letter can be composed with has a higher number than these. */
const MAYBE_UNCOMPOSED = /[^\u0000-\u02ff]/;

/** As much of a text in single spaces as its first letters can come of; it ends before a space, which is composed with nothing. */
function beginning(text: string): string {
  const end = text.length > ENOUGH ? text.indexOf(" ", ENOUGH) : -1;
  return end < 0 || /\s{2}/u.test(text.slice(0, end)) ? text : text.slice(0, end);
}

/** An element without words is known by its tag. */
function wordsOf(node: XmlNode): string {
  const text = node.isTei(...ADDED) ? "" : editedText(node, { without: ADDED });
  const all = text === "" ? editedText(node) : text;
  return all === "" ? node.tree.source.slice(node.start, node.tagEnd) : all;
}

/** The words before a place in its sentence, in its block, or else those behind it; citations and notes are passed over. */
function contextOf(node: XmlNode, offset: number): string {
  const block = node.maybeAncestor(...BLOCKS);
  const own = offset === 0 ? "" : node.text.slice(0, offset);
  const before = lastWords(textBefore(node, block === null ? 0 : block.row) + own);
  return before === "" && block !== null && offset === 0 ? firstWords(textAfter(node, block)) : before;
}

/** The words before the block a place is in: those of the paragraph before a note, else whatever stands before. */
function beforeBlock(node: XmlNode): string {
  const block = node.maybeAncestor(...BLOCKS);
  if (block === null) return "";
  const around = block.maybeAncestor(...BLOCKS);
  const near = around === null || isWide(around) ? "" : lastWords(textBefore(block, around.row));
  return near === "" ? lastWords(textBefore(block, 0)) : near;
}

function isWide(block: XmlNode): boolean {
  return block.isTei("div", "body", "text", "TEI");
}

/** Goes back from a node, as far as a context needs; not for ever through a list of notes. */
function textBefore(node: XmlNode, first: number): string {
  let text = "";
  const last = Math.max(first, node.row - MOST_ROWS);
  for (let row = node.row - 1; row > last && text.length < LONGEST; row--) {
    const at = node.tree.node(row);
    if (isContext(at, node, first)) text = at.text + text;
  }
  return text;
}

function textAfter(node: XmlNode, block: XmlNode): string {
  let text = "";
  const { tree } = node;
  const behind = Math.min(tree.behind(block.row), node.row + MOST_ROWS);
  for (let row = tree.behind(node.row); row < behind && text.length < LONGEST; row++) {
    const at = tree.node(row);
    if (isContext(at, node, block.row)) text += at.text;
  }
  return text;
}

function isContext(at: XmlNode, node: XmlNode, first: number): boolean {
  if (at.kind !== NodeKind.text) return false;
  const added = at.maybeAncestor(...ADDED);
  return added === null || added.row <= first || added.contains(node);
}

/** In so many signs at the end of a text its last words are looked for first: paragraphs are long, sentences are not. */
const TAIL = 1000;

/** The last words of a text, without those of the sentences before. */
function lastWords(text: string): string {
  const tail = withoutEnd(text.length > TAIL ? text.slice(-TAIL) : text);
  // The first word of the tail may be half a word, so that there has to be one more than is asked for.
  const isEnough = tail.length === text.length || tail.split(" ").length > CONTEXT_WORDS;
  const sentence = (isEnough ? tail : withoutEnd(text)).split(/[.!?]\s/u).at(-1)!;
  return sentence.trim().split(" ").slice(-CONTEXT_WORDS).join(" ");
}

/** A text with single spaces, without the spaces and the punctuation at its end; taken off one by one, in linear time. */
function withoutEnd(text: string): string {
  const clean = text.replace(/\s+/gu, " ");
  let end = clean.length;
  for (;;) {
    const size = (clean.codePointAt(end - 2) ?? 0) > 0xffff ? 2 : 1;
    if (end === 0 || !/[\s\p{P}]/u.test(clean.slice(end - size, end))) return clean.slice(0, end);
    end -= size;
  }
}

function firstWords(text: string): string {
  const clean = text.replace(/\s+/gu, " ").replace(/^[\s\p{P}]+/u, "");
  return clean
    .split(/[.!?]\s/u)[0]!
    .trim()
    .split(" ")
    .slice(0, CONTEXT_WORDS)
    .join(" ");
}
