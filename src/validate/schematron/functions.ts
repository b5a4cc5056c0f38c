import { NodeKind, type XmlNode } from "../../tree/index.ts";
import { ExpressionError, functionLibrary, globalVariable, type WrittenFunction } from "../../xpath/index.ts";
import { XSLT_NAMESPACE } from "./keys.ts";
import type { SchemaReader } from "./reader.ts";

/** What a function is made of is no question, or a question that cannot be asked here. */
class NotUnderstood extends Error {}

/**
 * Reads the `xsl:function` of a schema (ISO/IEC 19757-3, annex J; XSLT 3.0, section 10.3). What they are made of is written
 * as XQuery, which the engine of XPath understands: variables, conditions, loops and questions are; what builds nodes,
 * sorts or groups is not, and has a finding, as have the assertions that call it. `globals` are the variables of the whole
 * schema, which functions may name. Gives what the engine has taken.
 */
export function readFunctions(
  nodes: readonly XmlNode[],
  globals: ReadonlySet<string>,
  reader: SchemaReader,
): readonly WrittenFunction[] {
  const namespaces = reader.namespaces[0]!;
  const all = nodes.flatMap((node) => understood(node, namespaces, globals, reader));
  const read = withoutNamesakes(all, reader);
  if (read.length === 0 || refusal(read, namespaces) === null) return read.map(({ written }) => written);
  return takenAlone(read, namespaces, reader).map(({ written }) => written);
}

/** A function, where it stands and the functions beside it that it calls. */
interface Read {
  readonly node: XmlNode;
  readonly written: WrittenFunction;
}

/** The engine knows all functions by their local names and numbers of arguments: of two that share both the first stands. */
function withoutNamesakes(read: readonly Read[], reader: SchemaReader): readonly Read[] {
  const met = new Set<string>();
  return read.filter(({ node, written: { local, arity } }) => {
    const name = `${local} ${arity}`;
    if (met.has(name)) {
      reader.leaveOut(node, `another function of as many arguments is called “${local}”, which stands`);
      return false;
    }
    met.add(name);
    return true;
  });
}

/** Of functions that cannot be taken together each that can be taken with what it calls; the others have a finding. */
function takenAlone(
  read: readonly Read[],
  namespaces: Readonly<Record<string, string>>,
  reader: SchemaReader,
): readonly Read[] {
  return read.filter((each) => {
    const error = refusal(withCalled(each, read), namespaces);
    if (error !== null) reader.leaveOut(each.node, error.message);
    return error === null;
  });
}

