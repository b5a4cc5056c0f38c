import { type CompiledModels, passageKind, type RenderContext } from "../render/index.ts";
import { outermostTexts } from "../resolve/index.ts";

type XmlNode = Parameters<RenderContext["anchor"]>[0];

/** Elements that get an id from what they say, where they have none: what one wants to point to. */
const POINTED_AT: readonly string[] = ["p", "ab", "lg"];

/** Where a passage inside is pointed to by the whole it stands in. */
const WHOLES: readonly string[] = ["sp", "note", "quote", "q", "said", "u", "lg"];

/**
 * Whether an id is one that was made: of a passage, of a record, or of the place where one stands; or by another program, as
 * UUIDs are and what `generate-id()` gives in libxslt and Saxon. No reader knows a place by that.
 */
export function isMadeId(id: string): boolean {
  return OWN_ID.test(id) || UUID.test(id) || GENERATED_ID.test(id);
}

const OWN_ID = /^(?:p-(?=[a-z]*\d)[\da-z]{9}(?:-\d+)?|(?:sp|quo|cit|at)-[\da-f]{10})$/u;
const UUID = /^(?:[a-z]+[_.-]?)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
const GENERATED_ID = /^(?:id[mp]\d{6,}|d\d+e\d+)$/u;

/** What was made of trees, and by which models: the pages of a document ask for it as its records do. */
const MADE = new WeakMap<
  XmlNode["tree"],
  { models: CompiledModels | null; ids: ReadonlyMap<number, string> }
>();

/** Gives the id that a passage has on its page where the document gives it none, or null. */
export function contentId({ tree, row }: XmlNode, models: CompiledModels | null): string | null {
  let made = MADE.get(tree);
  if (made === undefined || made.models !== models) {
    made = { models, ids: contentIds(tree, models) };
    MADE.set(tree, made);
  }
  return made.ids.get(row) ?? null;
}

/**
 * Gives the ids of a text's passages that have none: made from their words, so that they stay when the text around them
 * changes. The same words a second time are counted on. Elements of the edition's own that are to its readers what
 * those of TEI are have theirs too, by its models; they are counted after these.
 */
function contentIds(tree: XmlNode["tree"], models: CompiledModels | null): ReadonlyMap<number, string> {
  const ids = new Map<number, string>();
  const counts = new Map<string, number>();
  const give = (node: XmlNode): void => {
    const hash = contentHash(wordsOf(node));
    if (hash === null) return;
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    ids.set(node.row, count === 1 ? `p-${hash}` : `p-${hash}-${count}`);
  };
  const texts = outermostTexts(tree);
  for (const text of texts) {
    for (const node of text.descendantElements(...POINTED_AT)) {
      if (node.isTei() && node.get("xml:id") === null && !isPartOfWhole(node)) give(node);
    }
  }
  if (models !== null) for (const text of texts) for (const node of ownPassages(text, models)) give(node);
  return ids;
}

/** The passages of the edition's own elements that hold no passage with an id of its own, as a scene would. */
function* ownPassages(text: XmlNode, models: CompiledModels): Generator<XmlNode, undefined> {
  const names = [...models.own.keys()].map((key) => key.replace(/^.*\}/u, ""));
  if (names.length === 0) return;
  for (const node of text.descendantElements(...names)) {
    if (node.isTei(...POINTED_AT) || node.get("xml:id") !== null || isPartOfWhole(node)) continue;
    if (!isPassage(models, node) || hasPassages(models, node)) continue;
    yield node;
  }
}

const OWN_KINDS: readonly string[] = ["paragraph", "speech", "stanza"];

function isPassage(models: CompiledModels, node: XmlNode): boolean {
  return OWN_KINDS.includes(passageKind(models, node) ?? "");
}

function hasPassages(models: CompiledModels, node: XmlNode): boolean {
  for (const each of node.descendantElements()) if (isPassage(models, each)) return true;
  return false;
}

/** The words of a passage; a note that an editor puts into it is about it, and renames it no more than one beside it. */
function wordsOf(node: XmlNode): string {
  const notes = [...node.descendantElements("note", "noteGrp")];
  if (notes.length === 0) return node.text;
  const texts = [...node.descendants()].filter((each) => each.isText);
  return texts
    .filter((text) => !notes.some((note) => note.contains(text)))
    .map(({ text }) => text)
    .join("");
}

/** A short name for words, by their letters alone: FNV-1a twice over, 48 bits in all; null where there are no letters. */
function contentHash(text: string): string | null {
  const letters = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
  if (letters === "") return null;
  let one = 0x811c9dc5;
  let other = 0x01000193;
  for (let at = 0; at < letters.length; at++) {
    const code = letters.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) + at;
  }
  return (one >>> 0).toString(36).padStart(7, "0") + ((other >>> 0) % 1296).toString(36).padStart(2, "0");
}

function isPartOfWhole(node: XmlNode): boolean {
  return WHOLES.some((whole) => node.maybeAncestor(whole) !== null);
}
