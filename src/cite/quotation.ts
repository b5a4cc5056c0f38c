import { editedText, firstSaid, leavesOutMarks, type TextOptions } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { textElements } from "./citation-place.ts";

/** Uses of `q` that quote nobody. */
const NO_QUOTATION: ReadonlySet<string> = new Set([
  "term",
  "mentioned",
  "soCalled",
  "socalled",
  "scare",
  "emph",
  "emphasized",
  "foreign",
  "gloss",
  "distinct",
  "title",
  "name",
]);

/** What only a displayed quotation holds. */
const BLOCKS: readonly string[] = ["p", "lg", "l", "sp", "ab", "list", "div", "floatingText", "table"];

/** What holds blocks side by side: a quotation among them is one. */
const HOLDS_BLOCKS: ReadonlySet<string> = new Set([
  "div",
  "div1",
  "div2",
  "div3",
  "div4",
  "body",
  "front",
  "back",
  "epigraph",
  "text",
  "group",
  "argument",
]);

const BLOCK_REND =
  /(?:^|\s)(?:block|blockquote|block-quote|display|displayed|inset|indent|indented)(?:\s|$)/u;

/** A quotation of the text, with the quotation it stands in. */
export interface Quotation {
  readonly node: XmlNode;
  readonly within: Quotation | null;
  readonly display: "inline" | "block";
  readonly text: string;
}

/**
 * Finds the quotations of a document in its order: `quote`, `q` and `said`, not a `q` whose `@type` says it is a term or a
 * word set off. What stands in a citation or a title belongs to their wording.
 */
export function findQuotations(tree: Tree): readonly Quotation[] {
  const found: Quotation[] = [];
  const options = { without: ["bibl", "biblStruct"], marks: leavesOutMarks(tree) };
  const open: { quotation: Quotation; behind: number }[] = [];
  for (const node of textElements(tree)) {
    while (open.length > 0 && open.at(-1)!.behind <= node.row) open.pop();
    if (!isQuotation(node)) continue;
    const quotation = {
      node,
      within: open.at(-1)?.quotation ?? null,
      display: displayOf(node),
      text: quotedText(node, options),
    };
    if (quotation.text === "" && firstSaid(node, "source") === null) continue;
    found.push(quotation);
    open.push({ quotation, behind: tree.behind(node.row) });
  }
  return found;
}

const MARKED = /^(?:“([^“”]*)”|‘([^‘]*)’|«\s?([^«»]*?)\s?»|»([^«»]*)«|„([^„]*)[“”]|"([^"]*)")$/u;

/** The words of a quotation without the marks around it, whether the document has them or the typesetter left one. */
function quotedText(node: XmlNode, options: TextOptions): string {
  const written = editedText(node, options);
  // The citation in it is no word of the quotation, and neither are the brackets that held it.
  const text = written.includes("(") && hasCitation(node) ? written.replace(/\s*\(\s*\)/gu, "") : written;
  const inside = MARKED.exec(text)
    ?.slice(1)
    .find((each) => each !== undefined);
  if (inside !== undefined) return inside;
  return node.get("rend") === "unclosed" ? text.replace(/[’”'"»]$/u, "") : text;
}

function hasCitation(node: XmlNode): boolean {
  return node.descendantElements("bibl", "biblStruct").next().done !== true;
}

/** Whether an element quotes, by its name and type. */
export function isQuotation(node: XmlNode): boolean {
  if (!node.isTei("quote", "q", "said")) return false;
  if (node.local === "q" && NO_QUOTATION.has(node.get("type") ?? "")) return false;
  if (isEquivalent(node)) return false;
  return node.maybeAncestor("bibl", "biblStruct", "biblFull", "title", "titlePart", "listBibl") === null;
}

/** Whether an entry of a dictionary has it for the word in another language (Guidelines, 10.3.5.2), which quotes nobody. */
function isEquivalent(node: XmlNode): boolean {
  const isTranslation =
    node.parent?.isTei("cit") === true && /^(?:trans$|transl|equiv)/u.test(node.parent.get("type") ?? "");
  return isTranslation && node.maybeAncestor("entry", "entryFree", "re") !== null;
}

function displayOf(node: XmlNode): "inline" | "block" {
  if (BLOCK_REND.test(node.get("rend") ?? "") || node.get("type") === "block") return "block";
  if ([...node.elements()].some((child) => child.isTei(...BLOCKS))) return "block";
  return standsAmongBlocks(node) ? "block" : "inline";
}

function standsAmongBlocks(node: XmlNode): boolean {
  const parent = node.parent;
  if (parent === null || !parent.isElement) return false;
  if (parent.isTei("cit")) return standsAmongBlocks(parent);
  if (HOLDS_BLOCKS.has(parent.local)) return true;
  return (
    parent.isTei("quote", "q", "note", "item") && parent.maybeElement("p") !== null && !hasOwnText(parent)
  );
}

function hasOwnText(node: XmlNode): boolean {
  return [...node.children()].some((child) => child.isText && child.text.trim() !== "");
}
