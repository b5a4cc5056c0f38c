import { NameMarks, type XmlNode } from "../tree/index.ts";
import { isBreakName, joinsWords } from "./broken-word.ts";

/** Elements beside which white space may be none of the text's: breaks, and tokens. */
export const JOINING: NameMarks = new NameMarks(({ local }) =>
  isBreakName(local) || ["w", "pc", "c", "m", "seg"].includes(local) ? 1 : 0,
);

/**
 * Whether white space between two nodes parts no words: beside a break within a word, and between tokens that are joined, as
 * `@join` says (`att.linguistic`) or as punctuation is where each token has a line of its own in the file.
 */
export function isJoint(space: string, previous: XmlNode | null, next: XmlNode | null): boolean {
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
    if (isPunctuation(other) && other.text.trim() === sign) before++;
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
  return isPunctuation(token) && token.get("join") === null && signs.test(token.text.trim());
}

/** Some have their punctuation in `w`, as taggers do, or in segments that say so. */
function isPunctuation(token: XmlNode): boolean {
  return token.isTei("pc", "w") || (token.isTei("seg") && /^(?:pc|punct)/u.test(token.get("type") ?? ""));
}

const CLOSING = /^(?:[.,;:!?…]|\p{Pe})+$/u;
const OPENING = /^(?:[¿¡]|\p{Ps})$/u;
/** Marks of quotation that look the same on both sides. */
const STRAIGHT = /^['"]$/u;
