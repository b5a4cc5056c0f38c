import { join } from "node:path";
import type { Limits } from "../../read/index.ts";
import { isPage } from "../../site/index.ts";
import { documentFile } from "../document-file.ts";
import type { MadePages } from "../run/run-outputs.ts";
import { type ChangedPage, type FirstLook, firstLook, type ShownDocument } from "./first-look.ts";
import type { DevSite } from "./preview-site.ts";

/** What was made in the last round, as far as a first look needs it. */
export interface LastMade {
  readonly pages: MadePages;
  readonly limits: Partial<Limits>;
}

/** A page that was changed before its document was done again. */
export interface LookedPage {
  readonly document: string;
  readonly path: string;
  readonly passage: ChangedPage["passage"];
}

/** So many documents are remembered with their trees: those an author works on at a time. */
const MOST = 4;

/** The documents of a preview whose changes can be shown before all else is done again. */
export class ShownDocuments {
  readonly #folder: string;
  readonly #site: DevSite;
  readonly #known = new Map<string, ShownDocument>();
  /** In which round a document was looked at last, by its path. */
  readonly #looks = new Map<string, number>();
  /** In which round what is remembered of a document was so. */
  readonly #rounds = new Map<string, number>();

  constructor(folder: string, site: DevSite) {
    this.#folder = folder;
    this.#site = site;
  }

  /** Whether a document is remembered. */
  has(path: string): boolean {
    return this.#known.has(path);
  }

  /** Remembers a document as it was made in a round, unless a later change of it was shown since. */
  take(shown: ShownDocument, round: number): void {
    const { path } = shown.document;
    if (this.isNewer(path, round)) return;
    this.#known.delete(path);
    this.#known.set(path, shown);
    this.#rounds.set(path, round);
    const oldest = [...this.#known.keys()][0]!;
    if (this.#known.size > MOST) this.#known.delete(oldest);
  }

  /** Forgets a document whose page was written in a round, if what is remembered of it is older; says whether it was. */
  forgetOlder(path: string, round: number): boolean {
    return (this.#rounds.get(path) ?? round) < round && this.#known.delete(path);
  }

  /** Whether a change of a document was shown that a round did not know of. */
  isNewer(path: string, round: number): boolean {
    return (this.#looks.get(path) ?? 0) > round;
  }

  /** Shows what changed in a document at once, if it can be told; gives the page it was shown on. */
  look(path: string, round: number, last: LastMade): LookedPage | null {
    const shown = this.#known.get(path);
    const entry = last.pages.documents.find(({ document }) => document.path === path);
    if (shown === undefined || entry === undefined) return null;
    const { dead, moved, paths } = entry.page;
    const setup = { shell: last.pages.shell, limits: last.limits, dead, moved };
    const look = firstLook(shown, documentFile(join(this.#folder, path)), setup);
    const found = look === null ? null : this.#onPages(look, paths.filter(isPage));
    if (look === null || found === null) return null;
    this.#known.set(path, look.shown);
    this.#looks.set(path, round);
    this.#rounds.set(path, round);
    return { document: shown.document.id, ...found };
  }

  #onPages(look: FirstLook, paths: readonly string[]): Pick<LookedPage, "path" | "passage"> | null {
    for (const path of paths) {
      let passage: ChangedPage["passage"] = null;
      const isChanged = this.#site.change(path, (html) => {
        const changed = look.onPage(html);
        passage = changed?.passage ?? null;
        return changed?.html ?? null;
      });
      if (isChanged) return { path, passage };
    }
    return null;
  }
}
