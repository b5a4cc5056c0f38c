import { serializeNode, TEI_NAMESPACE, type XmlNode } from "../tree/index.ts";

const EXAMPLES = "http://www.tei-c.org/ns/Examples";

/**
 * Gives the source of an example of XML (`egXML`), which is shown as it was typed, without the indentation that all of its
 * lines share; null for any other element.
 */
export function exampleSource(node: XmlNode): string | null {
  if (!isExample(node)) return null;
  const source = isTyped(node) ? node.text : sourceOf(node);
  const text = source.replace(/^[ \t]*\r?\n/u, "").trimEnd();
  const indents = [...text.matchAll(/^([ \t]*)\S/gmu)].map(([, space]) => space!.length);
  const shared = indents.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  return Number.isFinite(shared) ? text.replace(new RegExp(`^[ \\t]{${shared}}`, "gmu"), "") : text;
}

/** Whether an example is typed as text (`<![CDATA[<p>…</p>]]>`): what it says is then the source itself. */
function isTyped(node: XmlNode): boolean {
  return [...node.elements()].length === 0 && /<[\p{L}_/!?]/u.test(node.text);
}

function sourceOf(node: XmlNode): string {
  return [...node.children()].map(writtenSource).join("").replaceAll(` xmlns="${node.uri}"`, "");
}

/** The source of a node without the declarations of prefixes that stand somewhere around the example and that it has no use for. */
function writtenSource(node: XmlNode): string {
  const source = serializeNode(node);
  if (!node.isElement) return source;
  const written = new Set([...node.attributesAndNamespaces()].map(({ name }) => name.qualified));
  return source.replace(/^<[^>]*>/u, (start) =>
    start.replace(/ (xmlns:([^\s=]+))="[^"]*"/gu, (declaration, name: string, prefix: string) =>
      written.has(name) || isUsed(prefix, source) ? declaration : "",
    ),
  );
}

function isUsed(prefix: string, source: string): boolean {
  return [`<${prefix}:`, ` ${prefix}:`].some((use) => source.includes(use));
}

/** Whether an element is an example of XML, which stands in a namespace of its own (Guidelines, section 23.4.2). */
export function isExample({ local, uri }: XmlNode): boolean {
  return local === "egXML" && (uri === EXAMPLES || uri === TEI_NAMESPACE);
}

/** Whether the white space of an element is part of what it shows (`eg`). */
export function keepsSpace(node: XmlNode): boolean {
  return node.isTei("eg") || isCodeBlock(node);
}

/** A block of code as converters from Markdown write it: `<ab type="codeblock python">`. */
export function isCodeBlock(node: XmlNode): boolean {
  return node.isTei("ab") && /^code-?block\b/iu.test(node.get("type") ?? "");
}
