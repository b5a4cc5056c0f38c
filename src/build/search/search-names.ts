import type { Registers } from "../../resolve/index.ts";
import type { DocumentPassages, SearchPassage, SiteSettings } from "../../site/index.ts";
import { keyOf } from "../cache/document-cache.ts";
import { programBuild } from "../version.ts";

/** What the search calls things by. */
export interface SearchNames {
  readonly registers: Registers;
  readonly settings: SiteSettings;
}

/** A key that is another where the search calls something else than before. */
export function keyOfNames({ registers, settings }: SearchNames): string {
  const { people, organisations, places, works } = registers;
  const names = [people, organisations, places].map((all) => [...all].map(([key, { name }]) => [key, name]));
  const titles = [...works].map(([key, { title }]) => [key, title]);
  return keyOf("names", programBuild(), settings.language, kindsIn(settings), names, titles);
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
