import { cmif } from "../cite/index.ts";
import { writeXmlRecord } from "../formats/index.ts";
import { element, FIRST_LINE_RULES, type Words } from "../render/index.ts";
import {
  addressOfFile,
  fileAtAddress,
  linkTo,
  pageOfDocument,
  parted,
  REGISTER_NAMES,
} from "../resolve/index.ts";
import { makeAboutPage } from "./about-page.ts";
import { relativeAddress } from "./address.ts";
import {
  addressesOn,
  type IsLive,
  idsOn,
  isLiveOn,
  liveFrontOf,
  makeDocumentFiles,
  movedOn,
  recordsIn,
  summarize,
} from "./document-files.ts";
import { HEADWORDS, makeHeadwordPages } from "./headword-page.ts";
import { makeHomePage } from "./home-page.ts";
import { JoinedRecords } from "./joined-records.ts";
import type { Moved } from "./live-links.ts";
import { makeLostPage } from "./lost-page.ts";
import { makePage, type Section, type Shell, titleHead, wholeAddress, words } from "./page.ts";
import { partText, takenNames } from "./parts.ts";
import { makeQuotationPage } from "./quotation-page.ts";
import { inReadingOrder } from "./reading-order.ts";
import {
  countOf,
  type DocumentSummary,
  type JoinedContent,
  onlyText,
  type SiteContent,
  type SiteDocument,
  type SiteFile,
  textsAmong,
} from "./records.ts";
import { makeRegisterPages } from "./register-pages.ts";
import { makeSearchPage } from "./search-page.ts";
import { SETTINGS } from "./settings.ts";
import { sharedTitle } from "./shared-title.ts";
import { hasSpeakersOfEach, makeSpeakerPages } from "./speaker-page.ts";
import { collectionFiles } from "./text-services.ts";
import { withTitlesApart } from "./titles-apart.ts";
import { translationsOf } from "./translations.ts";
import { makeWorkPages } from "./work-pages.ts";

/** Where the theme's stylesheet lies, beside this file; whoever may touch the disk reads it. */
export const THEME: URL = new URL("./colophon.css", import.meta.url);

/** The sign of a site in a browser's tab: the pilcrow, in light and dark. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#7c2a1c" d="M6.5 1h6v1.5h-1V15H10V2.5H8.5V15H7V9H6.5a4 4 0 0 1 0-8z"/></svg>\n';

/** Where the scripts of the pages lie, beside this file, by their names on the site. */
export const SCRIPTS: Readonly<Record<string, URL>> = {
  "colophon.js": new URL("./client/colophon.js", import.meta.url),
  "lists.js": new URL("./client/lists.js", import.meta.url),
  "lost.js": new URL("./client/lost.js", import.meta.url),
  "reading.js": new URL("./client/reading.js", import.meta.url),
  "search.js": new URL("./client/search.js", import.meta.url),
};

/**
 * Makes the site: a page for each text, work, person, place and group, the indexes, the theme, the TEI to download.
 * The same content gives the same bytes.
 */
export function* renderSite({ documents: given, picture, ...edition }: SiteContent): Generator<SiteFile> {
  const { settings = SETTINGS } = edition.edition;
  const texts = new Set(given.map(({ id }) => id));
  const documents = inReadingOrder(given, settings.order, ({ id, front: { time } }) => ({ id, time })).map(
    (each) => ({
      ...each,
      taken: takenNames(each, settings, (id) => texts.has(id)),
    }),
  );
  const ids = new Map(documents.map((document) => [pageOfDocument(document.id), idsOn(document)]));
  const pictures = new Map<string, SiteFile>();
  const isLive: IsLive = (address) => {
    if (!address.startsWith("images/")) return isLiveOn(address, (page) => ids.get(page));
    const file = picture?.(fileAtAddress(address.slice("images/".length)));
    if (file) pictures.set(file.path, file);
    return file !== null;
  };
  const places = new Map(documents.map((each) => [pageOfDocument(each.id), partText(each, settings).places]));
  const moved = (document: SiteDocument): Moved => movedOn(addressesOn(document), (page) => places.get(page));
  const summaries = documents.map((each) => ({
    ...summarize(each),
    front: liveFrontOf(each, isLive, settings, moved(each)),
  }));
  const byId = new Map(documents.map((document) => [document.id, document]));
  const joined = new JoinedRecords(summaries, (id) =>
    recordsIn(byId.get(id)!, places.get(pageOfDocument(id))!),
  );
  const content = { ...edition, documents: summaries, joined };
  const shell = makeShell(content);
  const pages: string[] = [];
  for (const document of documents) {
    for (const file of makeDocumentFiles(shell, document, isLive, moved(document))) {
      if (isPage(file.path)) pages.push(file.path);
      yield file;
    }
  }
  yield* pictures.values();
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
  joinedContent: JoinedContent,
  documentPages: readonly string[],
): Generator<SiteFile> {
  const content = { ...joinedContent, documents: withTitlesApart(joinedContent.documents) };
  const home = makeHomePage(shell, content);
  yield home;
  const pages = [home.path, ...documentPages];
  for (const page of makeIndexes(shell, content)) {
    pages.push(page.path);
    yield page;
  }
  yield makeLostPage(shell, content.theme, content.scripts?.["lost.js"] ?? null);
  yield* makeRedirects(shell, new Set(pages));
  yield* collectionFiles(shell, content.documents);
  yield* letterFile(shell, content);
  yield { path: "assets/colophon.css", bytes: encode(stylesheet(content)) };
  yield { path: "assets/icon.svg", bytes: encode(ICON) };
  for (const [name, text] of Object.entries(content.scripts ?? {})) {
    if (name === "lost.js" || (name === "search.js" && content.hasSearch !== true)) continue;
    yield { path: `assets/${name}`, bytes: encode(text) };
  }
  yield sitemapFile(pages, content);
}

