import { type NameMarks, NONE, onceForTree, type Tree, type XmlNode } from "../tree/index.ts";

/** Signs that part a word at the end of a line of the source: hyphens of print and handwriting, and the soft one. */
const SIGN = /[-‐⸗¬=\u00ad](?=[ \t\r\n]*$)/u;

const BREAKS = ["lb", "pb", "cb", "gb", "milestone"] as const;

/** Elements beyond whose end a word does not go on. */
const WHOLES = ["p", "ab", "l", "head", "item", "cell", "div", "note", "u", "line", "body", "text"] as const;

/** Whether elements of a name may be breaks that part no word. */
export function isBreakName(local: string): boolean {
  return (BREAKS as readonly string[]).includes(local);
}

/** Whether a text may end in a sign that parts a word, as {@link lineHyphen} finds it: asked of every text, before all else. */
export function mayEndInHyphen(text: string): boolean {
  let end = text.length - 1;
  while (end >= 0 && isSpace(text.charCodeAt(end))) end--;
  return end >= 0 && SIGNS.has(text.charCodeAt(end));
}

const SIGNS: ReadonlySet<number> = new Set([..."-‐⸗¬=\u00ad"].map((sign) => sign.charCodeAt(0)));

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

/** Whether the node before or behind a text has a name with a mark. */
export function standsBy({ columns, names }: Tree, row: number, wanted: NameMarks): boolean {
  const marks = wanted.in(names);
  const { name, next, previous } = columns;
  return isMarked(next[row]!, name, marks) || isMarked(previous[row]!, name, marks);
}

function isMarked(row: number, names: ArrayLike<number>, marks: ArrayLike<number>): boolean {
  return row !== NONE && names[row] !== NONE && marks[names[row]!] === 1;
}

/** Whether a node is a break that parts no word from the next. */
export function breaksWord(node: XmlNode | null): boolean {
  return node?.isTei(...BREAKS) === true && saidBreak(node) === "no";
}

/**
 * What a break says of the word around it (`@break`, TEI P5, att.breaking): “yes”, “no”, or null where it says nothing or
 * “maybe”. Where that attribute is not used, one that looks like a hyphen (`@rend`, `@rendition`), or is called one in a word
 * (`@type`), says the same as “no”.
 */
