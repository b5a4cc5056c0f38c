import type { DocumentCache } from "../cache/document-cache.ts";
import { joinedFiles } from "../run/joined-pages.ts";
import type { MadePages, RunOutputs } from "../run/run-outputs.ts";
import { PreviewSearch } from "./preview-search.ts";
import type { DevSite } from "./preview-site.ts";
import type { WrittenPages } from "./written-pages.ts";

/** How long nothing must change until the pages that join documents are made, in milliseconds. */
export const QUIET = 150;

/** How long nothing must change until the search is made, which takes a machine longer than the rest, in milliseconds. */
const IDLE = 1500;

/** After how many pages others get a turn. */
const AT_ONCE = 25;

/** What the pages that join documents are made with. */
export interface JoinedPreviewSetup {
  readonly site: DevSite;
  readonly store: DocumentCache;
  readonly written: WrittenPages;
  /** Whether a round is the newest still. */
  readonly isNewest: (round: number) => boolean;
  /** Told of the files that are other than before. */
  readonly changed: (paths: readonly string[]) => void;
}

/** What joins the documents of a preview, its pages and its search: it takes longer, and is made when the author pauses. */
export class JoinedPreview {
  readonly #setup: JoinedPreviewSetup;
  readonly #search: PreviewSearch;
  #joining: NodeJS.Timeout | undefined;
  #indexing: NodeJS.Timeout | undefined;
  /** Fulfilled when nobody makes the search. */
  #indexed: Promise<void> = Promise.resolve();

  constructor(setup: JoinedPreviewSetup) {
    this.#setup = setup;
    this.#search = new PreviewSearch(setup.site, setup.store);
  }

  /** Fulfilled when nothing of it is made any more. */
  get isDone(): Promise<void> {
    return this.#indexed;
  }

  /** Makes it in a moment, unless a newer round has come by then. */
  writeLater(pages: MadePages, outputs: RunOutputs, round: number): void {
    this.#joining = setTimeout(() => void this.write(pages, outputs, round), QUIET);
  }

  /** Gives up what is waited for. */
  stop(): void {
    clearTimeout(this.#joining);
    clearTimeout(this.#indexing);
  }

  /** Makes the pages at once, and the search later. */
  async write(pages: MadePages, outputs: RunOutputs, round: number): Promise<void> {
    const { site, written, isNewest, changed: tell } = this.#setup;
    const kept = new Set([...written.pathsIn(pages, outputs), ...this.#search.paths]);
    if (!isNewest(round)) return;
    const changed: string[] = [];
    let count = 0;
    for await (const file of joinedFiles(pages, outputs)) {
      if (!isNewest(round)) return;
      kept.add(file.path);
      if (site.write(file)) changed.push(file.path);
      if (++count % AT_ONCE === 0) await new Promise((fulfil) => setImmediate(fulfil));
    }
    if (!isNewest(round)) return;
    const gone = site.keepOnly(kept);
    written.keepOnly(outputs);
    if (changed.length + gone.length > 0) tell([...changed, ...gone]);
    this.#indexing = setTimeout(() => {
      this.#indexed = this.#indexed.then(() => this.#index(outputs, round));
    }, IDLE);
  }

  /** Makes the search from the passages that lie with the pages. A change stops it, and it is made again later. */
  async #index(outputs: RunOutputs, round: number): Promise<void> {
    const { run, settings } = outputs;
    const { written, isNewest } = this.#setup;
    if (!isNewest(round) || !settings.search) return;
    const names = { registers: run.registers, settings };
    try {
      await this.#search.make(written.passagesIn(outputs), names, () => isNewest(round));
    } catch {
      // A preview without a search is one all the same; a build says why there is none.
    }
  }
}