const LETTERS = "cmif.xml";

/** The letters, where services that harvest them find them. */
function* letterFile(
  { title, version, siteUrl }: Shell,
  { joined, registers, keep }: JoinedContent,
): Generator<SiteFile> {
  if (joined.corresponding.length === 0) return;
  const make = (): SiteFile => {
    const letters = cmif({ id: "", title, version: version ?? "" }, siteUrl, registers, [joined]);
    return { path: LETTERS, bytes: encode(letters ?? "") };
  };
  const facts = REGISTER_NAMES.map((name) => [...registers[name].values()]);
  const file = keep?.(LETTERS, { documents: joined.corresponding, facts }, make) ?? make();
  if (file.bytes.length > 0) yield file;
}

function* makeIndexes(shell: Shell, content: JoinedContent): Generator<SiteFile> {
  yield* makeHeadwordPages(shell, content);
  yield* makeWorkPages(shell, content);
  for (const register of REGISTER_NAMES) yield* makeRegisterPages(shell, register, content);
  yield* makeSpeakerPages(shell, content);
  yield* makeQuotationPage(shell, content);
  yield makeAboutPage(shell, content);
  if (content.hasSearch === true) yield makeSearchPage(shell);
}

/** Gives what all pages of an edition have in common. */
export function makeShell(content: Omit<JoinedContent, "joined">): Shell {
  const { edition, documents } = content;
  const only = onlyText(documents);
  const { settings = SETTINGS } = edition;
  return {
    title:
      edition.title ??
      sharedTitle(textsAmong(documents).map(({ front }) => front)) ??
      settings.words.anEdition,
    version: edition.version,
    sections: sectionsOf(content, only, settings.words),
    siteUrl: edition.siteUrl,
    settings,
    scripts: Object.keys(content.scripts ?? {}).filter((name) => name === "colophon.js"),
    translations: translationsOf(documents),
    order: textsAmong(withTitlesApart(documents)).map(({ id, front }) => ({
      id,
      language: front.language,
      title: front.title,
    })),
    onlyText: only?.id ?? null,
    hasSpeakersOfEach: hasSpeakersOfEach(documents),
  };
}

/** The ways in the head of each page: to the text, where there is one alone, and to the indexes there are. */
function sectionsOf(
  content: Omit<JoinedContent, "joined">,
  only: DocumentSummary | null,
  texts: Words,
): readonly Section[] {
  const text =
    only === null
      ? { title: texts.texts, path: "index.html" }
      : { title: texts.text, path: pageOfDocument(only.id) };
  const indexes = [
    { title: texts.headwords, path: HEADWORDS, entries: countOf(content, "headwords") },
    { title: texts.works, path: "works/index.html", entries: content.registers.works.size },
    ...REGISTER_NAMES.map((name) => ({
      title: texts[name],
      path: `${name}/index.html`,
      entries: content.registers[name].size,
    })),
    { title: texts.speakers, path: "speakers/index.html", entries: countOf(content, "speeches") },
    { title: texts.quotations, path: "quotations/index.html", entries: countOf(content, "quotations") },
    { title: texts.about, path: "about.html", entries: 1 },
    { title: texts.search, path: "search.html", entries: content.hasSearch === true ? 1 : 0 },
  ];
  return [text, ...indexes.filter(({ entries }) => entries > 0)];
}

/** A page for each address that was renamed: it leads on at once, and says where. Pages that there are stay. */
function* makeRedirects(shell: Shell, pages: ReadonlySet<string>): Generator<SiteFile> {
  const { redirects } = shell.settings;
  const old = new Set(Object.keys(redirects).map((from) => parted(from)[0]));
  for (const from of old) {
    if (pages.has(fileAtAddress(from)) || !isPage(from)) continue;
    const to = redirects[from];
    // A page of which single passages have moved says of each where it is now; all pages do.
    if (to === undefined) {
      yield makePage(shell, {
        path: from,
        title: words(shell, "moved"),
        description: null,
        main: titleHead(words(shell, "moved")),
      });
      continue;
    }
    const address = relativeAddress(from, to);
    const title = words(shell, "moved");
    const main = [
      ...titleHead(title),
      element(
        "p",
        {},
        words(shell, "movedTo"),
        " ",
        element("a", { href: address }, wholeAddress(shell, to) ?? to),
      ),
    ];
    const head = [element("meta", { "http-equiv": "refresh", content: `0; url=${address}` })];
    yield makePage(shell, { path: from, standsFor: to, title, description: null, main, head });
  }
}

/** The theme lies in a layer, the rules of renditions in none: so the edition has the last word. */
function stylesheet({ theme, documents }: JoinedContent): string {
  const rules = documents[0]?.css ?? "";
  const shared = `${theme}\n${FIRST_LINE_RULES}\n`;
  return rules === "" ? shared : `${shared}/* From the processing models of the edition. */\n${rules}`;
}

function sitemapFile(pages: readonly string[], { edition, keep }: JoinedContent): SiteFile {
  const make = (): SiteFile => ({ path: SITEMAP, bytes: encode(sitemap(pages, edition.siteUrl)) });
  return keep?.(SITEMAP, { documents: [], facts: pages }, make) ?? make();
}

const SITEMAP = "sitemap.xml";

/** A sitemap (sitemaps.org, 0.9) wants whole addresses; where the site's own is not known, they are relative to it. */
function sitemap(pages: readonly string[], siteUrl: string | null): string {
  const urls = pages.map((path) => {
    const address = linkTo(addressOfFile(path));
    return { loc: siteUrl === null ? address : new URL(address, siteUrl).href };
  });
  return writeXmlRecord({ urlset: { "@xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9", url: urls } });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
