import { editedText } from "../resolve/index.ts";
import { onceForTree, type XmlNode } from "../tree/index.ts";
import type { AnchorOf, ListedLine, ListedPlace } from "./generated-list.ts";

/** An entry while it is gathered: where it stands, and the entries under it by their words. */
interface Gathered {
  readonly order: string;
  readonly places: XmlNode[];
  readonly inner: Map<string, Gathered>;
}

/**
 * Gives the entries of an index in alphabetical order, each wording once: those of `index` elements that are called by one
 * of the names (`@indexName`); for `index` those without a name, or all where every one has a name; for the name of another
 * element the words of these. An `index` within another is an entry under its term (Guidelines, section 3.9.2).
 */
export function indexOf(text: XmlNode, names: readonly string[], anchor: AnchorOf): readonly ListedLine[] {
  const entries = new Map<string, Gathered>();
  const marked = [...text.descendantElements("index")].filter((each) => each.parent?.isTei("index") !== true);
  const called = marked.filter((each) => names.includes(each.get("indexName") ?? ""));
  if (called.length > 0 || names.includes("index")) {
    const nameless = marked.filter((each) => each.get("indexName") === null);
    const taken = called.length > 0 ? called : nameless.length > 0 ? nameless : marked;
    for (const index of taken) gather(index, index, entries);
  } else {
    for (const found of text.descendantElements(names[0]!)) entryOf(found, entries)?.places.push(found);
  }
  return linesOf(entries, anchor);
}

/** Takes the terms of an entry; an `index` behind a term has those under it. */
function gather(index: XmlNode, place: XmlNode, entries: Map<string, Gathered>): void {
  let last: Gathered | null = null;
  let isDone = true;
  const close = (): void => {
    if (!isDone) last?.places.push(place);
  };
  for (const child of index.elements()) {
    if (child.isTei("index")) {
      gather(child, place, last?.inner ?? entries);
      isDone = true;
    } else if (child.isTei("term")) {
      close();
      last = entryOf(child, entries);
      isDone = false;
    }
  }
  close();
}

function entryOf(term: XmlNode, entries: Map<string, Gathered>): Gathered | null {
  const text = editedText(term);
  if (text === "") return null;
  const order = orderOf(term.get("sortKey") ?? text);
  const entry = entries.get(text) ?? { order, places: [], inner: new Map<string, Gathered>() };
  entries.set(text, entry);
  return entry;
}

/** Capitals and accents do not part words in an index. */
function orderOf(text: string): string {
  return `${text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()}\n${text}`;
}

function linesOf(entries: ReadonlyMap<string, Gathered>, anchor: AnchorOf): readonly ListedLine[] {
  return [...entries]
    .sort(([, one], [, other]) => (one.order < other.order ? -1 : 1))
    .map(([text, { places, inner }]) => {
      const listed = placesOf(places, anchor);
      const isOnce = listed.length === 1 && !listed[0]!.isPage;
      return {
        text,
        id: isOnce ? listed[0]!.id : null,
        places: isOnce ? [] : listed,
        inner: linesOf(inner, anchor),
      };
    });
}

/** The pages of the source, where all places are on one that is known, each once; else the places by their count. */
function placesOf(nodes: readonly XmlNode[], anchor: AnchorOf): readonly ListedPlace[] {
  const isPage = nodes.every((node) => pageAt(node) !== null);
  const places = new Map<string, ListedPlace>();
  for (const node of nodes) {
    // An entry is not shown where it stands; what it stands in is.
    const id = anchorAbove(node.isTei("index") ? node.parent! : node, anchor);
    const key = (isPage ? pageAt(node) : id) ?? String(node.row);
    const label = isPage ? key : String(places.size + 1);
    if (!places.has(key)) places.set(key, { id, label, isPage });
  }
  return [...places.values()];
}

function anchorAbove(node: XmlNode, anchor: AnchorOf): string | null {
  for (const at of [node, ...node.ancestors()]) {
    const id = anchor(at);
    if (id !== null) return id;
  }
  return null;
}

/** The page of the source on which an element stands, as its `pb` numbers it; null where that has no number, or none stands before it. */
function pageAt(node: XmlNode): string | null {
  const pages = pagesOf(node.tree);
  let [from, to] = [0, pages.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (pages[middle]!.row <= node.row) from = middle + 1;
    else to = middle;
  }
  return pages[from - 1]?.number || null;
}

/** A break that has no number begins a page of which none is known, unless it is one of another edition. */
const pagesOf = onceForTree((tree) =>
  [...tree.root.descendantElements("pb")].flatMap((node) => {
    const number = node.get("n")?.trim() ?? "";
    return number === "" && node.get("ed") !== null ? [] : [{ row: node.row, number }];
  }),
);
