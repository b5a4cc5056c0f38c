import { NameMarks, NONE, type Tree, type XmlNode } from "../tree/index.ts";

/** Signs that part a word at the end of a line of the source: hyphens of print and handwriting, and the soft one. */
const SIGN = /[-‐⸗¬=\u00ad](?=[ \t\r\n]*$)/u;

const BREAKS = ["lb", "pb", "cb", "gb", "milestone"] as const;

/** Elements beyond whose end a word does not go on. */
const WHOLES = ["p", "ab", "l", "head", "item", "cell", "div", "note", "u", "line", "body", "text"] as const;

const IS_BREAK: NameMarks = new NameMarks(({ local }) => (isBreakName(local) ? 1 : 0));

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

/** Whether the node before or behind a text may be a break, or has another name with a mark. */
export function standsBy({ columns, names }: Tree, row: number, wanted: NameMarks = IS_BREAK): boolean {
  const { name, next, previous } = columns;
  const marks = wanted.in(names);
  const isMarked = (at: number): boolean => at !== NONE && name[at] !== NONE && marks[name[at]!] === 1;
  return isMarked(next[row]!) || isMarked(previous[row]!);
}

/** Whether a node is a break that parts no word from the next (`@break`, TEI P5, att.breaking). */
export function breaksWord(node: XmlNode | null): boolean {
  return node?.isTei(...BREAKS) === true && node.get("break") === "no";
}

/**
 * Gives the sign with which a text ends because a line of the source does, in the middle of a word; null where there is none.
 * A document that says it kept hard hyphens alone (`hyphenation/@eol`) means those that belong to the word.
 */
export function lineHyphen(text: XmlNode): string | null {
  if (!mayEndInHyphen(text.text)) return null;
  const sign = SIGN.exec(text.text)?.[0] ?? null;
  return sign !== null && isBrokenBehind(text) && !keepsHardHyphens(text) ? sign : null;
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
