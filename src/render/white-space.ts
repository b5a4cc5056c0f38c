import {
  isJoint,
  isLayoutBeforeSign,
  JOINING,
  joinsWords,
  standsBy,
  withoutLineHyphen,
  withoutUnspacedLayout,
} from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";

/**
 * Gives a text without what is none of the text's: the hyphen of a word that a line of the source breaks, white space around
 * a break within a word (`<lb break="no"/>`) or behind a hyphen, and between words and signs of punctuation that are joined,
 * as `@join` says (`att.linguistic`) or as punctuation is where each token has a line of its own in the file.
 */
export function textWithin(node: XmlNode): string {
  const text = withoutUnspacedLayout(node, withoutLineHyphen(node));
  if (isLayoutBeforeSign(node)) return withoutEnd(text);
  if (!standsBy(node.tree, node.row, JOINING)) return text;
  const { nextSibling: next, previousSibling: previous } = node;
  if (!/[^ \t\r\n]/u.test(text)) return isJoint(text, previous, next) ? "" : text;
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
