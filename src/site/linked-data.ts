import {
  element,
  type FrontMatter,
  type Html,
  type HtmlElement,
  isElement,
  siteElement,
} from "../render/index.ts";
import { addressOfFile, pageOfDocument } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { type Shell, wholeAddress } from "./page.ts";
import { isWithin } from "./titles-apart.ts";

/** Makes a script that holds data and runs nothing. */
export function dataScript(type: string, data: unknown, id: string | null = null): HtmlElement {
  return siteElement("script", { type, id }, JSON.stringify(data));
}

/** What a text's head says to programs: schema.org, what Zotero and Google Scholar read (Highwire), its other forms. */
export function textMetadata(
  shell: Shell,
  id: string,
  path: string,
  front: FrontMatter,
): readonly HtmlElement[] {
  const file = addressOfFile(id);
  const tei = relativeAddress(path, `tei/${file}.xml`);
  const text = relativeAddress(path, `texts/${file}.txt`);
  const alternate = (type: string, href: string, title: string): HtmlElement =>
    element("link", { rel: "alternate", type, href, title });
  return [
    ...highwire(shell, path, front),
    alternate("application/tei+xml", tei, "TEI"),
    alternate("text/plain", text, "Text"),
    ...languageLinks(shell, id, path),
    dataScript("application/ld+json", textData(shell, id, path, front)),
  ];
}

/** What the front page says to programs of the edition as a whole. */
export function editionMetadata(
  shell: Shell,
  fronts: readonly (readonly [string, FrontMatter])[],
): HtmlElement {
  const parts = fronts.slice(0, 100).map(([path, { title, authors }]) =>
    compact({
      "@type": "CreativeWork",
      name: title,
      author: people(authors),
      url: wholeAddress(shell, path),
    }),
  );
  return dataScript(
    "application/ld+json",
    compact({
      "@context": "https://schema.org",
      "@type": "Collection",
      name: shell.title,
      version: shell.version,
      url: shell.siteUrl,
      inLanguage: [...new Set(fronts.map(([, { language }]) => language))].filter((each) => each !== null),
      hasPart: parts,
    }),
  );
}

/** Where a DOI leads. */
export function addressOfDoi(doi: string): string {
  return `https://doi.org/${doi}`;
}

/** The year a text was published in, as its header writes the date; null where there is none. */
export function yearOf({ date }: Pick<FrontMatter, "date">): string | null {
  return /\b(\d{4})\b/u.exec(date ?? "")?.[1] ?? null;
}

/** The address of the licence, where the header gives one: as that of its licence, else in words of its own on rights. */
export function licenceOf(front: FrontMatter): string | null {
  return front.licence ?? licenceIn(front.availability);
}

/** Addresses of licences and of statements of rights; others in such words lead to institutions. */
const LICENCES =
  /^https?:.*(?:creativecommons|rightsstatements|opendatacommons|opensource|gnu)\.org|^https?:.*(?:licen[cs]e|lizenz)/iu;

function licenceIn(html: readonly Html[]): string | null {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const { href } = piece.attributes;
    if (piece.tag === "a" && LICENCES.test(href ?? "")) return href!;
    const below = licenceIn(piece.children);
    if (below !== null) return below;
  }
  return null;
}

function highwire(shell: Shell, path: string, front: FrontMatter): HtmlElement[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ["citation_title", front.title],
    ...front.authors.map((author) => ["citation_author", author] as const),
    ...(front.authors.length === 0
      ? front.editors.slice(0, 3).map(({ name }) => ["citation_editor", name] as const)
      : []),
    ["citation_publication_date", yearOf(front)],
    ["citation_publisher", front.publishers.join("; ")],
    ["citation_inbook_title", front.host ?? (isWithin(front.title, shell.title) ? null : shell.title)],
    ["citation_language", front.language],
    ["citation_doi", front.doi],
    ["citation_public_url", wholeAddress(shell, path)],
    ["citation_fulltext_html_url", wholeAddress(shell, path)],
  ];
  return facts
    .filter((fact): fact is readonly [string, string] => fact[1] !== null && fact[1] !== "")
    .map(([name, content]) => element("meta", { name, content }));
}

/** The same text in other languages (HTML, section 4.6.7.1): every one of them names all. */
function languageLinks(shell: Shell, id: string, path: string): HtmlElement[] {
  const group = shell.translations.find((each) => each.some((one) => one.id === id)) ?? [];
  return group.map(({ id: other, language }) =>
    element("link", {
      rel: "alternate",
      hreflang: language,
      href: addressFrom(shell, path, pageOfDocument(other)),
    }),
  );
}

/** Programs know of a page where it stands, if anybody does. */
function addressFrom(shell: Shell, path: string, to: string): string {
  return wholeAddress(shell, to) ?? relativeAddress(path, to);
}

function textData(shell: Shell, id: string, path: string, front: FrontMatter): Record<string, unknown> {
  return compact({
    "@context": "https://schema.org",
    "@type": "CreativeWork",
    name: front.title,
    alternativeHeadline: front.subtitle,
    author: people(front.authors),
    editor: people(front.editorNames.map(({ text }) => text)),
    contributor: people(contributors(front)),
    publisher: front.publishers.map((name) => ({ "@type": "Organization", name })),
    datePublished: yearOf(front),
    inLanguage: front.language,
    sameAs: front.doi === null ? null : addressOfDoi(front.doi),
    license: licenceOf(front),
    version: shell.version,
    keywords: front.keywords,
    url: wholeAddress(shell, path),
    isPartOf: compact({ "@type": "Collection", name: shell.title, url: shell.siteUrl }),
    encoding: compact({
      "@type": "MediaObject",
      encodingFormat: "application/tei+xml",
      contentUrl: addressFrom(shell, path, `tei/${addressOfFile(id)}.xml`),
    }),
  });
}

function people(names: readonly string[]): readonly Record<string, string>[] {
  return names.map((name) => ({ "@type": "Person", name }));
}

/** Those who made a text in another way than as its editors. */
function contributors({ editors, editorNames }: FrontMatter): readonly string[] {
  const edited = new Set(editorNames.map(({ text }) => text));
  return editors.map(({ name }) => name).filter((name) => !edited.has(name));
}

/** Leaves out what is not known. */
function compact(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const has = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(data).filter(([, value]) => has(value)));
}
