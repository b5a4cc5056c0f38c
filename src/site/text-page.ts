import {
  element,
  type FrontMatter,
  type Html,
  type HtmlAttributes,
  type HtmlElement,
  holdsPicture,
  isElement,
  isRightToLeft,
  listInWords,
  runsRightToLeft,
  textOf,
} from "../render/index.ts";
import { addressOfFile, letters, pageOfDocument } from "../resolve/index.ts";
import { aboutParts, part } from "./about-parts.ts";
import { relativeAddress } from "./address.ts";
import { citeData, citedText, citeForms } from "./cite-this.ts";
import { displayBar, displayScripts } from "./display-bar.ts";
import { withoutSkippedLevels } from "./heading-levels.ts";
import { dataScript, textMetadata } from "./linked-data.ts";
import { isMuchCorrected } from "./much-corrected.ts";
import { frameId, inLanguage, makePage, type Shell, type TitledText, words } from "./page.ts";
import { fullTitle, type PartedText } from "./parts.ts";
import { withPermalinks } from "./permalinks.ts";
import { isBare, type SiteDocument, type SiteFile } from "./records.ts";
import { withTranslationBeside } from "./side-by-side.ts";
import { contents, partContents } from "./text-contents.ts";
import { languageBehind, subtitleApart, titleBehind, titledApart } from "./titles-apart.ts";
import { shortened } from "./wording.ts";

/** Makes the page of a text: what it is, what scholars say of it, the text, what stands behind it, how to cite it. */
export function* makeTextPages(shell: Shell, whole: SiteDocument, parted: PartedText): Generator<SiteFile> {
  const text = { ...whole.text, html: parted.html, notes: parted.notes };
  // The headings of a text in parts are the ways to them.
  const outline = parted.parts.length === 0 ? text.outline : [];
  yield makeTextPage(shell, { ...whole, text: { ...text, outline } }, parted);
  for (const at of parted.parts.keys()) yield makePartPage(shell, whole, parted, at);
}

function makeTextPage(shell: Shell, document: SiteDocument, parted: PartedText): SiteFile {
  const path = pageOfDocument(document.id);
  const { front, text } = document;
  const note = editorialNote(shell, front.notes);
  const apart = titledApart(document.id, front, shell.order);
  const cited = citedText(shell, path, apart);
  const main = [
    element(
      "div",
      { class: "leaf" },
      titleBlock(shell, { ...front, subtitle: subtitleApart(front, apart.title) }),
      parted.parts.length > 0
        ? partContents(shell, path, parted, front)
        : contents(shell, document, note !== null),
      abstract(shell, front),
      note,
      displayBar(shell, front, text.html),
      element(
        "article",
        {
          class: articleClass(text.html),
          lang: front.language,
          dir: directionIn(front, text.html),
          "aria-label": front.title,
        },
        ...(isBare(document) ? front.source : []),
        ...(isBare(document) && !holdsPicture(text.html)
          ? []
          : withTranslationBeside(withPermalinks(withoutSecondTitle(text.html, front.title)))),
      ),
      ...inLanguageOf(front, withPermalinks(text.notes)),
      ways(shell, path, parted, document, null),
      about(shell, { ...document, front: apart }, path),
      citeData(shell, cited),
      parted.places.size === 0
        ? null
        : dataScript("application/json", partPaths(path, parted), frameId("places")),
    ),
  ];
  const head = textMetadata(shell, document.id, path, apart);
  const description = descriptionOf(front);
  const scripts = displayScripts(shell, front, text.html);
  return makePage(shell, {
    path,
    title: apart.title,
    description,
    main,
    head,
    scripts,
    places: parted.places,
    kind: "article",
    language: front.language,
  });
}

function articleClass(html: readonly Html[]): string {
  return isMuchCorrected(html) ? "text much-corrected" : "text";
}

