import { resolve } from "node:path";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import type { AmendedPart } from "../staging.ts";
import { looksOf } from "./output-looks.ts";
import { PathList } from "./path-list.ts";

/** The part of an output that has the site. */
export const SITE = "site";

/** How a site was left: how its folder looked, and by which keys its files were kept. */
interface LeftSite {
  readonly looks: string;
  readonly keys: ReadonlySet<string>;
}

/**
 * The site of an output. Files that stand as the last run left them are not read where they would be the same ones: to take the
 * pages of all documents out of the cache, and to compare them with what stands there, takes longer than all else after a
 * small change.
 */
export class SiteFolder {
  readonly #place: string;
  readonly #store: DocumentCache;
  readonly #key: string;
  readonly #keys = new Set<string>();
  readonly #standing = new PathList();
  #left: LeftSite | null = null;

  /** Takes the folder of all outputs, and the store in which is kept how the site was left. */
  constructor(out: string, store: DocumentCache) {
    this.#place = resolve(out, SITE);
    this.#store = store;
    this.#key = keyOf("site as it was left", this.#place);
  }

  /** Looks whether the site stands as it was left. */
  look(): void {
    const left = this.#store.get(this.#key) as LeftSite | null;
    this.#left = left?.looks === looksOf(this.#place) ? left : null;
  }

  /** Whether the files of the site that are kept by a key stand as they should be; they are then taken for such. */
  hasStanding(key: string, paths: readonly string[]): boolean {
    this.#keys.add(key);
    if (this.#left?.keys.has(key) !== true) return false;
    for (const path of paths) this.#standing.push(`${SITE}/${path}`);
    return true;
  }

  /** What is said of the files that stand, if there are some. */
  *amended(): Generator<AmendedPart> {
    if (this.#standing.length > 0) yield { part: SITE, standing: this.#standing, gone: null };
  }

  /** Notes how the folder looks that was made. */
  note(looks: string): void {
    this.#store.put(this.#key, { looks, keys: this.#keys } satisfies LeftSite);
  }
}
