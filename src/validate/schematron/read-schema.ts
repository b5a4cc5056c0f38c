import type { Tree, XmlNode } from "../../tree/index.ts";
import { type FunctionLibrary, functionLibrary } from "../../xpath/index.ts";
import type { LoadSchemaFile } from "../schema-file.ts";
import { SchemaParts } from "./files.ts";
import { readFunctions } from "./functions.ts";
import { readKeys, XSLT_NAMESPACE } from "./keys.ts";
import { openSchema } from "./open-schema.ts";
import { type Named, readLets, readRule } from "./read-rule.ts";
import { parameterised, SCHEMATRON_NAMESPACE, SchemaReader, type Scope } from "./reader.ts";
import type { Pattern, Phase, SchemaContent, Schematron } from "./schema.ts";
import type { Written, WrittenSchema } from "./written-schema.ts";

/** The query languages that are understood: those whose questions are XPath (ISO/IEC 19757-3, annexes C, H and J). */
const BINDINGS: ReadonlySet<string> = new Set([
  "xslt",
  "xslt2",
  "xslt3",
  "xpath",
  "xpath2",
  "xpath3",
  "xpath31",
]);

const EMPTY: Scope = { parameters: new Map(), variables: new Set(), inlined: new Map() };

/**
 * Reads ISO Schematron (2016, with what the 2025 edition adds): a schema of its own, or the patterns embedded in a
 * RELAX NG schema. `load` gives the files that it includes, extends or asks for by `doc()`, which are resolved against
 * the path of the file they are named in. What cannot be understood is left out and has a finding, which stands in the schema.
 */
export function readSchematron(tree: Tree, load: LoadSchemaFile = () => null): Schematron {
  const parts = new SchemaParts(load, [tree]);
  return openSchema(writtenSchema(tree, parts), parts);
}

/** Reads the rules of a schema and writes them down. */
export function writtenSchema(tree: Tree, files: SchemaParts): WrittenSchema {
  let library: FunctionLibrary | null = null;
  const reader = new SchemaReader(tree, files, () => library);
  const { root } = tree;
  const binding = isSchematron(root) ? (root.get("queryBinding") ?? "xslt") : "xslt";
  const isKnown = BINDINGS.has(binding.toLowerCase());
  if (!isKnown) reader.leaveOut(root, `the query language “${binding}” is not known here, only XPath is`);
  const parts = isKnown ? topParts(tree, reader) : [];
  const globals = parts.filter(({ local }) => local === "let").map((node) => node.get("name") ?? "");
  const functions = isKnown ? readFunctions(functionsIn(tree), new Set(globals), reader) : [];
  if (functions.length > 0) library = functionLibrary(functions, reader.namespaces[0]!);
  const keys = isKnown ? readKeys(tree, reader, EMPTY) : [];
  const content = isKnown ? readParts(tree, parts, reader) : NOTHING;
  const { namespaces, findings } = reader;
  return { files: reader.files, namespaces, functions, keys, ...content, findings };
}

const NOTHING = { lets: [], patterns: [], phases: [], defaultPhase: null };

function isSchematron(node: XmlNode): boolean {
  return node.uri === SCHEMATRON_NAMESPACE;
}

function functionsIn(tree: Tree): XmlNode[] {
  return [...tree.document.descendantElements("function")].filter(
    (node) => node.uri === XSLT_NAMESPACE && node.parent !== null && isSchematron(node.parent),
  );
}

function readParts(
  tree: Tree,
  parts: readonly XmlNode[],
  reader: SchemaReader,
): Omit<SchemaContent<Written>, "findings"> {
  const of = (local: string): XmlNode[] => parts.filter((part) => part.local === local);
  const inner = (...locals: readonly string[]): XmlNode[] =>
    parts.filter((part) => locals.includes(part.local)).flatMap((part) => [...reader.elements(part)]);
  const rules = [...inner("rules"), ...of("rule")].filter(({ local }) => local === "rule");
  const named: Named = {
    diagnostics: byId([...of("diagnostic"), ...inner("diagnostics")]),
    properties: byId([...of("property"), ...inner("properties")]),
    rules: byId(rules),
  };
  const { lets, scope } = readLets(of("let"), reader, EMPTY, true);
  const written = parts.filter(({ local }) => local === "pattern" || local === "group");
  const everywhere = withLetsOfPatterns(written, reader, scope);
  const byName = byId(written);
  const phases = of("phase").map((node) => readPhase(node, byName, reader, scope));
  const withPhases = phases.flatMap((phase) => phase.lets.map(({ name }) => name));
  const outer = { ...everywhere, variables: new Set([...everywhere.variables, ...withPhases]) };
  const patterns = written
    .filter((node) => node.get("abstract") !== "true")
    .map((node) => readPattern(node, byName, reader, outer, named));
  return {
    lets,
    patterns: patterns.filter((pattern) => pattern !== null),
    phases,
    defaultPhase: isSchematron(tree.root) ? tree.root.get("defaultPhase") : null,
  };
}

