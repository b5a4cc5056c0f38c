import type { XmlNode } from "../../tree/index.ts";
import { readMessage } from "./read-message.ts";
import { isRich, parameterised, type SchemaReader, type Scope } from "./reader.ts";
import type { Check, Let, Rule } from "./schema.ts";
import type { Written } from "./written-schema.ts";

/** The parts of a schema that others point to, by id. */
export interface Named {
  readonly diagnostics: ReadonlyMap<string, XmlNode>;
  readonly properties: ReadonlyMap<string, XmlNode>;
  /** Abstract rules that any pattern may extend; those of a pattern are its own (section 5.4.12). */
  readonly rules: ReadonlyMap<string, XmlNode>;
}

/** Reads a rule; null where its context cannot be understood. */
export function readRule(
  node: XmlNode,
  reader: SchemaReader,
  outer: Scope,
  named: Named,
): Rule<Written> | null {
  const context = reader.pattern(node, "context", outer);
  if (context === null) return null;
  const parts = withExtensions(node, reader, named, []);
  const { lets, scope } = readLets(
    parts.filter((part) => part.local === "let"),
    reader,
    outer,
  );
  const checks = parts.filter(({ local }) => local === "assert" || local === "report");
  return {
    context,
    lets,
    checks: checks
      .map((part) => readCheck(part, node, reader, scope, named))
      .filter((check) => check !== null),
    subject: reader.maybeExpression(node, "subject", scope),
    visitEach: reader.maybeExpression(node, "visit-each", scope),
    at: reader.place(node),
  };
}

/** The parts of a rule, those of the rules it extends in their place (section 5.4.12). */
function withExtensions(
  rule: XmlNode,
  reader: SchemaReader,
  named: Named,
  above: readonly XmlNode[],
): XmlNode[] {
  return [...reader.elements(rule)].flatMap((part) => {
    if (part.local !== "extends") return [part];
    const base = extended(part, reader, named, above);
    return base === null ? [] : withExtensions(base, reader, named, [...above, base]);
  });
}

function extended(
  part: XmlNode,
  reader: SchemaReader,
  named: Named,
  above: readonly XmlNode[],
): XmlNode | null {
  const id = part.get("rule");
  if (id !== null) {
    const base = named.rules.get(id);
    const isKin = base !== undefined && base.get("abstract") === "true" && !above.includes(base);
    if (!isKin) reader.leaveOut(part, `there is no abstract rule “${id}”`);
    return isKin ? base : null;
  }
  const called = reader.parts.called(part, above.length);
  if ("node" in called) return called.node;
  reader.leaveOut(part, called.reason);
  return null;
}

function readCheck(
  node: XmlNode,
  rule: XmlNode,
  reader: SchemaReader,
  scope: Scope,
  named: Named,
): Check<Written> | null {
  const test = reader.expression(node, "test", scope);
  if (test === null) return null;
  const remarks = [
    ...pointedTo(node, "diagnostics", named.diagnostics, reader),
    ...pointedTo(node, "properties", named.properties, reader),
  ];
  return {
    kind: node.local === "assert" ? "assert" : "report",
    test,
    severity: severityOf(node, rule),
    message: readMessage(node, reader, scope),
    remarks: remarks.map((each) => readMessage(each, reader, scope)),
    subject: reader.maybeExpression(node, "subject", scope),
    at: reader.place(node),
  };
}

function pointedTo(
  node: XmlNode,
  attribute: string,
  named: ReadonlyMap<string, XmlNode>,
  reader: SchemaReader,
): XmlNode[] {
  const ids = (node.get(attribute) ?? "").split(/\s+/u).filter((id) => id !== "");
  return ids.flatMap((id) => {
    const found = named.get(id);
    if (found === undefined) reader.leaveOut(node, `there is no “${id}”`, `@${attribute}`);
    return found ?? [];
  });
}

/** `@severity` comes with the 2025 edition; `@role` and `@flag` have no fixed words, these are the ones in use. */
function severityOf(node: XmlNode, rule: XmlNode): "error" | "warning" | "info" {
  for (const said of [node.get("severity"), rule.get("severity"), node.get("role"), rule.get("role")]) {
    if (said === null) continue;
    const word = said.trim().toLowerCase();
    if (["warn", "warning", "nonfatal"].includes(word)) return "warning";
    return ["info", "information", "informational", "hint"].includes(word) ? "info" : "error";
  }
  return "error";
}

/** Reads variables, each of which may use those before it; the scope given has them all. */
export function readLets(
  nodes: Iterable<XmlNode>,
  reader: SchemaReader,
  outer: Scope,
  isOfDocument = false,
): { readonly lets: readonly Let<Written>[]; readonly scope: Scope } {
  const lets: Let<Written>[] = [];
  const variables = new Set(outer.variables);
  const inlined = new Map(outer.inlined);
  const own = new Set<string>();
  for (const node of nodes) {
    const name = node.get("name") ?? "";
    if (own.has(name)) reader.leaveOut(node, `the variable $${name} is there already`);
    own.add(name);
    const value = letValue(node, reader, { ...outer, variables, inlined });
    if (value === null) continue;
    inlined.delete(name);
    const source = parameterised(node.get("value") ?? "", outer.parameters);
    if (isRich(source, inlined)) inlined.set(name, isOfDocument ? `(/) ! (${source})` : source);
    else lets.push({ name, value, at: reader.place(node) });
    variables.add(name);
  }
  return { lets, scope: { ...outer, variables, inlined } };
}

/** Without `@value` the content is the value: its elements, or its words where it has none. */
function letValue(node: XmlNode, reader: SchemaReader, scope: Scope): Written["value"] | null {
  if (node.get("value") !== null) return reader.expression(node, "value", scope);
  const elements = [...node.elements()];
  return { content: elements.length > 0 ? elements.map((each) => reader.place(each)) : [node.text] };
}
