import { heldReport, type Report } from "../../report/index.ts";
import { type BuildOptions, namesOf, runOptions } from "../build.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { loadEdition } from "../edition-files.ts";
import { MovingFileError } from "../files.ts";
import { type OpenRun, openRun } from "../run/open-run.ts";
import type { RunDocument } from "../run/run-document.ts";
import { makePages, type RunOutputs } from "../run/run-outputs.ts";
import type { HeavyShelf } from "../tools.ts";
import type { DevOptions } from "./dev-options.ts";
import { JoinedPreview, QUIET } from "./joined-preview.ts";
import { newestOf, practise } from "./practice.ts";
import type { DevSite } from "./preview-site.ts";
import type { DevServer } from "./server.ts";
import { type LastMade, type LookedPage, ShownDocuments } from "./shown-documents.ts";
import { toldInBrowser } from "./told-in-browser.ts";
import { WrittenPages } from "./written-pages.ts";

/** How long the browser has to ask for a page that has changed, in milliseconds, before the rest is written. */
const BREATH = 60;

/** So often in a row a round is made again because somebody writes its files; then the author is told. */
const MOST_TRIES = 20;

/** Where the rounds of a preview are made, one after the other. */
export class Studio {
  readonly #options: DevOptions;
  readonly #store: DocumentCache;
  readonly #shelf: HeavyShelf = { opened: null };
  readonly #written: WrittenPages;
  readonly #joined: JoinedPreview;
  #server: DevServer | null = null;
  #last: Promise<void> = Promise.resolve();
  /** Fulfilled when the first round has told what came of it. */
  readonly isUp: Promise<void>;
  #up: () => void = () => {};
  #round = 0;
  #repeating: NodeJS.Timeout | undefined;
  readonly #shown: ShownDocuments;
  /** The round that is made at the moment, or was last. */
  #making = 0;
  #made: (LastMade & { readonly outputs: RunOutputs }) | null = null;
  /** The pages that showed a change since the last round told of its own. */
  #looked: string[] = [];
  #preparing: NodeJS.Timeout | undefined;
  /** How often a round in a row met files that somebody was writing. */
  #tries = 0;