/** What may stand outermost in a schema of another language: looked for by name, since such a schema is large. */
const TOP_PARTS: readonly string[] = [
  "diagnostic",
  "diagnostics",
  "group",
  "include",
  "let",
  "pattern",
  "phase",
  "properties",
  "property",
  "rules",
  "schema",
];

/** A schema's own parts; of a schema in another language, the outermost elements of Schematron wherever they stand. */
function topParts(tree: Tree, reader: SchemaReader): XmlNode[] {
  const { root } = tree;
  if (isSchematron(root)) return withLibraries(root, reader, 0);
  const outermost = [...tree.document.descendantElements(...TOP_PARTS)].filter(
    (node) => isSchematron(node) && (node.parent === null || !isSchematron(node.parent)),
  );
  return outermost.flatMap((node) => [...reader.withInclusions(node)]);
}

/** `extends` at the top takes over the parts of another schema, or of a `library` (2025 edition). */
function withLibraries(root: XmlNode, reader: SchemaReader, depth: number): XmlNode[] {
  return [...reader.elements(root)].flatMap((part) => {
    if (part.local !== "extends") return [part];
    const called = reader.parts.called(part, depth);
    if ("node" in called) return withLibraries(called.node, reader, depth + 1);
    reader.leaveOut(part, called.reason);
    return [];
  });
}

function byId(nodes: readonly XmlNode[]): Map<string, XmlNode> {
  return new Map(nodes.map((node) => [node.get("id") ?? node.get("xml:id") ?? "", node]));
}

/** The variables of a pattern are known in all (section 5.4.5). */
function withLetsOfPatterns(patterns: readonly XmlNode[], reader: SchemaReader, scope: Scope): Scope {
  const own = patterns.flatMap((pattern) => [...reader.elements(pattern, "let")]);
  return { ...scope, variables: new Set([...scope.variables, ...own.map((node) => node.get("name") ?? "")]) };
}

/** A pattern that is one of an abstract kind takes over its rules, with values for its parameters (section 5.4.10). */
function readPattern(
  node: XmlNode,
  patterns: ReadonlyMap<string, XmlNode>,
  reader: SchemaReader,
  outer: Scope,
  named: Named,
): Pattern<Written> | null {
  const kind = node.get("is-a");
  const base = kind === null ? node : patterns.get(kind);
  if (base === undefined || (kind !== null && base.get("abstract") !== "true")) {
    reader.leaveOut(node, `there is no abstract pattern “${kind}”`);
    return null;
  }
  const given = [base, node].flatMap((each) => [...reader.elements(each, "param")]);
  const parameters = new Map(given.map((each) => [each.get("name") ?? "", each.get("value") ?? ""]));
  const scoped = { ...outer, parameters };
  const { lets, scope } = readLets(reader.elements(base, "let"), reader, scoped, true);
  const documents = node.get("documents") === null ? base : node;
  const all = [...reader.elements(base, "rule")];
  const rules = all.filter((rule) => rule.get("abstract") !== "true");
  const kin = { ...named, rules: new Map([...named.rules, ...byId(all)]) };
  return {
    id: node.get("id"),
    isGroup: base.local === "group",
    documents: reader.maybeExpression(documents, "documents", scoped),
    lets,
    rules: rules.map((rule) => readRule(rule, reader, scope, kin)).filter((rule) => rule !== null),
    at: reader.place(node),
  };
}

function readPhase(
  node: XmlNode,
  patterns: ReadonlyMap<string, XmlNode>,
  reader: SchemaReader,
  outer: Scope,
): Phase<Written> {
  const { lets, scope } = readLets(reader.elements(node, "let"), reader, outer, true);
  const active = [...reader.elements(node, "active")].map((each) => {
    const pattern = parameterised(each.get("pattern") ?? "", outer.parameters);
    if (!patterns.has(pattern)) reader.leaveOut(each, `there is no pattern “${pattern}”`);
    return pattern;
  });
  return {
    id: node.get("id") ?? "",
    lets,
    active,
    from: node.get("from") === null ? null : reader.pattern(node, "from", scope),
    when: reader.maybeExpression(node, "when", scope),
    at: reader.place(node),
  };
}
