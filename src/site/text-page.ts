import {
  element,
  type FrontMatter,
  type Html,
  type HtmlContent,
  type HtmlElement,
  isElement,
  textOf,
} from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { makePage, type Shell } from "./page.ts";
import type { SiteDocument, SiteFile } from "./records.ts";
import { inWords, shortened } from "./wording.ts";

/** Makes the page of a text: what it is, what scholars say of it, the text, what stands behind it, how to cite it. */
export function makeTextPage(shell: Shell, document: SiteDocument): SiteFile {
  const path = pageOfDocument(document.id);
  const { front, text } = document;
  const note = editorialNote(front.notes);
  const main = [
    element(
      "div",
      { class: "leaf" },
      titleBlock(front),
      contents(document, note !== null),
      note,
      element(
        "article",
        { class: "text", lang: front.language, "aria-label": front.title },
        ...withoutSecondTitle(text.html, front.title),
      ),
      ...text.notes,
      about(shell, document, path),
    ),
  ];
  return makePage(shell, { path, title: front.title, description: descriptionOf(front), main });
}

/** The title of a text with those who made it. */
export function titleBlock(front: FrontMatter): HtmlElement {
  const by = inWords(front.authors);
  return element(
    "header",
    { class: "title-block" },
    by === "" ? null : element("p", { class: "by" }, by),
    element("h1", {}, front.title),
    front.subtitle === null ? null : element("p", { class: "subtitle" }, front.subtitle),
    facts(front),
  );
}

/** What the editors say of a text before one reads it, or null. */
export function editorialNote(notes: readonly Html[]): HtmlElement | null {
  if (notes.length === 0) return null;
  const heading = element("h2", { id: "site-note" }, "Editorial note");
  return element("aside", { class: "editorial-note", "aria-labelledby": "site-note" }, heading, ...notes);
}

/** One line about a text for search engines and lists. */
export function descriptionOf(front: FrontMatter): string | null {
  const first = front.abstract.length > 0 ? front.abstract : front.notes;
  const text = textOf(first)
    .replace(/[ \t\r\n]+/gu, " ")
    .trim();
  return text === "" ? front.subtitle : shortened(text, 240);
}

function facts(front: FrontMatter): HtmlElement | null {
  const parts = [
    front.edition,
    [front.publisher, front.date].filter((each) => each !== null).join(", "),
  ].filter((each) => each !== null && each !== "");
  return parts.length === 0 ? null : element("p", { class: "facts" }, parts.join(" · "));
}

/** The text often opens with its title, which stands above it already: those who see the page need not read it twice. */
function withoutSecondTitle(html: readonly Html[], title: string): readonly Html[] {
  const first = firstHeading(html);
  if (first === null || letters(textOf(first)) !== letters(title)) return html;
  const children = first.children.filter(
    (child) => !isElement(child) || child.attributes.class !== "permalink",
  );
  const unseen = {
    ...first,
    attributes: { ...first.attributes, class: `${first.attributes.class ?? ""} repeats-title unseen` },
    children,
  };
  return replace(html, first, unseen);
}

function firstHeading(html: readonly Html[]): HtmlElement | null {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const found = /^h[1-6]$/u.test(piece.tag) ? piece : firstHeading(piece.children);
    if (found !== null) return found;
  }
  return null;
}

function replace(html: readonly Html[], old: HtmlElement, by: HtmlElement): readonly Html[] {
  return html.map((piece) => {
    if (piece === old) return by;
    return !isElement(piece) ? piece : { ...piece, children: replace(piece.children, old, by) };
  });
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}

function contents({ front, text }: SiteDocument, hasNote: boolean): HtmlElement {
  const headings = text.outline.filter((entry) => letters(entry.text) !== letters(front.title));
  const entries = [
    ...(hasNote ? [{ id: "site-note", text: "Editorial note", level: 2 }] : []),
    ...(headings.length > 0
      ? headings
      : text.outline.slice(0, 1).map((entry) => ({ ...entry, text: "The text" }))),
    ...text.notes.flatMap(headingOf),
    { id: "site-about", text: "About this text", level: 2 },
  ];
  const items = entries.map((entry) =>
    element(
      "li",
      { class: `level-${entry.level}` },
      element("a", { href: `#${encodeURIComponent(entry.id)}` }, entry.text),
    ),
  );
  return element(
    "nav",
    { class: "contents", "aria-label": "On this page" },
    element("p", {}, "On this page"),
    element("ul", {}, ...items),
  );
}

function headingOf(section: HtmlElement): { id: string; text: string; level: number }[] {
  const heading = section.children[0];
  if (heading === undefined || !isElement(heading)) return [];
  return [{ id: heading.attributes.id ?? "", text: textOf(heading), level: 2 }];
}

function about(shell: Shell, document: SiteDocument, path: string): HtmlElement {
  const { front } = document;
  const parts: HtmlContent[] = [
    part("How to cite", [element("p", { class: "cite-as" }, ...citeAs(shell, document, path))]),
    part("Source", front.source),
    part("Rights", front.availability),
    part("How the text was edited", front.encoding),
    part("Those who made it", responsibilities(front)),
    part("Changes", changes(front)),
    part("Files", [downloads(document, path)]),
  ];
  return element(
    "section",
    { class: "about", "aria-labelledby": "site-about" },
    element("h2", { id: "site-about" }, "About this text"),
    ...parts,
  );
}

function part(title: string, content: readonly Html[]): HtmlContent {
  return content.length === 0 ? null : [element("h3", {}, title), ...content];
}

function citeAs(shell: Shell, { front }: SiteDocument, path: string): readonly Html[] {
  const authors = inWords(front.authors);
  const tail = [front.edition, shell.title === front.title ? null : shell.title, front.publisher, front.date];
  const address = shell.siteUrl === null ? null : new URL(relativeAddress("", path), shell.siteUrl).href;
  return element(
    "span",
    {},
    authors === "" ? null : `${authors}, `,
    element("cite", {}, front.title),
    tail
      .filter((each) => each !== null && each !== "")
      .map((each) => `, ${each}`)
      .join(""),
    address === null ? null : [", ", element("a", { href: address }, address)],
    ". To cite a passage, add the link that stands beside it.",
  ).children;
}

function responsibilities(front: FrontMatter): readonly Html[] {
  if (front.editors.length === 0) return [];
  const rows = front.editors.flatMap(({ name, resp }) => [
    element("dt", {}, resp ?? "editor"),
    element("dd", {}, name),
  ]);
  return [element("dl", {}, ...rows)];
}

function changes(front: FrontMatter): readonly Html[] {
  if (front.changes.length === 0) return [];
  const rows = front.changes.flatMap(({ when, text }) => [
    element("dt", {}, when ?? "undated"),
    element("dd", {}, text),
  ]);
  return [element("dl", {}, ...rows)];
}

function downloads({ id }: SiteDocument, path: string): HtmlElement {
  const files = [
    ["TEI", `tei/${id}.xml`, "as it was encoded"],
    ["Reading text", `texts/${id}.txt`, "without markup"],
    ["Citations, quotations and speeches", `texts/${id}.json`, "as data"],
  ] as const;
  const items = files.map(([name, to, what]) =>
    element("li", {}, element("a", { href: relativeAddress(path, to) }, name), `, ${what}`),
  );
  return element("ul", { class: "downloads" }, ...items);
}
