import { element, type Html, type HtmlElement, listInWords } from "../render/index.ts";
import type { Book, BookText } from "./book.ts";
import { headerLeaf, type Ways } from "./leaf.ts";
import { opensWithTitle } from "./outline.ts";

/**
 * Makes what stands above a text: who wrote it, its title where it does not open with it, who wrote to whom, what it is
 * about, the editor's note. Null where that says nothing new.
 */
export function titleBlock(book: Book, text: BookText, ways: Ways): HtmlElement | null {
  const settle = (html: readonly Html[]): readonly Html[] => headerLeaf(html, ways);
  const { front } = text;
  const by = book.texts.length === 1 ? "" : listInWords(front.authors, book.words);
  const isSaid = opensWithTitle(text);
  const letter =
    front.correspondence.length === 0
      ? null
      : element("div", { class: "letterhead" }, ...settle(front.correspondence));
  const note =
    front.notes.length === 0
      ? null
      : element(
          "div",
          { class: "editorial-note" },
          element("h2", {}, book.words.editorialNote),
          ...settle(front.notes),
        );
  const abstract =
    front.abstract.length === 0 ? null : element("div", { class: "abstract" }, ...settle(front.abstract));
  if (isSaid && letter === null && abstract === null && note === null && by === "") return null;
  return element(
    "div",
    { class: "title-block" },
    by === "" ? null : element("p", { class: "by" }, by),
    isSaid ? null : element("h1", {}, front.title),
    front.subtitle === null || book.texts.length === 1
      ? null
      : element("p", { class: "subtitle" }, front.subtitle),
    letter,
    abstract,
    note,
  );
}
