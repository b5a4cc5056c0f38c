import { editedText } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { Passage } from "./passage.ts";

/** A line of an index: its words and the id it points to, if there is one. */
export interface IndexEntry {
  readonly id: string | null;
  readonly text: string;
}

/** What stands in a heading and is no part of it. */
const ASIDES: readonly string[] = ["note", "noteGrp", "index"];

/** What an index lists, by its model or by what the source says of it; the contents where neither does. */
export function indexType<T>(passage: Passage<T>): string {
  return passage.string("type") ?? passage.node.get("type") ?? "toc";
}

/** Gives what an index lists: the table of contents where it is of type `toc`, else the elements that its type names. */
export function indexed(
  node: XmlNode,
  type: string,
  anchor: (node: XmlNode) => string | null = () => null,
): IndexEntry[] {
  return type === "toc" ? contentsOf(node, anchor) : indexEntries(node, type, anchor);
}

/** Gives the headings of the divisions of the text an element stands in: what a table of contents lists. */
function contentsOf(node: XmlNode, anchor: (node: XmlNode) => string | null): IndexEntry[] {
  const text = node.maybeAncestor("text") ?? node;
  return [...text.descendantElements("head")].filter(opensDivision).map((head) => ({
    id: anchor(head) ?? anchor(head.parent!),
    text: [head, ...headingsBehind(head)].map((each) => editedText(each, { without: ASIDES })).join(" "),
  }));
}

function opensDivision(head: XmlNode): boolean {
  const { parent } = head;
  return parent !== null && /^(?:div\d?|front|back|body)$/u.test(parent.local) && !isHead(before(head));
}

/** A heading right under another is the rest of it. */
function headingsBehind(head: XmlNode): XmlNode[] {
  const behind: XmlNode[] = [];
  for (
    let at = elementBeside(head, "nextSibling");
    at !== null && isHead(at);
    at = elementBeside(at, "nextSibling")
  )
    behind.push(at);
  return behind;
}

function before(node: XmlNode): XmlNode | null {
  return elementBeside(node, "previousSibling");
}

function isHead(node: XmlNode | null): boolean {
  return node?.isTei("head") === true;
}

function elementBeside(node: XmlNode, side: "nextSibling" | "previousSibling"): XmlNode | null {
  let beside = node[side];
  while (beside !== null && !beside.isElement) beside = beside[side];
  return beside;
}

/** Gives the elements of a name in the text, each wording once, in alphabetical order. */
function indexEntries(node: XmlNode, local: string, anchor: (node: XmlNode) => string | null): IndexEntry[] {
  const entries = new Map<string, IndexEntry & { readonly order: string }>();
  for (const found of (node.maybeAncestor("text") ?? node).descendantElements(local)) {
    const text = found.isTei("index") ? headwordOf(found) : oneLine(found);
    if (text !== "" && !entries.has(text))
      entries.set(text, { id: anchorAbove(found, anchor), text, order: orderOf(text) });
  }
  return [...entries.values()]
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ id, text }) => ({ id, text }));
}

/** An entry within another is a part of it (Guidelines, section 3.9.2): “Lists, ordered”. */
function headwordOf(index: XmlNode): string {
  const around = [index, ...index.ancestors()].filter((each) => each.isTei("index")).reverse();
  const terms = around.map((each) => [...each.elements("term")].map(oneLine).join(" "));
  return terms.at(-1) === "" ? "" : terms.filter((term) => term !== "").join(", ");
}

/** Capitals and accents do not part words in an index. */
function orderOf(text: string): string {
  return `${text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()}\n${text}`;
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
