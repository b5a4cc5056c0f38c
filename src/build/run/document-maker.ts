import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CitedDocument, DocumentRecords } from "../../cite/index.ts";
import { checkOne, type EditionDocument, hasText, suppressionsOf } from "../../edition/index.ts";
import { suppress } from "../../report/index.ts";
import { rowStepsIn } from "../../resolve/index.ts";
import type { Tree } from "../../tree/index.ts";
import { failedCallFindings } from "./failed-call-findings.ts";
import { type KeptPage, type KeptRecords, type MadeDocument, NOTHING_MADE } from "./made-document.ts";
import type { Around } from "./presenter.ts";
import { type Asked, askingPages, askingRegisters, askingScope, askingWorks } from "./questions.ts";
import type { ReadyEdition } from "./ready-edition.ts";
import type { SourceReader } from "./source-reader.ts";
import type { MakeTask } from "./task.ts";
import type { Tools, WorkshopSetup } from "./workshop-tools.ts";

/** What comes of making a document, before its page is put away. */
export type Making = Omit<MadeDocument, "pageKey" | "textKey" | "recordsKey" | "briefKey"> & {
  readonly page: KeptPage | null;
  readonly text: string | null;
  readonly records: DocumentRecords | null;
  readonly brief: KeptRecords | null;
};

/** Reads a document, finds what it cites, checks it and shows it. */
export class DocumentMaker {
  readonly #setup: WorkshopSetup;
  readonly #tools: Tools;
  readonly #reader: SourceReader;

  constructor(setup: WorkshopSetup, tools: Tools, reader: SourceReader) {
    this.#setup = setup;
    this.#tools = tools;
    this.#reader = reader;
  }

  /** Makes it, and takes note of what it asks of the edition around it. */
  async make({ source, hash, seen }: MakeTask, ready: ReadyEdition, asked: Asked): Promise<Making> {
    const { checks, hasCitations, hasPage, reading } = this.#setup.wanted;
    const { models } = await this.#tools.heavy();
    const read = this.#reader.read(source, hash);
    const { tree, written } = read;
    for (const file of read.files) asked.note("file", file);
    const suppressions = suppressionsOf(read);
    if (tree === null || written === null) {
      const findings = suppress(read.findings, suppressions, checks);
      return { ...NOTHING_MADE, page: null, text: null, records: null, brief: null, findings };
    }
    const document = { ...read, tree, written };
    const around = aroundOf(source.id, ready, asked);
    const presenter = hasCitations ? await this.#tools.presenter() : null;
    const cited = presenter?.cite(document, around, models, (path) => asked.note("file", path)) ?? null;
    const own = await this.#check(document, new Set(seen), asked, around, cited);
    const isShown = presenter !== null && cited !== null && models !== null && hasText(tree);
    const page = hasPage && isShown ? presenter.page(document, cited, around, models) : null;
    if (page !== null && isShown)
      this.#tools.shown?.({
        document,
        models,
        context: presenter.context(document, cited, around, { models, reading: "edited" }),
      });
    // The edited reading of a document that has a page is on its page already.
    const onPage = reading === "edited" ? (page?.readingText ?? null) : null;
    const text =
      onPage ??
      (reading !== null && isShown ? presenter.text(document, cited, around, { models, reading }) : null);
    const failed = models === null ? [] : failedCallFindings(models, tree);
    const steps = checks.includes("links") ? rowStepsIn(document, around.scope) : [];
    const all = [...read.findings, ...own.findings, ...failed];
    tree.releaseViews();
    return {
      page: page === null || !isShown ? null : presenter.packed(page),
      findings: suppress(all, suppressions, checks),
      unsuppressed: suppressions.length === 0 ? null : all,
      schemaless: own.schemaless,
      isLeft: own.isLeft,
      records: cited?.records ?? null,
      steps,
      text,
      ...(page === null || !isShown ? NOT_SHOWN : presenter.shown(page, cited.records)),
    };
  }

  async #check(
    document: EditionDocument,
    seen: ReadonlySet<string>,
    asked: Asked,
    around: Around,
    cited: CitedDocument | null,
  ): ReturnType<typeof checkOne> {
    const { checks, xinclude } = this.#setup.wanted;
    const { watch, heavy } = this.#tools;
    const { schemasOf } = await heavy();
    const exists = (path: string): boolean => {
      asked.note("exists", path);
      return existsSync(resolve(this.#setup.folder, path));
    };
    const load = (path: string): Tree | null => {
      asked.note("file", path);
      return this.#tools.load(path);
    };
    return await checkOne(
      document,
      around,
      { checks, schemasOf, xinclude, exists, load, watch, seen },
      cited,
    );
  }
}

/** The edition around a document, which is asked about it through questions that are taken note of. */
function aroundOf(id: string, { joined: all, scope, works, pages }: ReadyEdition, asked: Asked): Around {
  return {
    registers: askingRegisters(all.registers, asked),
    scope: askingScope(scope, id, asked),
    works: askingWorks(works, asked),
    pages: askingPages(pages, asked),
  };
}

const NOT_SHOWN = { links: [], dead: [], summary: null, brief: null };
