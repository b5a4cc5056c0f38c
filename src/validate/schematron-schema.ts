import { catalogue, type Finding } from "../report/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import {
  compileExpression,
  type Expression,
  ExpressionError,
  type ExpressionOptions,
} from "../xpath/index.ts";
import { type Context, compileContext } from "./schematron-context.ts";

const SCHEMATRON_NAMESPACE = "http://purl.oclc.org/dsdl/schematron";

/** `let`: a name for the answer to a question. */
export interface Let {
  readonly name: string;
  readonly value: Expression;
  readonly node: XmlNode;
}

/** A piece of a message: words, a value (`value-of`), or a name (`name`, of the node in question without a path). */
export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value" | "name"; readonly value: Expression | null; readonly node: XmlNode };

/** `assert` or `report`. */
export interface Check {
  readonly kind: "assert" | "report";
  readonly test: Expression;
  readonly severity: "error" | "warning" | "info";
  readonly message: readonly MessagePart[];
  readonly diagnostics: readonly (readonly MessagePart[])[];
  readonly subject: Expression | null;
  readonly node: XmlNode;
}

export interface Rule {
  readonly context: Context;
  readonly lets: readonly Let[];
  readonly checks: readonly Check[];
  readonly subject: Expression | null;
  readonly node: XmlNode;
}

export interface Pattern {
  readonly lets: readonly Let[];
  readonly rules: readonly Rule[];
}

/** The rules of a schema, understood once and applied to any number of documents. */
export interface Schematron {
  readonly path: string;
  readonly lets: readonly Let[];
  readonly patterns: readonly Pattern[];
  /** Rules that are left out, each with its reason. */
  readonly findings: readonly Finding[];
}

