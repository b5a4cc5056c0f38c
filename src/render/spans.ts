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
  for (const standOff of tree.root.descendantElements("standOff")) {
    for (const note of standOff.descendantElements("note")) {
      const place = placeOf(note);
      if (place !== undefined) notes.set(place.row, [...(notes.get(place.row) ?? []), note]);
    }
  }
  return notes;
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
