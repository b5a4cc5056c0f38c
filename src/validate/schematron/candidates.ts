import type { Tree } from "../../tree/index.ts";
import { type PatternKey, passingIn, type TreeNode, type Variables } from "../../xpath/index.ts";
import type { Pattern, Rule } from "./schema.ts";

/** A rule in its place among all, with what it needs of a document. */
export interface Placed {
  readonly pattern: Pattern;
  readonly rule: Rule;
  readonly at: number;
  readonly variables: Variables;
  readonly matches: (node: TreeNode) => boolean;
}

/** A rule that is tried only where an attribute stands, or on outermost elements; `names` are those of the elements it can be about. */
export interface WithAttribute {
  readonly placed: Placed;
  readonly names: Uint8Array | null;
}

/** Which rules to try on what, by the numbers of names in one tree, in the order of the schema. */
export interface Candidates {
  readonly byName: readonly (readonly Placed[])[];
  /** Rules about elements that need an attribute of the name. */
  readonly byAttribute: readonly (readonly WithAttribute[])[];
  /** Rules about outermost elements. */
  readonly ofOutermost: readonly WithAttribute[];
  /** Rules about attributes themselves. */
  readonly ofAttributes: readonly (readonly Placed[])[];
  /** Rules about the document, texts, comments and instructions. */
  readonly ofNodes: readonly Placed[];
}

interface Growing {
  readonly byName: Placed[][];
  readonly byAttribute: WithAttribute[][];
  readonly ofOutermost: WithAttribute[];
  readonly ofAttributes: Placed[][];
  readonly ofNodes: Placed[];
}

/** Sorts rules by the names that they can match in a tree. */
export function candidatesIn(rules: readonly Placed[], tree: Tree): Candidates {
  const lists = <T>(): T[][] => Array.from({ length: tree.names.size }, () => []);
  const found: Growing = {
    byName: lists(),
    byAttribute: lists(),
    ofOutermost: [],
    ofAttributes: lists(),
    ofNodes: [],
  };
  for (const placed of rules) for (const key of placed.rule.context.keys) place(placed, key, tree, found);
  return found;
}

function place(placed: Placed, { kind, name, attribute }: PatternKey, tree: Tree, found: Growing): void {
  const passing = name === null ? null : passingIn(name, tree);
  if (kind === "node") addOnce(found.ofNodes, placed);
  else if (kind === "attribute") addTo(found.ofAttributes, placed, passing);
  else if (kind === "outermost") found.ofOutermost.push({ placed, names: passing });
  else if (attribute === null) addTo(found.byName, placed, passing);
  else {
    for (let id = 0; id < tree.names.size; id++) {
      const { local, uri } = tree.names.get(id);
      if (local === attribute.local && uri === attribute.uri) {
        found.byAttribute[id]!.push({ placed, names: passing });
      }
    }
  }
}

function addTo(lists: readonly Placed[][], placed: Placed, passing: Uint8Array | null): void {
  lists.forEach((list, id) => {
    if (passing === null || passing[id] === 1) addOnce(list, placed);
  });
}

/** The parts of a union may want the same. */
function addOnce(list: Placed[], placed: Placed): void {
  if (list.at(-1) !== placed) list.push(placed);
}
