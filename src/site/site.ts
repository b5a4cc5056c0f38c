import { writeXmlRecord } from "../formats/index.ts";
import { element, type Html } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { passagesOf } from "./context-line.ts";
import { makeHomePage } from "./home-page.ts";
import { idsIn, liveLinks } from "./live-links.ts";
import { makePage, type Section, type Shell } from "./page.ts";
import { makeQuotationPage } from "./quotation-page.ts";
import { allQuotations, allSpeeches, type SiteContent, type SiteDocument, type SiteFile } from "./records.ts";
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
export function* renderSite(given: SiteContent): Generator<SiteFile> {
  const content = { ...given, documents: withLiveLinks(given.documents) };
  const shell = shellOf(content);
  const pages: string[] = [];
  for (const page of makePages(shell, content)) {
    pages.push(page.path);
    yield page;
  }
  yield makeLostPage(shell);
  for (const document of content.documents) yield* filesOf(document);
  yield { path: "assets/colophon.css", bytes: encode(stylesheet(content)) };
  yield { path: "sitemap.xml", bytes: encode(sitemap(pages, content.edition.siteUrl)) };
}

/** Links between texts can be told to be dead only when all of them are rendered. */
function withLiveLinks(documents: readonly SiteDocument[]): readonly SiteDocument[] {
  const ids = new Map(
    documents.map(({ id, text }) => [pageOfDocument(id), new Set(idsIn([...text.html, ...text.notes]))]),
  );
  const isLive = (address: string): boolean => {
    const [page = "", fragment] = address.split(/#(.*)/su);
    return fragment === undefined || ids.get(page)?.has(fragment) !== false;
  };
  return documents.map((document) => {
    const page = pageOfDocument(document.id);
    const live = (html: readonly Html[]): readonly Html[] => liveLinks(html, page, isLive);
    const { front, text } = document;
    const parts = {
      notes: live(front.notes),
      abstract: live(front.abstract),
      source: live(front.source),
      availability: live(front.availability),
      encoding: live(front.encoding),
    };
    return {
      ...document,
      front: { ...front, ...parts },
      text: {
        ...text,
        html: live(text.html),
        notes: text.notes.map((note) => ({ ...note, children: live(note.children) })),
      },
    };
  });
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
    only === null ? { title: "Texts", path: "index.html" } : { title: "Text", path: pageOfDocument(only.id) };
  const indexes = [
    { title: "Works", path: "works/index.html", entries: content.registers.works.size },
    ...REGISTERS.map(({ folder, title }) => ({
      title,
      path: `${folder}/index.html`,
      entries: content.registers[folder].size,
    })),
    { title: "Speakers", path: "speakers/index.html", entries: allSpeeches(content).length },
    { title: "Quotations", path: "quotations/index.html", entries: allQuotations(content).length },
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

function* filesOf({ id, tei, readingText, records }: SiteDocument): Generator<SiteFile> {
  const { citations, quotations, speeches } = records;
  const data = JSON.stringify({ document: id, citations, quotations, speeches }, null, 2);
  yield { path: `tei/${id}.xml`, bytes: tei };
  yield { path: `texts/${id}.txt`, bytes: encode(readingText) };
  yield { path: `texts/${id}.json`, bytes: encode(`${data}\n`) };
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
