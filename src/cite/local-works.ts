import {
  type GrowingIndex,
  growingIndex,
  parseName,
  type Registers,
  readLooseWork,
  type Work,
  type WorkIndex,
} from "../resolve/index.ts";
import type { CitationReading } from "./citation-reading.ts";

/** A work that only the citations of a document name, because the registers do not have it. */
export interface LocalWork {
  /** The id of the citation that introduced it: it tells the local works of a document apart. */
  readonly introduction: string;
  /** The `xml:id` of the `bibl` that cites it in full, as the key of the work; null where there is none. */
  readonly key: string | null;
}

/** The works that a document has introduced so far. */
export interface LocalWorks {
  readonly index: WorkIndex;
  /** The local work behind a work of the index, or null for one of the registers. */
  readonly of: (work: Work) => LocalWork | null;
  readonly introduce: (local: LocalWork, reading: CitationReading) => void;
  /** The local work that markup names by a pointer to something that is not at hand. */
  readonly byPointer: (pointer: string) => LocalWork | null;
  readonly name: (pointer: string, local: LocalWork) => void;
}

/** Makes an empty list of local works. */
export function localWorks(registers: Registers): LocalWorks {
  const index: GrowingIndex = growingIndex(registers);
  const works = new Map<Work, LocalWork>();
  const pointers = new Map<string, LocalWork>();
  return {
    index,
    of: (work) => works.get(work) ?? null,
    introduce: (local, reading) => {
      const work = describedBy(reading, local);
      if (work === null) return;
      works.set(work, local);
      index.add(work);
    },
    byPointer: (pointer) => pointers.get(pointer) ?? null,
    name: (pointer, local) => {
      if (!pointers.has(pointer)) pointers.set(pointer, local);
    },
  };
}

/** The work as a citation describes it; null where it gives neither a title nor an author with a year. */
export function describedBy({ words }: CitationReading, local: LocalWork): Work | null {
  const loose = words.titles.length === 0 ? readLooseWork(words.loose) : null;
  const title = words.titles[0] ?? loose?.title ?? "";
  const named = words.authors.map(({ text, key }) => ({ ...parseName(withoutStops(text)), key }));
  const names = named.length > 0 ? named : (loose?.contributors ?? []).map(({ name }) => name);
  if (!/\p{L}{2}/u.test(title) && (names.length === 0 || words.years.length === 0)) return null;
  const [year] = words.years;
  const head = /^(.{4,}?)(?::\s|\.\s|\s[–—]\s)/u.exec(title)?.[1];
  return {
    ...EMPTY,
    key: local.key ?? local.introduction,
    xmlId: local.key ?? local.introduction,
    contributors: names.map((name) => ({ role: "author", name })),
    title,
    shortTitles: head === undefined ? [] : [head],
    container: words.titles[1] ?? null,
    date: year === undefined ? null : { text: year, from: year.slice(0, 4), to: null, uncertain: false },
    places: words.places,
    publishers: words.publishers,
    identifiers: words.identifiers.map((value) => ({ type: "ID", value })),
    text: words.loose,
  };
}

function withoutStops(name: string): string {
  return name.replace(/[\s,:;]+$/u, "");
}

const EMPTY: Work = {
  kind: "work",
  key: "",
  document: "",
  xmlId: "",
  type: "book",
  contributors: [],
  title: "",
  level: null,
  shortTitles: [],
  container: null,
  containerContributors: [],
  series: null,
  seriesNumber: null,
  volume: null,
  issue: null,
  pages: null,
  edition: null,
  date: null,
  originalDate: null,
  places: [],
  publishers: [],
  identifiers: [],
  shelfmark: null,
  language: null,
  ref: null,
  note: null,
  text: "",
};
