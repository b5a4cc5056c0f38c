import { joinsWords } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { dateAt } from "./date-words.ts";
import { isSlot } from "./placeholder.ts";
import { textLanguage } from "./text-language.ts";

/** The header of a document; one without a header says it all around it. */
export function headerOf({ root }: Pick<Tree, "root">): XmlNode {
  return root.maybeElement("teiHeader") ?? root;
}

/** The first element that a path of names leads to, or null. */
export function at(node: XmlNode | null, ...path: readonly string[]): XmlNode | null {
  let found = node;
  for (const local of path) found = found?.maybeElement(local) ?? null;
  return found;
}

/** The elements of a name in another; none where that is not there. */
export function children(node: XmlNode | null, local: string): readonly XmlNode[] {
  return node === null ? [] : [...node.elements(local)];
}

/** The text of an element in one line; null where there is none. */
export function words(node: XmlNode | null | undefined): string | null {
  const text =
    node == null
      ? ""
      : spaced(node)
          .replace(/[ \t\r\n]+/gu, " ")
          .trim();
  if (text !== "" && !isSlot(text)) return text;
  return node == null ? null : dateAt(node, "when");
}

/** The text of an element, the lines that it is set in parted by a space; of what it says in several languages, one. */
export function spaced(node: XmlNode): string {
  const translated = inOneLanguage(node);
  if (translated !== null) return spaced(translated);
  if (node.descendantElements("lb", ...ANNOTATIONS).next().done === true) return node.text;
  const isNoted = (each: XmlNode): boolean => (each.maybeAncestor(...ANNOTATIONS)?.row ?? 0) > node.row;
  const pieces = [...node.descendants()].map((each) => {
    if (each.isText) return isNoted(each) ? "" : each.text;
    return each.isTei("lb") && !joinsWords(each) ? " " : "";
  });
  return pieces.join("");
}

/** What is noted of the words of a title is none of them. */
const ANNOTATIONS = [
  "note",
  "noteGrp",
  "span",
  "spanGrp",
  "interp",
  "interpGrp",
  "index",
  "certainty",
  "precision",
] as const;

/** Of the same said in several languages side by side, each in an element, that of the document's language or the first. */
function inOneLanguage(node: XmlNode): XmlNode | null {
  const said = [...node.elements()];
  const languages = said.map((each) => each.get("xml:lang"));
  if (said.length < 2 || languages.includes(null) || new Set(languages).size < said.length) return null;
  if ([...node.children()].some((child) => child.isText && /\S/u.test(child.text))) return null;
  return said[Math.max(0, languages.indexOf(textLanguage(node.tree)))]!;
}

/** A date without the hour that a program wrote behind it. */
export function withoutHour(date: string): string {
  return date.replace(/(?<=^\d{4}-\d\d-\d\d)(?:[T ]\d\d:.*|Z|[+-]\d\d:\d\d)$/u, "");
}
