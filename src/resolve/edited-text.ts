import { NameMarks, NodeKind, onceForTree, type Tree, type XmlNode } from "../tree/index.ts";
import {
  isUnspaced,
  joinsWords,
  mayEndInHyphen,
  standsBy,
  withoutLineHyphen,
  withoutUnspacedLayout,
} from "./broken-word.ts";
import { isJoint, JOINING } from "./joined-tokens.ts";
import { isLayoutBeforeSign, mayBeLayout } from "./layout-before-sign.ts";
import { singleSpaced } from "./words.ts";

/** What is printed beside the text or stands for what was taken out of it. */
const BESIDE_THE_TEXT: ReadonlySet<string> = new Set([
  "note",
  "noteGrp",
  "fw",
  "del",
  "surplus",
  "rdg",
  "rdgGrp",
  "witDetail",
  "teiHeader",
  "standOff",
  "figDesc",
  "index",
  "certainty",
  "precision",
  "respons",
  "interp",
  "interpGrp",
  "span",
  "spanGrp",
  "desc",
]);

/** The reading that an edition prints, first to last. */
const EDITED: readonly string[] = ["corr", "reg", "expan", "unclear", "seg"];

/** Elements that stand on lines of their own: the words before and after them are not one word. */
const BLOCKS: ReadonlySet<string> = new Set([
  "p",
  "ab",
  "l",
  "lg",
  "sp",
  "speaker",
  "stage",
  "head",
  "item",
  "label",
  "list",
  "row",
  "cell",
  "table",
  "div",
  "quote",
  "cit",
  "salute",
  "signed",
  "dateline",
  "opener",
  "closer",
  "trailer",
  "byline",
  "epigraph",
  "argument",
  "castItem",
  "u",
]);

/** Blocks only where they hold blocks: a quotation within a line does not part words. */
const PERHAPS_BLOCKS: ReadonlySet<string> = new Set(["quote", "cit", "label"]);

/**
 * Gives the text of an element as the edition reads it, white space made single spaces: `corr` for `sic`, `reg` for
 * `orig`, `expan` for `abbr`, the lemma of an apparatus; no notes, page headers or deletions. Marks of quotation are in
 * it only where they are in the document, unless they are supplied.
 */
export function editedText(node: XmlNode, options: TextOptions = {}): string {
  return singleSpaced(pieces(node, options).join("")).trim();
}

/** How a text is taken. */
export interface TextOptions {
  /** Further elements to leave out. */
  readonly without?: readonly string[];
  /** Whether quotations in the text take marks, because the document left them out. */
  readonly marks?: boolean;
}

/** Whether a document has no marks of quotation: its header says so (TEI P5, 2.3.3, `quotation/@marks`). */
export function leavesOutMarks(tree: Tree): boolean {
  return tree.document.descendantElements("quotation").next().value?.get("marks") === "none";
}

const MARKS: readonly (readonly [string, string])[] = [
  ["“", "”"],
  ["‘", "’"],
];

/** Elements that {@link takesMarks} asks for. */
const MARKED: ReadonlySet<string> = new Set(["quote", "q", "said", "soCalled", "mentioned", "title", "term"]);

function takesMarks(element: XmlNode): boolean {
  if (element.isTei("quote", "q", "said", "soCalled", "mentioned")) return !isBlock(element);
  return element.isTei("title", "term") && (element.get("rend") ?? "").split(/\s+/u).includes("quoted");
}

const OF_NO_MATTER = 0;
const OF_MATTER = 1;
const CHOICE = 2;

/** Whether an element of some name may be anything else than words in a line; one in a `choice` may always. */
const MATTER: NameMarks = new NameMarks(({ local }) => {
  if (local === "choice") return CHOICE;
  const isOfMatter = BESIDE_THE_TEXT.has(local) || BLOCKS.has(local) || MARKED.has(local) || local === "lb";
  return isOfMatter ? OF_MATTER : OF_NO_MATTER;
});

