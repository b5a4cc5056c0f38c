import { relative, resolve, sep } from "node:path";
import type { Report } from "../../report/index.ts";
import { isPage, PASSAGES, type SiteFile } from "../../site/index.ts";
import { type BuildOptions, namesOf, runOptions } from "../build.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { type EditionOptions, loadEdition } from "../edition-files.ts";
import { explainShown } from "../odd-report.ts";
import { sizeOf } from "../run/document-source.ts";
import type { MadePage } from "../run/made-document.ts";
import { type OpenRun, openRun, openStore } from "../run/open-run.ts";
import { filesOf, joinedFiles, type MadePages, makePages, type RunOutputs } from "../run/run-outputs.ts";
import { withSearch } from "../search.ts";
import { pictureFile } from "../site-setup.ts";
import type { HeavyShelf } from "../tools.ts";
import { DevSite } from "./preview-site.ts";
import { type DevServer, serveFolder } from "./server.ts";
import { watchFolder } from "./watch.ts";

/** How `colophon dev` is started. */
export interface DevOptions extends EditionOptions {
  readonly port: number;
  /** The output folder of builds, which is not watched. */
  readonly out: string;
  readonly cache: boolean;
  /** Told what came of each round. */
  readonly tell: (news: DevNews) => void;
}

/** What came of a round: pages and a report, or why there are none. */
export type DevNews =
  | {
      readonly kind: "made";
      readonly report: Report;
      /** The pages of documents that are other than before, by their paths on the site. */
      readonly changed: readonly string[];
      readonly milliseconds: number;
    }
  | { readonly kind: "failed"; readonly message: string };

/** A preview that runs. */
export interface Preview {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** How long the browser has to ask for a page that has changed, in milliseconds, before the rest is written. */
const BREATH = 60;

/** So much of what is no page may wait, in bytes: of more, a change concerns many documents, and takes its time. */
const MOST_WAITING = 30_000_000;

/** How long nothing must change until the pages that join documents are made, in milliseconds. */
const QUIET = 150;

/** How long nothing must change until the search is made, which takes a machine longer than the rest, in milliseconds. */
const IDLE = 1500;

/** After how many pages others get a turn. */
const AT_ONCE = 25;

/** Builds the edition in the folder for a look, serves it on this machine, and does again what changes. */
export async function startPreview(options: DevOptions): Promise<Preview> {
  const site = new DevSite();
  const { config } = await loadEdition(options);
  const studio = new Studio(options, site, openStore(options.folder, config, options.cache));
  let server: DevServer | null = null;
  try {
    server = await serveFolder(
      site.folder,
      options.port,
      (path) => pictureFile(options.folder, path)?.bytes ?? null,
      (asked) => modelsOf(asked, options),
    );
    studio.serve(server);
    void studio.round([]);
    const out = relative(options.folder, resolve(options.folder, options.out)).split(sep).join("/");
    const stop = await watchFolder(options.folder, [out], (paths) => void studio.round(paths));
    await studio.isUp;
    const { url, close } = server;
    return {
      url,
      close: async () => {
        await stop();
        await studio.close();
        await close();
        site.close();
      },
    };
  } catch (error) {
    await studio.close();
    await server?.close();
    site.close();
    throw error;
  }
}

/** Where the rounds of a preview are made, one after the other. */
class Studio {
  readonly #options: DevOptions;
  readonly #site: DevSite;
  readonly #store: DocumentCache;
  readonly #shelf: HeavyShelf = { opened: null };
  /** The pages of documents, by their ids, as they were written last. */
  readonly #written = new Map<string, Pick<MadePage, "filesKey" | "paths">>();
  #server: DevServer | null = null;
  #last: Promise<void> = Promise.resolve();
  /** Fulfilled when the first round has told what came of it. */
  readonly isUp: Promise<void>;
  #up: () => void = () => {};
  #round = 0;
  #joining: NodeJS.Timeout | null = null;
  #indexing: NodeJS.Timeout | null = null;
  /** The files of the search, which is made when nothing else is to be done. */
  #found: ReadonlySet<string> = new Set();

  constructor(options: DevOptions, site: DevSite, store: DocumentCache) {
    this.#options = options;
    this.#site = site;
    this.#store = store;
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
    this.#round++;
    this.#stopWaiting();
    this.#last = this.#last.then(() => this.#make(paths));
    return this.#last;
  }

