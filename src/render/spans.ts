import { ownTarget, pointersIn } from "../resolve/index.ts";
import { onceForTree, type Tree, type XmlNode } from "../tree/index.ts";

/** The elements that say of all the text up to an anchor what `add`, `del` and `damage` say of what is in them. */
export type SpanKind = "addSpan" | "delSpan" | "damageSpan";

/** A stretch of a text, from the row of the element that begins it to that of its end. */
interface Span {
  readonly kind: SpanKind;
  readonly from: number;
  readonly to: number;
}

/** What stands elsewhere in a document and belongs to places of its text: stretches, and notes with the rows they are on. */
export interface StandOff {
  readonly spans: readonly Span[];
  readonly notes: ReadonlyMap<number, readonly XmlNode[]>;
}

/** Finds what belongs to places of a text by pointers alone: once, for each of many elements may be rendered by itself. */
export const standOffOf: (tree: Tree) => StandOff = onceForTree((tree) => ({
  spans: spansIn(tree),
  notes: notesIn(tree),
}));

/** Which of the stretches a text node stands in. */
export function kindsAt({ spans }: StandOff, { row }: XmlNode): readonly SpanKind[] {
  return spans.filter(({ from, to }) => from < row && row < to).map(({ kind }) => kind);
}

function spansIn(tree: Tree): Span[] {
  const starts = [...tree.root.descendantElements("addSpan", "delSpan", "damageSpan")];
  return starts.flatMap((start) => {
    const [end] = targetsOf(start, start.get("spanTo"));
    return end === undefined || !start.isTei() || end.row < start.row
      ? []
      : [{ kind: start.local as SpanKind, from: start.row, to: end.row }];
  });
}

function notesIn(tree: Tree): ReadonlyMap<number, readonly XmlNode[]> {
  const notes = new Map<number, XmlNode[]>();
  const apart = notesApart(tree);
  if (apart.length === 0) return notes;
  const calls = callsIn(tree, new Set(apart.map(({ row }) => row)));
  const links = linksIn(tree);
  for (const note of apart) {
    const place = placeOf(note, links) ?? calls.get(note.row);
    if (place === undefined) continue;
    const there = notes.get(place.row);
    if (there === undefined) notes.set(place.row, [note]);
    else there.push(note);
  }
  return notes;
}

/** Gives the notes that stand off a text and have no place in it: what is said of all of it. Notes on places elsewhere are none of them. */
export function notesOnTheWhole(tree: Tree): XmlNode[] {
  const placed = new Set(
    [...standOffOf(tree).notes.values()].flatMap((notes) => notes.map(({ row }) => row)),
  );
  return notesApart(tree).filter(
    (note) => !placed.has(note.row) && !leadsElsewhere(note) && /\S/u.test(note.text),
  );
}

function leadsElsewhere(note: XmlNode): boolean {
  return note.get("target") !== null || note.parent?.get("target") != null;
}

/** Those of lists of notes; what an entry of a register says of itself is none of the text's. */
function notesApart(tree: Tree): XmlNode[] {
  return [...tree.root.descendantElements("standOff")].flatMap((standOff) =>
    [...standOff.descendantElements("note")].filter((note) => isListed(note)),
  );
}

function isListed({ parent }: XmlNode): boolean {
  if (parent?.isTei("standOff") === true) return true;
  return parent?.isTei("listAnnotation", "annotation", "noteGrp") === true && isListed(parent);
}

/**
 * Where a text calls notes that stand apart, by the rows of the notes: the first pointer without words that leads to each, or
 * the first with words, or else the first element with something in it that says it goes with the note (`@corresp`, `@ana`).
 */
function callsIn(tree: Tree, apart: ReadonlySet<number>): ReadonlyMap<number, XmlNode> {
  const [bare, worded, others] = [0, 1, 2].map(() => new Map<number, XmlNode>());
  const add = (calls: Map<number, XmlNode>, from: XmlNode, notes: readonly XmlNode[]): void => {
    for (const { row } of notes) if (apart.has(row) && !calls.has(row)) calls.set(row, from);
  };
  for (const text of tree.root.elements("text")) {
    for (const each of text.descendantElements()) {
      const targets = each.isTei("ptr", "ref") ? targetsOf(each, each.get("target")) : [];
      if (each.isTei("ref")) add(worded!, each, targets);
      else if (targets.every(({ row }) => apart.has(row))) add(bare!, each, targets);
      const said = [...targetsOf(each, each.get("corresp")), ...targetsOf(each, each.get("ana"))];
      if (said.some(({ row }) => apart.has(row)) && /\S/u.test(each.text)) add(others!, each, said);
    }
  }
  return new Map([...others!, ...worded!, ...bare!]);
}

/** The last element of a text that a note, the annotation it is in, or a link from it points to. */
function placeOf(note: XmlNode, links: ReadonlyMap<string, string>): XmlNode | undefined {
  const annotation = note.parent?.isTei("annotation") === true ? note.parent : null;
  const id = note.get("xml:id");
  const linked = id === null ? null : (links.get(id) ?? null);
  const pointed = targetsOf(note, note.get("target") ?? annotation?.get("target") ?? linked);
  return pointed.filter((target) => target.isTei() && target.maybeAncestor("text") !== null).at(-1);
}

/** What the first link says that names an id, by the ids. */
function linksIn(tree: Tree): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const link of tree.root.descendantElements("link")) {
    const target = link.get("target") ?? "";
    for (const pointer of target.split(/\s+/u)) {
      const id = pointer.slice(1);
      if (pointer.startsWith("#") && !links.has(id)) links.set(id, target);
    }
  }
  return links;
}

function targetsOf({ tree }: XmlNode, pointers: string | null): XmlNode[] {
  if (pointers === null) return [];
  if (!pointers.includes("#")) return pointersIn(pointers).flatMap((each) => ownTarget(tree, each) ?? []);
  return [...pointers.matchAll(/#(?:range\()?([^\s#,()]+)(?:,\s*([^\s#,()]+)\))?/gu)]
    .flatMap(([, one, other]) => [one, other])
    .flatMap((id) => (id === undefined ? [] : (tree.maybeById(id) ?? [])));
}
