import {
  element,
  FIRST_LINE_RULES,
  type HtmlElement,
  isRightToLeft,
  writeXhtmlPage,
} from "../render/index.ts";
import type { Book, BookFile } from "./book.ts";
import { coverPicture } from "./cover.ts";
import { type Chapter, type Chapters, chapterBody, chaptersOf, WORKS_FILE } from "./epub-chapters.ts";
import { type Landmark, navigationDocument } from "./epub-navigation.ts";
import { type PackageItem, packageDocument } from "./epub-package.ts";
import { imprint } from "./imprint.ts";
import { elementsIn, headerLeaf } from "./leaf.ts";
import { contentsOf } from "./outline.ts";
import { titlePage } from "./title-page.ts";
import { waysFrom } from "./ways.ts";
import { citedWorks, worksList } from "./works.ts";

/** Where the stylesheet of the book lies, beside this file; whoever may touch the disk reads it. */
export const EPUB_THEME: URL = new URL("./epub.css", import.meta.url);

/** The folder of the package's files in the container. */
const FOLDER = "EPUB";

/** A page of the book. */
interface Leaf {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly language: string;
  readonly kind: string;
  readonly body: HtmlElement;
}

/**
 * Makes the files of an EPUB 3.3 publication, in the order in which they stand in the container: `mimetype` is the first
 * (section 4.2.3.2). The same book gives the same bytes.
 */
export function epubFiles(book: Book): readonly BookFile[] {
  const pictures = new Pictures(book);
  const chapters = chaptersOf(book);
  const leaves = leavesOf(book, chapters, pictures);
  const items = itemsOf(leaves, pictures);
  const pages = chapters.chapters.flatMap(({ path, pages: own }) =>
    own.map(({ label, id }) => ({ label, href: `${path}#${encodeURIComponent(id)}` })),
  );
  const access = { hasPages: pages.length > 0, hasImages: pictures.found.size > 0 };
  const contents = [
    ...contentsOf(book, chapters.at),
    ...leaves
      .filter(({ path }) => path === WORKS_FILE || path === ABOUT_FILE)
      .map(({ title, path }) => ({ title, href: path, below: [] })),
  ];
  const navigation = { contents, landmarks: landmarksOf(book, leaves), pages };
  return [
    file("mimetype", "application/epub+zip"),
    file("META-INF/container.xml", CONTAINER),
    inside("package.opf", packageDocument(book, items, access)),
    inside("nav.xhtml", navigationDocument(book, navigation)),
    inside("style.css", styleOf(book)),
    inside("cover.svg", coverPicture(book)),
    ...leaves.map((leaf) => inside(leaf.path, pageOf(leaf))),
    ...[...pictures.found].map(([path, bytes]) => ({ path: `${FOLDER}/${path}`, bytes })),
  ];
}

const ABOUT_FILE = "about.xhtml";

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="${FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`;

function leavesOf(book: Book, chapters: Chapters, pictures: Pictures): readonly Leaf[] {
  const { words, language, texts } = book;
  const front = (id: string, title: string, kind: string, body: HtmlElement): Leaf => {
    return { id, path: `${id}.xhtml`, title, language, kind, body };
  };
  const works = citedWorks(book);
  const list = worksList(book, works, (url, number, text) => {
    const href = chapters.place(url);
    return href === null ? null : element("a", { href, "aria-label": text }, String(number));
  });
  const about = imprint(book, (html, id) => {
    const text = texts.find((each) => each.id === id)!;
    return headerLeaf(
      html,
      waysFrom(text, ABOUT_FILE, chapters.place, (path) => pictures.take(path)),
    );
  });
  const aboutTitle = texts.length === 1 ? words.aboutThisText : words.about;
  return [
    front("cover", words.bookCover, "cover", cover(book)),
    front("title-page", book.title, "frontmatter", titlePage(book)),
    ...chapters.chapters.map((chapter) => chapterLeaf(book, chapter, chapters, pictures)),
    ...(works.length === 0 ? [] : [front("works", words.worksCited, "backmatter", list)]),
    ...(about === null ? [] : [front("about", aboutTitle, "backmatter", about)]),
  ];
}

function cover({ title, words }: Book): HtmlElement {
  const picture = element("img", {
    src: "cover.svg",
    alt: `${words.bookCover}: ${title}`,
    role: "doc-cover",
  });
  return element("section", { class: "cover", "epub:type": "cover", "aria-label": words.bookCover }, picture);
}