/** Makes the page of one division: the division, its notes, the ways to those before and behind it. */
function makePartPage(shell: Shell, { id, front }: SiteDocument, parted: PartedText, at: number): SiteFile {
  const part = parted.parts[at]!;
  const { path, title, within, html, notes } = part;
  const start = pageOfDocument(id);
  const apart = titledApart(id, front, shell.order).title;
  const full = `${apart}: ${fullTitle(part)}`;
  const cited = citedText(shell, path, { ...front, title: full });
  const main = [
    element(
      "div",
      { class: "leaf" },
      element(
        "header",
        { class: "title-block", lang: front.language, dir: directionOf(front) },
        element(
          "p",
          { class: "by" },
          element("a", { href: relativeAddress(path, start) }, apart),
          within.map((each) => ` · ${each}`).join(""),
        ),
        element("h1", { class: titleClass(title) }, title),
      ),
      partContents(shell, path, parted, front),
      displayBar(shell, front, html),
      element(
        "article",
        {
          class: articleClass(html),
          lang: front.language,
          dir: directionIn(front, html),
          "aria-label": title,
        },
        ...withTranslationBeside(withPermalinks(withoutSecondTitle(withoutSkippedLevels(html), title))),
      ),
      ...inLanguageOf(front, withPermalinks(notes)),
      ways(shell, path, parted, { id, front }, at),
      citeData(shell, cited),
    ),
  ];
  const head = textMetadata(shell, id, path, { ...front, title: full });
  return makePage(shell, {
    path,
    title: `${fullTitle(part)} · ${apart}`,
    description: null,
    main,
    head,
    scripts: displayScripts(shell, front, html),
    kind: "article",
    language: front.language,
  });
}

/** Where old links to a text lead now that it is in parts: each part's page, with its ids, parted by spaces. */
function partPaths(path: string, { places }: PartedText): Readonly<Record<string, string>> {
  const ids = new Map<string, string[]>();
  for (const [id, page] of places) {
    const known = ids.get(page);
    if (known === undefined) ids.set(page, [id]);
    else known.push(id);
  }
  return Object.fromEntries([...ids].map(([page, all]) => [relativeAddress(path, page), all.join(" ")]));
}

/** A way from a text to another, or to a part of it: where it leads, what it is called and in what language. */
interface WayOn {
  readonly path: string;
  readonly title: string;
  readonly in: HtmlAttributes;
}

/** As many letters of a title say where a way leads. */
const LONGEST_WAY = 100;

/** The ways to what is before and behind: parts of the text, then the texts around it; `at` is null on its first page. */
function ways(
  shell: Shell,
  path: string,
  { parts }: PartedText,
  { id, front }: Pick<SiteDocument, "id" | "front">,
  at: number | null,
): HtmlElement | null {
  const whole: WayOn = { path: pageOfDocument(id), title: words(shell, "wholeText"), in: {} };
  const language = inLanguage(shell, front.language);
  const own = [
    whole,
    ...parts.map((part): WayOn => ({ path: part.path, title: fullTitle(part), in: language })),
  ];
  const place = shell.order.findIndex((each) => each.id === id);
  const text = (other: TitledText | undefined): WayOn | undefined =>
    other === undefined
      ? undefined
      : {
          path: pageOfDocument(other.id),
          title: titleBehind(other.title, shell.title),
          in: inLanguage(shell, languageBehind(titleBehind(other.title, shell.title), other)),
        };
  const here = at === null ? 0 : at + 1;
  const around = (step: number): TitledText | undefined =>
    place < 0 ? undefined : shell.order[place + step];
  const before = own[here - 1] ?? text(around(-1));
  const behind = own[here + 1] ?? text(around(1));
  if (before === undefined && behind === undefined) return null;
  const way = (to: WayOn | undefined, key: "previous" | "next"): HtmlElement | null =>
    to === undefined
      ? null
      : element(
          "p",
          { class: key },
          element("span", {}, words(shell, key)),
          element(
            "a",
            { href: relativeAddress(path, to.path), rel: key === "next" ? "next" : "prev", ...to.in },
            shortened(to.title, LONGEST_WAY),
          ),
        );
  return element(
    "nav",
    { class: "ways", "aria-label": `${words(shell, "previous")}, ${words(shell, "next")}` },
    way(before, "previous"),
    way(behind, "next"),
  );
}

/** What stands behind a text is in its language as well. */
function inLanguageOf(front: FrontMatter, sections: readonly Html[]): readonly Html[] {
  const own = { lang: front.language, dir: directionOf(front) };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null));
  return sections.map((section) =>
    isElement(section)
      ? { ...section, attributes: { ...(given as Record<string, string>), ...section.attributes } }
      : section,
  );
}

/** The direction of a text's script, where it is from right to left. */
export function directionOf({ language }: Pick<FrontMatter, "language">): "rtl" | null {
  return language !== null && isRightToLeft(language) ? "rtl" : null;
}

/** The direction of a text; where it does not say its language, that of the letters in which no passage says its own. */
function directionIn(front: FrontMatter, html: readonly Html[]): "rtl" | null {
  return front.language === null && runsRightToLeft(textOf(html.map(withoutLanguages)))
    ? "rtl"
    : directionOf(front);
}

