import { NodeKind, type XmlNode } from "../../tree/index.ts";
import { ExpressionError, functionLibrary, type WrittenFunction } from "../../xpath/index.ts";
import { XSLT_NAMESPACE } from "./keys.ts";
import type { SchemaReader } from "./reader.ts";

/** What a function is made of is no question, or a question that cannot be asked here. */
class NotUnderstood extends Error {}

/**
 * Reads the `xsl:function` of a schema (ISO/IEC 19757-3, annex J; XSLT 3.0, section 10.3). What they are made of is written
 * as XQuery, which the engine of XPath understands: variables, conditions, loops and questions are; what builds nodes,
 * sorts or groups is not, and has a finding, as have the assertions that call it. Gives what the engine has taken.
 */
export function readFunctions(nodes: readonly XmlNode[], reader: SchemaReader): readonly WrittenFunction[] {
  const namespaces = reader.namespaces[0]!;
  const written = nodes.flatMap((node) => understood(node, namespaces, reader));
  if (written.length === 0) return [];
  try {
    functionLibrary(written, namespaces);
    return written;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    for (const node of nodes) reader.leaveOut(node, error.message);
    return [];
  }
}

function understood(
  node: XmlNode,
  namespaces: Readonly<Record<string, string>>,
  reader: SchemaReader,
): WrittenFunction[] {
  const [prefix = "", local = ""] = (node.get("name") ?? "").split(":");
  const uri = namespaces[prefix];
  try {
    if (uri === undefined || local === "")
      throw new NotUnderstood("its name has no prefix that sch:ns binds");
    const parameters = [...node.elements()].filter((each) => isInstruction(each, "param"));
    const written = parameters.map((each) => `$${each.get("name") ?? ""}${typeOf(each)}`);
    const body = sequenceOf(contentOf(node).slice(parameters.length));
    const definition = `(${written.join(", ")})${typeOf(node)} { ${body} }`;
    return [{ prefix, local, uri, arity: parameters.length, definition }];
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    reader.leaveOut(node, `${error.message}; the assertions that call it are left out`);
    return [];
  }
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
      parts.push(`(let $${node.get("name") ?? ""}${typeOf(node)} := ${variableValue(node)} return ${rest})`);
      break;
    }
    parts.push(instruction(node));
  }
  return `(${parts.join(", ")})`;
}

/** Without a type the content of a variable makes a tree, of which only the text is of use here. */
function variableValue(node: XmlNode): string {
  const select = node.get("select");
  if (select !== null) return question(select);
  const content = sequenceOf(contentOf(node));
  return node.get("as") === null ? joined(content, literal("")) : content;
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

function joined(values: string, separator: string): string {
  return `string-join(${values} ! string(.), ${separator})`;
}
