import { createHash } from "node:crypto";
import {
  dataOf,
  element,
  type Html,
  type HtmlContent,
  type HtmlElement,
  isRightToLeft,
  say,
  siteElement,
  type Values,
  type WordKey,
  writePage,
} from "../render/index.ts";
import { fileAtAddress, linkTo, pageOfDocument } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { oldIdsOf, withOldIds } from "./old-ids.ts";
import { placed } from "./parts.ts";
import { nameOfPermalinks } from "./permalinks.ts";
import type { SiteFile } from "./records.ts";
import type { SiteSettings } from "./settings.ts";

/** The parts of the site that the head of each page leads to. */
export interface Section {
  readonly title: string;
  readonly path: string;
}

/** What all pages of a site have in common. */
export interface Shell {
  readonly title: string;
  readonly version: string | null;
  readonly sections: readonly Section[];
  readonly siteUrl: string | null;
  readonly settings: SiteSettings;
  /** The names of the scripts that pages load, of those in `assets/`. */
  readonly scripts: readonly string[];
  /** The texts that are translations of one another: the documents' ids with their languages and titles. */
  readonly translations: readonly (readonly Translation[])[];
  /** The texts in their order, for the ways from one to the next. */
  readonly order: readonly TitledText[];
  /** The id of the text of an edition that has no other; null where there are several. */
  readonly onlyText: string | null;
  /** Whether the speeches of each text have a page of their own. */
  readonly hasSpeakersOfEach: boolean;
}

/** A text as others lead to it. */
export interface TitledText {
  readonly id: string;
  /** Its language, where it says one. */
  readonly language: string | null;
  readonly title: string;
}

/** A text as one of several in different languages. */
export interface Translation extends TitledText {
  readonly language: string;
}

/** What makes a page this page. */
export interface PageContent {
  /** Its address below the site's folder. */
  readonly path: string;
  readonly title: string;
  readonly description: string | null;
  readonly main: readonly Html[];
  /** What the page has in itself, where it is shown at any address and knows of no file beside it. */
  readonly inside?: Inside;
  /** The page that this one stands for, where it only leads on to it. */
  readonly standsFor?: string;
  /** What else stands in the head: what it is for programs, and where it is found in other forms. */
  readonly head?: readonly HtmlElement[];
  /** Scripts that this page loads besides those of all. */
  readonly scripts?: readonly string[];
  /** Whether one of them compiles a program of its own, as the search does. */
  readonly hasProgram?: boolean;
  /** Where the ids of a text that is in parts are now. */
  readonly places?: ReadonlyMap<string, string>;
  /** What kind of thing the page is to those who share its link (Open Graph). */
  readonly kind?: "article" | "website";
  /** The language of what the page shows, where it is another than that of the site; absent or null where it is that one. */
  readonly language?: string | null;
}

/** The style and the program of a page that is to be read wherever a server shows it. */
export interface Inside {
  readonly style: string;
  /** Finds out where the site begins, and lets the links lead there; null where the site has no scripts. */
  readonly script: string | null;
}

const STYLESHEET = "assets/colophon.css";

/**
 * What a page may load and run (Content Security Policy, level 3): its own site's files, and nothing written in it. A
 * declaration in an attribute may stand, because the writer lets only harmless ones through. The search compiles a
 * program of its own, which one page alone may do.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

/** The policy of a page: pictures of other hosts where the edition allows these, programs where the page has one. */
function policyOf({ settings }: Shell, { hasProgram, inside }: PageContent): string {
  const scripts = [hasProgram === true ? "'wasm-unsafe-eval'" : null, hashOf("script", inside?.script)];
  return POLICY.replace("img-src 'self'", allowed("img-src 'self'", settings.pictureHosts))
    .replace("script-src 'self'", allowed("script-src 'self'", scripts))
    .replace("style-src 'self'", allowed("style-src 'self'", [hashOf("style", inside?.style)]));
}

function allowed(directive: string, sources: readonly (string | null)[]): string {
  return [directive, ...sources.filter((source) => source !== null)].join(" ");
}

/** What stands in a page may be run or applied only where the policy has its checksum (level 3, section 2.3.1). */
function hashOf(tag: "script" | "style", text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  return `'sha256-${createHash("sha256").update(dataOf(tag, text)).digest("base64")}'`;
}

