import { editedText } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { textElements } from "./citation-place.ts";

/** The word that an entry of a dictionary is of. */
export interface Headword {
  readonly node: XmlNode;
  readonly text: string;
  /** The language it is in, where that is said of it or around it; a dictionary has words of another than its own. */
  readonly language: string | null;
  /** What it is sorted by where its entry says so (`@sortKey`); else null. */
  readonly sortKey: string | null;
  /** Its part of speech, as the entry gives it; else null. */
  readonly grammar: string | null;
}

const ENTRIES: readonly string[] = ["entry", "entryFree"];

/** Parts of an entry that speak of other forms or words than its own. */
const OF_OTHERS: readonly string[] = ["sense", "re", "etym", "xr", "cit", "note", ...ENTRIES];

/** A headword is a word, or some: what is longer is an entry that marks none. */
const LONGEST = 80;

/** Finds the headwords of the entries of dictionaries and glossaries (TEI P5, 10.2), in document order. */
export function findHeadwords(tree: Tree): readonly Headword[] {
  // What leads a group is sought once, however many homographs are in it.
  const ofGroups = new Map<number, Word | null>();
  const ofGroup = (group: XmlNode): Word | null => {
    const word = ofGroups.has(group.row) ? ofGroups.get(group.row)! : wordLeading(group);
    ofGroups.set(group.row, word);
    return word;
  };
  return [...textElements(tree, ENTRIES)].flatMap((node) => {
    const word = headwordOf(node, ofGroup);
    if (word === null) return [];
    return [{ node, ...word, sortKey: node.get("sortKey"), grammar: grammarOf(node) }];
  });
}

/** The spelling that leads an entry; of homographs, that of all of them (`superEntry`) where one has none of its own. */
function headwordOf(entry: XmlNode, ofGroup: (group: XmlNode) => Word | null): Word | null {
  const { parent } = entry;
  return wordLeading(entry) ?? (parent?.isTei("superEntry") === true ? ofGroup(parent) : null);
}

type Word = Pick<Headword, "text" | "language">;

function wordLeading(entry: XmlNode): Word | null {
  const forms = own(entry, "form");
  const lemma = forms.find((form) => /^(?:lemma|headword|hw|base|canonical)$/iu.test(form.get("type") ?? ""));
  const form = lemma ?? forms[0] ?? null;
  // A form may have others in it, as its variants.
  const direct = form === null ? undefined : [...form.elements()].find((child) => child.isTei("orth"));
  const spelling =
    direct ??
    (form === null ? null : own(form, "orth")[0]) ??
    own(entry, "orth")[0] ??
    form ??
    own(entry, "term")[0];
  const text = spelling === undefined || spelling === null ? "" : editedText(spelling);
  const word = (text === "" ? (entry.get("key") ?? "") : text).replace(/[\s,;:]+$/u, "").trim();
  if (!/[\p{L}\p{N}]/u.test(word) || word.length > LONGEST) return null;
  return { text: word, language: (spelling ?? entry).language };
}

function grammarOf(entry: XmlNode): string | null {
  const said = ["pos", "gram"].flatMap((name) => own(entry, name))[0];
  const text = said === undefined ? "" : editedText(said) || (said.get("value") ?? said.get("norm") ?? "");
  return text === "" || text.length > LONGEST ? null : text;
}

/** The elements of a name that say something of the entry itself. */
function own(node: XmlNode, local: string): XmlNode[] {
  return [...node.descendantElements(local)].filter((found) => found.isTei() && !isOfOthers(found, node));
}

function isOfOthers(found: XmlNode, node: XmlNode): boolean {
  for (const above of found.ancestors()) {
    if (above.row === node.row) return false;
    if (above.isTei(...OF_OTHERS)) return true;
  }
  return false;
}
