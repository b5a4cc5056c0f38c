import { element, type Html, type HtmlElement, isElement } from "../render/index.ts";
import type { Book, BookText } from "./book.ts";
import { hasClass, idsIn, leaf, type Ways } from "./leaf.ts";
import { type BookNote, noteOf, notesIn, notesOf, withLead } from "./notes.ts";
import { markPages, type PageBreak } from "./page-breaks.ts";
import { partsOf } from "./parts.ts";
import { titleBlock } from "./title-block.ts";
import { type Place, placeIn } from "./ways.ts";
import { withFolds } from "./wide-table.ts";

/** The name of the file with the list of works. */
export const WORKS_FILE = "works.xhtml";

/** A file of the book that holds a text, or a part of a long one. */
export interface Chapter {
  readonly path: string;
  readonly text: BookText;
  readonly isFirst: boolean;
  readonly html: readonly Html[];
  readonly notes: readonly BookNote[];
  readonly pages: readonly PageBreak[];
}

/** The chapters of a book, and where things stand in them. */
export interface Chapters {
  readonly chapters: readonly Chapter[];
  /** Where an id of a text stands, or the text begins; null for what is not in the book. */
  readonly at: (text: BookText, id: string | null) => string | null;
  /** Where an address below the site's folder stands in the book. */
  readonly place: Place;
}

/** Parts the texts of a book into files. Ids stay as they are on the site's pages, so that both are cited alike. */
export function chaptersOf(book: Book): Chapters {
  const chapters = book.texts.flatMap((text, at) => chaptersOfText(text, at + 1));
  const files = new Map<BookText, Map<string | null, string>>();
  for (const { text, path, html, notes } of chapters) {
    const own = files.get(text) ?? new Map<string | null, string>([[null, path]]);
    for (const id of [...idsIn(html), ...notes.map((note) => note.id)]) own.set(id, path);
    for (const { body } of notes) for (const id of idsIn(body)) own.set(id, path);
    files.set(text, own);
  }
  const at = (text: BookText, id: string | null): string | null => {
    const path = files.get(text)?.get(id) ?? null;
    return path === null || id === null ? path : `${path}#${encodeURIComponent(id)}`;
  };
  const place = placeIn(book, at, WORKS_FILE);
  return { chapters, at, place };
}

function chaptersOfText(text: BookText, number: number): readonly Chapter[] {
  const notes = notesOf(text.text);
  const taken = new Set([...idsIn(text.text.html), ...notes.keys()]);
  const parts = partsOf(leaf(text.text.html, AS_THEY_ARE));
  const found = parts.map((html, at): Chapter => {
    const pages: PageBreak[] = [];
    const marked = markPages(html, (page) => void pages.push(page), taken);
    const path = `text-${String(number).padStart(3, "0")}${at === 0 ? "" : `-${at + 1}`}.xhtml`;
    return { path, text, isFirst: at === 0, html: marked, notes: notesIn(html, notes), pages };
  });
  const placed = new Set(found.flatMap((chapter) => chapter.notes));
  const rest = [...notes.values()].filter((note) => !placed.has(note));
  return found.map((chapter, at) =>
    at === found.length - 1 ? { ...chapter, notes: [...chapter.notes, ...rest] } : chapter,
  );
}

const AS_THEY_ARE: Ways = { link: (href) => href, image: (src) => src };

/** Makes the body of a chapter: the title where the text does not open with it, the text, and its notes as pop-ups. */
export function chapterBody(book: Book, chapter: Chapter, ways: Ways): HtmlElement {
  const { text, isFirst, html, notes } = chapter;
  const all = notesOf(text.text);
  const settle = (pieces: readonly Html[]): readonly Html[] =>
    withFolds(withNoteSigns(leaf(pieces, ways), (piece) => noteOf(piece, all) !== null || isSign(piece)));
  const { front } = text;
  return element(
    "section",
    {
      class: "text",
      "epub:type": "chapter",
      role: "doc-chapter",
      "aria-label": front.title,
      lang: front.language,
    },
    isFirst ? titleBlock(book, text, ways) : null,
    ...settle(html),
    ...(notes.length === 0 ? [] : [noteSection(book, notes, settle)]),
  );
}

function isSign(piece: HtmlElement): boolean {
  return piece.tag === "a" && (hasClass(piece, "sign") || hasClass(piece, "correction"));
}

/** Signs of notes are told to the reading system, which can then show the note where the reader is (EPUB 3.3, 6.1.3). */
function withNoteSigns(html: readonly Html[], is: (piece: HtmlElement) => boolean): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece)) return piece;
    const children = withNoteSigns(piece.children, is);
    if (!is(piece)) return { ...piece, children };
    const { title: _, ...others } = piece.attributes;
    return { ...piece, attributes: { ...others, "epub:type": "noteref", role: "doc-noteref" }, children };
  });
}

function noteSection(
  { words }: Book,
  notes: readonly BookNote[],
  settle: (html: readonly Html[]) => readonly Html[],
): HtmlElement {
  const kinds = [
    ["note", words.notes],
    ["correction", words.corrections],
    ["variant", words.variants],
  ] as const;
  const lists = kinds.flatMap(([kind, title]) => {
    const own = notes.filter((note) => note.kind === kind);
    if (own.length === 0) return [];
    return [element("h2", {}, title), ...own.map((note) => aside(note, settle))];
  });
  return element("div", { class: "end-matter" }, ...lists);
}

function aside(
  { id, label, back, body }: BookNote,
  settle: (html: readonly Html[]) => readonly Html[],
): HtmlElement {
  const settled = settle(body);
  const sign = label === null ? null : element("span", { class: "label" }, label);
  const way =
    back === null
      ? sign
      : element("a", { href: `#${back}`, role: "doc-backlink", class: "back" }, label ?? "↩");
  const filled =
    label === null
      ? way === null
        ? settled
        : [...settled, " ", way]
      : withLead(
          [way, " "].filter((each) => each !== null),
          settled,
        );
  return element("aside", { id, class: "note", "epub:type": "footnote", role: "doc-footnote" }, ...filled);
}
