import type { DocumentPassages } from "../../site/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { passagesKey } from "../run/made-document.ts";
import { passagesIn, Search } from "../search/search.ts";
import { keptGist } from "../search/search-document.ts";
import type { SearchNames } from "../search/search-names.ts";
import { sha256 } from "../sha256.ts";
import type { DevSite } from "./preview-site.ts";

/** A document whose passages lie with the pages of a preview. */
export interface WrittenPassages {
  readonly id: string;
  /** Where its passages lie. */
  readonly path: string;
  /** The key by which the files of its page are kept; empty where they are kept by none. */
  readonly filesKey: string;
}

/**
 * The search of a preview. It is found in the cache as far as a build or another preview has made it, and kept there; of what
 * stands from the last time as it should be nothing is written again.
 */
export class PreviewSearch {
  readonly #site: DevSite;
  readonly #store: DocumentCache;
  /** The files that stand as they should be, by the keys by which they were made. */
  #standing = new Map<string, readonly string[]>();
  #paths: ReadonlySet<string> = new Set();

  constructor(site: DevSite, store: DocumentCache) {
    this.#site = site;
    this.#store = store;
  }

  /** The paths of its files. */
  get paths(): ReadonlySet<string> {
    return this.#paths;
  }

  /** Makes it of these documents. Where it is not wanted any more it is given up, and throws or leaves what there is. */
  async make(
    documents: readonly WrittenPassages[],
    names: SearchNames,
    goesOn: () => boolean,
  ): Promise<void> {
    const store = this.#store;
    // Indexes are large, and would wait in memory for a round that nobody knows when it comes.
    store.writeAtOnce();
    const search = new Search(names, { store, goesOn });
    try {
      for (const document of documents) {
        if (!goesOn()) return;
        await this.#add(document, search, names);
        await new Promise((fulfil) => setImmediate(fulfil));
      }
      await this.#write(search, goesOn);
    } finally {
      await search.close();
    }
  }

  async #add({ id, path, filesKey }: WrittenPassages, search: Search, names: SearchNames): Promise<void> {
    const bytes = (): Uint8Array => this.#site.read(path);
    const read = (): Promise<DocumentPassages> => Promise.resolve(passagesIn({ bytes: bytes() }));
    const key = filesKey === "" ? sha256(bytes()) : passagesKey(filesKey);
    search.add({ id, key, gist: await keptGist(key, names, read, this.#store), read });
  }

  /** What stands is told by keys alone, so that of files which were written over nothing is known until all of a key are. */
  async #write(search: Search, goesOn: () => boolean): Promise<void> {
    const before = this.#standing;
    const standing = new Map<string, readonly string[]>();
    this.#standing = standing;
    const found = new Set<string>();
    let [key, written]: [string | null, string[]] = [null, []];
    const note = (next: string | null): void => {
      if (key !== null) standing.set(key, written);
      [key, written] = [next, []];
    };
    const isStanding = (asked: string): boolean => {
      const paths = before.get(asked);
      note(paths === undefined ? asked : null);
      if (paths === undefined) return false;
      standing.set(asked, paths);
      for (const path of paths) found.add(path);
      return true;
    };
    for await (const file of search.files(isStanding)) {
      if (!goesOn()) return;
      this.#site.write(file);
      written.push(file.path);
      found.add(file.path);
    }
    note(null);
    this.#paths = found;
  }
}
