import { NodeKind, type XmlNode } from "../tree/index.ts";
import { foreignNames } from "./foreign-grammar.ts";
import { type Markup, markup } from "./markup.ts";
import { classExpansion } from "./relaxng-content.ts";
import type { Odd } from "./specification.ts";

const WRAPPERS: readonly string[] = [
  "group",
  "interleave",
  "choice",
  "optional",
  "zeroOrMore",
  "oneOrMore",
  "list",
  "mixed",
];

const EXPANSION =
  /^(.+)_(alternation|sequence|sequenceOptional|sequenceRepeatable|sequenceOptionalRepeatable)$/u;

/**
 * Takes over RELAX NG that stands in the ODD. A reference to what is not there is left out, and what is empty then;
 * null where nothing is left.
 */
export function embedded(odd: Odd, node: XmlNode): Markup | null {
  if (node.local === "ref") return reference(odd, node.get("name") ?? "");
  const children: (Markup | string)[] = [];
  for (const child of node.children()) {
    if (child.isElement && child.uri === node.uri) {
      const inner = embedded(odd, child);
      if (inner !== null) children.push(inner);
    } else if (child.kind === NodeKind.text && child.text.trim() !== "") children.push(child.text.trim());
  }
  if (children.length === 0 && WRAPPERS.includes(node.local)) return null;
  return markup(node.local, plainAttributes(node), children);
}

function reference(odd: Odd, name: string): Markup | null {
  const kinds = [odd.elements, odd.classes, odd.macros, odd.datatypes];
  if (kinds.some((kind) => kind.has(name)) || foreignNames(odd).has(name)) return markup("ref", { name });
  const [, ident = "", expansion = ""] = EXPANSION.exec(name) ?? [];
  if (odd.classes.has(ident)) return classExpansion(odd, ident, expansion);
  const attributes = name.replace(/\.attributes?(?:\..*)?$/u, "");
  return attributes !== name && odd.classes.has(attributes) ? markup("ref", { name }) : null;
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
