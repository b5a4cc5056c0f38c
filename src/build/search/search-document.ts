import type { DocumentPassages } from "../../site/index.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import { programBuild } from "../version.ts";
import { kindsIn, languageOf, peopleOf, type SearchNames, speakersOf, worksOf } from "./search-names.ts";

/** A document as the search knows it, whose passages are read when an index is made of them. */
export interface SearchDocument {
  readonly id: string;
  /** Another one where its passages are others. */
  readonly key: string;
  readonly gist: PassageGist;
  readonly read: () => Promise<DocumentPassages>;
}

/** What is told of the passages of a document without them. */
export interface PassageGist {
  readonly title: string;
  readonly count: number;
  /** How many passages are in each language. */
  readonly languages: readonly (readonly [string, number])[];
  readonly kinds: readonly DocumentPassages["passages"][number]["kind"][];
  readonly speakers: readonly string[];
  readonly people: readonly string[];
  readonly works: readonly string[];
}

/** Gives the gist of a document's passages, which is kept by their key; they are read where it is not. */
export async function keptGist(
  key: string,
  names: SearchNames,
  read: SearchDocument["read"],
  store: DocumentCache,
): Promise<PassageGist> {
  const own = keyOfGist(key, names);
  const kept = store.get(own) as PassageGist | null;
  if (kept !== null) return kept;
  const gist = gistOf(await read(), names);
  store.put(own, gist);
  return gist;
}

/** The key by which the gist of passages is kept, by that of the passages. */
function keyOfGist(key: string, { settings }: SearchNames): string {
  return keyOf("passages in short", programBuild(), settings.language, key);
}

/** Says in short what the passages of a document are. */
export function gistOf(document: DocumentPassages, { settings }: SearchNames): PassageGist {
  const { title, passages } = document;
  const languages = new Map<string, number>();
  for (const passage of passages) {
    const language = languageOf(passage, document, settings);
    languages.set(language, (languages.get(language) ?? 0) + 1);
  }
  return {
    title,
    count: passages.length,
    languages: [...languages],
    kinds: [...new Set(passages.map(({ kind }) => kind))],
    speakers: [...new Set(passages.flatMap(({ speakers }) => speakers))],
    people: [...new Set(passages.flatMap(({ people }) => people))],
    works: [...new Set(passages.flatMap(({ works }) => works))],
  };
}

/** The values of each filter, in order: what a reader may choose from before anything of an index is there. */
export function filterValues(
  gists: readonly PassageGist[],
  names: SearchNames,
): Readonly<Record<string, readonly string[]>> {
  const kinds = kindsIn(names.settings);
  const shown = gists.filter(({ count }) => count > 0);
  const all = (of: (gist: PassageGist) => readonly string[]): string[] =>
    [...new Set(shown.flatMap(of))].sort();
  const values = {
    kind: all((gist) => gist.kinds.map((kind) => kinds[kind])),
    speaker: all(({ speakers }) => speakersOf(speakers, names)),
    person: all(({ people }) => peopleOf(people, names)),
    work: all(({ works }) => worksOf(works, names)),
    document: all(({ title }) => [title]),
  };
  return Object.fromEntries(Object.entries(values).filter(([, each]) => each.length > 0));
}
