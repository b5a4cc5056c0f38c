import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Registers } from "../../resolve/index.ts";
import {
  type DocumentPassages,
  PASSAGES,
  type SearchPassage,
  type SiteFile,
  type SiteSettings,
} from "../../site/index.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import { keptFiles } from "../cache/kept-files.ts";
import { defaultJobs } from "../run/jobs.ts";
import { Spool, type WrittenPieces } from "../run/spool.ts";
import { programBuild } from "../version.ts";
import { diskIndex } from "./disk-index.ts";
import { pagefindFiles } from "./pagefind-files.ts";
import type { SearchRecord } from "./pagefind-index.ts";
import { recordsIn } from "./records.ts";

/** What the search calls things by. */
export interface SearchNames {
  readonly registers: Registers;
  readonly settings: SiteSettings;
}

/** What else there is to know when a search is made. */
export interface SearchOptions {
  /** Where the index is kept, if it is. */
  readonly store?: DocumentCache;
  /** Asked now and then whether the index is still wanted; where it is not, making it throws. */
  readonly goesOn?: () => boolean;
  /** How many threads there may be. */
  readonly jobs?: number;
  /** How many passages share an index. */
  readonly inIndex?: number;
}

/** How many passages lie in one piece at most. */
const IN_PIECE = 1000;

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
  readonly #options: SearchOptions;
  /** The passages in words, with how many are in each piece. */
  readonly #spool = new Spool();
  readonly #counts: number[] = [];
  readonly #digest = createHash("sha256");
  readonly #languages = new Map<string, number>();
  #begun: BegunFiles | null = null;
  #isClosed = false;

  constructor(names: SearchNames, options: SearchOptions = {}) {
    this.#names = names;
    this.#options = options;
  }

  /** Takes a file of the site if it has passages, which are for the index alone; says whether it has. */
  take({ path, bytes }: SiteFile): boolean {
    if (!path.startsWith(PASSAGES)) return false;
    const records = recordsOf(parsed(bytes), this.#names);
    const inPiece = Math.min(IN_PIECE, this.#options.inIndex ?? IN_PIECE);
    for (let at = 0; at < records.length; at += inPiece) this.#add(records.slice(at, at + inPiece));
    return true;
  }

  #add(records: readonly SearchRecord[]): void {
    const piece = new TextEncoder().encode(JSON.stringify(records));
    this.#spool.add(piece);
    this.#counts.push(records.length);
    this.#digest.update(piece);
    for (const { language } of records)
      this.#languages.set(language, (this.#languages.get(language) ?? 0) + 1);
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
    yield { path: "search/passages.js", bytes: diskIndex(recordsIn(this.#pieces)) };
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
    const { store = null, jobs = defaultJobs(), inIndex } = this.#options;
    const language = mainLanguage(this.#languages, this.#names.settings.language);
    const key = keyOf("search", programBuild(), language, this.#digest.digest("hex"));
    const goesOn = (): boolean => !this.#isClosed && (this.#options.goesOn?.() ?? true);
    const source = {
      ...this.#pieces,
      counts: this.#counts,
      language,
      jobs,
      goesOn,
      ...(inIndex === undefined ? {} : { inIndex }),
    };
    return keptFiles(store, key, () => pagefindFiles(source));
  }

  get #pieces(): WrittenPieces {
    return this.#spool.written();
  }
}

/** Lets the files of a site pass, takes those with passages from among them, and makes the index of the search of these. */
export async function* withSearch(
  files: AsyncIterable<SiteFile> | Iterable<SiteFile>,
  names: SearchNames,
  options: SearchOptions = {},
): AsyncGenerator<SiteFile> {
  const search = new Search(names, options);
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
