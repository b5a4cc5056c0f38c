import type { Book, BookText } from "./book.ts";

export { authorsOf, type Book, type BookFile, type BookText } from "./book.ts";
export { EPUB_THEME, epubFiles } from "./epub.ts";
export { markdown } from "./markdown.ts";
export { PAGINATION, PRINT_THEME, type PrintedBook, printedBook } from "./print.ts";

/** Writes a text as a file for word processors; the library that does it is loaded only then. */
export async function docx(book: Book, text: BookText): Promise<Uint8Array> {
  const writer = await import("./docx.ts");
  return await writer.docx(book, text);
}
