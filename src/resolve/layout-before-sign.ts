import { NONE, type Tree, type XmlNode } from "../tree/index.ts";

/** Whether a text is the last of its element and ends with a line of the file: asked of every text, before all else. */
export function mayBeLayout({ columns }: Tree, row: number, text: string): boolean {
  if (columns.next[row] !== NONE) return false;
  let end = text.length - 1;
  while (end >= 0 && (text[end] === " " || text[end] === "\t")) end--;
  return text[end] === "\n" || text[end] === "\r";
}

/**
 * Whether a text ends its element with a line end of the file, and a sign of punctuation follows that leans on the word
 * before it: as where a program has laid out the markup of `<ref>a word</ref>, and so on`.
 */
export function isLayoutBeforeSign(node: XmlNode): boolean {
  if (!mayBeLayout(node.tree, node.row, node.text)) return false;
  const behind = textBehind(node);
  if (behind === null) return false;
  return (node.language ?? "").startsWith("fr") ? /^[,.)\]]/u.test(behind) : /^[,.;:!?)\]]/u.test(behind);
}

/** The text that follows where an element ends, and all that end with it; null where an element does. */
function textBehind(node: XmlNode): string | null {
  for (let at: XmlNode | null = node.parent; at?.isElement; at = at.parent) {
    let next = at.nextSibling;
    while (next?.isText === true && !/[^ \t\r\n]/u.test(next.text)) next = next.nextSibling;
    if (next !== null) return next.isText && next.previousSibling?.row === at.row ? next.text : null;
  }
  return null;
}
