import type { EditionDocument } from "../../edition/index.ts";
import { type DocumentBytes, type Limits, readBytes } from "../../read/index.ts";
import { type CompiledModels, type Html, type RenderContext, renderPassage } from "../../render/index.ts";
import { type Moved, type Shell, writePassage } from "../../site/index.ts";
import { NodeKind, type Tree, type XmlNode } from "../../tree/index.ts";
import { type ChangedRange, changedRange, withChange } from "./changed-text.ts";
import { elementAround } from "./html-place.ts";

/** A document with what its page was made by. */
export interface ShownDocument {
  readonly document: Pick<EditionDocument, "id" | "path" | "tree">;
  readonly models: CompiledModels;
  readonly context: RenderContext;
}

/** What a document's pages look like around its passages. */
export interface LookSetup {
  readonly shell: Shell;
  readonly limits: Partial<Limits>;
  readonly dead: readonly string[];
  readonly moved: Moved;
}

/** What a change in a document does to its page. */
export interface FirstLook {
  /** The document as it is now, to be asked when it changes again. */
  readonly shown: ShownDocument;
  /** Does the change to a page of the document; null where it is not on that page, or cannot be told to be. */
  readonly onPage: (page: string) => ChangedPage | null;
}

/** A page with a change in it. */
export interface ChangedPage {
  readonly html: string;
  /** The element of the page in which all that changed stands; null where that is most of the page. */
  readonly passage: { readonly id: string; readonly html: string } | null;
}

/** A larger passage takes as long as the whole, in characters of the source. */
const LARGEST = 300_000;

/** So much of a page is sent at once; of more the browser asks for the page. */
const MOST_SENT = 200_000;

/** So many elements are tried, from the innermost outwards. */
const MOST_TRIED = 5;

/**
 * Shows a change in the text of a document before the document is done again, which for a long one takes seconds: the passage
 * around the change is rendered as it was and as it is, and what differs is put into the page. The passage as it was has to
 * stand on the page, so nothing is put where it does not belong. What else a change brings about, numbers of notes for one,
 * comes with the page that is made afterwards; the same page as ever. Gives null where the change is none of a passage.
 */
export function firstLook(shown: ShownDocument, document: DocumentBytes, setup: LookSetup): FirstLook | null {
  const { tree: old, path } = shown.document;
  if (old.parts.length !== 1) return null;
  const { tree } = readBytes(document, { path, limits: setup.limits });
  const range = tree === null ? null : changedRange(old.source, tree.source);
  if (tree === null || range === null || tree.source.includes(XINCLUDE)) return null;
  const rows = sameRows(old, tree, range);
  const now = {
    ...shown,
    document: { ...shown.document, tree },
    context: contextOf(shown, rows),
  };
  return {
    shown: now,
    onPage: (page) => {
      for (const node of passagesAround(tree, range)) {
        const before = rows(node);
        const changed = before === null ? null : pageWith(page, { shown, now, before, node }, setup);
        if (changed !== null) return changed;
      }
      return null;
    },
  };
}

const XINCLUDE = "http://www.w3.org/2001/XInclude";

/** Gives the node that was there before, for one that is there now; null for what is new. */
type Before = (node: XmlNode) => XmlNode | null;

/** Before the change rows are the same, and behind it they have moved all by the same. */
function sameRows(old: Tree, tree: Tree, { start, newEnd }: ChangedRange): Before {
  const moved = old.size - tree.size;
  return (node) => {
    const isBehind = node.start >= newEnd;
    if (!isBehind && node.start >= start) return null;
    const row = node.row + (isBehind ? moved : 0);
    if (row < 0 || row >= old.size) return null;
    const before = old.node(row);
    return before.kind === node.kind && before.local === node.local ? before : null;
  };
}

/** What is known of a node by its row was known of the node before. */
function contextOf({ context }: ShownDocument, before: Before): RenderContext {
  return {
    ...context,
    anchor: (node) => {
      const was = before(node);
      return was === null ? node.get("xml:id") : context.anchor(was);
    },
    annotation: (node) => {
      const was = before(node);
      return was === null ? null : context.annotation(was);
    },
  };
}

/** The elements of the text whose content holds a change, the innermost first. */
function passagesAround(tree: Tree, { start, newEnd }: ChangedRange): XmlNode[] {
  const innermost = innermostAround(tree, start, newEnd);
  if (innermost === null) return [];
  const around = [innermost, ...innermost.ancestors()];
  if (!around.some((node) => node.isTei("text"))) return [];
  return around.filter((node) => node.end - node.start <= LARGEST).slice(0, MOST_TRIED);
}

function innermostAround(tree: Tree, start: number, end: number): XmlNode | null {
  const { kind, tagEnd, end: ends } = tree.columns;
  let found: number | null = null;
  for (let row = 0; row < tree.size && tree.columns.start[row]! <= start; row++) {
    if (kind[row] !== NodeKind.element || tagEnd[row]! > start) continue;
    if (ends[row]! > end && tree.source.lastIndexOf("</", ends[row]) >= end) found = row;
  }
  return found === null ? null : tree.node(found);
}

interface Change {
  readonly shown: ShownDocument;
  readonly now: ShownDocument;
  readonly before: XmlNode;
  readonly node: XmlNode;
}

function pageWith(page: string, change: Change, setup: LookSetup): ChangedPage | null {
  const { shown, now, before, node } = change;
  const old = writtenPassage(shown, before, setup);
  const fresh = writtenPassage(now, node, setup);
  if (old.notes !== fresh.notes) return null;
  const from = Math.max(0, page.indexOf("<article"));
  const spliced = withChange(page, from, old.html, fresh.html);
  return spliced === null
    ? null
    : { html: spliced.text, passage: passageAround(spliced.text, spliced.at, change) };
}

/** A passage as it is on its page, and how many notes, corrections and variants it has behind it. */
function writtenPassage(
  { document, models, context }: ShownDocument,
  node: XmlNode,
  { shell, dead, moved }: LookSetup,
): { readonly html: string; readonly notes: number } {
  const { html, sections } = renderPassage(node, models, context);
  const isLive = (address: string): boolean => !dead.includes(address);
  const write = (all: readonly Html[]): string => writePassage(shell, document.id, all, { isLive, moved });
  const written = write([...html, ...sections]);
  return { html: written, notes: written.split('class="entry"').length };
}

function passageAround(page: string, at: number, { shown, before }: Change): ChangedPage["passage"] {
  for (const node of [before, ...before.ancestors()]) {
    const id = shown.context.anchor(node);
    const place = id === null ? null : elementAround(page, id, at);
    if (place === null) continue;
    const { start, end } = place;
    return end - start > MOST_SENT ? null : { id: place.id, html: page.slice(start, end) };
  }
  return null;
}
