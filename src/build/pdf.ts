import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { authorsOf, type Book, PAGINATION, type PrintedBook } from "../book/index.ts";
import { type Browser, findChromium, openChromium } from "./chromium.ts";
import { withFacts } from "./pdf-facts.ts";
import { TaskError } from "./task-error.ts";

/**
 * How long no page may be finished before the book is given up, in milliseconds: a page takes a few hundredths of a second,
 * and a picture that fills one some seconds.
 */
const LONGEST_PAGE = 60_000;

/** How long the browser may take to write the file once the pages are set, in milliseconds; a thousand pages take a minute. */
const LONGEST_WRITING = 600_000;

/** What a printer is told to tell. */
export interface Printing {
  readonly chromium: string | null;
  /** Told how many pages of a book are set. */
  readonly told: (pages: number) => void;
}

/** Makes PDFs with the browser of the user, which is started with the first. */
export class Printer {
  readonly #printing: Printing;
  readonly #program: string;
  #browser: Browser | null = null;

  /** Throws a `TaskError` where there is no browser. */
  constructor(printing: Printing) {
    this.#printing = printing;
    this.#program = findChromium(printing.chromium);
  }

  /** Sets a book in pages. Throws a `TaskError` where the browser cannot. */
  async print(book: Book, printed: PrintedBook): Promise<Uint8Array> {
    this.#browser ??= await openChromium(this.#program);
    const folder = await mkdtemp(join(tmpdir(), "colophon-print-"));
    try {
      const { bytes, front } = await this.#set(await laidOut(folder, printed), printed.style, this.#browser);
      return withFacts(bytes, { authors: authorsOf(book), modified: book.modified, front });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }

  async #set(address: string, style: string, browser: Browser): Promise<SetBook> {
    const { devTools, gone } = browser;
    const { targetId } = await Promise.race([
      devTools.ask("Target.createTarget", { url: "about:blank" }),
      gone,
    ]);
    const { sessionId } = await devTools.ask("Target.attachToTarget", { targetId, flatten: true });
    const ask = async (method: string, params: Readonly<Record<string, unknown>> = {}) =>
      await Promise.race([devTools.ask(method, params, sessionId as string), gone]);
    await ask("Page.enable");
    const loaded = new Promise<void>((fulfil) => devTools.listen("Page.loadEventFired", () => fulfil()));
    await ask("Page.navigate", { url: address });
    await Promise.race([loaded, gone]);
    const front = await this.#paginate(ask, browser, style);
    const bytes = await new Watchdog(LONGEST_WRITING).over(pdfOf(ask));
    await devTools.ask("Target.closeTarget", { targetId });
    return { bytes, front };
  }

  async #paginate(ask: Ask, { devTools }: Browser, style: string): Promise<number> {
    await ask("Runtime.enable");
    await ask("Runtime.addBinding", { name: "told" });
    const watch = new Watchdog(LONGEST_PAGE);
    devTools.listen("Runtime.bindingCalled", ({ payload }) => {
      watch.again();
      this.#printing.told(Number(payload));
    });
    const run = async (expression: string) => await evaluated(ask, expression);
    await run(readFileSync(polyfill(), "utf8"));
    await run(await readFile(PAGINATION, "utf8"));
    const setting = run(`paginate(${JSON.stringify(style)}, told)`);
    const { pages, front, lost } = (await watch.over(setting)) as Record<"pages" | "front" | "lost", number>;
    if (lost !== 0)
      throw new TaskError(`The pages do not hold the whole text: ${lost} letters too few in ${pages}`);
    return front;
  }
}

/** A book that is set, and how many pages stand before its texts. */
interface SetBook {
  readonly bytes: Uint8Array;
  readonly front: number;
}

type Ask = (
  method: string,
  params?: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

/** Writes the page and its pictures where the browser finds them; gives the address. */
async function laidOut(folder: string, { html, pictures }: PrintedBook): Promise<string> {
  for (const [path, bytes] of pictures) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const path = join(folder, "book.html");
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

/** The build of Paged.js for browsers, which its package does not name among its exports to Node. */
function polyfill(): string {
  return join(dirname(createRequire(import.meta.url).resolve("pagedjs")), "../dist/paged.js");
}

async function evaluated(ask: Ask, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await ask("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined)
    throw new TaskError(`The pages could not be set: ${reasonIn(exceptionDetails)}`);
  return (result as { value?: unknown }).value;
}

function reasonIn(details: unknown): string {
  const { text = "", exception } = details as { text?: string; exception?: { description?: string } };
  return (exception?.description ?? text).split("\n")[0]!;
}

/** Has the pages written: with the outline of the headings, and tagged, so that it can be read aloud. */
async function pdfOf(ask: Ask): Promise<Uint8Array> {
  const { stream: handle } = await ask("Page.printToPDF", {
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    transferMode: "ReturnAsStream",
  });
  const parts: Uint8Array[] = [];
  for (;;) {
    const { data, base64Encoded, eof } = await ask("IO.read", { handle });
    parts.push(Buffer.from(data as string, base64Encoded === true ? "base64" : "latin1"));
    if (eof === true) return Buffer.concat(parts);
  }
}

/** Gives something up that does not show for a time that it goes on. */
class Watchdog {
  readonly #patience: number;
  #timer: NodeJS.Timeout | null = null;
  #end: () => void = () => {};

  constructor(patience: number) {
    this.#patience = patience;
  }

  again(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), this.#patience);
  }

  async over<T>(task: Promise<T>): Promise<T> {
    const given = new Promise<never>((_, reject) => {
      this.#end = () =>
        reject(
          new TaskError(`The pages could not be set: none was done in ${this.#patience / 1000} seconds`),
        );
    });
    this.again();
    try {
      return await Promise.race([task, given]);
    } finally {
      if (this.#timer !== null) clearTimeout(this.#timer);
    }
  }
}