/**
 * Gives the attributes of words of a text among those of the interface: their language, and their direction where it is
 * another one. Of a text that says no language, the letters tell it.
 */
export function inLanguage(
  shell: Shell,
  language: string | null,
): { lang: string | null; dir: string | null } {
  if (language === null) return { lang: null, dir: "auto" };
  const isReversed = isRightToLeft(language);
  const isSame = isReversed === isRightToLeft(shell.settings.language);
  return { lang: language, dir: isSame ? null : isReversed ? "rtl" : "ltr" };
}

/** Makes a page: head, ways around the site, the main part, the imprint. Nothing in it comes from elsewhere. */
export function makePage(shell: Shell, page: PageContent): SiteFile {
  const to: Way = (path) =>
    page.inside === undefined ? { href: relativeAddress(page.path, path) } : wayFromAnywhere(shell, path);
  const html = element(
    "html",
    { lang: shell.settings.language, dir: isRightToLeft(shell.settings.language) ? "rtl" : null },
    head(shell, page),
    element(
      "body",
      {},
      element("a", { class: "skip", href: `#${frameId("main")}` }, words(shell, "skip")),
      masthead(shell, page, to),
      element("main", { id: frameId("main"), class: "page", tabindex: "-1" }, ...mainOf(shell, page)),
      imprint(shell),
      inside(page, "script"),
    ),
  );
  return { path: fileAtAddress(page.path), bytes: new TextEncoder().encode(writePage(html)) };
}

/** The main part of a page, with what leads on from ids that it had once, and what its permalinks are called. */
function mainOf(shell: Shell, { path, main, places = new Map() }: PageContent): readonly Html[] {
  const old = oldIdsOf(path, shell.settings.redirects).map(({ id, to }) => ({
    id,
    to: placed(to, path, places),
  }));
  const all = withOldIds(main, path, old, words(shell, "movedPassages"));
  const name = nameOfPermalinks(all, words(shell, "linkTo"));
  return name === null ? all : [...all, name];
}

/** The id of what is the page's own and none of its text's: no `xml:id` has a colon (Namespaces in XML 1.0, section 7). */
export function frameId(name: string): string {
  return `site:${name}`;
}

/** A text of the interface, in the language of the site. */
export function words(shell: Shell, key: WordKey, values: Values = {}): string {
  return say(shell.settings.words, key, values);
}

/** Makes the block at the head of a page: what kind of thing it is, and its name. */
export function titleHead(
  title: HtmlContent,
  above: string | null = null,
  lead: string | null = null,
): Html[] {
  const block = element(
    "header",
    { class: "title-block" },
    above === null ? null : element("p", { class: "by" }, above),
    element("h1", {}, title),
  );
  return lead === null ? [block] : [block, element("p", { class: "lead" }, lead)];
}

/** Makes a link from one page of the site to another. */
export function pageLink(from: string, to: string, ...content: readonly HtmlContent[]): HtmlElement {
  return element("a", { href: relativeAddress(from, to) }, ...content);
}

/**
 * Makes a link that is the passage it leads to; one without words, as a speech of gestures alone, is a row of dots. Its class
 * is null where the list around it says that it is one.
 */
export function passageLink(
  from: string,
  to: string,
  text: string,
  lang: string | null = null,
  kind: "passage" | null = "passage",
): HtmlElement {
  return element("a", { class: kind, href: relativeAddress(from, to), lang }, text === "" ? "…" : text);
}

/** The URL of a page where the site will stand, by its address below the site's folder; null where that is not known. */
export function wholeAddress({ siteUrl }: Pick<Shell, "siteUrl">, path: string): string | null {
  return siteUrl === null ? null : new URL(linkTo(path), siteUrl).href;
}

/** Gives the attributes of a link to a page or a file of the site. */
type Way = (path: string) => { readonly href: string | null; readonly "data-path"?: string };

