import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Registers } from "../resolve/index.ts";
import {
  type DocumentPassages,
  PASSAGES,
  type SearchPassage,
  type SiteFile,
  type SiteSettings,
} from "../site/index.ts";
import { type DocumentCache, keyOf } from "./cache/document-cache.ts";
import { keptFiles } from "./cache/kept-files.ts";
import { diskIndex } from "./disk-index.ts";
import { Spool } from "./run/spool.ts";
import { pagefindFiles, type SearchRecord } from "./search-index.ts";
import { programBuild } from "./version.ts";

/** What the search calls things by. */
export interface SearchNames {
  readonly registers: Registers;
  readonly settings: SiteSettings;
}

/** Files that are being made, of which the first was asked for already. */
interface BegunFiles {
  readonly first: Promise<IteratorResult<SiteFile>>;
  readonly files: AsyncGenerator<SiteFile>;
}

/**
 * Makes the index of a search from the passages of documents: for a site that is served, and for a copy that is opened from
 * disk. The former takes longer than all pages, in a process of its own; it is kept in the store, and found there as long as
 * no passage has changed. It must be closed.
 */
export class Search {
  readonly #names: SearchNames;
  readonly #store: DocumentCache | null;
  readonly #goesOn: () => boolean;
  readonly #spool = new Spool();
  readonly #digest = createHash("sha256");
  readonly #languages = new Map<string, number>();
  #begun: BegunFiles | null = null;
  #isClosed = false;

  /**
   * @param goesOn asked before each document whether the index is still wanted; where it is not, making it throws
   */
  constructor(
    names: SearchNames,
    store: DocumentCache | null = null,
    goesOn: () => boolean = (): boolean => true,
  ) {
    this.#names = names;
    this.#store = store;
    this.#goesOn = goesOn;
  }

  /** Takes a file of the site if it has passages, which are for the index alone; says whether it has. */
  take({ path, bytes }: SiteFile): boolean {
    if (!path.startsWith(PASSAGES)) return false;
    this.#spool.add(bytes);
    for (const record of recordsOf(parsed(bytes), this.#names)) {
      this.#languages.set(record.language, (this.#languages.get(record.language) ?? 0) + 1);
      this.#digest.update(JSON.stringify(record));
    }
    return true;
  }

  /** Begins with what has been taken; it goes on whenever this thread has nothing else to do. */
  begin(): BegunFiles {
    const files = this.#indexFiles();
    const first = files.next();
    // What goes wrong is told to whoever asks for the files.
    first.catch(() => {});
    this.#begun = { files, first };
    return this.#begun;
  }

  /** The files of the index. */
  async *files(): AsyncGenerator<SiteFile> {
    const { first, files } = this.#begun ?? this.begin();
    yield { path: "search/passages.js", bytes: diskIndex(this.#records()) };
    yield { path: "search/minisearch.js", bytes: await miniSearch() };
    const { done, value } = await first;
    if (done !== true) yield value;
    yield* files;
  }

  /** Gives up what is not made yet, and all that was taken. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#begun?.files.return(undefined);
    this.#spool.close();
  }

  /** The files of the index for a site that is served. */
  #indexFiles(): AsyncGenerator<SiteFile> {
    const language = mainLanguage(this.#languages, this.#names.settings.language);
    const key = keyOf("search", programBuild(), language, this.#digest.digest("hex"));
    return keptFiles(this.#store, key, () => pagefindFiles(this.#records(), language));
  }

  *#records(): Generator<SearchRecord> {
    for (const bytes of this.#spool.all()) {
      if (this.#isClosed || !this.#goesOn()) throw new Error("The search is not wanted any more");
      yield* recordsOf(parsed(bytes), this.#names);
    }
  }
}

/** Lets the files of a site pass, takes those with passages from among them, and makes the index of the search of these. */
export async function* withSearch(
  files: AsyncIterable<SiteFile> | Iterable<SiteFile>,
  names: SearchNames,
  goesOn?: () => boolean,
): AsyncGenerator<SiteFile> {
  const search = new Search(names, null, goesOn);
  try {
    for await (const file of files) if (!search.take(file)) yield file;
    yield* search.files();
  } finally {
    await search.close();
  }
}

function parsed(bytes: Uint8Array): DocumentPassages {
  return JSON.parse(new TextDecoder().decode(bytes)) as DocumentPassages;
}

function recordsOf(document: DocumentPassages, names: SearchNames): SearchRecord[] {
  return document.passages.map((passage) => recordOf(passage, document, names));
}

function recordOf(passage: SearchPassage, document: DocumentPassages, names: SearchNames): SearchRecord {
  const { registers, settings } = names;
  const { words } = settings;
  const kinds = {
    paragraph: words.kindParagraph,
    speech: words.kindSpeech,
    quotation: words.kindQuotation,
    note: words.kindNote,
  };
  const kind = kinds[passage.kind];
  const speakers = passage.speakers.map((key) => nameOf(key, registers));
  const works = passage.works.map((key) => registers.works.get(key)?.title ?? key);
  const people = passage.people
    .map((key) => registers.people.get(key)?.name)
    .filter((name) => name !== undefined);
  const filters = {
    kind: [kind],
    speaker: speakers,
    person: people,
    work: works,
    document: [document.title],
  };
  const given = Object.entries(filters).filter(([, values]) => values.length > 0);
  return {
    url: passage.url,
    text: passage.text,
    language: (passage.language ?? document.language ?? settings.language).split("-")[0]!.toLowerCase(),
    meta: {
      title: document.title,
      kind,
      ...(passage.kind === "speech" && speakers.length > 0 ? { speaker: speakers.join(", ") } : {}),
    },
    filters: Object.fromEntries(given.map(([name, values]) => [name, [...new Set(values)]])),
  };
}

function nameOf(key: string, { people, organisations, places }: Registers): string {
  return (people.get(key) ?? organisations.get(key) ?? places.get(key))?.name ?? key;
}

/** The language most passages are in: words are cut to their stems by its rules, in one index for all. */
function mainLanguage(counts: ReadonlyMap<string, number>, otherwise: string): string {
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? otherwise.split("-")[0]!;
}

/** The library as its package has it, for browsers. */
async function miniSearch(): Promise<Uint8Array> {
  const entry = createRequire(import.meta.url).resolve("minisearch");
  return await readFile(entry.replace(/dist[\\/].*$/u, "dist/umd/index.js"));
}
