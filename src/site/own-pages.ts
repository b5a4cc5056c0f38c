import {
  type Entry,
  entriesNamedBy,
  entryOf,
  gatherRegisters,
  REGISTER_NAMES,
  type Registers,
  type Work,
} from "../resolve/index.ts";
import { eventsOf } from "./events-of.ts";
import { JoinedRecords } from "./joined-records.ts";
import type { Shell } from "./page.ts";
import type { DocumentSummary, KeepPage, Listing, PlacedRecords, SiteFile } from "./records.ts";
import { makeEntryPage } from "./register-pages.ts";
import { makeSpeakersOfEach } from "./speaker-page.ts";

/**
 * What pages say that would join documents, but of which one document alone has a part: in a corpus of plays, nearly all
 * persons are of one play. They can be made with the document, without the others.
 */
export interface OwnPages {
  /** The document as it is called beside others. */
  readonly summary: DocumentSummary;
  /** The entries of registers of which it alone says something. */
  readonly entries: readonly Entry[];
  /** What registers know of those who speak in it, of those that its entries name, and of events that name these. */
  readonly known: readonly (Entry | Work)[];
}

/** Finds for each document, by its id, what its own pages are made from; the documents have titles that tell them apart. */
export function ownPages(
  documents: readonly DocumentSummary[],
  registers: Registers,
): ReadonlyMap<string, OwnPages> {
  const joined = new JoinedRecords(documents, notAsked);
  const entries = new Map<string, Entry[]>(documents.map(({ id }) => [id, []]));
  for (const entry of REGISTER_NAMES.flatMap((name) => [...registers[name].values()])) {
    const only = joined.onlyDocumentOf(entry.key);
    if (only !== null) entries.get(only)!.push(entry);
  }
  return new Map(
    documents.map((summary) => {
      const own = entries.get(summary.id)!;
      const speakers = summary.tally.speakers.flatMap((key) => entryOf(registers, key) ?? []);
      const named = own.flatMap((entry) => [
        ...entriesNamedBy(entry, registers),
        ...eventsOf(entry, registers),
      ]);
      const known = [...speakers, ...named];
      return [summary.id, { summary, entries: own, known }];
    }),
  );
}

function notAsked(id: string): never {
  throw new Error(`Nobody reads ${id} to find out which documents speak of an entry`);
}

/**
 * Makes the pages that a document alone has a part in: of entries, and of those who speak in it, where each text has such a page.
 * Its records are asked for where there is one.
 */
export function* makeOwnPages(
  shell: Shell,
  own: OwnPages,
  recordsOf: () => PlacedRecords,
  keep: KeepPage,
): Generator<SiteFile> {
  const content = listingOf(shell, own, recordsOf, keep);
  for (const entry of own.entries) yield makeEntryPage(shell, content, entry);
  if (shell.hasSpeakersOfEach) yield* makeSpeakersOfEach(shell, content);
}

function listingOf(
  { title, version, siteUrl, settings }: Shell,
  { summary, entries, known }: OwnPages,
  recordsOf: () => PlacedRecords,
  keep: KeepPage,
): Listing {
  const documents = [summary];
  return {
    edition: { title, version, siteUrl, settings },
    documents,
    joined: new JoinedRecords(documents, recordsOf),
    registers: gatherRegisters([...entries, ...known]),
    keep,
  };
}