interface Reader {
  readonly options: ExpressionOptions;
  readonly findings: Finding[];
  readonly diagnostics: ReadonlyMap<string, XmlNode>;
  /** Rules and patterns that others take over, by id. */
  readonly abstracts: ReadonlyMap<string, XmlNode>;
  /** Values for the parameters of an abstract pattern. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads ISO Schematron: a schema of its own, or the patterns embedded in a RELAX NG schema. Phases are not looked at:
 * all patterns are active. What cannot be understood is left out and has a finding, which stands in the schema.
 */
export function readSchematron(tree: Tree): Schematron {
  const nodes = [...tree.document.descendantElements()].filter((node) => node.uri === SCHEMATRON_NAMESPACE);
  const named = (local: string): XmlNode[] => nodes.filter((node) => node.local === local);
  const reader: Reader = {
    options: { namespaces: namespacesOf(named("ns")), defaultElementNamespace: "" },
    findings: [],
    diagnostics: byId(named("diagnostic")),
    abstracts: byId([...named("rule"), ...named("pattern")].filter(isAbstract)),
    parameters: new Map(),
  };
  for (const node of named("include")) {
    reader.findings.push(
      catalogue.ruleUnusable(node, { what: "<include>", reason: "other files are not read" }),
    );
  }
  const patterns = named("pattern")
    .filter((node) => !isAbstract(node))
    .map((node) => readPattern(node, reader));
  const lets = named("let").filter((node) => !["rule", "pattern"].includes(node.parent?.local ?? ""));
  return { path: tree.path, lets: readLets(lets, reader), patterns, findings: reader.findings };
}

function namespacesOf(nodes: readonly XmlNode[]): Record<string, string> {
  return Object.fromEntries(nodes.map((node) => [node.get("prefix") ?? "", node.get("uri") ?? ""]));
}

function byId(nodes: readonly XmlNode[]): Map<string, XmlNode> {
  return new Map(nodes.map((node) => [node.get("id") ?? "", node]));
}

function isAbstract(node: XmlNode): boolean {
  return node.get("abstract") === "true";
}

/** A pattern that is one of an abstract kind takes over its rules, with values for its parameters (section 5.4.10). */
function readPattern(node: XmlNode, reader: Reader): Pattern {
  const kind = node.get("is-a");
  if (kind === null) return readRules(node, reader);
  const base = reader.abstracts.get(kind);
  if (base === undefined) {
    leaveOut(node, `there is no abstract pattern “${kind}”`, reader);
    return { lets: [], rules: [] };
  }
  const parameters = new Map(
    [...node.elements("param")].map((param) => [param.get("name") ?? "", param.get("value") ?? ""]),
  );
  return readRules(base, { ...reader, parameters });
}

function readRules(node: XmlNode, reader: Reader): Pattern {
  const rules = [...node.elements("rule")].filter((rule) => !isAbstract(rule));
  return {
    lets: readLets([...node.elements("let")], reader),
    rules: rules.map((rule) => readRule(rule, reader)).filter((rule) => rule !== null),
  };
}

function readRule(node: XmlNode, reader: Reader): Rule | null {
  const options = reader.options;
  const context = understood(node, reader, () =>
    compileContext(parameterised(node.get("context") ?? "", reader), options),
  );
  if (context === null) return null;
  const parts = withExtensions(node, reader, []);
  return {
    context,
    lets: readLets(
      parts.filter((part) => part.local === "let"),
      reader,
    ),
    checks: parts.map((part) => readCheck(part, node, reader)).filter((check) => check !== null),
    subject: subjectOf(node, reader),
    node,
  };
}

/** The parts of a rule, those of the abstract rules it extends in their place (section 5.4.5). */
function withExtensions(rule: XmlNode, reader: Reader, above: readonly XmlNode[]): XmlNode[] {
  return [...rule.elements()].flatMap((part) => {
    if (part.local !== "extends") return [part];
    const base = reader.abstracts.get(part.get("rule") ?? "");
    if (base !== undefined && !above.includes(base)) return withExtensions(base, reader, [...above, base]);
    leaveOut(part, `there is no abstract rule “${part.get("rule") ?? part.get("href") ?? ""}”`, reader);
    return [];
  });
}

function readCheck(node: XmlNode, rule: XmlNode, reader: Reader): Check | null {
  if (node.local !== "assert" && node.local !== "report") return null;
  const test = expression(node, "test", reader);
  if (test === null) return null;
  const diagnostics = (node.get("diagnostics") ?? "").split(/\s+/u).map((id) => reader.diagnostics.get(id));
  return {
    kind: node.local,
    test,
    severity: severityOf(node.get("role") ?? rule.get("role")),
    message: readMessage(node, reader),
    diagnostics: diagnostics.filter((each) => each !== undefined).map((each) => readMessage(each, reader)),
    subject: subjectOf(node, reader),
    node,
  };
}

function subjectOf(node: XmlNode, reader: Reader): Expression | null {
  return node.get("subject") === null ? null : expression(node, "subject", reader);
}

/** `@role` has no fixed words; these are the ones in use. */
function severityOf(role: string | null): "error" | "warning" | "info" {
  const word = (role ?? "").trim().toLowerCase();
  if (["warn", "warning", "nonfatal"].includes(word)) return "warning";
  return ["info", "information", "informational", "hint"].includes(word) ? "info" : "error";
}

function readMessage(node: XmlNode, reader: Reader): MessagePart[] {
  return [...node.children()].flatMap((child): MessagePart[] => {
    if (child.isText) return [{ kind: "text", text: child.text }];
    if (!child.isElement) return [];
    if (child.local === "value-of") return valuePart("value", expression(child, "select", reader), child);
    if (child.local !== "name") return readMessage(child, reader);
    if (child.get("path") === null) return [{ kind: "name", value: null, node: child }];
    return valuePart("name", expression(child, "path", reader), child);
  });
}

/** A value that is no XPath has its finding; the message goes on without it. */
function valuePart(kind: "value" | "name", value: Expression | null, node: XmlNode): MessagePart[] {
  return value === null ? [] : [{ kind, value, node }];
}

function readLets(nodes: readonly XmlNode[], reader: Reader): Let[] {
  return nodes.flatMap((node) => {
    const value = expression(node, "value", reader);
    return value === null ? [] : [{ name: node.get("name") ?? "", value, node }];
  });
}

function expression(node: XmlNode, attribute: string, reader: Reader): Expression | null {
  const source = parameterised(node.get(attribute) ?? "", reader);
  return understood(node, reader, () => compileExpression(source, reader.options));
}

/** Parameters of an abstract pattern are put in as text, the longest names first. */
function parameterised(source: string, { parameters }: Reader): string {
  const names = [...parameters.keys()].sort((one, other) => other.length - one.length);
  return names.reduce((text, name) => text.replaceAll(`$${name}`, parameters.get(name) ?? ""), source);
}

function understood<T>(node: XmlNode, reader: Reader, make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    leaveOut(node, error.message, reader);
    return null;
  }
}

function leaveOut(node: XmlNode, reason: string, reader: Reader): void {
  reader.findings.push(catalogue.ruleUnusable(node, { what: `<${node.name.qualified}>`, reason }));
}