function head(shell: Shell, page: PageContent): HtmlElement {
  const title = page.title === shell.title ? shell.title : `${page.title} · ${shell.title}`;
  const own = page.scripts ?? [];
  const isLost = page.inside !== undefined;
  const canonical = isLost ? null : wholeAddress(shell, page.standsFor ?? page.path);
  const meta = (name: string, content: string): HtmlElement => element("meta", { name, content });
  return element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", {
      "http-equiv": "Content-Security-Policy",
      content: policyOf(shell, page),
    }),
    meta("viewport", "width=device-width, initial-scale=1"),
    element("title", {}, title),
    page.description === null ? null : meta("description", page.description),
    meta("color-scheme", "light dark"),
    meta("generator", "Colophon"),
    canonical === null ? null : element("link", { rel: "canonical", href: canonical }),
    ...(isLost ? [] : filesOf(page.path, [...shell.scripts, ...own])),
    inside(page, "style"),
    ...(isLost ? [] : openGraph(shell, page, canonical)),
    ...(page.head ?? []),
  );
}

/** The files of the site that a page loads. */
function filesOf(path: string, scripts: readonly string[]): HtmlElement[] {
  const to = (file: string): string => relativeAddress(path, file);
  return [
    element("link", { rel: "icon", href: to("assets/icon.svg"), type: "image/svg+xml" }),
    element("link", { rel: "stylesheet", href: to(STYLESHEET) }),
    ...scripts.map((name) => siteElement("script", { src: to(`assets/${name}`), defer: true })),
  ];
}

function inside(page: PageContent, tag: keyof Inside): HtmlElement | null {
  const text = page.inside?.[tag] ?? null;
  return text === null ? null : siteElement(tag, {}, text);
}

function openGraph(shell: Shell, page: PageContent, canonical: string | null): HtmlElement[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ["og:type", page.kind ?? "website"],
    ["og:title", page.standsFor === undefined ? page.title : titleAt(shell, page.standsFor)],
    ["og:site_name", shell.title],
    ["og:description", page.description],
    ["og:url", canonical],
    ["og:locale", localeOf(page.language ?? shell.settings.language)],
  ];
  return facts
    .filter((fact): fact is readonly [string, string] => fact[1] !== null)
    .map(([property, content]) => element("meta", { property, content }));
}

/** Who shares a link to a page that leads on means what it leads to: the text there, or something of the edition. */
function titleAt(shell: Shell, address: string): string {
  const page = fileAtAddress(address.replace(/#.*$/u, ""));
  const text = shell.order.find(({ id }) => fileAtAddress(pageOfDocument(id)) === page);
  return text?.title ?? shell.title;
}

/** A language as Open Graph names it: with its territory, where the tag has one, and without its script. */
function localeOf(tag: string): string {
  const [, language = tag, territory = null] =
    /^([a-z]{2,8})(?:-[a-z]{4})?(?:-([a-z]{2}|\d{3}))?(?:-|$)/iu.exec(tag) ?? [];
  return territory === null ? language : `${language}_${territory.toUpperCase()}`;
}

function masthead(shell: Shell, page: PageContent, to: Way): HtmlElement {
  const items = shell.sections.map(({ title, path }) =>
    element("li", {}, element("a", { ...to(path), "aria-current": current(page.path, path) }, title)),
  );
  const isUnknown = page.inside !== undefined && shell.siteUrl === null;
  return element(
    "header",
    { class: "masthead" },
    element("p", { class: "edition" }, element("a", to("index.html"), shell.title)),
    element(
      "nav",
      { "aria-label": words(shell, "theEdition"), hidden: isUnknown },
      element("ul", {}, ...items),
    ),
  );
}

function current(path: string, section: string): string | null {
  if (path === section) return "page";
  return section.includes("/") && path.startsWith(section.replace(/[^/]*$/u, "")) ? "true" : null;
}

function imprint(shell: Shell): HtmlElement {
  const { version } = shell;
  const which = version === null ? "" : `, ${words(shell, "version", { version })}`;
  return element(
    "footer",
    { class: "imprint" },
    element("p", {}, `${shell.title}${which}. ${words(shell, "madeWith")}`),
  );
}

/**
 * A server shows the page for lost readers at any address. Its links start at the root of the site where that is known;
 * elsewhere they lead nowhere until the page's program has found it, which also knows where the site has been moved to.
 */
function wayFromAnywhere({ siteUrl }: Shell, path: string): ReturnType<Way> {
  const address = linkTo(path);
  const href = siteUrl === null ? null : new URL(siteUrl).pathname + address;
  return { href, "data-path": address };
}
