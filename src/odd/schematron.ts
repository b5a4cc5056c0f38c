import { NodeKind, TEI_NAMESPACE, XML_NAMESPACE, type XmlNode } from "../tree/index.ts";
import { SCHEMATRON_NAMESPACE } from "./constraints.ts";
import { deprecationPatterns } from "./deprecation.ts";
import { type Markup, markup, writeMarkup } from "./markup.ts";
import { parameterPatterns } from "./parameter-lists.ts";
import type { Constraint, Odd } from "./specification.ts";

/**
 * Compiles the constraints of an ODD to ISO Schematron: one pattern for each `constraintSpec`. An assertion that
 * stands in no rule, or in a rule without a context, is about the element or attribute it was written for (TEI Guidelines,
 * section 23.5.8). Further patterns warn of what is deprecated, and hold the parameters of processing models to their lists.
 */
export function compileSchematron(odd: Odd): string {
  const namespaces = new Map([["tei", TEI_NAMESPACE]]);
  for (const { parts } of odd.constraints)
    for (const ns of parts)
      if (ns.local === "ns") namespaces.set(ns.get("prefix") ?? "", ns.get("uri") ?? "");
  const declared = [...namespaces].map(([prefix, uri]) => markup("ns", { prefix, uri }));
  const title = markup("title", {}, [`Rules of ${odd.schemaIdent}`]);
  return writeMarkup(
    markup("schema", { xmlns: SCHEMATRON_NAMESPACE, queryBinding: "xslt3" }, [
      title,
      ...declared,
      ...partsOf(odd),
    ]),
  );
}

/** Tells whether there is anything to say in Schematron. */
export function hasRules(odd: Odd): boolean {
  return partsOf(odd).length > 0;
}

function partsOf(odd: Odd): Markup[] {
  return [
    ...odd.constraints.flatMap((constraint) => patternsOf(odd, constraint)),
    ...deprecationPatterns(odd),
    ...parameterPatterns(odd),
  ];
}

function patternsOf(odd: Odd, { node, ident, contexts, parts }: Constraint): Markup[] {
  const context = contexts.join(" | ");
  const found: Markup[] = [];
  const rules: Markup[] = [];
  const bare: Markup[] = [];
  for (const child of parts) {
    if (child.local === "ns") continue;
    if (child.local === "rule") rules.push(...withContext(copy(child), context));
    else if (["assert", "report", "let"].includes(child.local)) bare.push(copy(child));
    else found.push(copy(child));
  }
  if (bare.some((each) => each.name !== "let")) rules.push(...withContext(markup("rule", {}, bare), context));
  if (rules.length > 0) found.unshift(markup("pattern", { id: patternId(odd, node, ident) }, rules));
  return found;
}

/** An abstract rule is taken up by others, which say what it is about; a rule of a class without members is about nothing. */
function withContext(rule: Markup, context: string): Markup[] {
  if ("context" in rule.attributes || rule.attributes.abstract === "true") return [rule];
  return context === "" ? [] : [{ ...rule, attributes: { context, ...rule.attributes } }];
}

function patternId(odd: Odd, node: XmlNode, ident: string): string {
  const spec = node.maybeAncestor("elementSpec", "classSpec");
  const attribute = node.maybeAncestor("attDef");
  const parts = [odd.schemaIdent, spec?.get("ident"), attribute?.get("ident"), ident];
  return parts
    .filter(Boolean)
    .join("-")
    .replace(/[^\w.-]/gu, "");
}

function copy(node: XmlNode): Markup {
  const attributes: Record<string, string> = {};
  for (const { name, value } of node.attributes()) {
    // An attribute of another vocabulary, such as a quick fix, would need its prefix declared.
    if (name.uri === "" || name.uri === XML_NAMESPACE)
      attributes[name.qualified] = value.replace(/\s+/gu, " ").trim();
  }
  return markup(node.local, attributes, trimmed([...node.children()].flatMap(copyChild)));
}

function copyChild(node: XmlNode): (Markup | string)[] {
  if (node.isElement) return node.uri === SCHEMATRON_NAMESPACE ? [copy(node)] : [node.text];
  return node.kind === NodeKind.text ? [node.text.replace(/\s+/gu, " ")] : [];
}

/** White space at the ends of a message, and between rules, is that of the ODD's layout. */
function trimmed(children: readonly (Markup | string)[]): (Markup | string)[] {
  if (children.every((child) => typeof child !== "string" || child.trim() === "")) {
    return children.filter((child) => typeof child !== "string");
  }
  const last = children.length - 1;
  return children
    .map((child, at) => {
      if (typeof child !== "string") return child;
      const start = at === 0 ? child.trimStart() : child;
      return at === last ? start.trimEnd() : start;
    })
    .filter((child) => child !== "");
}
