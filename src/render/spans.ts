import type { Tree, XmlNode } from "../tree/index.ts";

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

/** Finds what belongs to places of a text by pointers alone. */
export function standOffOf(tree: Tree): StandOff {
  return { spans: spansIn(tree), notes: notesIn(tree) };
}

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
  const calls = callsIn(tree);
  for (const note of apart) {
    const place = placeOf(note) ?? calls.get(note.row);
    if (place !== undefined) notes.set(place.row, [...(notes.get(place.row) ?? []), note]);
  }
  return notes;
}

/** Gives the notes that stand off a text and have no place in it: what is said of all of it. Notes on places elsewhere are none of them. */
export function notesOnTheWhole(tree: Tree): XmlNode[] {
  const placed = new Set([...notesIn(tree).values()].flatMap((notes) => notes.map(({ row }) => row)));
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

/** Where pointers without words call notes, the first call of each, by the rows of the notes. */
function callsIn(tree: Tree): ReadonlyMap<number, XmlNode> {
  const calls = new Map<number, XmlNode>();
  for (const text of tree.root.elements("text")) {
    for (const pointer of text.descendantElements("ptr")) {
      const [note, ...others] = targetsOf(pointer, pointer.get("target"));
      if (note?.isTei("note") === true && others.length === 0 && !calls.has(note.row))
        calls.set(note.row, pointer);
    }
  }
  return calls;
}

/** The last element of a text that a note, the annotation it is in, or a link from it points to. */
function placeOf(note: XmlNode): XmlNode | undefined {
  const annotation = note.parent?.isTei("annotation") === true ? note.parent : null;
  const pointed = targetsOf(note, note.get("target") ?? annotation?.get("target") ?? linkedWith(note));
  return pointed.filter((target) => target.isTei() && target.maybeAncestor("text") !== null).at(-1);
}

function linkedWith(note: XmlNode): string | null {
  const id = note.get("xml:id");
  if (id === null) return null;
  for (const link of note.tree.root.descendantElements("link")) {
    const target = link.get("target") ?? "";
    if (target.split(/\s+/u).includes(`#${id}`)) return target;
  }
  return null;
}

function targetsOf({ tree }: XmlNode, pointers: string | null): XmlNode[] {
  return [...(pointers ?? "").matchAll(/#(?:range\()?([^\s#,()]+)(?:,\s*([^\s#,()]+)\))?/gu)]
    .flatMap(([, one, other]) => [one, other])
    .flatMap((id) => (id === undefined ? [] : (tree.maybeById(id) ?? [])));
}
