import {
  element,
  FIRST_LINE_RULES,
  type Html,
  type HtmlElement,
  isElement,
  isRightToLeft,
  writePage,
} from "../render/index.ts";
import type { Book, BookText } from "./book.ts";
import { withFootnotes } from "./footnotes.ts";
import { imprint } from "./imprint.ts";
import { headerLeaf, idsIn, leaf, type Ways } from "./leaf.ts";
import { type BookNote, notesOf } from "./notes.ts";
import { type ContentsEntry, contentsOf } from "./outline.ts";
import { titleBlock } from "./title-block.ts";
import { titlePage } from "./title-page.ts";
import { type Place, placeIn, waysFrom } from "./ways.ts";
import { withFolds } from "./wide-table.ts";
import { citedWorks, worksList } from "./works.ts";

/** Where the stylesheet of printed books lies, beside this file; whoever may touch the disk reads it. */
export const PRINT_THEME: URL = new URL("./print.css", import.meta.url);

/** Where the script lies that sets such a page in pages, in a browser. */
export const PAGINATION: URL = new URL("./client/paginate.js", import.meta.url);

/** A book as one page for a browser, which makes many of it. */
export interface PrintedBook {
  readonly html: string;
  readonly style: string;
  /** The pictures, by their paths as the page has them. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** A part of a printed book. */
interface Part {
  readonly title: string;
  readonly id: string;
  readonly body: HtmlElement;
}

/**
 * No script of the page runs, and it loads nothing but its own pictures: what sets it in pages is brought in from outside, and
 * is not bound by this.
 */
const POLICY = "default-src 'none'; img-src file:; style-src 'unsafe-inline'";

/**
 * Writes a book as one page: title page, contents, texts with their footnotes where their signs stand, works cited, imprint.
 * Links within the book lead to ids that no two texts share; where a page number belongs, a link says to what
 * (`data-page-of`), and headings say what stands above their pages (`data-head`).
 */
export function printedBook(book: Book): PrintedBook {
  const pictures = new Map<string, Uint8Array>();
  const image = pictureTaker(book, pictures);
  const texts = book.texts.map((text, at) => new PrintedText(text, `t${at + 1}-`));
  const at = (text: BookText, id: string | null): string | null =>
    texts.find((each) => each.text === text)?.at(id) ?? null;
  const place = placeIn(book, at, "");
  const parts = texts.map((text) => text.section(book, waysFrom(text.text, "", place, image)));
  const back = backMatter(book, place, image);
  const entries = back.map(({ title, id }) => ({ title, href: `#${id}`, below: [] }));
  const contents = [...contentsOf(book, at), ...entries];
  const body = [
    titlePage(book),
    ...(countOf(contents) < FEWEST_ENTRIES ? [] : [contentsList(book, contents)]),
    ...parts,
    ...back.map((part) => part.body),
  ];
  return {
    html: page(
      book,
      body.map((each) => plain(each)),
    ),
    style: `${book.theme}\n${FIRST_LINE_RULES}\n${book.texts[0]?.text.css ?? ""}`,
    pictures,
  };
}

/** How many entries make a table of contents: a poem with its imprint needs none. */
const FEWEST_ENTRIES = 3;

function countOf(entries: readonly ContentsEntry[]): number {
  return entries.reduce((count, { below }) => count + 1 + countOf(below), 0);
}

function page({ language, title }: Book, body: readonly HtmlElement[]): string {
  return writePage(
    element(
      "html",
      { lang: language, dir: isRightToLeft(language) ? "rtl" : null },
      element(
        "head",
        {},
        element("meta", { charset: "utf-8" }),
        element("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
        element("title", {}, title),
      ),
      element("body", {}, ...body),
    ),
  );
}

/** What only reading systems ask of an element is not of this form. */
function plain(piece: HtmlElement): HtmlElement {
  const { "epub:type": _, ...attributes } = piece.attributes;
  return {
    ...piece,
    attributes,
    children: piece.children.map((each) => (isElement(each) ? plain(each) : each)),
  };
}

/** A text in a printed book, whose ids are its own by what stands before them. */
class PrintedText {
  readonly text: BookText;
  readonly #before: string;
  readonly #notes: ReadonlyMap<string, BookNote>;
  readonly #ids: ReadonlySet<string>;

  constructor(text: BookText, before: string) {
    this.text = text;
    this.#before = before;
    this.#notes = notesOf(text.text);
    const bodies = [...this.#notes.values()].flatMap(({ body }) => [...idsIn(body)]);
    this.#ids = new Set([...idsIn(text.text.html), ...this.#notes.keys(), ...bodies]);
  }

  at(id: string | null): string | null {
    if (id === null) return `#${this.#before}text`;
    return this.#ids.has(id) ? `#${encodeURIComponent(this.#before + id)}` : null;
  }

  section(book: Book, ways: Ways): HtmlElement {
    const { front, text } = this.text;
    // Notes find their signs by the ids of the text, which are told apart from those of other texts only then.
    const inner: Ways = { ...ways, link: (href) => (href.startsWith("#") ? href : ways.link(href)) };
    const notes = new Map(
      [...this.#notes].map(([id, note]) => [id, { ...note, body: leaf(note.body, inner) }]),
    );
    const isTurned = front.language !== null && isRightToLeft(front.language);
    const language = { lang: front.language, dir: isTurned ? "rtl" : null };
    const { html, rest } = withFootnotes(leaf(text.html, inner), notes, language);
    const outer = (pieces: readonly Html[]): readonly Html[] => withFolds(this.#told(pieces, ways));
    return element(
      "section",
      {
        class: "text",
        id: `${this.#before}text`,
        "data-head": front.title,
        "aria-label": front.title,
        ...language,
      },
      titleBlock(book, this.text, ways),
      ...outer(this.#headed(html)),
      rest.length === 0 ? null : element("div", { class: "end-matter" }, ...outer(rest.map(endNote))),
    );
  }

  /** The headings that are named above the pages: those of the two highest ranks that there are. */
  #headed(html: readonly Html[]): readonly Html[] {
    const { outline } = this.text.text;
    const [first = 0, second = first] = [...new Set(outline.map(({ level }) => level))].sort();
    const heads = new Map(
      outline.filter(({ level }) => level <= second).map(({ id, text }) => [id, text] as const),
    );
    const put = (pieces: readonly Html[]): readonly Html[] =>
      pieces.map((piece) => {
        if (!isElement(piece)) return piece;
        const head = heads.get(piece.attributes.id ?? "");
        const attributes = head === undefined ? piece.attributes : { ...piece.attributes, "data-head": head };
        return { ...piece, attributes, children: put(piece.children) };
      });
    return put(html);
  }

  /** Tells ids apart from those of other texts. */
  #told(html: readonly Html[], ways: Ways): readonly Html[] {
    const own = (id: string): string => this.#before + id;
    return html.flatMap((piece): readonly Html[] => {
      if (!isElement(piece)) return [piece];
      const children = this.#told(piece.children, ways);
      const { id, href, "aria-labelledby": labelledBy, ...others } = piece.attributes;
      const way = href?.startsWith("#") === true ? ways.link(href) : href;
      if (way === null) return children;
      const attributes = {
        ...others,
        ...(id === undefined ? {} : { id: own(id) }),
        ...(way === undefined ? {} : { href: way }),
        ...(labelledBy === undefined ? {} : { "aria-labelledby": labelledBy.split(" ").map(own).join(" ") }),
      };
      return [{ ...piece, attributes, children }];
    });
  }
}

function endNote({ id, label, body }: BookNote): HtmlElement {
  const sign = label === null ? [] : [element("span", { class: "label" }, label), " "];
  return element("div", { class: "end-note", id }, ...sign, ...body);
}

function contentsList({ words }: Book, entries: readonly ContentsEntry[]): HtmlElement {
  return element(
    "nav",
    { class: "toc", role: "doc-toc", "aria-labelledby": "contents", "data-head": words.wholeText },
    element("h1", { id: "contents" }, words.wholeText),
    entryList(entries),
  );
}

function entryList(entries: readonly ContentsEntry[]): HtmlElement {
  const items = entries.map(({ title, href, below }) =>
    element(
      "li",
      {},
      element(
        "a",
        { class: "entry", href },
        element("span", { class: "title" }, title),
        " ",
        element("span", { class: "page-number", "data-page-of": href.slice(1) }),
      ),
      below.length === 0 ? null : entryList(below),
    ),
  );
  return element("ol", {}, ...items);
}

function backMatter(book: Book, place: Place, image: (path: string) => string | null): readonly Part[] {
  const { words, texts } = book;
  const works = citedWorks(book);
  const list = worksList(book, works, (url, _, text) => {
    const href = place(url);
    return href === null ? null : element("a", { href, "aria-label": text, "data-page-of": href.slice(1) });
  });
  const about = imprint(book, (html, id) => {
    const text = texts.find((each) => each.id === id)!;
    return headerLeaf(html, waysFrom(text, "", place, image));
  });
  const title = texts.length === 1 ? words.aboutThisText : words.about;
  return [
    ...(works.length === 0 ? [] : [partOf(words.worksCited, "works", list)]),
    ...(about === null ? [] : [partOf(title, "about", about)]),
  ];
}

function partOf(title: string, id: string, body: HtmlElement): Part {
  return { title, id, body: { ...body, attributes: { ...body.attributes, "data-head": title } } };
}

/** Takes pictures from the edition's folder, each once, under names that any disk takes. */
function pictureTaker(book: Book, pictures: Map<string, Uint8Array>): (path: string) => string | null {
  const names = new Map<string, string | null>();
  return (path) => {
    const known = names.get(path);
    if (known !== undefined) return known;
    const ending = /\.[a-z0-9]{1,5}$/iu.exec(path)?.[0] ?? "";
    const bytes = book.picture(path);
    const name = bytes === null ? null : `images/${names.size + 1}${ending.toLowerCase()}`;
    names.set(path, name);
    if (bytes !== null) pictures.set(name!, bytes);
    return name;
  };
}
