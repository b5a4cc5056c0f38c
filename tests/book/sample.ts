import type { Book, BookText } from "../../src/book/index.ts";
import {
  type BookForm,
  IN_ENGLISH,
  plainContext,
  readFrontMatter,
  renderHtml,
} from "../../src/render/index.ts";
import { gatherRegisters } from "../../src/resolve/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { documentWith, models } from "../render/sample.ts";

const DEFAULTS = models();

/** A document rendered for a form of the book by the models that come with the program. */
export function bookText(document: Tree, form: BookForm, id = "t"): BookText {
  const context = plainContext();
  return {
    id,
    front: readFrontMatter(document, DEFAULTS, context),
    text: renderHtml(document, DEFAULTS, context, form),
    records: {
      document: id,
      citations: [],
      quotations: [],
      speeches: [],
      mentions: [],
      letters: [],
      headwords: [],
    },
  };
}

/** A book of one text, whose body is given. */
export function bookWith(body: string, form: BookForm): Book {
  return {
    name: "sample",
    title: "A sample",
    subtitle: null,
    version: null,
    modified: "2001-09-09T01:46:40Z",
    language: "en",
    words: IN_ENGLISH.words,
    texts: [bookText(documentWith(body), form)],
    registers: gatherRegisters([]),
    theme: "",
    picture: () => null,
  };
}
