import { TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";

/** What a file holds that is a piece of a text, such as a chapter that is kept by itself for others to include. */
const PIECE = /^(?:front|body|back|group|div[1-7]?)$/u;

/**
 * The texts of a document that stand in no other: one of most, several of a corpus. A document that is but a piece of a text
 * is its own. In a document of another language whatever is called so is a text; in one of TEI, what TEI calls so, and no
 * example of it.
 */
export function outermostTexts({ root }: Tree): readonly XmlNode[] {
  if (isText(root) || isPieceOfText(root.name)) return [root];
  const isOurs = (text: XmlNode): boolean => text.isTei() || !root.isTei();
  return [...root.descendantElements("text")].filter(
    (text) => isOurs(text) && text.maybeAncestor("text") === null,
  );
}

/** Whether an outermost element of such a name is a piece of a text, with no `TEI` around it. */
export function isPieceOfText({ uri, local }: Pick<XmlNode["name"], "uri" | "local">): boolean {
  return uri === TEI_NAMESPACE && PIECE.test(local);
}

function isText(root: XmlNode): boolean {
  return root.local === "text";
}
