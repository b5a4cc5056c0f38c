import { isListed, ownTarget, pointersIn, pointsToWork } from "../resolve/index.ts";
import { NodeKind, type Tree, type XmlNode } from "../tree/index.ts";

/** Parts of a document that are not its text. */
const NOT_TEXT: ReadonlySet<string> = new Set([
  "teiHeader",
  "standOff",
  "facsimile",
  "sourceDoc",
  "listBibl",
  "castList",
  "settingDesc",
  "particDesc",
]);

/**
 * The elements of the text in document order, without those in its registers; all of them, or those of TEI with some names.
 * Views are made of these alone.
 */
export function* textElements(tree: Tree, locals: readonly string[] = []): Generator<XmlNode, undefined> {
  const known = TEXT_ROWS.get(tree) ?? textRows(tree);
  TEXT_ROWS.set(tree, known);
  const wanted = tree.names.withLocal(locals);
  const { name } = tree.columns;
  for (const row of known) {
    if (locals.length === 0) yield tree.node(row);
    else if (wanted.includes(name[row]!) && tree.node(row).isTei()) yield tree.node(row);
  }
}

/** They are gone through for notes, citations, quotations, speeches and names. */
const TEXT_ROWS = new WeakMap<Tree, readonly number[]>();

function textRows(tree: Tree): readonly number[] {
  const rows: number[] = [];
  const { kind } = tree.columns;
  for (let row = 0; row < tree.size; row++) {
    if (kind[row] !== NodeKind.element) continue;
    const node = tree.node(row);
    if (NOT_TEXT.has(node.local) && !(node.local === "listBibl" && mayCite(node))) row = tree.behind(row) - 1;
    else rows.push(row);
  }
  return rows;
}

/** Whether a list of works may have citations in it: it stands in a note, or some of its entries point to those of another list. */
function mayCite(list: XmlNode): boolean {
  return list.maybeAncestor("note") !== null || [...list.elements("bibl")].some(pointsToWork);
}

/** Whether a `bibl` of the text cites a work: it describes one in a list of works, and in another `bibl` is part of that. */
export function isCitation(node: XmlNode): boolean {
  return (
    node.isTei("bibl", "biblStruct", "biblFull") &&
    (!isListed(node) || isListInNote(node)) &&
    node.maybeAncestor("bibl", "biblStruct", "biblFull", "relatedItem") === null
  );
}

/** A list of works in a note cites them, unless it gives them ids as a register does. */
function isListInNote(node: XmlNode): boolean {
  return (
    node.get("xml:id") === null &&
    node.maybeAncestor("listBibl")?.maybeAncestor("note", "div")?.local === "note"
  );
}

/** Where the text of a document is read: a note is read at its anchor, wherever it stands. */
export interface ReadingOrder {
  /** A number that grows along the way a reader goes. */
  readonly of: (node: XmlNode) => number;
  /** The note that an element stands in, or null. */
  readonly noteOf: (node: XmlNode) => XmlNode | null;
  /** The number by which the text sends the reader to a note: its `@n`, or its place among the notes that have none. */
  readonly numberOf: (note: XmlNode) => string;
}

/** Finds the anchors of the notes: `note/@target`, or a `ref` or `ptr` in the text that points to the note. */
export function readingOrder(tree: Tree): ReadingOrder {
  const anchors = noteAnchors(tree);
  const noteOf = (node: XmlNode): XmlNode | null =>
    node.local === "note" ? node : node.maybeAncestor("note");
  const of = (node: XmlNode): number => {
    const note = outermost(noteOf(node));
    const anchor = note === null ? undefined : anchors.get(note.row);
    // Within the note its own order counts; the fraction keeps it behind its anchor and before the next word.
    return anchor === undefined ? node.row : anchor + (node.row + 1) / (tree.size + 2) / 2;
  };
  return { of, noteOf, numberOf: noteNumbers(tree, of) };
}

function noteNumbers(tree: Tree, of: (node: XmlNode) => number): (note: XmlNode) => string {
  const notes = [...textElements(tree, ["note"])].filter((node) => node.maybeAncestor("note") === null);
  const sorted = notes
    .map((note) => ({ note, order: of(note) }))
    .sort((one, other) => one.order - other.order);
  const places = new Map(sorted.map(({ note }, at) => [note.row, String(at + 1)]));
  return (note) => /\d+/u.exec(note.get("n") ?? "")?.[0] ?? places.get(note.row) ?? "";
}

/** A note within a note is read where the outer one is. */
function outermost(note: XmlNode | null): XmlNode | null {
  for (let at = note; at !== null; at = at.maybeAncestor("note")) note = at;
  return note;
}

function noteAnchors(tree: Tree): Map<number, number> {
  const anchors = new Map<number, number>();
  const mentions: XmlNode[] = [];
  for (const node of textElements(tree, ["note", "ref", "ptr", "anchor"])) {
    if (node.isTei("note")) placeNote(node, tree, anchors);
    else if (node.maybeAncestor("note") === null) {
      if (isNoteMark(node)) placeByPointer(node, tree, anchors);
      else mentions.push(node);
    }
  }
  // “See note 12 above” leads to a note as its mark does: it counts where there is no mark.
  for (const node of mentions) placeByPointer(node, tree, anchors);
  return anchors;
}

function placeNote(note: XmlNode, tree: Tree, anchors: Map<number, number>): void {
  const [target = null] = pointersIn(note.get("targetEnd") ?? note.get("target") ?? "").flatMap(
    (pointer) => ownTarget(tree, pointer) ?? [],
  );
  // A note on a stretch of text is read at its end.
  if (target !== null && !target.contains(note))
    anchors.set(note.row, Math.max(target.row, tree.behind(target.row) - 1));
}

/** A mark is a number or a sign by itself, or nothing at all. */
function isNoteMark(node: XmlNode): boolean {
  return (
    /note/iu.test(node.get("type") ?? "") || /^[\s[(]*(?:\d{1,4}|\p{L}|[*†‡§¶]+)?[\])\s.]*$/u.test(node.text)
  );
}

function placeByPointer(node: XmlNode, tree: Tree, anchors: Map<number, number>): void {
  for (const pointer of pointersIn(node.get("target") ?? node.get("corresp") ?? "")) {
    const note = ownTarget(tree, pointer);
    if (note?.isTei("note") && !anchors.has(note.row)) anchors.set(note.row, node.row);
  }
}
