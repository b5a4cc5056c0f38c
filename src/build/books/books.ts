import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Book, BookText } from "../../book/index.ts";
import type { OutputFile } from "../../edition/index.ts";
import { wordingFor } from "../../render/index.ts";
import { sharedTitle } from "../../site/index.ts";
import { newestDate, packageDate } from "../archive/date.ts";
import type { EditionFiles } from "../edition-files.ts";
import type { RunOutputs } from "../run/run-outputs.ts";
import { pictureFile } from "../site-setup.ts";
import { bookTexts, isInBooks } from "./book-texts.ts";

/** The kinds of output that are books or files for a word processor; they are made where they are asked for. */
export const BOOK_OUTPUTS = ["epub", "pdf", "markdown", "docx"] as const;
export type BookOutput = (typeof BOOK_OUTPUTS)[number];

/** What a book gets that no text says: the last moment there is, where nobody says when the edition was changed. */
const NO_DATE = "1980-01-01T00:00:00Z";

/**
 * Makes the books of an edition in one form, one of the whole or one of each document as the configuration says. What
 * makes them is loaded only now, because most builds make none.
 */
export async function* bookFiles(
  output: BookOutput,
  outputs: RunOutputs,
  files: EditionFiles,
  printing: Printing,
): AsyncGenerator<OutputFile> {
  switch (output) {
    case "epub":
      yield* epubs(outputs, files);
      break;
    case "pdf":
      yield* pdfs(outputs, files, printing);
      break;
    case "markdown":
      yield* markdowns(outputs, files);
      break;
    case "docx":
      yield* docxs(outputs, files);
      break;
    default:
      output satisfies never;
  }
}

async function* epubs(outputs: RunOutputs, files: EditionFiles): AsyncGenerator<OutputFile> {
  const { EPUB_THEME, epubFiles } = await import("../../book/index.ts");
  const { writeZip } = await import("../../formats/index.ts");
  const theme = await readFile(EPUB_THEME, "utf8");
  for await (const { name, book } of booksOf(bookTexts(outputs, "epub"), outputs, files, theme))
    yield { path: `epub/${name}.epub`, bytes: await writeZip(epubFiles(book)) };
}

async function* pdfs(
  outputs: RunOutputs,
  files: EditionFiles,
  { chromium, progress }: Printing,
): AsyncGenerator<OutputFile> {
  const { EPUB_THEME, PRINT_THEME, printedBook } = await import("../../book/index.ts");
  const { Printer } = await import("./pdf.ts");
  const themes = await Promise.all([EPUB_THEME, PRINT_THEME].map((url) => readFile(url, "utf8")));
  const texts = bookTexts(outputs, "print");
  const printer = new Printer(await printerOf(chromium), (pages) => {
    if (pages % PAGES_TOLD === 0) progress(`Set ${pages} pages`);
  });
  try {
    for await (const { name, book } of booksOf(texts, outputs, files, themes.join("\n")))
      yield { path: `pdf/${name}.pdf`, bytes: await printer.print(book, printedBook(book)) };
  } finally {
    await printer.close();
  }
}

/** Gives the program that makes PDFs. Throws a `TaskError` where there is none. */
export async function printerOf(chromium: string | null): Promise<string> {
  const { findChromium } = await import("./chromium.ts");
  return findChromium(chromium);
}

/** After how many pages it is told how far a book is. */
const PAGES_TOLD = 100;

/** What a PDF is made with, and who is told how far it is. */
export interface Printing {
  /** The browser that is named; null for the one that is found. */
  readonly chromium: string | null;
  readonly progress: (line: string) => void;
}

/** Each document is a file, whatever the books are. */
async function* markdowns(outputs: RunOutputs, files: EditionFiles): AsyncGenerator<OutputFile> {
  const { markdown } = await import("../../book/index.ts");
  const texts = bookTexts(outputs, "markdown");
  const isWritten = isInBooks(outputs);
  for await (const { book } of booksOf(texts, outputs, apart(files), "")) {
    const text = book.texts[0]!;
    yield {
      path: `markdown/${text.id}.md`,
      bytes: new TextEncoder().encode(markdown(book, text, isWritten)),
    };
  }
}

async function* docxs(outputs: RunOutputs, files: EditionFiles): AsyncGenerator<OutputFile> {
  const { docx } = await import("../../book/index.ts");
  const texts = bookTexts(outputs, "docx");
  for await (const { book } of booksOf(texts, outputs, apart(files), "")) {
    const text = book.texts[0]!;
    yield { path: `docx/${text.id}.docx`, bytes: await docx(book, text) };
  }
}

function apart(files: EditionFiles): EditionFiles {
  return { ...files, config: { ...files.config, books: "document" } };
}

/** A book with the name of its file. */
interface NamedBook {
  readonly name: string;
  readonly book: Book;
}

async function* booksOf(
  texts: AsyncIterable<BookText>,
  outputs: RunOutputs,
  files: EditionFiles,
  theme: string,
): AsyncGenerator<NamedBook> {
  const setting = { outputs, files, theme, date: await dateOf(outputs, files) };
  const all: BookText[] = [];
  for await (const text of texts) {
    if (files.config.books === "document") yield { name: text.id, book: bookOf([text], text.id, setting) };
    else all.push(text);
  }
  if (all.length === 0) return;
  // Registers are no chapters, unless there is nothing else.
  const chapters = all.some(({ isRegister }) => isRegister !== true)
    ? all.filter(({ isRegister }) => isRegister !== true)
    : all;
  const name = fileName(files.config.id ?? (chapters.length === 1 ? chapters[0]!.id : "edition"));
  yield { name, book: bookOf(chapters, null, setting) };
}

interface BookSetting {
  readonly outputs: RunOutputs;
  readonly files: EditionFiles;
  readonly theme: string;
  readonly date: string | null;
}

function bookOf(texts: readonly BookText[], document: string | null, setting: BookSetting): Book {
  const { outputs, files, theme, date } = setting;
  const { config } = files;
  const { settings, run, folder, siteUrl } = outputs;
  const only = texts.length === 1 ? texts[0]!.front : null;
  const languages = new Set(texts.map(({ front }) => front.language));
  const common = languages.size === 1 ? texts[0]!.front.language : null;
  const wording = wordingFor(common, settings);
  const edition = siteUrl ?? config.id ?? texts[0]!.id;
  const title = document === null ? config.title : undefined;
  return {
    name: document === null ? edition : `${edition}/${document}`,
    title: title ?? sharedTitle(texts.map(({ front }) => front)) ?? wording.words.anEdition,
    subtitle: only?.subtitle ?? null,
    version: config.version ?? null,
    modified:
      date ?? newestDate(texts.flatMap(({ front }) => front.changes.map((change) => change.date))) ?? NO_DATE,
    language: common ?? settings.language,
    words: wording.words,
    texts,
    registers: run.registers,
    theme,
    picture: (path) => pictureFile(folder, path)?.bytes ?? null,
  };
}

async function dateOf({ folder }: RunOutputs, { prefix, sources }: EditionFiles): Promise<string | null> {
  const paths = sources.map(({ path }) => path.slice(prefix.length));
  return await packageDate(join(folder, prefix), paths, []);
}

/** The name of an edition as that of a file, which every system takes. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+|-+$/gu, "") || "edition";
}
