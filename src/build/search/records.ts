import type { Registers } from "../../resolve/index.ts";
import type { DocumentPassages, SearchPassage, SiteSettings } from "../../site/index.ts";
import { keyOf } from "../cache/document-cache.ts";
import { readPiece, type WrittenPieces } from "../run/spool.ts";
import { programBuild } from "../version.ts";
import type { IndexPlan, SearchRecord } from "./pagefind-index.ts";

/** What the search calls things by. */
export interface SearchNames {
  readonly registers: Registers;
  readonly settings: SiteSettings;
}

/** The index of a part of the passages, to be made by a thread. */
export interface PartTask {
  readonly pieces: WrittenPieces;
  readonly plan: IndexPlan;
}

/** A key that is another where the search calls something else than before. */
export function keyOfNames({ registers, settings }: SearchNames): string {
  const { people, organisations, places, works } = registers;
  const names = [people, organisations, places].map((all) => [...all].map(([key, { name }]) => [key, name]));
  const titles = [...works].map(([key, { title }]) => [key, title]);
  return keyOf("names", programBuild(), settings.language, kindsIn(settings), names, titles);
}

/** Gives the passages of a document as the index has them, in words. */
export function recordsOf(document: DocumentPassages, names: SearchNames): SearchRecord[] {
  return document.passages.map((passage) => recordOf(passage, document, names));
}

/** The language of a passage, without its region. */
export function languageOf(
  { language }: Pick<SearchPassage, "language">,
  document: Pick<DocumentPassages, "language">,
  settings: SiteSettings,
): string {
  return (language ?? document.language ?? settings.language).split("-")[0]!.toLowerCase();
}

/** What a filter calls the keys of those who speak. */
export function speakersOf(keys: readonly string[], { registers }: SearchNames): string[] {
  const { people, organisations, places } = registers;
  return keys.map((key) => (people.get(key) ?? organisations.get(key) ?? places.get(key))?.name ?? key);
}

/** What a filter calls the keys of works. */
export function worksOf(keys: readonly string[], { registers }: SearchNames): string[] {
  return keys.map((key) => registers.works.get(key)?.title ?? key);
}

/** What a filter calls those keys that are of persons. */
export function peopleOf(keys: readonly string[], { registers }: SearchNames): string[] {
  return keys.map((key) => registers.people.get(key)?.name).filter((name) => name !== undefined);
}

/** What kinds of passages are called. */
export function kindsIn({ words }: SiteSettings): Readonly<Record<SearchPassage["kind"], string>> {
  return {
    paragraph: words.kindParagraph,
    speech: words.kindSpeech,
    quotation: words.kindQuotation,
    note: words.kindNote,
  };
}

function recordOf(passage: SearchPassage, document: DocumentPassages, names: SearchNames): SearchRecord {
  const filters = {
    kind: [kindsIn(names.settings)[passage.kind]],
    speaker: speakersOf(passage.speakers, names),
    person: peopleOf(passage.people, names),
    work: worksOf(passage.works, names),
    document: [document.title],
  };
  const given = Object.entries(filters).filter(([, values]) => values.length > 0);
  return {
    url: passage.url,
    text: passage.text,
    language: languageOf(passage, document, names.settings),
    filters: Object.fromEntries(given.map(([name, values]) => [name, [...new Set(values)]])),
  };
}

/** Reads the passages of some pieces, one piece after the other; each is a list of records in JSON. */
export function* recordsIn(pieces: WrittenPieces): Generator<SearchRecord> {
  for (let number = 0; number + 1 < pieces.starts.length; number++)
    yield* JSON.parse(readPiece(pieces, number).toString()) as readonly SearchRecord[];
}

/** Gives records on, as long as they are wanted; else throws. */
export function* wanted(records: Iterable<SearchRecord>, goesOn: () => boolean): Generator<SearchRecord> {
  for (const record of records) {
    if (!goesOn()) throw notWanted();
    yield record;
  }
}

/** What is thrown where a search is not made to its end. */
export function notWanted(): Error {
  return new Error("The search is not wanted any more");
}
