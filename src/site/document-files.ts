import type { Html } from "../render/index.ts";
import { countRuns, pageOfDocument, parted } from "../resolve/index.ts";
import { passagesAt } from "./context-line.ts";
import { type Change, changedFront } from "./front-pieces.ts";
import { addressesIn, idsIn, liveLinks, type Moved, movedLinks } from "./live-links.ts";
import type { Shell } from "./page.ts";
import { partText, placed } from "./parts.ts";
import { searchPassages } from "./passages.ts";
import { positionsOf } from "./positions.ts";
import type { DocumentSummary, PlacedRecords, SiteDocument, SiteFile } from "./records.ts";
import type { SiteSettings } from "./settings.ts";
import { tallyOf } from "./tally.ts";
import { makeTextPages } from "./text-page.ts";
import { textServiceFiles } from "./text-services.ts";

/** Says of an address below the site's folder whether there is something at it. */
export type IsLive = (address: string) => boolean;

/** Where the passages of documents lie for whoever makes the index of the search; they are no part of the site. */
export const PASSAGES = "search/passages/";

/** Makes the files that belong to one document: its page, its TEI, its reading text and its records to download. */
export function* makeDocumentFiles(
  shell: Shell,
  made: SiteDocument,
  isLive: IsLive,
  moved: Moved = {},
): Generator<SiteFile> {
  const document = made.inertTei === undefined ? made : { ...made, tei: encode(made.inertTei) };
  const live = withLiveLinks(document, { isLive, moved, settings: shell.settings });
  const parted = partText(live, shell.settings);
  yield* makeTextPages(shell, live, parted);
  const { id, tei, readingText, records } = live;
  const { citations, quotations, speeches } = records;
  const data = JSON.stringify({ document: id, citations, quotations, speeches });
  yield { path: `tei/${id}.xml`, bytes: tei };
  yield { path: `texts/${id}.txt`, bytes: encode(readingText) };
  yield { path: `texts/${id}.json`, bytes: encode(`${data}\n`) };
  yield* textServiceFiles(shell, live);
  if (!shell.sections.some(({ path }) => path === "search.html")) return;
  yield { path: `${PASSAGES}${id}.json`, bytes: encode(JSON.stringify(searchPassages(live, parted.places))) };
}

/** Gives what the pages that join documents say of this one, its links as they are. */
export function summarize(document: SiteDocument): DocumentSummary {
  const {
    id,
    front,
    records,
    text,
    readingText,
    words = countRuns(readingText),
    isRegister = false,
  } = document;
  return {
    id,
    front,
    isRegister,
    words,
    css: text.css,
    counts: {
      citations: records.citations.length,
      quotations: records.quotations.length,
      speeches: records.speeches.length,
      headwords: records.headwords.length,
    },
    tally: tallyOf(records),
  };
}

/** Gives the front matter of a document with the links alone that lead to something. */
export function liveFrontOf(
  document: SiteDocument,
  isLive: IsLive,
  settings: SiteSettings,
  moved: Moved,
): SiteDocument["front"] {
  return changedFront(document.front, liveIn(document, { isLive, moved, settings }));
}

/**
 * Gives the records of a document with what is said of the passages they point to; what the page does not show leads to it
 * as a whole. `places` are the pages of its ids, as {@link partText} says, and `ids` those on its page, as
 * {@link idsOn} does.
 */
export function recordsIn(
  document: SiteDocument,
  places: PlacedRecords["places"],
  ids: ReadonlySet<string> = idsOn(document),
): PlacedRecords {
  const records = withAddresses(document.records, (address) => {
    const [page, fragment] = parted(address);
    return fragment === undefined || ids.has(fragment) ? address : page;
  });
  return {
    records,
    passages: passagesAt(new Set(records.mentions.map(({ url }) => url)), document),
    positions: positionsOf(document),
    places,
  };
}

/** Whether `revisionDesc/@status` says that a document is not to be published yet. */
export function isDraft(status: string | null): boolean {
  return /^(?:draft|unfinished|embargoed|withdrawn|proposed)$/iu.test(status ?? "");
}

/** Gives the records of a document with the addresses as they are where its text is in parts. */
export function placedRecords(id: string, given: PlacedRecords): PlacedRecords {
  const { places, records, passages } = given;
  if (places.size === 0) return given;
  const at = (address: string): string => placed(address, pageOfDocument(id), places);
  return {
    ...given,
    passages: new Map([...passages].map(([address, words]) => [at(address), words])),
    records: withAddresses(records, at),
  };
}

function withAddresses(
  records: SiteDocument["records"],
  at: (address: string) => string,
): SiteDocument["records"] {
  const there = <T extends { readonly url: string }>(all: readonly T[]): readonly T[] =>
    all.map((each) => ({ ...each, url: at(each.url) }));
  return {
    citations: there(records.citations),
    quotations: there(records.quotations),
    speeches: there(records.speeches),
    mentions: there(records.mentions),
    letters: records.letters,
    headwords: there(records.headwords),
  };
}

/** The ids on the page of a document. */
export function idsOn({ text }: SiteDocument): ReadonlySet<string> {
  return new Set(idsIn([...text.html, ...text.notes]));
}

/** The addresses below the site's folder that the page of a document links to. */
export function addressesOn(document: SiteDocument): ReadonlySet<string> {
  const { text, front } = document;
  const page = pageOfDocument(document.id);
  const passages: (readonly Html[])[] = [text.html, text.notes];
  changedFront(front, (html) => {
    passages.push(html);
    return html;
  });
  return new Set(passages.flatMap((html) => addressesIn(html, page)));
}

/** Whether an address leads to something, by the ids on each page of a text; other pages are what they are. */
export function isLiveOn(
  address: string,
  idsOfPage: (page: string) => ReadonlySet<string> | undefined,
): boolean {
  const [page, fragment] = parted(address);
  return fragment === undefined || idsOfPage(page)?.has(fragment) !== false;
}

/** What is around a document on the site. */
interface Around {
  readonly isLive: IsLive;
  readonly moved: Moved;
  readonly settings: SiteSettings;
}

/** Gives where the things are now that a text links to by addresses with ids, of texts whose places are known. */
export function movedOn(
  addresses: Iterable<string>,
  placesOf: (page: string) => ReadonlyMap<string, string> | undefined,
): Moved {
  const moved: Record<string, string> = {};
  for (const address of addresses) {
    const [page, fragment] = parted(address);
    const now = fragment === undefined ? undefined : placesOf(page)?.get(fragment);
    if (now !== undefined) moved[address] = `${now}#${fragment}`;
  }
  return moved;
}

/** Links between texts can be told to be dead only when all of them are rendered. */
function liveIn({ id }: SiteDocument, { isLive, moved, settings }: Around): Change {
  const page = pageOfDocument(id);
  const isAnyMoved = Object.keys(moved).length > 0;
  return (html) => {
    const kept = liveLinks(html, page, isLive, settings.pictureHosts);
    return isAnyMoved ? movedLinks(kept, page, moved) : kept;
  };
}

function withLiveLinks(document: SiteDocument, around: Around): SiteDocument {
  const live = liveIn(document, around);
  const { text } = document;
  return {
    ...document,
    front: changedFront(document.front, live),
    text: {
      ...text,
      html: live(text.html),
      notes: text.notes.map((note) => ({ ...note, children: live(note.children) })),
    },
  };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
