import type { DocumentPassages, SearchPassage } from "../../site/index.ts";
import type { SearchRecord } from "./pagefind-index.ts";
import { kindsIn, languageOf, peopleOf, type SearchNames, speakersOf, worksOf } from "./search-names.ts";

/** Gives the passages of a document as the index has them, in words. */
export function recordsOf(document: DocumentPassages, names: SearchNames): SearchRecord[] {
  return document.passages.map((passage) => recordOf(passage, document, names));
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
