import { breaksWord, joinsWords, lineEndGlyphBefore, lineHyphen } from "../resolve/index.ts";
import { onceForNode, onceForTree, type Tree, type XmlNode } from "../tree/index.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { breakSign, pictureSign } from "./facsimile-link.ts";
import { element, type Html, JOINING } from "./html.ts";
import { say, type WordKey } from "./words.ts";

/** A line ends where the source's line matters; in running prose it is a space, or nothing within a word. */
export function lineOrPage(passage: WebPassage): readonly Html[] {
  const { node } = passage;
  const type = passage.string("type") ?? node.local;
  const label = passage.label || node.get("n") || printedNumber(node);
  const joins = joinsWords(node);
  if (type === "line" || type === "lb")
    return opensBlock(node) || partsBlocks(node) ? [] : lineEnd(node, joins);
  if (passage.string("setting") === "rule") return [dressed(passage, "hr", {})];
  const space = joins ? [] : [" "];
  if (label === null) {
    const sign = pictureSign(passage);
    return sign === null ? [dressed(passage, "span", {})] : [sign, ...space];
  }
  const what = say(passage.context.wording.words, breakWords(type), { label });
  return [breakSign(passage, label, what), ...space];
}

/** The number that is printed at the head of a page, where its break has none: `<pb/><fw type="pageNum">4</fw>`. */
function printedNumber(node: XmlNode): string | null {
  if (!node.isTei("pb")) return null;
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) {
    if (next.isTei("fw") && PAGE_NUMBER.test(next.get("type") ?? "")) return numberIn(next);
    const isPassed = next.isText
      ? !/[^ \t\r\n]/u.test(next.text)
      : !next.isElement || next.isTei("fw", "lb", "cb", "milestone");
    if (!isPassed) return null;
  }
  return null;
}

/** What projects call the number of a page or a leaf that is printed on it. */
const PAGE_NUMBER =
  /^(?:(?:page|pag|pg|fol|folio|leaf)?[-_ ]?(?:num|number|no|nr)|page|pag|folio|foliation|pagination)$/iu;

/** A number, without the signs that print has around it; null where it is longer than one is. */
function numberIn({ text }: XmlNode): string | null {
  const line = text.replace(/[ \t\r\n]+/gu, " ").replace(/^[\s([–—-]+/u, "");
  let end = line.length;
  while (end > 0 && /[\s)\].–—-]/u.test(line.charAt(end - 1))) end--;
  const number = line.slice(0, end);
  return number !== "" && number.length <= LONGEST_NUMBER ? number : null;
}

/** “clxxxviii”, “867–868”. */
const LONGEST_NUMBER = 12;

function lineEnd(node: XmlNode, joins: boolean): readonly Html[] {
  const isInscribed = standsInInscription(node);
  const isInProse = !isInscribed && node.maybeAncestor("p") !== null;
  if (isInProse && !isMeantAsLine(node)) return joins ? [] : [" "];
  const number = lineNumber(node, isInscribed);
  if (!breaksWord(node)) return [element("br", { class: joins ? JOINING : null }), ...number];
  // Only where a text is laid out as its source is does a word break at the end of a line.
  return !isInscribed && node.maybeAncestor("ab", "line") === null
    ? []
    : [...hyphenBefore(node), element("br", { class: JOINING }), ...number];
}

/**
 * Whether a break in prose ends a line that is meant, as in an address, and not one of the source: it says nothing of a source,
 * and the long paragraphs of its text have none.
 */
function isMeantAsLine(node: XmlNode): boolean {
  const isBare = ["n", "facs", "break", "ed", "edRef", "xml:id", "type"].every(
    (name) => node.get(name) === null,
  );
  return isBare && !hasLinesOfSource(node.tree);
}

/** Whether one in ten long paragraphs has the lines of its source, or none is long, so that nobody can tell. */
const hasLinesOfSource: (tree: Tree) => boolean = onceForTree((tree) => {
  let [long, broken] = [0, 0];
  for (const paragraph of tree.root.descendantElements("p")) {
    if (paragraph.end - paragraph.start < LONG || paragraph.maybeAncestor("teiHeader") !== null) continue;
    long++;
    if (paragraph.descendantElements("lb").next().done !== true) broken++;
  }
  return 10 * broken >= long;
});

/** No line of print has as many signs, with their markup. */
const LONG = 600;

/** Whether a line is one of an inscription or a papyrus, as EpiDoc encodes them: an edition beside its translation or commentary. */
export function standsInInscription(node: XmlNode): boolean {
  for (const above of node.ancestors()) {
    if (above.isTei("div") && above.get("type") === "edition")
      return [...(above.parent?.elements("div") ?? [])].some((div) => BESIDE.has(div.get("type") ?? ""));
  }
  return false;
}

const BESIDE: ReadonlySet<string> = new Set(["translation", "apparatus", "commentary"]);