  constructor(options: DevOptions, site: DevSite, store: DocumentCache) {
    this.#options = options;
    this.#store = store;
    this.#shown = new ShownDocuments(options.folder, site);
    this.#written = new WrittenPages(site, this.#shown);
    this.#joined = new JoinedPreview({
      site,
      store,
      written: this.#written,
      isNewest: (round) => round === this.#round,
      changed: (paths) => this.#server?.send({ kind: "changed", data: { paths } }),
    });
    store.remember();
    this.isUp = new Promise((fulfil) => {
      this.#up = fulfil;
    });
  }

  serve(server: DevServer): void {
    this.#server = server;
  }

  /** Makes again what these paths change; rounds wait for one another. */
  round(paths: readonly string[]): Promise<void> {
    const round = ++this.#round;
    this.#stopWaiting();
    const hasLooked = this.#look(paths, round);
    this.#last = this.#last.then(async () => {
      // The browser is to have what it was sent before this thread is busy.
      if (hasLooked) await breath();
      await this.#make(paths, round);
    });
    return this.#last;
  }

  /** Makes ready what shows a change at once in the document that somebody looks at. */
  lookedAt(page: string): void {
    clearTimeout(this.#preparing);
    this.#preparing = setTimeout(() => {
      const entry = this.#made?.pages.documents.find(({ page: { paths } }) => paths.includes(page));
      if (entry !== undefined) this.#last = this.#last.then(() => this.#prepare(entry.document));
    }, QUIET);
  }

  /** A document that was made by a thread, or kept from another day, is made here once. */
  async #prepare(document: RunDocument): Promise<void> {
    if (this.#made === null || this.#shown.has(document.path)) return;
    const { source, hash, seen } = document;
    const { crew, run } = this.#made.outputs;
    try {
      await crew.workshop.do({ kind: "make", source, hash, seen, joined: run.joined });
    } catch {
      // It has changed meanwhile, and is made anew anyway.
    }
  }

  /** Models and schemas are opened, and code is made fast, before the first change asks for it. */
  async #warmUp(opened: OpenRun): Promise<void> {
    await practise(opened);
    const newest = newestOf([...opened.run.documents.filter(({ gist }) => gist.hasText)]);
    if (newest !== null) await this.#prepare(newest);
  }

  #look(paths: readonly string[], round: number): boolean {
    if (this.#made === null) return false;
    const start = performance.now();
    const looked = paths.flatMap((path) => this.#lookAt(path, round) ?? []);
    for (const { document, path, passage } of looked) {
      this.#server?.send({ kind: "changed", data: { paths: [path], passage } });
      this.#looked.push(path);
      this.#written.distrust(document);
      this.#options.shown?.(path, performance.now() - start);
    }
    return looked.length > 0;
  }

  #lookAt(path: string, round: number): LookedPage | null {
    try {
      return this.#shown.look(path, round, this.#made!);
    } catch {
      // The file is gone or half written, or a model fails: the round says so.
      return null;
    }
  }

  async close(): Promise<void> {
    this.#round++;
    this.#stopWaiting();
    await this.#last;
    // The last round has asked for more, and put off what joins documents once again.
    this.#round++;
    this.#stopWaiting();
    await this.#joined.isDone;
    this.#store.close();
  }

  #stopWaiting(): void {
    this.#joined.stop();
    clearTimeout(this.#repeating);
    clearTimeout(this.#preparing);
  }

  async #make(paths: readonly string[], round: number): Promise<void> {
    const start = performance.now();
    const isFirst = paths.length === 0;
    this.#making = round;
    this.#store.gather();
    // Schemas, models and the configuration are opened again when anything but a document changes.
    if (!paths.every((path) => /\.xml$/iu.test(path) && !path.startsWith("schemas/")))
      this.#shelf.opened = null;
    let opened: OpenRun | null = null;
    try {
      const files = await loadEdition(this.#options);
      opened = await openRun(files, {
        ...this.#runOptions(),
        earlier: { store: this.#store, shelf: this.#shelf },
        shown: (shown) => this.#shown.take(shown, this.#making),
      });
      const names = await namesOf(files, this.#options.folder);
      const outputs = { ...opened, ...names, hasSearch: names.settings.search };
      const pages = await makePages(outputs);
      const { changed, others } = await this.#written.write({
        pages,
        outputs,
        round,
        isLater: this.#made !== null,
        stale: (page) => this.lookedAt(page),
      });
      this.#made = { pages, outputs, limits: files.config.limits ?? {} };
      if (isFirst) await this.#joined.write(pages, outputs, this.#round);
      this.#tries = 0;
      this.#announce(heldReport(await opened.run.report()), changed, performance.now() - start);
      // The browser is to have its page before what nobody looks at is written.
      if (!isFirst) await breath();
      this.#written.put(others);
      if (isFirst) await this.#warmUp(opened);
      await opened.close();
      this.#store.forgetUnasked();
      if (!isFirst) this.#joined.writeLater(pages, outputs, this.#round);
    } catch (error) {
      await opened?.close().catch(() => {});
      // Who has not finished writing has done a moment later, and the round is made again.
      if (isMoving(error) && this.#tries++ < MOST_TRIES) {
        this.#again(paths, round);
        return;
      }
      const message = error instanceof Error ? error.message : String(error);
      this.#server?.send({
        kind: "findings",
        data: { failed: message, errors: 0, warnings: 0, documents: [] },
      });
      this.#options.tell({ kind: "failed", message });
      this.#up();
    }
  }

  /** Makes a round again in a moment, unless the watcher has asked for the next one by then. */
  #again(paths: readonly string[], round: number): void {
    this.#repeating = setTimeout(() => {
      if (this.#round === round) void this.round(paths);
    }, QUIET);
  }

  #runOptions(): ReturnType<typeof runOptions> {
    const { tell: _, port: __, ...rest } = this.#options;
    const options: BuildOptions = {
      ...rest,
      outputs: ["html"],
      reading: "edited",
      strict: false,
      progress: () => {},
    };
    return runOptions(options, ["html"]);
  }

  #announce(report: Report, pages: readonly string[], milliseconds: number): void {
    const changed = [...new Set([...this.#looked, ...pages])];
    this.#looked = [];
    if (pages.length > 0) this.#server?.send({ kind: "changed", data: { paths: pages } });
    this.#server?.send({
      kind: "findings",
      data: { failed: null, ...toldInBrowser(report) },
    });
    this.#options.tell({ kind: "made", report, changed, milliseconds });
    this.#up();
  }
}

/** Whether an error comes of a file that is written, renamed or put back at this moment. */
function isMoving(error: unknown): boolean {
  const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
  return isGone || error instanceof MovingFileError;
}

function breath(): Promise<void> {
  return new Promise((fulfil) => setTimeout(fulfil, BREATH));
}
