import type { Book, BookText } from "./book.ts";

export type { Book, BookFile, BookText } from "./book.ts";
export { EPUB_THEME, epubFiles } from "./epub.ts";
export { markdown } from "./markdown.ts";

/** Writes a text as a file for word processors; the library that does it is loaded only then. */
export async function docx(book: Book, text: BookText): Promise<Uint8Array> {
  const writer = await import("./docx.ts");
  return await writer.docx(book, text);
}