function pieces(node: XmlNode, { without = [], marks = false }: TextOptions): string[] {
  const { tree } = node;
  const { kind, name, parent } = tree.columns;
  const matter = MATTER.in(tree.names);
  const others = tree.names.withLocalsOf(without);
  const behind = tree.behind(node.row);
  const found: string[] = [];
  const ends: { row: number; closing: string }[] = [];
  let level = 0;
  for (let row = node.row + 1; row < behind; row++) {
    while (ends.length > 0 && ends.at(-1)!.row <= row) {
      const { closing } = ends.pop()!;
      found.push(closing);
      if (closing !== " ") level--;
    }
    if (kind[row] === NodeKind.text) found.push(joined(tree, row));
    if (kind[row] !== NodeKind.element) continue;
    const isInChoice = matter[name[parent[row]!]!] === CHOICE;
    if (matter[name[row]!] === OF_NO_MATTER && !isInChoice && !others.includes(name[row]!)) continue;
    const at = tree.node(row);
    if (isLeftOut(at, without)) row = tree.behind(row) - 1;
    else if (isBlock(at)) {
      found.push(" ");
      ends.push({ row: tree.behind(row), closing: " " });
    } else if (marks && takesMarks(at)) {
      const [opening, closing] = MARKS[level % 2]!;
      level++;
      found.push(opening);
      ends.push({ row: tree.behind(row), closing });
    } else if (at.local === "lb" && !joinsWords(at)) found.push(" ");
  }
  for (const { closing } of ends.reverse()) found.push(closing);
  return found;
}

/** A text without what a line of the source puts into a word that it breaks, or one of the file before a sign. */
function joined(tree: Tree, row: number): string {
  const plain = tree.data(row);
  if (mayBeLayout(tree, row, plain) && isLayoutBeforeSign(tree.node(row))) return plain.trimEnd();
  const mayBeUnspaced = plain.includes("\n") && isUnspaced(tree);
  if (!mayEndInHyphen(plain) && !mayBeUnspaced && !standsBy(tree, row, JOINING)) return plain;
  const text = tree.node(row);
  if (!/[^ \t\r\n]/u.test(plain) && isJoint(plain, text.previousSibling, text.nextSibling)) return "";
  const word = withoutUnspacedLayout(text, withoutLineHyphen(text));
  const start = joinsWords(text.previousSibling) ? word.trimStart() : word;
  return joinsWords(text.nextSibling) ? start.trimEnd() : start;
}

/** Whether an element is no part of the edited text, whatever stands in it. */
export function isLeftOut(element: XmlNode, without: readonly string[] = []): boolean {
  if (without.includes(element.local)) return true;
  if (BESIDE_THE_TEXT.has(element.local)) return !isShownAfterAll(element);
  return element.parent?.local === "choice" && element !== chosen(element.parent);
}

/** A deletion that is taken back is the text again, and so is the first reading of an apparatus without a lemma. */
function isShownAfterAll(element: XmlNode): boolean {
  const { parent } = element;
  if (parent === null) return false;
  if (element.local === "del") return element.maybeAncestor("restore", "del")?.local === "restore";
  if (!element.isTei("rdg", "rdgGrp") || parent.maybeElement("lem") !== null) return false;
  if (parent.maybeElement() !== element) return false;
  return parent.local === "app" ? !standsApart(parent) : isShownAfterAll(parent);
}

/** Whether an entry of an apparatus stands beside the words that it is on, and not in their place (TEI P5, 13.2). */
function standsApart(app: XmlNode): boolean {
  if (app.get("from") !== null || app.parent?.local === "listApp") return true;
  return app.get("loc") !== null && isByLocation(app.tree);
}

const isByLocation = onceForTree((tree) =>
  [...tree.document.descendantElements("variantEncoding")].some(
    (each) => each.get("method") === "location-referenced",
  ),
);

function chosen(choice: XmlNode): XmlNode | null {
  for (const local of EDITED) {
    const found = choice.maybeElement(local);
    if (found !== null) return found;
  }
  return choice.maybeElement();
}

function isBlock(element: XmlNode): boolean {
  if (!BLOCKS.has(element.local)) return false;
  if (!PERHAPS_BLOCKS.has(element.local)) return true;
  const first = element.maybeElement();
  return first !== null && BLOCKS.has(first.local) && !PERHAPS_BLOCKS.has(first.local);
}
