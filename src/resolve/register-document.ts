import { isPieceOfText, onceForTree, type Tree, type XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import { isListOfLetters } from "./list-of-letters.ts";
import { outermostTexts } from "./outermost-texts.ts";
import { ENTRY_NAMES } from "./registers.ts";
import { entryXmlId } from "./sole-entry.ts";
import { countRuns } from "./words.ts";

/** Lists of what an edition speaks of, whose entries the registers have. */
const LISTS = ["listPerson", "listPlace", "listOrg", "listEvent", "listObject", "listBibl"] as const;

/** So many words before its lists make no essay of a register, and more where they are a small share of what the lists say. */
const FEW_WORDS = 30;
const MOST_WORDS = 300;
const LARGEST_SHARE = 0.1;

/**
 * Whether a document is a register: its text is lists of persons, places, works and their like that have identifiers, with
 * headings and perhaps a few words before them; or it has such lists beside its text, and its text has no words at all. The
 * pictures of a `facsimile` may be those of a printed register, or of persons and places, whose entries point to them. The
 * lists of its header are of what it is about: of whom a letter speaks, in what books a manuscript is described. A list of
 * letters is one in its header. Where there is no text, the lists of an edition may stand in the header alone (`particDesc`,
 * `settingDesc`): they are far longer than those of whom one text speaks.
 */
export const isRegister: (tree: Tree) => boolean = onceForTree((tree) => {
  if (isListOfLetters(tree)) return true;
  const lists = listsIn(tree);
  if (!lists.some(holdsEntries)) return isRegisterInHeader(tree);
  if (isOfSource(tree) || (holdsPictures(tree) && !lists.some(isOfPictures))) return false;
  const texts = outermostTexts(tree);
  const beside = texts.reduce((sum, text) => sum + wordsBeside(text), 0);
  if (beside === 0) return true;
  const inBody = lists.filter(isInBody);
  const listed = inBody.reduce((sum, list) => sum + countRuns(list.text), 0);
  const most = Math.max(FEW_WORDS, Math.min(MOST_WORDS, listed * LARGEST_SHARE));
  return inBody.some(holdsEntries) && beside <= most;
});

/** So many entries are those of an edition: the largest casts of plays have not half of them. */
const ENTRIES_OF_AN_EDITION = 200;

/** Whether a document has nothing but long lists in its header: no text, no picture and no description of a source. */
function isRegisterInHeader(tree: Tree): boolean {
  let entries = 0;
  for (const entry of tree.document.descendantElements(...ENTRY_NAMES))
    if (entry.get("xml:id") !== null && entry.maybeAncestor("particDesc", "settingDesc") !== null) entries++;
  if (entries < ENTRIES_OF_AN_EDITION || isOfSource(tree) || holdsPictures(tree)) return false;
  return outermostTexts(tree).every((text) => wordsBeside(text) === 0);
}

/** The lists that stand in no other and in no header. */
function listsIn(tree: Tree): readonly XmlNode[] {
  return [...tree.document.descendantElements(...LISTS)].filter(
    (list) => list.isTei() && list.maybeAncestor(...LISTS, "teiHeader") === null,
  );
}

function holdsPictures(tree: Tree): boolean {
  return [...tree.document.descendantElements("facsimile")].some((each) => each.isTei());
}

/** Whether pictures may be those of a list: it is the text itself, or has something in it that points to one. */
function isOfPictures(list: XmlNode): boolean {
  if (isInBody(list)) return holdsEntries(list);
  return [...list.descendantElements()].some((each) => each.get("facs") !== null);
}

/** Whether a document shows or describes a source: a transcription, a manuscript that is no entry of a list, a letter. */
function isOfSource(tree: Tree): boolean {
  const found = tree.document.descendantElements("sourceDoc", "msDesc", "correspDesc");
  for (const each of found) {
    if (!each.isTei()) continue;
    const list = each.isTei("msDesc") ? each.maybeAncestor("listBibl", "listObject") : null;
    if (list === null || list.maybeAncestor("teiHeader") !== null) return true;
  }
  return false;
}

/** What is but a piece of a text has no body around it. */
function isInBody(list: XmlNode): boolean {
  return list.maybeAncestor("body") !== null || isPieceOfText(list.tree.root.name);
}

function holdsEntries(list: XmlNode): boolean {
  const entries = list.descendantElements(...ENTRY_NAMES);
  for (const entry of entries) if (entryXmlId(entry) !== null) return true;
  return false;
}

/** How many words of a text stand in no list of its body and in no heading. */
function wordsBeside(text: XmlNode): number {
  const inBody = isPieceOfText(text.name) ? text : text.maybeElement("body");
  const around = [...text.elements()].filter((each) => each !== inBody);
  const body = inBody === null ? 0 : countRuns(editedText(inBody, { without: [...LISTS, "head"] }));
  return body + around.reduce((sum, each) => sum + countRuns(editedText(each, { without: ["head"] })), 0);
}
