import { element, type HtmlElement, listInWords, say } from "../render/index.ts";
import { authorsOf, type Book, editorsOf } from "./book.ts";

/** Makes the title page: who wrote, what, in which version, who made it, where and when it was published. */
export function titlePage(book: Book): HtmlElement {
  const { words, texts, version } = book;
  const imprints = texts.map(({ front }) =>
    [listInWords(front.publishers, words), front.date ?? ""].filter((each) => each !== "").join(", "),
  );
  const imprint = new Set(imprints).size === 1 ? imprints[0]! : "";
  return element(
    "section",
    { class: "title-page", "epub:type": "titlepage", "aria-label": words.bookTitlePage },
    paragraph("by", listInWords(authorsOf(book), words)),
    element("h1", { lang: texts.length === 1 ? texts[0]!.front.language : null }, book.title),
    paragraph("subtitle", book.subtitle ?? ""),
    paragraph("made-by", listInWords(editorsOf(book), words)),
    paragraph("imprint", imprint),
    paragraph("version", version === null ? "" : capitalized(say(words, "version", { version }))),
  );
}

function paragraph(name: string, text: string): HtmlElement | null {
  return text === "" ? null : element("p", { class: name }, text);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
