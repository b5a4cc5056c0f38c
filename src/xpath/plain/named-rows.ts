import { NodeKind, type Tree } from "../../tree/index.ts";

/** The rows of the elements of each name, in document order: those of name `id` lie from `first[id]` up to `first[id + 1]`. */
interface NamedRows {
  readonly first: Int32Array;
  readonly rows: Int32Array;
}

/** Trees live shorter than the program; what is kept here for one goes with it and changes no answer. */
const INDEXES = new WeakMap<Tree, NamedRows>();

/** Gives the rows of the elements of a name that lie in a range of rows, so that a search need not pass all others. */
export function rowsNamed(tree: Tree, name: number, from: number, behind: number): Int32Array {
  let index = INDEXES.get(tree);
  if (index === undefined) {
    index = indexRows(tree);
    INDEXES.set(tree, index);
  }
  const { first, rows } = index;
  const start = firstNotBelow(rows, from, first[name]!, first[name + 1]!);
  return rows.subarray(start, firstNotBelow(rows, behind, start, first[name + 1]!));
}

function indexRows(tree: Tree): NamedRows {
  const { kind, name } = tree.columns;
  const names = tree.names.size;
  const first = new Int32Array(names + 1);
  for (let row = 0; row < kind.length; row++) {
    if (kind[row] === NodeKind.element) first[name[row]! + 1]!++;
  }
  for (let id = 0; id < names; id++) first[id + 1]! += first[id]!;
  const rows = new Int32Array(first[names]!);
  const next = first.slice();
  for (let row = 0; row < kind.length; row++) {
    if (kind[row] === NodeKind.element) rows[next[name[row]!]!++] = row;
  }
  return { first, rows };
}

function firstNotBelow(rows: Int32Array, wanted: number, from: number, behind: number): number {
  let low = from;
  let high = behind;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
