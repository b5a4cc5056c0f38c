import { onceForTree, type Tree, type XmlNode } from "../tree/index.ts";
import { type TargetKind, targetKind } from "./target-kind.ts";

const LISTS: readonly string[] = "standOff listPerson listPlace listOrg listEvent listBibl".split(" ");

/** What may stand around the entry that a document is about, and says nothing of its own. */
const AROUND: readonly string[] = ["text", "body", ...LISTS];

const ENTRIES: readonly TargetKind[] = ["person", "organisation", "place", "work", "event"];

/** Whether an element is what a register lists: a person, a place, a work. */
export function mayBeEntry(element: XmlNode): boolean {
  const kind = targetKind(element.local);
  return element.isTei() && kind !== null && ENTRIES.includes(kind);
}

/**
 * Gives the entry that a document is about: its text, or `standOff`, has nothing in it but a list of one person, place or work without an
 * `xml:id`, and the document has one. Registers are kept so, a file for each entry. Null for all other documents.
 */
export const soleEntry: (tree: Tree) => XmlNode | null = onceForTree(({ root }) => {
  if (!root.isTei("TEI") || root.get("xml:id") === null) return null;
  let [only, ...others] = [...root.elements()].filter((part) => !part.isTei("teiHeader"));
  while (only?.isTei(...AROUND) === true && others.length === 0 && !saysMore(only))
    [only, ...others] = [...only.elements()];
  if (only === undefined || others.length > 0 || only.isTei(...AROUND) || !mayBeEntry(only)) return null;
  return only.parent!.isTei(...LISTS) && only.get("xml:id") === null ? only : null;
});

/** Whether words stand beside the elements in one. */
function saysMore(element: XmlNode): boolean {
  return [...element.children()].some((child) => child.isText && /\S/u.test(child.text));
}

/** The `xml:id` by which an entry is known: its own, or that of the document that it is alone in. */
export function entryXmlId(element: XmlNode): string | null {
  const own = element.get("xml:id");
  return own ?? (soleEntry(element.tree)?.row === element.row ? element.tree.root.get("xml:id") : null);
}
