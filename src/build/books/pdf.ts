import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { authorsOf, type Book, PAGINATION, type PrintedBook } from "../../book/index.ts";
import type { Answer } from "../preview/devtools.ts";
import { Patience } from "../run/patience.ts";
import { TaskError } from "../run/task-error.ts";
import { type Browser, openChromium } from "./chromium.ts";
import { withFacts } from "./pdf-facts.ts";

/**
 * How long no page may be finished before a book is given up, in milliseconds: a page takes some hundredths of a second, and
 * one that a large picture fills takes seconds.
 */
const LONGEST_PAGE = 60_000;

/** How long the browser may take to start, to read a book, or to write it once it is set; thousands of pages take minutes. */
const LONGEST_STEP = 600_000;

/** Makes PDFs with a browser, which is started with the first. */
export class Printer {
  readonly #program: string;
  readonly #told: (pages: number) => void;
  #browser: Browser | null = null;

  /** `program` is the browser; `told` is told how many pages of a book are set. */
  constructor(program: string, told: (pages: number) => void) {
    this.#program = program;
    this.#told = told;
  }

  /** Sets a book in pages. Throws a `TaskError` where the browser cannot. */
  async print(book: Book, printed: PrintedBook): Promise<Uint8Array> {
    this.#browser ??= await openChromium(this.#program);
    const folder = await mkdtemp(join(tmpdir(), "colophon-print-"));
    try {
      const page = await Page.open(this.#browser, laidOut(folder, printed));
      const front = await page.paginate(printed.style, this.#told);
      const bytes = await page.pdf();
      await page.close();
      return withFacts(bytes, { authors: authorsOf(book), modified: book.modified, front });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }
}

/** A page of the browser, with a book on it. */
class Page {
  readonly #browser: Browser;
  readonly #target: unknown;
  readonly #session: string;

  private constructor(browser: Browser, target: unknown, session: string) {
    this.#browser = browser;
    this.#target = target;
    this.#session = session;
  }

  static async open(browser: Browser, address: string): Promise<Page> {
    const { devTools, gone } = browser;
    const opened = async (): Promise<Page> => {
      const { targetId } = await devTools.ask("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await devTools.ask("Target.attachToTarget", { targetId, flatten: true });
      const page = new Page(browser, targetId, sessionId as string);
      const loaded = new Promise<void>((fulfil) => devTools.listen("Page.loadEventFired", () => fulfil()));
      await page.#ask("Page.enable");
      await page.#ask("Page.navigate", { url: address });
      await loaded;
      return page;
    };
    return await new Patience(LONGEST_STEP, "The book was not read").over([opened(), gone]);
  }

  /** Sets the book in pages; gives how many stand before its texts. */
  async paginate(style: string, told: (pages: number) => void): Promise<number> {
    const { devTools, gone } = this.#browser;
    const patience = new Patience(LONGEST_PAGE, "The pages could not be set: none was finished");
    devTools.listen("Runtime.bindingCalled", ({ payload }) => {
      patience.again();
      told(Number(payload));
    });
    await this.#ask("Runtime.addBinding", { name: "told" });
    await this.#run(await readFile(polyfill(), "utf8"));
    await this.#run(await readFile(PAGINATION, "utf8"));
    const setting = this.#run(`paginate(${JSON.stringify(style)}, told)`);
    const { pages, front, lost } = (await patience.over([setting, gone])) as Pagination;
    if (lost !== 0) {
      const how = lost < 0 ? `with ${-lost} letters twice` : `without ${lost} letters`;
      throw new TaskError(`The pages could not be set: ${pages} were, ${how}`);
    }
    return front;
  }

  /** Has the pages written: with the outline of the headings, and tagged, so that the book can be read aloud. */
  async pdf(): Promise<Uint8Array> {
    const written = async (): Promise<Uint8Array> => {
      const { stream: handle } = await this.#ask("Page.printToPDF", PDF);
      const parts: Uint8Array[] = [];
      for (;;) {
        const { data, base64Encoded, eof } = await this.#ask("IO.read", { handle });
        parts.push(Buffer.from(data as string, base64Encoded === true ? "base64" : "latin1"));
        if (eof === true) return Buffer.concat(parts);
      }
    };
    return await new Patience(LONGEST_STEP, "The PDF was not written").over([written(), this.#browser.gone]);
  }

  async close(): Promise<void> {
    const { devTools, gone } = this.#browser;
    await Promise.race([devTools.ask("Target.closeTarget", { targetId: this.#target }), gone]);
  }

  async #ask(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return await this.#browser.devTools.ask(method, params, this.#session);
  }

  /** Runs a script in the page, which runs none by itself. */
  async #run(expression: string): Promise<unknown> {
    const wanted = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#ask("Runtime.evaluate", wanted);
    if (exceptionDetails !== undefined)
      throw new TaskError(`The pages could not be set: ${reasonIn(exceptionDetails)}`);
    return (result as { readonly value?: unknown }).value;
  }
}

/** What the script that sets pages says of them. */
type Pagination = Readonly<Record<"pages" | "front" | "lost", number>>;

const PDF = {
  printBackground: true,
  preferCSSPageSize: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
  transferMode: "ReturnAsStream",
} as const;

/** Writes the page and its pictures where the browser finds them; gives the address. */
function laidOut(folder: string, { html, pictures }: PrintedBook): string {
  for (const [path, bytes] of pictures) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const path = join(folder, "book.html");
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

/**
 * The build of Paged.js for browsers. It goes with this program as a file (`scripts/bundle.ts`), because its package asks for
 * others that run scripts when they are installed, and that a browser has no use for.
 */
function polyfill(): string {
  const beside = fileURLToPath(new URL("./paged.min.js", import.meta.url));
  if (existsSync(beside)) return beside;
  return join(dirname(createRequire(import.meta.url).resolve("pagedjs")), "../dist/paged.min.js");
}

function reasonIn(details: unknown): string {
  const { text = "", exception } = details as { text?: string; exception?: { description?: string } };
  return (exception?.description ?? text).split("\n")[0]!;
}
