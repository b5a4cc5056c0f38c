import {
  isBreakName,
  isLayoutBeforeSign,
  joinsWords,
  standsBy,
  withoutLineHyphen,
  withoutUnspacedLayout,
} from "../resolve/index.ts";
import { NameMarks, type XmlNode } from "../tree/index.ts";

/** Elements beside which white space may be none of the text's: breaks, and tokens. */
const JOINING: NameMarks = new NameMarks(({ local }) =>
  isBreakName(local) || ["w", "pc", "c", "m"].includes(local) ? 1 : 0,
);

/**
 * Gives a text without what is none of the text's: the hyphen of a word that a line of the source breaks, white space around
 * a break within a word (`<lb break="no"/>`) or behind a hyphen, and between words and signs of punctuation that are joined,
 * as `@join` says (`att.linguistic`) or as punctuation is where each token has a line of its own in the file.
 */
export function textWithin(node: XmlNode): string {
  const text = withoutUnspacedLayout(withoutLineHyphen(node));
  if (isLayoutBeforeSign(node)) return withoutEnd(text);
  if (!standsBy(node.tree, node.row, JOINING)) return text;
  const { nextSibling: next, previousSibling: previous } = node;
  if (isSpace(text)) return isJoint(text, previous, next) ? "" : text;
  const end = joinsWords(next) ? withoutEnd(text) : text;
  return joinsWords(previous) ? withoutStart(end) : end;
}

/** A text without the white space at its start. */
export function withoutStart(text: string): string {
  return text.replace(/^[ \t\r\n]+/u, "");
}

/** A text without the white space at its end. */
export function withoutEnd(text: string): string {
  return text.replace(/[ \t\r\n]+$/u, "");
}

/** Whether the space before a note is only there to part it from the word: what comes after it brings its own. */
export function isSpaceBeforeNote(note: XmlNode): boolean {
  const after = note.nextSibling;
  return after === null || (after.isText && /^(?:[ \t\r\n]|[.,;:!?)\]])/u.test(after.text));
}

function isSpace(text: string): boolean {
  return !/[^ \t\r\n]/u.test(text);
}

function isJoint(space: string, previous: XmlNode | null, next: XmlNode | null): boolean {
  if (joinsWords(previous) || joinsWords(next)) return true;
  if (previous?.isElement !== true || next?.isElement !== true) return false;
  if (isJoined(previous, "right") || isJoined(next, "left")) return true;
  const isLayout = /[\r\n]/u.test(space);
  return isLayout && (closesBehind(next) || opensBefore(previous));
}

/** Whether an element is a sign that closes what is before it, as `<pc>` says of one that stands alone. */
export function closesBehind(token: XmlNode): boolean {
  return isSign(token, CLOSING) || (isSign(token, STRAIGHT) && !isFirstOfPair(token));
}

/** Whether an element is a sign that opens what comes after it. */
export function opensBefore(token: XmlNode): boolean {
  return isSign(token, OPENING) || (isSign(token, STRAIGHT) && isFirstOfPair(token));
}

/** So many nodes before a sign are looked at for the other of its pair: no sentence has more. */
const MOST_BEFORE = 400;

/** The signs of one element are paired as they come: the first opens, the second closes. */
function isFirstOfPair(token: XmlNode): boolean {
  const sign = token.text.trim();
  let before = 0;
  let other = token.previousSibling;
  for (let seen = 0; other !== null && seen < MOST_BEFORE; seen++) {
    if (other.isTei("pc") && other.text.trim() === sign) before++;
    other = other.previousSibling;
  }
  return before % 2 === 0;
}

function isJoined(token: XmlNode, side: "left" | "right"): boolean {
  const join = token.isTei("w", "pc", "c", "m") ? token.get("join") : null;
  return join === side || join === "both";
}

/** What `@join` says comes first; a quotation mark that opens in one language closes in another, and stays apart. */
function isSign(token: XmlNode, signs: RegExp): boolean {
  return token.isTei("pc") && token.get("join") === null && signs.test(token.text.trim());
}

const CLOSING = /^(?:[.,;:!?…]|\p{Pe})+$/u;
const OPENING = /^(?:[¿¡]|\p{Ps})$/u;
/** Marks of quotation that look the same on both sides. */
const STRAIGHT = /^['"]$/u;