function withoutLanguages(html: Html): Html {
  if (!isElement(html)) return html;
  const { lang } = html.attributes;
  return lang == null ? { ...html, children: html.children.map(withoutLanguages) } : "";
}

/** The title of a text with those who made it. */
export function titleBlock(shell: Shell, front: FrontMatter): HtmlElement {
  const by = listInWords(front.authors, shell.settings.words);
  return element(
    "header",
    { class: "title-block", lang: front.language, dir: directionOf(front) },
    by === "" ? null : element("p", { class: "by" }, by),
    element("h1", { class: titleClass(front.title) }, front.title),
    front.subtitle === null ? null : element("p", { class: "subtitle" }, front.subtitle),
    letterhead(shell, front),
    facts(shell, front),
  );
}

/** Who wrote to whom, when and from where, as the header of a letter says it. */
function letterhead(shell: Shell, { correspondence }: FrontMatter): HtmlElement | null {
  if (correspondence.length === 0) return null;
  const attributes = { class: "letterhead", "aria-label": words(shell, "correspondence") };
  return element("section", attributes, ...correspondence);
}

/** What the text is about, in short. */
function abstract(shell: Shell, front: FrontMatter): HtmlElement | null {
  const attributes = { class: "abstract", "aria-label": words(shell, "abstract") };
  return front.abstract.length === 0 ? null : element("section", attributes, ...front.abstract);
}

/** What the editors say of a text before one reads it, or null. */
export function editorialNote(shell: Shell, notes: readonly Html[]): HtmlElement | null {
  if (notes.length === 0) return null;
  const heading = element("h2", { id: frameId("note") }, words(shell, "editorialNote"));
  return element("aside", { class: "editorial-note", "aria-labelledby": frameId("note") }, heading, ...notes);
}

/** One line about a text for search engines and lists. */
export function descriptionOf(front: FrontMatter): string | null {
  const first = front.abstract.length > 0 ? front.abstract : front.notes;
  const text = textOf(first)
    .replace(/[ \t\r\n]+/gu, " ")
    .trim();
  return text === "" ? front.subtitle : shortened(text, 240);
}

/** Beyond this many letters a title fills the page before one has read a word. */
const LONG_TITLE = 70;

function titleClass(title: string): string | null {
  return title.length > LONG_TITLE ? "long" : null;
}

function facts(shell: Shell, front: FrontMatter): HtmlElement | null {
  const parts = [
    front.meeting,
    front.host,
    front.edition,
    [listInWords(front.publishers, shell.settings.words), front.date ?? ""]
      .filter((each) => each !== "")
      .join(", "),
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

function about(shell: Shell, document: SiteDocument, path: string): HtmlElement {
  const { front } = document;
  return element(
    "section",
    { class: "about", "aria-labelledby": frameId("about") },
    element("h2", { id: frameId("about") }, words(shell, "aboutThisText")),
    part(words(shell, "howToCite"), citeForms(shell, citedText(shell, path, front), true)),
    ...aboutParts(shell, isBare(document) ? { ...front, source: [] } : front),
    part(words(shell, "translations"), otherLanguages(shell, document.id, path)),
    part(words(shell, "files"), [downloads(shell, document, path)]),
  );
}

function otherLanguages(shell: Shell, id: string, path: string): readonly Html[] {
  const group = shell.translations.find((each) => each.some((one) => one.id === id)) ?? [];
  const others = group.filter((one) => one.id !== id);
  if (others.length === 0) return [];
  const items = others.map(({ id: other, language, title }) =>
    element(
      "li",
      {},
      element(
        "a",
        { href: relativeAddress(path, pageOfDocument(other)), hreflang: language, lang: language },
        title,
      ),
      ` (${language})`,
    ),
  );
  return [element("ul", { class: "downloads" }, ...items)];
}

function downloads(shell: Shell, { id }: SiteDocument, path: string): HtmlElement {
  const file = addressOfFile(id);
  const files = [
    ["TEI", `tei/${file}.xml`, words(shell, "asEncoded")],
    [words(shell, "readingText"), `texts/${file}.txt`, words(shell, "withoutMarkup")],
    [words(shell, "records"), `texts/${file}.json`, words(shell, "asData")],
  ] as const;
  const items = files.map(([name, to, what]) =>
    element("li", {}, element("a", { href: relativeAddress(path, to) }, name), `, ${what}`),
  );
  return element("ul", { class: "downloads" }, ...items);
}