function refusal(
  read: readonly Read[],
  namespaces: Readonly<Record<string, string>>,
): ExpressionError | null {
  try {
    const functions = read.map(({ written }) => written);
    functionLibrary(functions, namespaces);
    return null;
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

/** A function with those that it calls, and those that these call. */
function withCalled(one: Read, all: readonly Read[]): readonly Read[] {
  const found = new Set([one]);
  for (const { written } of found) {
    for (const other of all) {
      const { prefix, local } = other.written;
      if (calls(written.definition, `${prefix}:${local}`)) found.add(other);
    }
  }
  return [...found];
}

function calls(definition: string, name: string): boolean {
  const at = definition.split(name);
  return at.slice(1).some((behind) => /^\s*(?:\(|#\d)/u.test(behind));
}

function understood(
  node: XmlNode,
  namespaces: Readonly<Record<string, string>>,
  globals: ReadonlySet<string>,
  reader: SchemaReader,
): Read[] {
  const [prefix = "", local = ""] = (node.get("name") ?? "").split(":");
  const uri = namespaces[prefix];
  try {
    if (uri === undefined || local === "")
      throw new NotUnderstood("its name has no prefix that sch:ns binds");
    const parameters = [...node.elements()].filter((each) => isInstruction(each, "param"));
    const written = parameters.map((each) => `$${each.get("name") ?? ""}${typeOf(each)}`);
    const body = withGlobals(sequenceOf(contentOf(node).slice(parameters.length)), node, globals);
    const definition = `(${written.join(", ")})${typeOf(node)} { ${body} }`;
    return [{ node, written: { prefix, local, uri, arity: parameters.length, definition } }];
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    reader.leaveOut(node, `${error.message}; the assertions that call it are left out`);
    return [];
  }
}

/** Writes the variables of the schema so that the engine asks for them, where nothing in the function has their name. */
function withGlobals(body: string, node: XmlNode, globals: ReadonlySet<string>): string {
  const bound = [...node.descendantElements("param", "variable")].map((each) => each.get("name") ?? "");
  const inExpressions = [...body.matchAll(/\$([^\s:,()[\]{}]+)\s+(?:as\s|in\s|:=)/gu)].map(
    ([, name]) => name!,
  );
  const own = new Set([...bound, ...inExpressions]);
  const sign = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\$([\p{L}_][\p{L}\p{M}\p{N}._-]*)(?!:)/gu;
  return body.replace(sign, (all, name?: string) =>
    name !== undefined && globals.has(name) && !own.has(name) ? globalVariable(name) : all,
  );
}

function typeOf(node: XmlNode): string {
  const type = node.get("as");
  return type === null ? "" : ` as ${type}`;
}

function isInstruction(node: XmlNode, local: string): boolean {
  return node.isElement && node.uri === XSLT_NAMESPACE && node.local === local;
}

/** Elements, and texts that are more than space between them (XSLT 3.0, section 4.3). */
function contentOf(node: XmlNode): XmlNode[] {
  return [...node.children()].filter(
    (each) => each.isElement || (each.kind === NodeKind.text && each.text.trim() !== ""),
  );
}

/** A sequence constructor: what its instructions give, one after the other; a variable is known to those behind it. */
function sequenceOf(content: readonly XmlNode[]): string {
  const parts: string[] = [];
  for (const [at, node] of content.entries()) {
    if (isInstruction(node, "variable")) {
      const rest = sequenceOf(content.slice(at + 1));
      parts.push(`(let $${node.get("name") ?? ""} := ${variableValue(node)} return ${rest})`);
      break;
    }
    parts.push(instruction(node));
  }
  return `(${parts.join(", ")})`;
}

/**
 * Without a type the content of a variable makes a tree, of which only the text is of use here. A type converts the value as
 * that of a parameter (XSLT 3.0, section 9.3), which XQuery does for parameters alone.
 */
function variableValue(node: XmlNode): string {
  const select = node.get("select");
  const type = typeOf(node);
  const value = select !== null ? question(select) : sequenceOf(contentOf(node));
  if (type !== "") return `(function($colophon-value${type}) { $colophon-value })(${value})`;
  return select !== null ? value : joined(value, literal(""));
}

function instruction(node: XmlNode): string {
  if (node.kind === NodeKind.text) return literal(node.text);
  if (node.uri !== XSLT_NAMESPACE) throw new NotUnderstood(`it builds an element <${node.name.qualified}>`);
  switch (node.local) {
    case "sequence":
      return node.get("select") === null ? sequenceOf(contentOf(node)) : asked(node, "select");
    case "value-of":
      return joined(valuesOf(node), separatorOf(node));
    case "text":
      return literal(node.text);
    case "if":
      return `(if (${asked(node, "test")}) then ${sequenceOf(contentOf(node))} else ())`;
    case "choose":
      return choice([...node.elements()]);
    case "for-each":
      if ([...node.elements()].some((each) => isInstruction(each, "sort"))) return notHere(node);
      return `(${asked(node, "select")} ! ${sequenceOf(contentOf(node))})`;
    default:
      return notHere(node);
  }
}

function notHere({ name }: XmlNode): never {
  throw new NotUnderstood(`<${name.qualified}> is not understood in a function here`);
}

function valuesOf(node: XmlNode): string {
  return node.get("select") === null ? sequenceOf(contentOf(node)) : asked(node, "select");
}

/** Values that are selected are set apart by a space, those of instructions by nothing (XSLT 3.0, section 11.4.3). */
function separatorOf(node: XmlNode): string {
  const separator = node.get("separator") ?? (node.get("select") === null ? "" : " ");
  if (/[{}]/u.test(separator)) throw new NotUnderstood("the separator of its value is worked out");
  return literal(separator);
}

function choice([first, ...rest]: readonly XmlNode[]): string {
  if (first === undefined) return "()";
  if (isInstruction(first, "otherwise")) return sequenceOf(contentOf(first));
  return `(if (${asked(first, "test")}) then ${sequenceOf(contentOf(first))} else ${choice(rest)})`;
}

function asked(node: XmlNode, attribute: string): string {
  const written = node.get(attribute);
  if (written === null) throw new NotUnderstood(`<${node.name.qualified}> has no @${attribute}`);
  return question(written);
}

/** In XQuery an ampersand begins a reference; in XPath it can only stand in a string. */
function question(written: string): string {
  return `(${written.replaceAll("&", "&amp;")})`;
}

function literal(text: string): string {
  return `"${text.replaceAll("&", "&amp;").replaceAll('"', '""')}"`;
}

/** As a text node has it: text of no type, which becomes a number or a truth value where one is asked for. */
function joined(values: string, separator: string): string {
  return `xs:untypedAtomic(string-join(${values} ! string(.), ${separator}))`;
}
