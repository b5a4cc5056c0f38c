import { Buffer } from "node:buffer";
import type { XmlNode } from "./node.ts";
import { type Encoding, NodeKind, type Tree } from "./tree.ts";

/**
 * Gives the text of a document as it was read, byte order mark and all: a tree is never changed. One that XInclude made
 * of several files was never written, and is written out.
 */
export function serialize(tree: Tree): string {
  return tree.parts.length === 1 ? tree.source : `${serializeNode(tree.document)}\n`;
}

/** Gives the bytes of a document in the encoding it was in; for a document that was read from bytes, those bytes. */
export function serializeBytes(tree: Tree): Uint8Array {
  return encodeText(serialize(tree), tree.encoding);
}

/** Gives the bytes of a text in one of the encodings that documents are read in. */
export function encodeText(source: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(source, "utf8");
    case "utf-16le":
      return Buffer.from(source, "utf16le");
    case "utf-16be":
      return Buffer.from(source, "utf16le").swap16();
    case "iso-8859-1":
    case "us-ascii":
      return Buffer.from(source, "latin1");
    default:
      return encoding satisfies never;
  }
}

/**
 * Writes a node and what is below it as XML that is well-formed by itself, apart from the document: entities are
 * replaced, CDATA sections are text, declared defaults are written out, and the outermost element declares every
 * namespace in scope. Of a document the nodes are written, not the XML declaration nor the document type.
 */
export function serializeNode(node: XmlNode): string {
  const parts: string[] = [];
  const { tree } = node;
  const { parent } = tree.columns;
  const behind = tree.behind(node.row);
  const open: XmlNode[] = [];
  for (let row = node.row; row < behind; row++) {
    while (open.length > 0 && open.at(-1)!.row !== parent[row]) parts.push(endTag(open.pop()!));
    const one = tree.node(row);
    parts.push(opening(one, row === node.row));
    if (one.isElement && one.firstChild !== null) open.push(one);
  }
  while (open.length > 0) parts.push(endTag(open.pop()!));
  return parts.join("");
}

/** Writes character data so that it reads back as the same. */
function escapeText(text: string): string {
  return text.replace(/[&<\r]|(?<=\]\])>/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Writes the value of an attribute, to stand between double quotation marks, so that it reads back as the same. */
function escapeValue(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function opening(node: XmlNode, isOutermost: boolean): string {
  switch (node.kind) {
    case NodeKind.document:
      return "";
    case NodeKind.element:
      return startTag(node, isOutermost ? inherited(node) : "");
    case NodeKind.text:
      return escapeText(node.text);
    case NodeKind.comment:
      return `<!--${node.text}-->`;
    case NodeKind.instruction:
      return node.text === "" ? `<?${node.local}?>` : `<?${node.local} ${node.text}?>`;
    default:
      return node.kind satisfies never;
  }
}

function startTag(element: XmlNode, declarations: string): string {
  let tag = `<${element.name.qualified}${declarations}`;
  for (const { name, value } of element.attributesAndNamespaces()) {
    tag += ` ${name.qualified}="${escapeValue(value)}"`;
  }
  return element.firstChild === null ? `${tag}/>` : `${tag}>`;
}

function endTag(element: XmlNode): string {
  return `</${element.name.qualified}>`;
}

/** The declarations that an element has from those above it. */
function inherited(element: XmlNode): string {
  const own = new Set(declarationsOn(element).keys());
  const above = [...element.ancestors()].reverse().map(declarationsOn);
  const inScope = new Map(above.flatMap((declarations) => [...declarations]));
  return [...inScope]
    .filter(([name, uri]) => uri !== "" && !own.has(name))
    .map(([name, uri]) => ` ${name}="${escapeValue(uri)}"`)
    .join("");
}

function declarationsOn(element: XmlNode): Map<string, string> {
  const declarations = [...element.attributesAndNamespaces()]
    .map(({ name, value }) => ({ name: name.qualified, value }))
    .filter(({ name }) => name === "xmlns" || name.startsWith("xmlns:"));
  return new Map(declarations.map(({ name, value }) => [name, value]));
}
