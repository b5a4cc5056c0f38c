import { NONE, type NodeKind, type Tree } from "./tree.ts";

/** Walks a tree by rows, without making views: the way for passes over a whole document. */
export class Cursor {
  readonly tree: Tree;
  row: number;

  constructor(tree: Tree, row = 0) {
    this.tree = tree;
    this.row = row;
  }

  get kind(): NodeKind {
    return this.tree.columns.kind[this.row] as NodeKind;
  }

  /** The number of the node's name, or `NONE`. */
  get name(): number {
    return this.tree.columns.name[this.row]!;
  }

  /** Goes to the first child; says whether there was one. */
  enter(): boolean {
    if (this.tree.columns.parent[this.row + 1] !== this.row) return false;
    this.row++;
    return true;
  }

  /** Goes to the next sibling; says whether there was one. */
  nextSibling(): boolean {
    return this.#go(this.tree.columns.next[this.row]!);
  }

  /** Goes to the parent; says whether there was one. */
  leave(): boolean {
    return this.#go(this.tree.columns.parent[this.row]!);
  }

  #go(row: number): boolean {
    if (row === NONE) return false;
    this.row = row;
    return true;
  }
}