function saidBreak(node: XmlNode): string | null {
  const said = node.get("break");
  if (said !== null) return said === "maybe" ? null : said;
  const looks = `${node.get("rend") ?? ""} ${node.get("rendition") ?? ""}`;
  return /(?:^|[\s#])hyphen(?:\s|$)/iu.test(looks) || /^inword$/iu.test(node.get("type") ?? "") ? "no" : null;
}

/**
 * What the Text Creation Partnership writes where a line of its source ends within a word: a sign for the hyphen there, and
 * one where the source has none. They are described in a file of its own (`tcpchars.xml`).
 */
const LINE_END_GLYPH = /^(?:.*[:#])?(EOLhyphen|EOLunhyphen)$/u;

/**
 * Says of a glyph (`g`) whether it stands for the end of a line within a word, with a hyphen in the source or without: by
 * the name it has at the Text Creation Partnership, or since it is a hyphen and a break that parts no word follows.
 */
export function lineEndGlyph(node: XmlNode): "hyphen" | "none" | null {
  if (!node.isTei("g") || node.text.trim() !== "") return null;
  const name = LINE_END_GLYPH.exec(node.get("ref") ?? "")?.[1];
  if (name !== undefined) return name === "EOLhyphen" ? "hyphen" : "none";
  return isHyphen(node) && isBrokenBehind(node) ? "hyphen" : null;
}

/** Whether the description of a glyph maps it to a hyphen; where no description is here, whether its name says hyphen. */
function isHyphen(node: XmlNode): boolean {
  const pointer = node.get("ref") ?? "";
  const description = pointer.startsWith("#") ? node.tree.maybeById(pointer.slice(1)) : null;
  if (description === null) return /hyphen|trenn(?:strich|zeichen)|bindestri?[ce]/iu.test(pointer);
  return [...description.elements("mapping")].some(({ text }) => /^\s*[-‐⸗¬=\u00ad]\s*$/u.test(text));
}

/** The sign for the end of a line that stands before a break, with white space of the file at most between them; or null. */
export function lineEndGlyphBefore(node: XmlNode): XmlNode | null {
  let at = node.previousSibling;
  while (at !== null && (at.isText ? !/[^ \t\r\n]/u.test(at.text) : !at.isElement)) at = at.previousSibling;
  return at?.isElement === true && lineEndGlyph(at) !== null ? at : null;
}

/**
 * Whether a break parts what is around it by no space: where it says so, and where it says nothing (`@break` is “maybe”
 * then) between signs of a script without spaces, and behind a hyphen that a letter follows, “Boer-|haave”. Whether such a
 * hyphen is one of the word nobody knows, so it stays. One that stands for a part of the word to come, “Haupt- und
 * Nebensatz”, keeps its space.
 */
export function joinsWords(node: XmlNode | null): boolean {
  if (node?.isTei(...BREAKS) !== true) return false;
  const said = saidBreak(node);
  if (said !== null) return said === "no";
  if (lineEndGlyphBefore(node) !== null || besideJoining(node)) return true;
  const before = wordsBeside(node, "before");
  if (endsUnspaced(before)) return UNSPACED_START.test(wordsBeside(node, "behind"));
  if (!endsInHyphen(before)) return false;
  const next = wordsBeside(node, "behind");
  return /^\p{L}/u.test(next) && !CONJUNCTION.test(next);
}

/** Whether a break of another kind at the same place says that it parts no word: a line that ends with its page ends once. */
function besideJoining(node: XmlNode): boolean {
  for (const way of ["previousSibling", "nextSibling"] as const) {
    let at = node[way];
    for (let count = 0; at !== null && count < AT_ONE_PLACE; count++, at = at[way]) {
      const isBetween = at.isText ? !/[^ \t\r\n]/u.test(at.text) : !at.isElement || at.isTei("fw", ...BREAKS);
      if (!isBetween) break;
      if (at.local !== node.local && breaksWord(at)) return true;
    }
  }
  return false;
}

/** No line ends at more signs than these; rows of thousands of breaks, as of pages without a text, are not gone along for each. */
const AT_ONE_PLACE = 12;

/** Words are asked for their last sign first: there may be a break at the end of every line. */
function endsInHyphen(words: string): boolean {
  return SIGNS.has(words.charCodeAt(words.length - 1)) && /\p{L}\p{M}*[-‐⸗¬=\u00ad]$/u.test(words);
}

function endsUnspaced(words: string): boolean {
  return words.charCodeAt(words.length - 1) >= 0x3000 && UNSPACED_END.test(words);
}

/** A sign of a script that has no spaces between words: Chinese and Japanese, with their punctuation. */
const UNSPACED =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\u30fc\\uff01-\\uff65]";
const UNSPACED_END: RegExp = new RegExp(`${UNSPACED}$`, "u");
const UNSPACED_START: RegExp = new RegExp(`^${UNSPACED}`, "u");
const UNSPACED_LAYOUT: RegExp = new RegExp(`(?<=${UNSPACED})[ \\t\\r]*\\n[ \\t\\r\\n]*(?=${UNSPACED})`, "gu");

const LEADING_LAYOUT = /^[ \t\r]*\n[ \t\r\n]*/u;

/**
 * Gives the words of a text node without the line ends that its file has between signs of a script without spaces: within it,
 * and where an element begins or ends next to it.
 */
export function withoutUnspacedLayout(node: XmlNode, words: string): string {
  if (!words.includes("\n") || !isUnspaced(node.tree)) return words;
  const within = words.replace(UNSPACED_LAYOUT, "");
  if (!/[^ \t\r\n]/u.test(within)) return isBetweenUnspaced(node) ? "" : within;
  const leads = UNSPACED_START.test(within.trimStart()) && endsUnspaced(wordsBeside(node, "before"));
  const start = leads ? within.replace(LEADING_LAYOUT, "") : within;
  const closes = endsUnspaced(start.trimEnd()) && UNSPACED_START.test(wordsBeside(node, "behind"));
  return closes ? withoutClosingLayout(start) : start;
}

/** A text without the white space at its end, where a line ends in it; from the end, since a pattern would try each space. */
function withoutClosingLayout(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.includes("\n", end) ? text.slice(0, end) : text;
}

function isBetweenUnspaced(node: XmlNode): boolean {
  return endsUnspaced(wordsBeside(node, "before")) && UNSPACED_START.test(wordsBeside(node, "behind"));
}

/** Whether a document has signs of such scripts at all: asked of every text of it. */
export const isUnspaced: (tree: Tree) => boolean = onceForTree(({ source }) =>
  /[\u3000-\u9fff]/u.test(source),
);

const CONJUNCTION = /^(?:und|oder|bzw|and|or|et|ou|en|of|og|eller|och|y|o|e|i)(?![\p{L}\p{M}-])/iu;

/**
 * What is written next to a break, through the ends of phrases, other breaks and what is printed around pages; empty where
 * nothing is. A sign that stands alone in its element is given with what is written before it.
 */
function wordsBeside(node: XmlNode, side: Side): string {
  const next = besideIn(node, side);
  // Beside the words stands no break: most are of this kind, and are asked without anything being kept.
  if (next === null || (next.isText && /[^ \t\r\n]/u.test(next.text))) return readBeside(next, side).words;
  const known = knownBeside(node.tree)[side];
  const kept = known.get(node.row);
  if (kept !== undefined) return kept;
  const { words, passed } = readBeside(next, side, known);
  for (const row of [node.row, ...passed]) known.set(row, words);
  return words;
}

type Side = "before" | "behind";

/** What is written next to breaks and white space, by their rows: many that follow each other have the same beside them. */
type KnownWords = ReadonlyMap<number, string>;

const knownBeside: (tree: Tree) => Record<Side, Map<number, string>> = onceForTree(() => ({
  before: new Map(),
  behind: new Map(),
}));

/** What is written from a node on, and the rows of what was passed before any word, of which the same would be said. */
function readBeside(
  start: XmlNode | null,
  side: Side,
  known: KnownWords = new Map(),
): { readonly words: string; readonly passed: readonly number[] } {
  const passed: number[] = [];
  let at = start;
  let words = "";
  while (at !== null) {
    const isPassed = !at.isElement || at.isTei("fw", ...BREAKS) || at.isTei(...BESIDE);
    const inner: XmlNode | null = isPassed ? null : side === "before" ? at.lastChild : at.firstChild;
    const isWhole = at.isElement && !isPassed && at.isTei(...WHOLES);
    if (words === "" && inner === null && !isWhole && (!at.isText || !/[^ \t\r\n]/u.test(at.text))) {
      const kept = known.get(at.row);
      if (kept !== undefined) return { words: kept, passed };
      passed.push(at.row);
    }
    // White space next to the break is no word; between many breaks it would be gathered by each of them.
    if (at.isText && (words !== "" || /[^ \t\r\n]/u.test(at.text)))
      words = side === "before" ? at.text + words : words + at.text;
    if (/[^ \t\r\n]/u.test(words) && !/^[-‐⸗¬=\u00ad]\s*$/u.test(words)) break;
    if (isWhole) break;
    at = inner ?? besideIn(at, side);
  }
  return { words: words.trim(), passed };
}

/** What is deleted, or says something of the text beside it, is none of the line. */
const BESIDE = ["note", "del", "rdg", "anchor", "ptr", "index"] as const;

function besideIn(node: XmlNode, side: Side): XmlNode | null {
  for (let at = node; ; at = at.parent!) {
    const sibling = side === "before" ? at.previousSibling : at.nextSibling;
    if (sibling !== null) return sibling;
    if (at.parent?.isElement !== true || at.parent.isTei(...WHOLES)) return null;
  }
}

/**
 * Gives the sign with which a text ends because a line of the source does, in the middle of a word; null where there is none.
 * A document that says it kept hard hyphens alone (`hyphenation/@eol`) means those that belong to the word, as does an editor
 * who supplies one.
 */
export function lineHyphen(text: XmlNode): string | null {
  if (!mayEndInHyphen(text.text)) return null;
  const sign = SIGN.exec(text.text)?.[0] ?? null;
  if (sign === null || text.parent?.isTei("supplied") === true) return null;
  return isBrokenBehind(text) && !keepsHardHyphens(text) ? sign : null;
}

/** Gives a text without the sign that parts a word at the end of a line, and the line's end behind it. */
export function withoutLineHyphen(text: XmlNode): string {
  return lineHyphen(text) === null ? text.text : text.text.trimEnd().slice(0, -1);
}

/** Whether breaks come next of which one parts no word; what is printed at the foot and head of pages may stand between. */
function isBrokenBehind(text: XmlNode): boolean {
  let at = text;
  while (at.nextSibling === null && at.parent?.isElement === true && !at.parent.isTei(...WHOLES))
    at = at.parent;
  for (let next = at.nextSibling; next !== null; next = next.nextSibling) {
    if (breaksWord(next)) return true;
    const isBetween = next.isText
      ? !/[^ \t\r\n]/u.test(next.text)
      : !next.isElement || next.isTei("fw", ...BREAKS);
    if (!isBetween) return false;
  }
  return false;
}

function keepsHardHyphens({ tree }: XmlNode): boolean {
  return tree.root.descendantElements("hyphenation").next().value?.get("eol") === "hard";
}
