import { isPieceOfText, type Tree, type XmlNode } from "../tree/index.ts";

/**
 * The texts of a document that stand in no other: one of most, several of a corpus. A document that is but a piece of a text
 * is its own, and so are the pieces that a `TEI` has without a `text` around them. In a document of another language whatever is called so is a text; in one of TEI, what TEI calls so, and no
 * example of it.
 */
export function outermostTexts({ root }: Tree): readonly XmlNode[] {
  if (isText(root) || isPieceOfText(root.name)) return [root];
  const isOurs = (text: XmlNode): boolean => text.isTei() || !root.isTei();
  const texts = [...root.descendantElements("text")].filter(
    (text) => isOurs(text) && text.maybeAncestor("text") === null,
  );
  return texts.length > 0 || !root.isTei("TEI") ? texts : [...root.elements()].filter(isPiece);
}

function isPiece({ name }: XmlNode): boolean {
  return isPieceOfText(name);
}

function isText(root: XmlNode): boolean {
  return root.local === "text";
}
