import { normalPath, type Tree, type XmlNode } from "../tree/index.ts";

/** The ids of a document and what bears them: all that pointers from elsewhere need to know of it. */
export interface Anchors {
  readonly document: string;
  /** The file, as it was named to the program. */
  readonly path: string;
  /** From each id to the local name of its element. */
  readonly elements: ReadonlyMap<string, string>;
}

/** Reads the ids of a document. */
export function anchorsOf({ id, tree }: { readonly id: string; readonly tree: Tree }): Anchors {
  const elements = new Map<string, string>();
  for (const { value, owner } of idsIn(tree)) if (!elements.has(value)) elements.set(value, owner.local);
  return { document: id, path: normalPath(tree.path), elements };
}

/** Every id of a document, those used twice included, in document order. */
export function* idsIn(tree: Tree): Generator<{ value: string; owner: XmlNode; row: number }, undefined> {
  for (let row = 0; row < tree.columns.attributeOwner.length; row++) {
    if (!tree.isId(row)) continue;
    yield { value: tree.value(row), owner: tree.attribute(row).owner, row };
  }
}
