import { NodeKind, type Tree, type XmlAttribute, type XmlNode } from "../tree/index.ts";

/** A document as it is handed to the validator, with the way back. */
export interface XmllintInput {
  readonly text: string;
  /** The row of the element whose start tag ends on a line, by line, counted from 1. */
  readonly rowOfLine: readonly number[];
}

/**
 * Writes a document for a validator that knows lines only: every start tag ends on a line of its own, so that a line
 * means one element. Line ends of texts and values are written as references; comments, instructions and the document
 * type declaration are left out, and entities are resolved, because no schema can speak of them. The loop keeps its own
 * stack, so that depth costs no call stack.
 */
export function xmllintInput(tree: Tree): XmllintInput {
  const out = ['<?xml version="1.0" encoding="UTF-8"?>'];
  const rowOfLine: number[] = [-1];
  let at: XmlNode | null = tree.root;
  while (at !== null) {
    out.push(opening(at));
    if (at.isElement) rowOfLine.push(at.row);
    at = at.firstChild ?? behind(at, tree.root, out);
  }
  // The first line holds the XML declaration and the start of the first tag; that tag ends on the second.
  return { text: out.join(""), rowOfLine: [-1, ...rowOfLine] };
}

/** Closes what ends here, and gives the next node in document order, or null at the end. */
function behind(node: XmlNode, root: XmlNode, out: string[]): XmlNode | null {
  for (let at: XmlNode | null = node; at !== null; at = at.parent) {
    if (at.isElement) out.push(`</${at.name.qualified}>`);
    if (at === root) return null;
    if (at.nextSibling !== null) return at.nextSibling;
  }
  return null;
}

function opening(node: XmlNode): string {
  if (node.kind === NodeKind.text) return escapeText(node.text);
  if (!node.isElement) return "";
  return `<${node.name.qualified}${[...node.attributesAndNamespaces()].map(attribute).join("")}\n>`;
}

function attribute(attribute: XmlAttribute): string {
  return ` ${attribute.name.qualified}="${escapeText(attribute.value).replaceAll('"', "&quot;").replaceAll("\t", "&#9;")}"`;
}

function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\n", "&#10;");
}