function chapterLeaf(book: Book, chapter: Chapter, chapters: Chapters, pictures: Pictures): Leaf {
  const ways = waysFrom(chapter.text, chapter.path, chapters.place, (path) => pictures.take(path));
  return {
    id: chapter.path.replace(".xhtml", ""),
    path: chapter.path,
    title: chapter.text.front.title,
    language: chapter.text.front.language ?? book.language,
    kind: "bodymatter",
    body: chapterBody(book, chapter, ways),
  };
}

function pageOf({ title, language, kind, body }: Leaf): string {
  return writeXhtmlPage(
    element(
      "html",
      { lang: language, dir: isRightToLeft(language) ? "rtl" : null },
      element(
        "head",
        {},
        element("title", {}, title),
        element("link", { rel: "stylesheet", type: "text/css", href: "style.css" }),
      ),
      element("body", { "epub:type": kind }, body),
    ),
  );
}

function landmarksOf({ words }: Book, leaves: readonly Leaf[]): readonly Landmark[] {
  const start = leaves.find(({ kind }) => kind === "bodymatter");
  const works = leaves.find(({ path }) => path === WORKS_FILE);
  return [
    { kind: "cover", title: words.bookCover, href: "cover.xhtml" },
    { kind: "titlepage", title: words.bookTitlePage, href: "title-page.xhtml" },
    { kind: "toc", title: words.wholeText, href: "nav.xhtml#toc" },
    ...(start === undefined ? [] : [{ kind: "bodymatter", title: words.theText, href: start.path }]),
    ...(works === undefined ? [] : [{ kind: "bibliography", title: works.title, href: works.path }]),
  ];
}

function itemsOf(leaves: readonly Leaf[], pictures: Pictures): readonly PackageItem[] {
  const item = (
    id: string,
    path: string,
    mediaType: string,
    properties: string | null = null,
  ): PackageItem => {
    return { id, path, mediaType, properties, spine: null };
  };
  const pages = leaves.map(({ id, path, body }): PackageItem => {
    const tags = new Set([...elementsIn([body])].map(({ tag }) => tag));
    const properties = ["svg", ...(tags.has("math") ? ["mathml"] : [])].filter(
      (each) => each !== "svg" || tags.has("svg"),
    );
    return { ...item(id, path, XHTML, properties.join(" ") || null), spine: "linear" };
  });
  const [first, second, ...others] = pages;
  return [
    item("style", "style.css", "text/css"),
    item("cover-picture", "cover.svg", "image/svg+xml", "cover-image"),
    first!,
    second!,
    { ...item("nav", "nav.xhtml", XHTML, "nav"), spine: "linear" },
    ...others,
    ...[...pictures.found.keys()].map((path, at) => item(`picture-${at + 1}`, path, mediaTypeOf(path)!)),
  ];
}

const XHTML = "application/xhtml+xml";

/**
 * The pictures of a book, each taken from the edition's folder once. They are numbered: names with spaces, or that differ in case
 * alone, trouble reading systems, and no reader sees them.
 */
class Pictures {
  /** The pictures by their names in the book. */
  readonly found = new Map<string, Uint8Array>();
  readonly #names = new Map<string, string>();
  readonly #book: Book;

  constructor(book: Book) {
    this.#book = book;
  }

  /** Gives the address of a picture in the book; null for one that is not there, or not of a kind that all reading systems show. */
  take(path: string): string | null {
    if (mediaTypeOf(path) === null) return null;
    const known = this.#names.get(path);
    if (known !== undefined) return known;
    const bytes = this.#book.picture(path);
    if (bytes === null) return null;
    const name = `images/${this.found.size + 1}${/\.[a-z]+$/iu.exec(path)![0].toLowerCase()}`;
    this.#names.set(path, name);
    this.found.set(name, bytes);
    return name;
  }
}

/** The kinds of pictures that reading systems must show (EPUB 3.3, section 3.2). */
function mediaTypeOf(path: string): string | null {
  const ending = /\.([a-z]+)$/iu.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(MEDIA_TYPES, ending) ? MEDIA_TYPES[ending]! : null;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
};

function styleOf({ theme, texts }: Book): string {
  return `${theme}\n${FIRST_LINE_RULES}\n${texts[0]?.text.css ?? ""}`;
}

function inside(path: string, text: string): BookFile {
  return file(`${FOLDER}/${path}`, text);
}

function file(path: string, text: string): BookFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
