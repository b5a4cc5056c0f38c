import { writeXmlRecord } from "../formats/index.ts";
import { element } from "../render/index.ts";
import { relativeAddress } from "./address.ts";
import { textPage } from "./addresses.ts";
import { passagesOf } from "./context-line.ts";
import { makeHomePage } from "./home-page.ts";
import { makePage, type Section, type Shell } from "./page.ts";
import { makeQuotationPage } from "./quotation-page.ts";
import type { SiteContent, SiteDocument, SiteFile } from "./records.ts";
import { makeRegisterPages, REGISTERS } from "./register-pages.ts";
import { makeSpeakerPage } from "./speaker-page.ts";
import { makeTextPage } from "./text-page.ts";
import { makeWorkPages } from "./work-pages.ts";

/** Where the theme's stylesheet lies, beside this file; whoever may touch the disk reads it. */
export const THEME: URL = new URL("./colophon.css", import.meta.url);

/**
 * Makes the site: a page for each text, work, person, place and group, the indexes, the theme, the TEI to download.
 * The same content gives the same bytes.
 */
export function* renderSite(content: SiteContent): Generator<SiteFile> {
  const shell = shellOf(content);
  const pages: string[] = [];
  for (const page of makePages(shell, content)) {
    pages.push(page.path);
    yield page;
  }
  yield makeLostPage(shell);
  for (const document of content.documents) yield* filesOf(document, content);
  yield { path: "assets/colophon.css", bytes: encode(stylesheet(content)) };
  yield { path: "sitemap.xml", bytes: encode(sitemap(pages, content.edition.siteUrl)) };
}

function* makePages(shell: Shell, content: SiteContent): Generator<SiteFile> {
  yield makeHomePage(shell, content);
  for (const document of content.documents) yield makeTextPage(shell, document);
  yield* makeWorkPages(shell, content);
  const passages = passagesOf(content.documents);
  for (const register of REGISTERS) yield* makeRegisterPages(shell, register, content, passages);
  yield* makeSpeakerPage(shell, content);
  yield* makeQuotationPage(shell, content);
}

function shellOf(content: SiteContent): Shell {
  const { edition, documents } = content;
  const only = documents.length === 1 ? documents[0]! : null;
  return {
    title: edition.title ?? only?.front.title ?? "An edition",
    version: edition.version,
    language: "en",
    sections: sectionsOf(content, only),
    siteUrl: edition.siteUrl,
  };
}

/** The ways in the head of each page: to the text, where there is one alone, and to the indexes there are. */
function sectionsOf(content: SiteContent, only: SiteDocument | null): readonly Section[] {
  const text =
    only === null ? { title: "Texts", path: "index.html" } : { title: "Text", path: textPage(only.id) };
  const indexes = [
    { title: "Works", path: "works/index.html", entries: content.works.length },
    ...REGISTERS.map(({ kind, title }) => ({
      title,
      path: `${kind}/index.html`,
      entries: content[kind].length,
    })),
    { title: "Speakers", path: "speakers/index.html", entries: content.speeches.length },
    { title: "Quotations", path: "quotations/index.html", entries: content.quotations.length },
  ];
  return [text, ...indexes.filter(({ entries }) => entries > 0)];
}

function makeLostPage(shell: Shell): SiteFile {
  const main = [
    element("header", { class: "title-block" }, element("h1", {}, "There is no such page")),
    element(
      "p",
      { class: "lead" },
      "The address may have changed, or may have been mistyped. The ways at the head of the page lead on.",
    ),
  ];
  return makePage(shell, {
    path: "404.html",
    title: "There is no such page",
    description: null,
    main,
    isLost: true,
  });
}

function* filesOf(document: SiteDocument, content: SiteContent): Generator<SiteFile> {
  const { id, tei, readingText } = document;
  const own = <T extends { readonly document: string }>(records: readonly T[]): readonly T[] =>
    records.filter((record) => record.document === id);
  const data = {
    document: id,
    citations: own(content.citations),
    quotations: own(content.quotations),
    speeches: own(content.speeches),
  };
  yield { path: `tei/${id}.xml`, bytes: tei };
  yield { path: `texts/${id}.txt`, bytes: encode(readingText) };
  yield { path: `texts/${id}.json`, bytes: encode(`${JSON.stringify(data, null, 2)}\n`) };
}

/** The theme lies in a layer, the rules of the ODD's renditions in none: so the edition has the last word. */
function stylesheet({ theme, documents }: SiteContent): string {
  const rules = documents[0]?.text.css ?? "";
  return rules === "" ? theme : `${theme}\n/* From the processing models of the edition. */\n${rules}`;
}

/** A sitemap (sitemaps.org, 0.9) wants whole addresses; where the site's own is not known, they are relative to it. */
function sitemap(pages: readonly string[], siteUrl: string | null): string {
  const urls = pages.map((path) => {
    const address = relativeAddress("", path);
    return { loc: siteUrl === null ? address : new URL(address, siteUrl).href };
  });
  return writeXmlRecord({ urlset: { "@xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9", url: urls } });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
