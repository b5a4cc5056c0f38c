import type { XmlNode } from "../tree/index.ts";
import { type Expression, lazyExpression } from "../xpath/index.ts";

/** A level of a reference system: what is cited by it, and how that is named (TEI P5, 16.2.5.4). */
export interface CiteStructure {
  readonly match: Expression;
  readonly use: Expression;
  /** What the level is: `book`, `verse`. */
  readonly unit: string;
  /** What stands before the name in a reference. */
  readonly delimiter: string;
  readonly inside: readonly CiteStructure[];
}

/** An element that a level of a reference system names. */
export interface CitedElement {
  readonly node: XmlNode;
  readonly name: string;
}

/** Reads the levels that a `refsDecl` or a `citeStructure` holds. Throws an `ExpressionError` for what is not XPath. */
export function citeStructuresIn(holder: XmlNode): readonly CiteStructure[] {
  return [...holder.elements("citeStructure")].map((node) => ({
    match: lazyExpression(node.get("match") ?? "()"),
    use: lazyExpression(node.get("use") ?? "position()"),
    unit: node.get("unit") ?? "unit",
    delimiter: node.get("delim") ?? "",
    inside: citeStructuresIn(node),
  }));
}

/** Gives the elements of a level within one of the level above, or within the document. */
export function citedElements({ match, use }: CiteStructure, within: XmlNode): readonly CitedElement[] {
  const nodes = match.nodes(within).filter((node): node is XmlNode => "isElement" in node && node.isElement);
  const isCounted = use.source.trim() === "position()";
  return nodes.map((node, at) => ({ node, name: isCounted ? String(at + 1) : use.string(node).trim() }));
}
