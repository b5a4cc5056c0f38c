import type { Tree, XmlNode } from "../tree/index.ts";
import { recordIds } from "./record-ids.ts";
import type { RowRecord } from "./record-maker.ts";

/** What is found as a whole: where something stands in it, its place is the block, which can be read, and not all around it. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "p ab l head item label cell note figDesc stage castItem byline titlePart docAuthor docDate docImprint imprimatur opener " +
    "closer salute signed dateline postscript trailer epigraph argument entry entryFree form sense witness"
  ).split(" "),
);

/** What holds blocks: its own id says too little of where something stands in one of them. */
const AROUND_BLOCKS: ReadonlySet<string> = new Set(
  (
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 titlePage docTitle list table row castList " +
    "castGroup listBibl listPerson listPlace listOrg listEvent listObject listWit"
  ).split(" "),
);

/**
 * Gives the id of the place that an element stands in: the nearest one around it that has an id in the document, as a record
 * or, by `passageId`, on its page. A block that has none gets one, by its words, where nothing nearer than a division has;
 * such places are added to `rows`. Null where the document as a whole is the place, which is its page.
 */
export function placesOf(
  tree: Tree,
  rows: Map<number, RowRecord>,
  passageId: (node: XmlNode) => string | null,
): (node: XmlNode) => string | null {
  const idOf = recordIds(tree, "at", () => "");
  const known = (at: XmlNode): string | null => at.get("xml:id") ?? rows.get(at.row)?.id ?? passageId(at);
  const given = (block: XmlNode): string => {
    const id = idOf(block);
    rows.set(block.row, { kind: "place", id });
    return id;
  };
  return (node) => {
    let block: XmlNode | null = null;
    for (const at of [node, ...node.ancestors()]) {
      const id = known(at);
      const isAround = at.isTei() && AROUND_BLOCKS.has(at.local);
      if (id !== null && !(isAround && block !== null)) return isDocument(at) ? null : id;
      // A paragraph of a note is on the page where the note is.
      if (at.isTei("note")) return given(at);
      if (isAround && block !== null) return given(block);
      if (at.isTei() && BLOCKS.has(at.local)) block ??= at;
    }
    return null;
  };
}

/** The id of a document is that of its page, which has none. */
function isDocument(at: XmlNode): boolean {
  return at.isTei("TEI", "teiCorpus") && at.parent?.isElement !== true;
}
