import { normalPath, type Tree, type XmlNode } from "../tree/index.ts";
import { mayBeEntry, soleEntry } from "./sole-entry.ts";

/** The ids of a document and what bears them: all that pointers from elsewhere need to know of it. */
export interface Anchors {
  readonly document: string;
  /** The file, as it was named to the program. */
  readonly path: string;
  /** The files that XInclude put into it. */
  readonly parts: readonly string[];
  /** Whether all that it includes was there. */
  readonly isComplete: boolean;
  /** From each id to the local name of its element. */
  readonly elements: ReadonlyMap<string, string>;
  /** The id of the entry that the file is, where it holds one person, place or work alone; absent for texts. */
  readonly entry?: string | undefined;
}

/** A document whose ids are to be read. */
interface AnchoredDocument {
  readonly id: string;
  readonly tree: Tree;
  readonly isComplete?: boolean;
}

/** Reads the ids of a document. */
export function anchorsOf({ id, tree, isComplete = true }: AnchoredDocument): Anchors {
  const elements = new Map<string, string>();
  for (const { value, row } of idsIn(tree)) {
    if (!elements.has(value)) elements.set(value, nameOf(tree, row));
  }
  const parts = [...new Set(tree.parts.slice(1).map(({ path }) => normalPath(path)))];
  const entry = entryId(tree);
  const sole = soleEntry(tree);
  // What the id of such a document means is the entry.
  if (sole !== null) elements.set(entry!, sole.local);
  const anchors = { document: id, path: normalPath(tree.path), parts, isComplete, elements };
  return entry === null ? anchors : { ...anchors, entry };
}

/** A file of a register that gives each entry one has the entry itself as its outermost element, or nothing but it in its text. */
function entryId(tree: Tree): string | null {
  return mayBeEntry(tree.root) || soleEntry(tree) !== null ? tree.root.get("xml:id") : null;
}

/** Every id of a document, those used twice included, in document order. */
export function* idsIn(tree: Tree): Generator<{ value: string; row: number }, undefined> {
  for (let row = 0; row < tree.columns.attributeOwner.length; row++) {
    if (tree.isId(row)) yield { value: tree.value(row), row };
  }
}

/** The element that bears an id, by the id's attribute row. */
export function ownerOf(tree: Tree, row: number): XmlNode {
  return tree.attribute(row).owner;
}

/** Asks the columns, since a register has a hundred thousand ids and no need of as many views. */
function nameOf(tree: Tree, row: number): string {
  return tree.names.get(tree.columns.name[tree.columns.attributeOwner[row]!]!).local;
}
