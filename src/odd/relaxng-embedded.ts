import { NodeKind, type XmlNode } from "../tree/index.ts";
import { type Markup, markup } from "./markup.ts";
import { findElement, patternName } from "./pattern-name.ts";
import { classExpansion } from "./relaxng-content.ts";
import type { Odd, Specification } from "./specification.ts";

const WRAPPERS: readonly string[] = [
  "group",
  "interleave",
  "choice",
  "optional",
  "zeroOrMore",
  "oneOrMore",
  "list",
  "mixed",
  "div",
];

const EXPANSION =
  /^(.+)_(alternation|sequence|sequenceOptional|sequenceRepeatable|sequenceOptionalRepeatable)$/u;

/**
 * Takes over RELAX NG that stands in the ODD. A reference to what is not there is left out, and what is empty then;
 * null where nothing is left.
 */
export function embedded(odd: Odd, node: XmlNode): Markup | null {
  if (node.local === "ref") return reference(odd, node);
  const children: (Markup | string)[] = [];
  for (const child of node.children()) {
    if (child.isElement && child.uri === node.uri) {
      const inner = embedded(odd, child);
      if (inner !== null) children.push(inner);
    } else if (child.kind === NodeKind.text && child.text.trim() !== "") children.push(child.text.trim());
  }
  if (children.length === 0 && (WRAPPERS.includes(node.local) || isAddition(node))) return null;
  if (children.length === 0 && node.local in NOTHING_LEFT) children.push(markup(NOTHING_LEFT[node.local]!));
  // A div is no pattern, but has been written where a group was meant.
  return markup(node.local === "div" ? "group" : node.local, plainAttributes(node), children);
}

/** What stands in a definition and in an element of which all was left out: they need something in them. */
const NOTHING_LEFT: Readonly<Record<string, string>> = {
  define: "notAllowed",
  start: "notAllowed",
  element: "empty",
};

/** Whether a definition adds to another, and so may be absent. */
function isAddition(node: XmlNode): boolean {
  return ["define", "start"].includes(node.local) && node.get("combine") !== null;
}

/** A name is that of a specification, to which its prefix is added; with `@autoPrefix` false it stands as it is. */
function reference(odd: Odd, node: XmlNode): Markup | null {
  const name = node.get("name") ?? "";
  const spec = isAsWritten(node) ? null : named(odd, name);
  if (spec !== null) return markup("ref", { name: patternName(odd, spec) });
  if (odd.definitions.has(name)) return markup("ref", { name });
  const [, ident = "", expansion = ""] = EXPANSION.exec(name) ?? [];
  if (odd.classes.has(ident)) return classExpansion(odd, ident, expansion);
  const owner = odd.classes.get(name.replace(/\.attributes?(?:\..*)?$/u, ""));
  return owner === undefined || owner.ident === name
    ? null
    : markup("ref", { name: (owner.prefix ?? odd.prefix) + name });
}

function isAsWritten(node: XmlNode): boolean {
  return node.maybeAncestor("content")?.get("autoPrefix") === "false";
}

function named(odd: Odd, name: string): Specification | null {
  const { classes, macros, datatypes } = odd;
  const other = classes.get(name) ?? macros.get(name) ?? datatypes.get(name) ?? null;
  return other ?? findElement(odd.elements, name);
}

/** Gives the attributes of an element of RELAX NG; a prefix in a name becomes its namespace, as it is bound here. */
export function plainAttributes(node: XmlNode): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes()) {
    if (attribute.name.uri === "") attributes[attribute.name.local] = attribute.value;
  }
  const name = attributes.name ?? "";
  if (!["element", "attribute"].includes(node.local) || !name.includes(":") || name.startsWith("xml:"))
    return attributes;
  const [prefix = "", local = ""] = name.split(":");
  return { ...attributes, name: local, ns: node.namespaceOf(prefix) ?? "" };
}
