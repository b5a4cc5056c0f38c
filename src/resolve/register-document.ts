import type { Tree, XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import { ENTRY_ELEMENTS } from "./read-entry.ts";
import { WORK_ELEMENTS } from "./read-work.ts";

/** Lists of what an edition speaks of, whose entries the registers have. */
const LISTS = ["listPerson", "listPlace", "listOrg", "listBibl"] as const;

/** So many words before its lists make no essay of a register, and more where they are a small share of what the lists say. */
const FEW_WORDS = 30;
const MOST_WORDS = 300;
const LARGEST_SHARE = 0.1;

/**
 * Whether a document is a register: its text is lists of persons, places, organisations or works that have identifiers, with
 * headings and perhaps a few words before them; or it has such lists, and its text has no words at all.
 */
export function isRegister(tree: Tree): boolean {
  const lists = listsIn(tree);
  if (!lists.some(holdsEntries)) return false;
  const texts = [...tree.document.descendantElements("text", "sourceDoc")];
  if (texts.some((text) => text.isTei("sourceDoc"))) return false;
  const beside = texts.reduce((sum, text) => sum + wordsBeside(text), 0);
  if (beside === 0) return true;
  const inBody = lists.filter((list) => list.maybeAncestor("body") !== null);
  const listed = inBody.reduce((sum, list) => sum + countWords(list.text), 0);
  const most = Math.max(FEW_WORDS, Math.min(MOST_WORDS, listed * LARGEST_SHARE));
  return inBody.some(holdsEntries) && beside <= most;
}

/** The lists that stand in no other. */
function listsIn(tree: Tree): readonly XmlNode[] {
  return [...tree.document.descendantElements(...LISTS)].filter(
    (list) => list.isTei() && list.maybeAncestor(...LISTS) === null,
  );
}

function holdsEntries(list: XmlNode): boolean {
  const entries = list.descendantElements(...Object.keys(ENTRY_ELEMENTS), ...WORK_ELEMENTS);
  for (const entry of entries) if (entry.get("xml:id") !== null) return true;
  return false;
}

/** How many words of a text stand in no list of its body and in no heading. */
function wordsBeside(text: XmlNode): number {
  const inBody = text.maybeElement("body");
  const around = [...text.elements()].filter((each) => each !== inBody);
  const body = inBody === null ? 0 : countWords(editedText(inBody, { without: [...LISTS, "head"] }));
  return body + around.reduce((sum, each) => sum + countWords(editedText(each, { without: ["head"] })), 0);
}

function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}
