import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { OutputFile } from "../../edition/index.ts";
import { type DocumentPassages, PASSAGES, type SiteFile } from "../../site/index.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import { defaultJobs } from "../run/jobs.ts";
import { Spool } from "../run/spool.ts";
import { sha256 } from "../sha256.ts";
import { programBuild } from "../version.ts";
import { BEFORE_DOCUMENTS, BEHIND_DOCUMENTS, diskPassages } from "./disk-index.ts";
import { IndexWorks } from "./index-works.ts";
import { recordsOf } from "./records.ts";
import { filterValues, gistOf, type SearchDocument } from "./search-document.ts";
import { keyOfNames, type SearchNames } from "./search-names.ts";

/** What else there is to know when a search is made. */
export interface SearchOptions {
  /** Where indexes are kept, if they are. */
  readonly store?: DocumentCache;
  /** Asked now and then whether the search is still wanted; where it is not, making it throws. */
  readonly goesOn?: () => boolean;
  /** How many threads there may be. */
  readonly jobs?: number;
  /** How many passages share an index at most. */
  readonly inIndex?: number;
}

/** Says whether the files that are made by a key stand as they should be, and need not be given. */
export type IsStanding = (key: string, paths: readonly string[]) => boolean;

const DISK_INDEX = "search/passages.js";
const FILTERS = "search/filters.json";

/**
 * Makes the index of a search from the passages of documents: for a site that is served, and for a copy that is opened from
 * disk. The former takes longer than all pages, in processes of its own; it consists of shares, each of which is kept in the store,
 * and found there as long as none of its passages has changed. It must be closed.
 */
export class Search {
  readonly #names: SearchNames;
  readonly #namesKey: string;
  readonly #options: SearchOptions;
  readonly #documents: SearchDocument[] = [];
  /** The passages of documents that were given with them. */
  readonly #spool = new Spool();
  #works: IndexWorks | null = null;
  #isClosed = false;

  constructor(names: SearchNames, options: SearchOptions = {}) {
    this.#names = names;
    this.#namesKey = keyOfNames(names);
    this.#options = options;
  }

  /** Takes a file of the site if it has passages, which are for the index alone; says whether it has. */
  take({ path, bytes }: SiteFile): boolean {
    if (!path.startsWith(PASSAGES)) return false;
    const number = this.#spool.add(bytes);
    const document = passagesIn({ bytes });
    this.add({
      id: document.document,
      key: sha256(bytes),
      gist: gistOf(document, this.#names),
      read: () => Promise.resolve(passagesIn({ bytes: this.#spool.piece(number) })),
    });
    return true;
  }

  /** Takes a document, whose passages are read where they have to be. */
  add(document: SearchDocument): void {
    this.#documents.push(document);
  }

  /** Begins with what has been taken; it goes on whenever this thread has nothing else to do. */
  begin(): IndexWorks {
    const { store = null, jobs = defaultJobs(), inIndex } = this.#options;
    this.#works = new IndexWorks(this.#documents, {
      names: this.#names,
      namesKey: this.#namesKey,
      store,
      jobs,
      goesOn: (): boolean => !this.#isClosed && (this.#options.goesOn?.() ?? true),
      ...(inIndex === undefined ? {} : { inIndex }),
    });
    return this.#works;
  }

  /** The files of the search. */
  async *files(isStanding: IsStanding = (): boolean => false): AsyncGenerator<OutputFile> {
    const works = this.#works ?? this.begin();
    const keys = this.#documents.map((document) => document.key);
    const key = keyOf("disk index", this.#namesKey, keys);
    if (!isStanding(key, [DISK_INDEX])) yield await this.#diskIndex();
    yield { path: "search/minisearch.js", bytes: await miniSearch() };
    const gists = this.#documents.map(({ gist }) => gist);
    yield { path: FILTERS, bytes: encode(`${JSON.stringify(filterValues(gists, this.#names))}\n`) };
    yield* works.files(isStanding);
  }

  /** Gives up what is not made yet, and all that was taken. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#works?.close();
    this.#spool.close();
  }

  async #diskIndex(): Promise<OutputFile> {
    const spool = new Spool();
    for (const document of this.#documents) spool.add(await this.#onDisk(document));
    const pieces = function* (): Generator<Uint8Array> {
      yield BEFORE_DOCUMENTS;
      yield* spool.all();
      yield BEHIND_DOCUMENTS;
    };
    return { path: DISK_INDEX, bytes: NOTHING, pieces };
  }

  async #onDisk({ key, read }: SearchDocument): Promise<Uint8Array> {
    const { store = null } = this.#options;
    const own = keyOf("passages on disk", programBuild(), this.#namesKey, key);
    const kept = store?.get(own) as Uint8Array | null | undefined;
    const bytes = kept ?? diskPassages(recordsOf(await read(), this.#names));
    if (kept === null) store?.put(own, bytes);
    return bytes;
  }
}

const NOTHING = new Uint8Array();

/** Lets the files of a site pass, takes those with passages from among them, and makes the index of the search of these. */
export async function* withSearch(
  files: AsyncIterable<SiteFile> | Iterable<SiteFile>,
  names: SearchNames,
  options: SearchOptions = {},
): AsyncGenerator<SiteFile> {
  const search = new Search(names, options);
  try {
    for await (const file of files) if (!search.take(file)) yield file;
    for await (const { path, bytes, pieces } of search.files())
      yield { path, bytes: pieces === undefined ? bytes : Buffer.concat([...pieces()]) };
  } finally {
    await search.close();
  }
}

/** Reads a file of passages. */
export function passagesIn({ bytes }: Pick<SiteFile, "bytes">): DocumentPassages {
  return JSON.parse(new TextDecoder().decode(bytes)) as DocumentPassages;
}

/** The library as its package has it, for browsers. */
async function miniSearch(): Promise<Uint8Array> {
  const entry = createRequire(import.meta.url).resolve("minisearch");
  return await readFile(entry.replace(/dist[\\/].*$/u, "dist/umd/index.js"));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