/** The class of a hyphen that is none of the word. */
const HYPHEN = "hyphen";

/** Drawn by the theme, so that it is neither copied nor searched, with the sign that the source has. */
function hyphenBefore(node: XmlNode): readonly Html[] {
  if (lineEndGlyphBefore(node) !== null) return [];
  const text = textBefore(node);
  const sign = text === null ? null : lineHyphen(text);
  if (sign === null && /[-‐⸗¬=]\s*$/u.test(text?.text ?? "")) return [];
  return [element("span", { class: HYPHEN, "data-sign": sign === "-" || sign === "\u00ad" ? null : sign })];
}

/** The text right before a break, if it ends a phrase in which it stands. */
function textBefore({ previousSibling }: XmlNode): XmlNode | null {
  let at = previousSibling;
  while (at !== null && !at.isText) at = at.lastChild;
  return at;
}

/** Every fifth line of an inscription or a papyrus bears its number, as verses do. */
function lineNumber(node: XmlNode, isInscribed: boolean): readonly Html[] {
  const number = /^\d+$/u.exec(node.get("n") ?? "")?.[0];
  if (number === undefined || Number(number) % 5 !== 0) return [];
  if (!isInscribed && node.maybeAncestor("ab") === null) return [];
  return [element("span", { class: "tei-lb", "data-n": number })];
}

/** Whether nothing of its block stands before a break, so that it begins the first line and ends none. */
function opensBlock(node: XmlNode): boolean {
  if (node.parent?.isTei(...BLOCKS_OF_LINES) !== true) return false;
  for (let before = node.previousSibling; before !== null; before = before.previousSibling) {
    if (before.isText ? /[^ \t\r\n]/u.test(before.text) : before.isElement && !before.isTei(...SIGNS))
      return false;
  }
  return true;
}

/** Whether a break stands between blocks, each of which is a line of its own: the verses of a transcription, `<l/><lb/><l/>`. */
function partsBlocks(node: XmlNode): boolean {
  const { parent } = node;
  if (parent?.isElement !== true || !HOLDERS_OF_BLOCKS.has(parent.local) || !holdsBlocksAlone(parent))
    return false;
  return [...sideways(node, "previousSibling"), ...sideways(node, "nextSibling")].some((beside) =>
    BLOCKS.has(beside.local),
  );
}

/** Whether there are blocks in an element and no words between them: asked of it once, for it may have thousands of breaks. */
const holdsBlocksAlone: (parent: XmlNode) => boolean = onceForNode((parent) => {
  let hasBlocks = false;
  for (const child of parent.children()) {
    if (child.isText && /[^ \t\r\n]/u.test(child.text)) return false;
    hasBlocks ||= child.isElement && BLOCKS.has(child.local);
  }
  return hasBlocks;
});

/** The element next to a break in a direction, signs and other breaks passed over; nothing where there is none. */
function* sideways(node: XmlNode, way: "previousSibling" | "nextSibling"): Generator<XmlNode, undefined> {
  for (let beside = node[way]; beside !== null; beside = beside[way])
    if (beside.isElement && !beside.isTei("lb", ...SIGNS)) return void (yield beside);
}

/** By their local names: vocabularies that add to TEI name their divisions as TEI does. */
const HOLDERS_OF_BLOCKS: ReadonlySet<string> = new Set(
  "lg sp text front body back group list opener closer div div1 div2 div3 div4 div5 div6 div7".split(" "),
);
const BLOCKS: ReadonlySet<string> = new Set(
  "div lg l p ab head sp speaker list item table byline salute dateline signed".split(" "),
);
const BLOCKS_OF_LINES = ["ab", "p", "u", "l", "head", "cell", "item", "line"] as const;
const SIGNS = ["pb", "cb", "gb", "anchor", "milestone"] as const;

function breakWords(type: string): WordKey {
  if (type === "page" || type === "pb") return "breakPage";
  return type === "column" || type === "cb" ? "breakColumn" : "breakDivision";
}

/** Whether a sign for the end of a line stands where lines are laid out as in the source, and one ends. */
function endsKeptLine(node: XmlNode): boolean {
  let next = node.nextSibling;
  while (next?.isText === true && !/[^ \t\r\n]/u.test(next.text)) next = next.nextSibling;
  return next?.isTei("lb") === true && node.maybeAncestor("ab", "line") !== null;
}

/** The hyphen that a line of the source ends with is seen where the text is shown as it is in the source. */
export function hyphenOfSource(passage: WebPassage): readonly Html[] {
  const { reading, hasOtherReadings = false } = passage.context;
  if (reading === "original" || endsKeptLine(passage.node))
    return [dressed(passage, "span", { class: HYPHEN })];
  return hasOtherReadings ? [dressed(passage, "span", { class: `${HYPHEN} in-original`, hidden: true })] : [];
}
