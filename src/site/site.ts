import { writeXmlRecord } from "../formats/index.ts";
import { element } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { type IsLive, idsOn, isLiveOn, makeDocumentFiles, summarize } from "./document-files.ts";
import { makeHomePage } from "./home-page.ts";
import { makePage, type Section, type Shell } from "./page.ts";
import { makeQuotationPage } from "./quotation-page.ts";
import {
  allQuotations,
  allSpeeches,
  type DocumentSummary,
  type JoinedContent,
  type SiteContent,
  type SiteFile,
} from "./records.ts";
import { makeRegisterPages, REGISTERS } from "./register-pages.ts";
import { makeSpeakerPage } from "./speaker-page.ts";
import { makeWorkPages } from "./work-pages.ts";

/** Where the theme's stylesheet lies, beside this file; whoever may touch the disk reads it. */
export const THEME: URL = new URL("./colophon.css", import.meta.url);

/**
 * Makes the site: a page for each text, work, person, place and group, the indexes, the theme, the TEI to download.
 * The same content gives the same bytes.
 */
export function* renderSite({ documents, ...edition }: SiteContent): Generator<SiteFile> {
  const ids = new Map(documents.map((document) => [pageOfDocument(document.id), idsOn(document)]));
  const isLive: IsLive = (address) => isLiveOn(address, (page) => ids.get(page));
  const content = { ...edition, documents: documents.map((document) => summarize(document, isLive)) };
  const shell = makeShell(content);
  const pages: string[] = [];
  for (const document of documents) {
    for (const file of makeDocumentFiles(shell, document, isLive)) {
      if (isPage(file.path)) pages.push(file.path);
      yield file;
    }
  }
  yield* makeJoinedFiles(shell, content, pages);
}

/** Whether a file of {@link makeDocumentFiles} is a page, which the sitemap names. */
export function isPage(path: string): boolean {
  return path.endsWith(".html");
}

/**
 * Makes the pages that join documents: the front page, works, registers, speakers, quotations; the theme, and the sitemap
 * with the pages of the documents, by their paths.
 */
export function* makeJoinedFiles(
  shell: Shell,
  content: JoinedContent,
  documentPages: readonly string[],
): Generator<SiteFile> {
  const home = makeHomePage(shell, content);
  yield home;
  const pages = [home.path, ...documentPages];
  for (const page of makeIndexes(shell, content)) {
    pages.push(page.path);
    yield page;
  }
  yield makeLostPage(shell);
  yield { path: "assets/colophon.css", bytes: encode(stylesheet(content)) };
  yield { path: "sitemap.xml", bytes: encode(sitemap(pages, content.edition.siteUrl)) };
}

function* makeIndexes(shell: Shell, content: JoinedContent): Generator<SiteFile> {
  yield* makeWorkPages(shell, content);
  for (const register of REGISTERS) yield* makeRegisterPages(shell, register, content);
  yield* makeSpeakerPage(shell, content);
  yield* makeQuotationPage(shell, content);
}

/** Gives what all pages of an edition have in common. */
export function makeShell(content: JoinedContent): Shell {
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
function sectionsOf(content: JoinedContent, only: DocumentSummary | null): readonly Section[] {
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

/** The theme lies in a layer, the rules of the ODD's renditions in none: so the edition has the last word. */
function stylesheet({ theme, documents }: JoinedContent): string {
  const rules = documents[0]?.css ?? "";
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
