export type { Book, BookFile, BookText } from "./book.ts";
export { EPUB_THEME, epubFiles } from "./epub.ts";
export { markdown } from "./markdown.ts";
