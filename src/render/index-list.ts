import type { XmlNode } from "../tree/index.ts";

/** A line of an index: its words and the id it points to, if there is one. */
export interface IndexEntry {
  readonly id: string | null;
  readonly text: string;
}

/** Gives the headings of the divisions of the text an element stands in: what a table of contents lists. */
export function contentsOf(node: XmlNode, anchor: (node: XmlNode) => string | null): IndexEntry[] {
  const text = node.maybeAncestor("text") ?? node;
  return [...text.descendantElements("head")]
    .filter((head) => head.parent !== null && /^(?:div\d?|front|back|body)$/u.test(head.parent.local))
    .map((head) => ({ id: anchor(head) ?? anchor(head.parent!), text: oneLine(head) }));
}

/** Gives the elements of a name in the text, each wording once, in alphabetical order. */
export function indexEntries(
  node: XmlNode,
  local: string,
  anchor: (node: XmlNode) => string | null,
): IndexEntry[] {
  const entries = new Map<string, IndexEntry>();
  for (const found of (node.maybeAncestor("text") ?? node).descendantElements(local)) {
    const text = oneLine(found);
    if (text !== "" && !entries.has(text)) entries.set(text, { id: anchorAbove(found, anchor), text });
  }
  return [...entries.values()].sort((one, other) => (one.text < other.text ? -1 : 1));
}

function anchorAbove(node: XmlNode, anchor: (node: XmlNode) => string | null): string | null {
  for (const at of [node, ...node.ancestors()]) {
    const id = anchor(at);
    if (id !== null) return id;
  }
  return null;
}

function oneLine(node: XmlNode): string {
  return node.text.replace(/[ \t\r\n]+/gu, " ").trim();
}
