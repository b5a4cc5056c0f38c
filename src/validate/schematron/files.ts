import { readDocument } from "../../read/index.ts";
import type { Tree, XmlNode } from "../../tree/index.ts";
import { type LoadSchemaFile, resolveReference } from "../schema-file.ts";

/** How many files may call in one another, one within the other: deeper is taken for a circle. */
const DEEPEST = 32;

/** A part of a schema that stands elsewhere, or why it cannot be had. */
export type Called = { readonly node: XmlNode } | { readonly reason: string };

/** The files that a schema is put together from, each read once. */
export class SchemaParts {
  readonly #load: LoadSchemaFile;
  readonly #trees: Map<string, Tree | null>;

  /** Takes how files are loaded, and the trees of those that were read already. */
  constructor(load: LoadSchemaFile, known: readonly Tree[] = []) {
    this.#load = load;
    this.#trees = new Map(known.map((tree) => [tree.path, tree]));
  }

  /** Gives the element that an `@href` leads to: the outermost one, or the one of the id behind `#`. */
  called(by: XmlNode, depth: number): Called {
    const href = by.get("href") ?? "";
    if (depth > DEEPEST) return { reason: `“${href}” leads in a circle` };
    const [reference = "", id = ""] = href.split("#");
    const tree = reference === "" ? by.tree : this.tree(resolveReference(reference, by.tree.path));
    if (tree === null) return { reason: `the file “${reference}” is not here, or cannot be read` };
    const node = id === "" ? tree.root : elementOf(tree, id);
    return node === null ? { reason: `nothing in “${reference}” has the id “${id}”` } : { node };
  }

  /** Gives a document by its path, or null where it is not here. */
  tree(path: string): Tree | null {
    const known = this.#trees.get(path);
    if (known !== undefined) return known;
    const bytes = this.#load(path);
    const tree = bytes === null ? null : readDocument(bytes, { path }).tree;
    this.#trees.set(path, tree);
    return tree;
  }
}

function elementOf(tree: Tree, id: string): XmlNode | null {
  const byId = tree.maybeById(id);
  if (byId !== null) return byId;
  for (const node of tree.document.descendantElements()) if (node.get("id") === id) return node;
  return null;
}
