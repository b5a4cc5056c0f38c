import { NodeKind, type Tree } from "../../tree/index.ts";
import type { TreeNode, Variables } from "../../xpath/index.ts";
import { type Candidates, candidatesIn, type Placed, type WithAttribute } from "./candidates.ts";
import { judge } from "./judge.ts";
import type { Run } from "./run.ts";
import type { Pattern } from "./schema.ts";

type Within = ((node: TreeNode) => boolean) | null;

/** Applies patterns to a document in one pass over it: each node is tried by those rules alone that can match its name. */
export function applyPatterns(
  patterns: readonly Pattern[],
  tree: Tree,
  variables: Variables,
  run: Run,
  within: Within,
): void {
  const placed: Placed[] = [];
  for (const pattern of patterns) placeRules(pattern, tree, variables, run, placed);
  if (placed.length === 0) return;
  const candidates = candidatesIn(placed, tree);
  const isTried = triedRows(candidates, tree);
  for (let row = 0; row < isTried.length; row++) {
    if (isTried[row] === 1) tryRow(row, candidates, tree, run, within);
  }
}

/** Says of each row whether some rule may have to do with it or with its attributes: of most rows none has. */
function triedRows(candidates: Candidates, tree: Tree): Uint8Array {
  const { kind, name, attributeName, attributeOwner } = tree.columns;
  const rows = new Uint8Array(tree.size);
  const names = Uint8Array.from(candidates.byName, (list) => Number(list.length > 0));
  const others = Number(candidates.ofNodes.length > 0);
  for (let row = 0; row < rows.length; row++) {
    rows[row] = kind[row] === NodeKind.element ? names[name[row]!]! : others;
  }
  const { byAttribute, ofAttributes } = candidates;
  const attributes = Uint8Array.from(byAttribute, (list, id) =>
    Number(list.length + ofAttributes[id]!.length > 0),
  );
  for (let at = 0; at < attributeName.length; at++) {
    if (attributes[attributeName[at]!] === 1) rows[attributeOwner[at]!] = 1;
  }
  if (candidates.ofOutermost.length > 0) rows[tree.root.row] = 1;
  return rows;
}

function tryRow(row: number, candidates: Candidates, tree: Tree, run: Run, within: Within): void {
  const { kind, name, parent, firstAttribute, attributeName } = tree.columns;
  if (kind[row] !== NodeKind.element) {
    tryAll(candidates.ofNodes, tree.node(row), run, within);
    return;
  }
  let found = candidates.byName[name[row]!]!;
  if (parent[row] === 0) found = merged(found, candidates.ofOutermost, name[row]!);
  const behind = firstAttribute[row + 1]!;
  for (let at = firstAttribute[row]!; at < behind; at++) {
    const more = candidates.byAttribute[attributeName[at]!]!;
    if (more.length > 0) found = merged(found, more, name[row]!);
    const own = candidates.ofAttributes[attributeName[at]!]!;
    if (own.length > 0) tryAll(own, tree.attribute(at), run, within);
  }
  if (found.length > 0) tryAll(found, tree.node(row), run, within);
}

/** The rules of a pattern in their order, with what they need of this document. */
function placeRules(pattern: Pattern, tree: Tree, outer: Variables, run: Run, placed: Placed[]): void {
  const variables = run.withLets(pattern.lets, tree.document, outer);
  for (const rule of pattern.rules) {
    let asked: ((node: TreeNode) => boolean) | undefined;
    const matches = (node: TreeNode): boolean => {
      asked ??= rule.context.matcher(tree, variables);
      return asked(node);
    };
    placed.push({ pattern, rule, at: placed.length, variables, matches });
  }
}

/** Rules that need an attribute join those of the name, in the order of the schema. */
function merged(found: readonly Placed[], more: readonly WithAttribute[], name: number): readonly Placed[] {
  const fitting = more.filter(({ names }) => names === null || names[name] === 1).map(({ placed }) => placed);
  if (fitting.length === 0) return found;
  return [...new Set([...found, ...fitting])].sort((one, other) => one.at - other.at);
}

function tryAll(candidates: readonly Placed[], node: TreeNode, run: Run, within: Within): void {
  if (within !== null && !within(node)) return;
  let judged: Pattern | null = null;
  for (const placed of candidates) {
    const { pattern, rule, variables } = placed;
    if (pattern === judged) continue;
    if (!rule.context.isByName && run.attempt(rule.at, () => placed.matches(node)) !== true) continue;
    if (!pattern.isGroup) judged = pattern;
    judge(rule, node, variables, run);
  }
}
