import { NONE, NodeKind, type Tree, XmlAttribute, type XmlNode } from "../../tree/index.ts";
import type { TreeNode } from "../facade.ts";
import { rowsNamed } from "./named-rows.ts";
import type { RowTest } from "./node-test.ts";
import { notPlain } from "./not-plain.ts";
import type { Axis } from "./syntax.ts";

/** Called with each node on the way; walking ends when it says true. */
export type Visit = (node: TreeNode) => boolean;

/** The axes that go against the order of the document (XPath 3.1, section 3.3.2.1). */
export const REVERSE_AXES: ReadonlySet<Axis> = new Set<Axis>([
  "parent",
  "ancestor",
  "ancestor-or-self",
  "preceding",
  "preceding-sibling",
]);

/** Goes along an axis from a node over what the test lets through, in the axis's order; says whether a visit ended it. */
export function walk(axis: Axis, from: TreeNode, test: RowTest, visit: Visit): boolean {
  if (test.isOfNone(from.tree)) return false;
  if (from instanceof XmlAttribute) return walkFromAttribute(axis, from, test, visit);
  const { tree, row } = from;
  switch (axis) {
    case "child":
      return walkSiblings(tree, firstChild(tree, row), tree.columns.next, test, visit);
    case "attribute":
      return walkAttributes(from, test, visit);
    case "self":
      return test.node(tree, row) && visit(from);
    case "parent":
      return walkParent(tree, tree.columns.parent[row]!, test, visit);
    case "ancestor":
      return walkAncestors(tree, tree.columns.parent[row]!, test, visit);
    case "ancestor-or-self":
      return walkAncestors(tree, row, test, visit);
    case "descendant":
      return walkRows(tree, row + 1, tree.behind(row), test, visit);
    case "descendant-or-self":
      return walkRows(tree, row, tree.behind(row), test, visit);
    case "following-sibling":
      return walkSiblings(tree, tree.columns.next[row]!, tree.columns.next, test, visit);
    case "preceding-sibling":
      return walkSiblings(tree, tree.columns.previous[row]!, tree.columns.previous, test, visit);
    case "following":
      return walkRows(tree, tree.behind(row), tree.size, test, visit);
    case "preceding":
      return walkPreceding(tree, row, test, visit);
    default:
      return axis satisfies never;
  }
}

function walkFromAttribute(axis: Axis, from: XmlAttribute, test: RowTest, visit: Visit): boolean {
  const { tree, row } = from;
  const owner = tree.columns.attributeOwner[row]!;
  const passes = test.attribute(tree, row) && test.names === null;
  switch (axis) {
    case "self":
    case "descendant-or-self":
      return passes && visit(from);
    case "parent":
      return walkParent(tree, owner, test, visit);
    case "ancestor":
      return walkAncestors(tree, owner, test, visit);
    case "ancestor-or-self":
      return (passes && visit(from)) || walkAncestors(tree, owner, test, visit);
    case "following":
    case "preceding":
      return notPlain();
    default:
      return false;
  }
}

function firstChild({ columns }: Tree, row: number): number {
  return columns.parent[row + 1] === row ? row + 1 : NONE;
}

function walkSiblings(tree: Tree, first: number, next: Int32Array, test: RowTest, visit: Visit): boolean {
  for (let row = first; row !== NONE; row = next[row]!) {
    if (test.node(tree, row) && visit(tree.node(row))) return true;
  }
  return false;
}

function walkAttributes({ tree, row, kind }: XmlNode, test: RowTest, visit: Visit): boolean {
  if (kind !== NodeKind.element) return false;
  const { firstAttribute } = tree.columns;
  const behind = firstAttribute[row + 1]!;
  for (let at = firstAttribute[row]!; at < behind; at++) {
    if (test.attribute(tree, at) && visit(tree.attribute(at))) return true;
  }
  return false;
}

function walkParent(tree: Tree, row: number, test: RowTest, visit: Visit): boolean {
  return row !== NONE && test.node(tree, row) && visit(tree.node(row));
}

function walkAncestors(tree: Tree, first: number, test: RowTest, visit: Visit): boolean {
  const { parent, name } = tree.columns;
  const passing = test.names?.(tree);
  if (passing === undefined || first === NONE) return walkAncestorsOfAnyKind(tree, first, test, visit);
  if (test.node(tree, first) && visit(tree.node(first))) return true;
  // What stands over a node is an element; the document, which has no name, is the last.
  for (let row = parent[first]!; row > 0; row = parent[row]!) {
    if (passing[name[row]!] === 1 && visit(tree.node(row))) return true;
  }
  return false;
}

function walkAncestorsOfAnyKind(tree: Tree, first: number, test: RowTest, visit: Visit): boolean {
  const { parent } = tree.columns;
  for (let row = first; row !== NONE; row = parent[row]!) {
    if (test.node(tree, row) && visit(tree.node(row))) return true;
  }
  return false;
}

function walkRows(tree: Tree, from: number, behind: number, test: RowTest, visit: Visit): boolean {
  const passing = behind - from > FEW_ROWS ? test.names?.(tree) : undefined;
  const name = passing?.indexOf(1) ?? NONE;
  if (passing !== undefined && name === NONE) return false;
  if (passing !== undefined && passing.indexOf(1, name + 1) === NONE) {
    return rowsNamed(tree, name, from, behind).some((row) => visit(tree.node(row)));
  }
  for (let row = from; row < behind; row++) {
    if (test.node(tree, row) && visit(tree.node(row))) return true;
  }
  return false;
}

/** So many rows are passed one by one as soon as they are looked up by their name. */
const FEW_ROWS = 32;

function walkPreceding(tree: Tree, from: number, test: RowTest, visit: Visit): boolean {
  const { parent } = tree.columns;
  let above = parent[from]!;
  for (let row = from - 1; row >= 0; row--) {
    if (row === above) above = parent[row]!;
    else if (test.node(tree, row) && visit(tree.node(row))) return true;
  }
  return false;
}
