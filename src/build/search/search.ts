import { type DocumentPassages, PASSAGES, type SiteFile } from "../../site/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { defaultJobs } from "../run/jobs.ts";
import { Spool } from "../run/spool.ts";
import { sha256 } from "../sha256.ts";
import { dataAsScript } from "./browser-script.ts";
import { IndexWorks } from "./index-works.ts";
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

const FILTERS = "search/filters.js";

/**
 * Makes the index of a search from the passages of documents, for a site that is served as for a copy that is opened from
 * disk. That takes longer than all pages, in processes of its own; it consists of shares, each of which is kept in the store,
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
  async *files(isStanding: IsStanding = (): boolean => false): AsyncGenerator<SiteFile> {
    const works = this.#works ?? this.begin();
    const gists = this.#documents.map(({ gist }) => gist);
    yield { path: FILTERS, bytes: dataAsScript(filterValues(gists, this.#names)) };
    yield* works.files(isStanding);
  }

  /** Gives up what is not made yet, and all that was taken. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#works?.close();
    this.#spool.close();
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

/** Reads a file of passages. */
export function passagesIn({ bytes }: Pick<SiteFile, "bytes">): DocumentPassages {
  return JSON.parse(new TextDecoder().decode(bytes)) as DocumentPassages;
}