  async close(): Promise<void> {
    this.#round++;
    this.#stopWaiting();
    await this.#last;
    // The last round has asked for more, and put off what joins documents once again.
    this.#round++;
    this.#stopWaiting();
    this.#store.close();
  }

  #stopWaiting(): void {
    for (const timer of [this.#joining, this.#indexing]) if (timer !== null) clearTimeout(timer);
  }

  async #make(paths: readonly string[]): Promise<void> {
    const start = performance.now();
    const isFirst = paths.length === 0;
    // Schemas, models and the configuration are opened again when anything but a document changes.
    if (!paths.every((path) => /\.xml$/iu.test(path) && !path.startsWith("schemas/")))
      this.#shelf.opened = null;
    try {
      const files = await loadEdition(this.#options);
      const opened = await openRun(files, {
        ...this.#runOptions(),
        earlier: { store: this.#store, shelf: this.#shelf },
      });
      const names = await namesOf(files, this.#options.folder);
      const outputs = { ...opened, ...names, hasSearch: names.settings.search };
      const pages = await makePages(outputs);
      const { changed, others } = await this.#writePages(pages, outputs, isFirst);
      if (isFirst) await this.#writeJoined(pages, outputs, this.#round);
      this.#announce(opened, changed, performance.now() - start);
      // The browser is to have its page before what nobody looks at is written.
      if (!isFirst) await new Promise((fulfil) => setTimeout(fulfil, BREATH));
      this.#write(others);
      if (isFirst) await warmUp(opened);
      await opened.close();
      this.#store.forgetUnasked();
      if (!isFirst) this.#joinLater(pages, outputs);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#server?.send({
        kind: "findings",
        data: { failed: message, errors: 0, warnings: 0, documents: [] },
      });
      this.#options.tell({ kind: "failed", message });
    } finally {
      this.#up();
    }
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

  /**
   * Writes the pages of documents that are other than before; gives their paths, and the other files of these documents,
   * unless these are written at once.
   */
  async #writePages(
    pages: MadePages,
    outputs: RunOutputs,
    isAll: boolean,
  ): Promise<{ readonly changed: readonly string[]; readonly others: readonly SiteFile[] }> {
    const changed: string[] = [];
    const others: SiteFile[] = [];
    let bytes = 0;
    for (const { document, page } of pages.documents) {
      if (this.#written.get(document.source.id)?.filesKey === page.filesKey) continue;
      const files = await filesOf(document, page, pages.shell, outputs);
      changed.push(...this.#write(files.filter(({ path }) => isPage(path))));
      const rest = files.filter(({ path }) => !isPage(path));
      bytes += rest.reduce((sum, file) => sum + file.bytes.length, 0);
      if (isAll || bytes > MOST_WAITING) this.#write(rest);
      else others.push(...rest);
      this.#written.set(document.source.id, { filesKey: page.filesKey, paths: page.paths });
    }
    return { changed, others };
  }

  /** Writes files; gives the paths of those that are other than before. */
  #write(files: readonly SiteFile[]): string[] {
    return files.filter((file) => this.#site.write(file)).map(({ path }) => path);
  }

  /** Of a document that cannot be read for the moment the last pages stay to be seen. */
  #brokenPaths({ run }: RunOutputs): string[] {
    const broken = run.documents.filter(({ outline }) => outline.anchors === null);
    return broken.flatMap(({ source }) => this.#written.get(source.id)?.paths ?? []);
  }

  /** The pages that join documents take longer, and are made when the author pauses. */
  #joinLater(pages: MadePages, outputs: RunOutputs): void {
    const round = this.#round;
    this.#joining = setTimeout(() => void this.#writeJoined(pages, outputs, round), QUIET);
  }

  async #writeJoined(pages: MadePages, outputs: RunOutputs, round: number): Promise<void> {
    const kept = new Set([
      ...pages.documents.flatMap(({ page }) => page.paths),
      ...this.#brokenPaths(outputs),
      ...this.#found,
    ]);
    if (this.#round !== round) return;
    const changed: string[] = [];
    let count = 0;
    for await (const file of joinedFiles(pages, outputs)) {
      if (this.#round !== round) return;
      kept.add(file.path);
      if (this.#site.write(file)) changed.push(file.path);
      if (++count % AT_ONCE === 0) await new Promise((fulfil) => setImmediate(fulfil));
    }
    if (this.#round !== round) return;
    const gone = this.#site.keepOnly(kept);
    const present = new Set(outputs.run.documents.map(({ source }) => source.id));
    for (const id of this.#written.keys()) if (!present.has(id)) this.#written.delete(id);
    if (changed.length + gone.length > 0)
      this.#server?.send({ kind: "changed", data: { paths: [...changed, ...gone] } });
    this.#indexing = setTimeout(() => void this.#index(outputs, round), IDLE);
  }

  /** Makes the search from the passages that lie with the pages. A change stops it, and it is made again later. */
  async #index({ run, settings }: RunOutputs, round: number): Promise<void> {
    if (this.#round !== round || !settings.search) return;
    const paths = [...this.#written.values()].flatMap((page) => page.paths.filter(isPassages));
    const found = new Set<string>();
    try {
      const goesOn = (): boolean => this.#round === round;
      const passages = this.#passages(paths, goesOn);
      for await (const file of withSearch(passages, { registers: run.registers, settings }, null, goesOn)) {
        if (!goesOn()) return;
        this.#site.write(file);
        found.add(file.path);
      }
      this.#found = found;
    } catch {
      // A preview without a search is one all the same; a build says why there is none.
    }
  }

  /** Reads files one by one, so that a change in between is noticed. */
  async *#passages(paths: readonly string[], goesOn: () => boolean): AsyncGenerator<SiteFile> {
    for (const path of paths) {
      if (!goesOn()) throw new Error("The search is not wanted any more");
      yield { path, bytes: this.#site.read(path) };
      await new Promise((fulfil) => setImmediate(fulfil));
    }
  }

  #announce({ run }: OpenRun, changed: readonly string[], milliseconds: number): void {
    const { report } = run;
    if (changed.length > 0) this.#server?.send({ kind: "changed", data: { paths: changed } });
    this.#server?.send({
      kind: "findings",
      data: { failed: null, ...toldInBrowser(report) },
    });
    this.#options.tell({ kind: "made", report, changed, milliseconds });
    this.#up();
  }
}

/** What the browser asks of a passage that was pointed at. */
function modelsOf(asked: URLSearchParams, options: DevOptions): Promise<object | null> {
  const said = (name: string): string => asked.get(name) ?? "";
  const shown = { name: said("name"), text: said("text"), nth: Number(said("nth")) || 0 };
  return explainShown(said("page"), shown, options);
}

function isPassages(path: string): boolean {
  return path.startsWith(PASSAGES);
}

/** Models and schemas are opened, and code is made fast, before the first change asks for it: on the document of middle size. */
async function warmUp({ run, crew }: OpenRun): Promise<void> {
  const bySize = run.documents
    .filter(({ made }) => made.pageKey !== null)
    .sort((one, other) => sizeOf(one.source) - sizeOf(other.source));
  const middle = bySize[Math.floor(bySize.length / 2)];
  if (middle === undefined || sizeOf(middle.source) > LARGE) return;
  const { source, hash, seen } = middle;
  for (let time = 0; time < 2; time++)
    await crew.workshop.do({ kind: "make", source, hash, seen, joined: run.joined });
}

/** A document that takes seconds is not done for practice, in bytes. */
const LARGE = 2_000_000;

/** What the browser is told of a report: how much there is of it, and its findings, errors before warnings. */
function toldInBrowser(report: Report): object {
  const documents = report.documents.flatMap(({ path, findings }) => {
    const told = findings.filter(({ severity }) => severity !== "info").sort(errorsFirst);
    return told.length === 0 ? [] : [{ path, findings: told }];
  });
  const all = documents.flatMap(({ findings }) => findings);
  const errors = all.filter(({ severity }) => severity === "error").length;
  return {
    errors,
    warnings: all.length - errors,
    documents: documents
      .sort((one, other) => errorsFirst(one.findings[0]!, other.findings[0]!))
      .slice(0, MOST_TOLD)
      .map(({ path, findings }) => ({ path, findings: findings.slice(0, MOST_TOLD) })),
  };
}

function errorsFirst(one: { severity: string }, other: { severity: string }): number {
  return Number(other.severity === "error") - Number(one.severity === "error");
}

/** How many findings of a document, and of how many documents, are shown in the browser: nobody reads more there. */
const MOST_TOLD = 50;
