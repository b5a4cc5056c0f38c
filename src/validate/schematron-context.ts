import type { Tree, XmlNode } from "../tree/index.ts";
import { compileExpression, type ExpressionOptions, type TreeNode, type Variables } from "../xpath/index.ts";

/** A `rule/@context`: a pattern that nodes match, found for a whole document at once. */
export interface Context {
  readonly nodes: (tree: Tree, variables: Variables) => readonly TreeNode[];
}

/**
 * Understands a pattern (XSLT 3.0, section 5.5). A node matches a path if the path, asked of the node itself or of
 * something above it, gives the node. So a name alone is looked up among the names; one step with conditions is asked
 * of the parents of what has the name; a longer path is asked everywhere, unless its last name does not occur; and an
 * absolute path is asked once. Throws an `ExpressionError` for a pattern that is no XPath.
 */
export function compileContext(source: string, options: ExpressionOptions): Context {
  // A pattern is an expression as well: asked as it stands, a mistake in it is shown as it was written.
  compileExpression(source, options);
  const branches = splitUnion(source).map((branch) => compileBranch(branch, options));
  if (branches.length === 1) return branches[0]!;
  return {
    nodes: (tree, variables) => [...new Set(branches.flatMap((branch) => branch.nodes(tree, variables)))],
  };
}

function compileBranch(source: string, options: ExpressionOptions): Context {
  const absolute = /^(?:\/|\$|(?:id|key|doc|root)\s*\()/u.test(source);
  const expression = compileExpression(
    absolute ? source : `/descendant-or-self::node()/(${source})`,
    options,
  );
  const last = lastName(source, options);
  const everywhere = (tree: Tree, variables: Variables): readonly TreeNode[] =>
    expression.nodes(tree.document, variables);
  if (last === null) return { nodes: everywhere };
  if (absolute || !last.isOnly) {
    return {
      nodes: (tree, variables) => (elementsNamed(tree, last).length === 0 ? [] : everywhere(tree, variables)),
    };
  }
  if (last.isWhole) return { nodes: (tree) => elementsNamed(tree, last) };
  const step = compileExpression(source, options);
  return {
    nodes: (tree, variables) =>
      parentsOf(elementsNamed(tree, last)).flatMap((parent) => step.nodes(parent, variables)),
  };
}

interface LastName {
  readonly uri: string;
  readonly local: string;
  /** Whether the path has this step alone. */
  readonly isOnly: boolean;
  /** Whether that step has no conditions. */
  readonly isWhole: boolean;
}

/** Gives the element name that a path ends with, or null where it ends otherwise or its end is not plain. */
function lastName(source: string, options: ExpressionOptions): LastName | null {
  const bare = withoutConditions(source);
  const found =
    bare === null ? null : /^(.*?)(?:([\p{L}_][\p{L}\p{N}_.-]*):)?([\p{L}_][\p{L}\p{N}_.-]*)$/su.exec(bare);
  if (found === null || !/^$|\/$/u.test(found[1]!)) return null;
  const prefix = found[2];
  const uri = prefix === undefined ? (options.defaultElementNamespace ?? "") : options.namespaces?.[prefix];
  if (uri === undefined) return null;
  return { uri, local: found[3]!, isOnly: found[1] === "", isWhole: bare === source.trim() };
}

/** Gives a path without what stands in brackets; null for one with strings, calls or comments outside of them. */
function withoutConditions(source: string): string | null {
  const { depthAt } = scan(source);
  const bare = [...source]
    .filter((sign, at) => depthAt[at] === 0 && sign !== "[" && sign !== "]")
    .join("")
    .trim();
  return /[('"@*]/u.test(bare) ? null : bare;
}

function elementsNamed(tree: Tree, { uri, local }: { uri: string; local: string }): XmlNode[] {
  const ids = new Set<number>();
  for (let id = 0; id < tree.names.size; id++) {
    const name = tree.names.get(id);
    if (name.local === local && name.uri === uri) ids.add(id);
  }
  const found: XmlNode[] = [];
  if (ids.size === 0) return found;
  for (let row = 0; row < tree.size; row++) {
    if (ids.has(tree.columns.name[row]!) && tree.node(row).isElement) found.push(tree.node(row));
  }
  return found;
}

function parentsOf(nodes: readonly XmlNode[]): XmlNode[] {
  return [...new Set(nodes.map((node) => node.parent))].filter((parent) => parent !== null);
}

/** Splits a pattern at the `|` that stand outside of brackets and strings. */
function splitUnion(source: string): string[] {
  const { depthAt } = scan(source);
  const cuts = [...source].flatMap((sign, at) => (sign === "|" && depthAt[at] === 0 ? [at] : []));
  const signs = [...source];
  return [-1, ...cuts].map((cut, at) =>
    signs
      .slice(cut + 1, cuts[at] ?? signs.length)
      .join("")
      .trim(),
  );
}

/** How deep each sign of an expression stands in brackets, parentheses and strings. */
function scan(source: string): { depthAt: number[] } {
  const depthAt: number[] = [];
  let depth = 0;
  let quote: string | null = null;
  for (const sign of source) {
    if (quote !== null) {
      depthAt.push(depth + 1);
      if (sign === quote) quote = null;
      continue;
    }
    if (sign === "]" || sign === ")") depth--;
    depthAt.push(sign === "'" || sign === '"' ? depth + 1 : depth);
    if (sign === "[" || sign === "(") depth++;
    if (sign === "'" || sign === '"') quote = sign;
  }
  return { depthAt };
}
