import { element, type Html, type HtmlContent, type HtmlElement, writePage } from "../render/index.ts";
import { relativeAddress } from "./address.ts";
import type { SiteFile } from "./records.ts";

/** The parts of the site that the head of each page leads to. */
export interface Section {
  readonly title: string;
  readonly path: string;
}

/** What all pages of a site have in common. */
export interface Shell {
  readonly title: string;
  readonly version: string | null;
  readonly language: string;
  readonly sections: readonly Section[];
  readonly siteUrl: string | null;
}

/** What makes a page this page. */
export interface PageContent {
  readonly path: string;
  readonly title: string;
  readonly description: string | null;
  readonly main: readonly Html[];
  /** Whether links go out from the root of the site, as those of the page for lost readers must. */
  readonly isLost?: boolean;
}

const STYLESHEET = "assets/colophon.css";

/** Makes a page: head, ways around the site, the main part, the imprint. No script is in it, and nothing from elsewhere. */
export function makePage(shell: Shell, page: PageContent): SiteFile {
  const to = (path: string): string =>
    page.isLost === true ? rootAddress(shell, path) : relativeAddress(page.path, path);
  const html = element(
    "html",
    { lang: shell.language },
    head(shell, page, to),
    element(
      "body",
      {},
      element("a", { class: "skip", href: "#site-main" }, "Skip to the content"),
      masthead(shell, page, to),
      element("main", { id: "site-main", class: "page", tabindex: "-1" }, ...page.main),
      imprint(shell),
    ),
  );
  return { path: page.path, bytes: new TextEncoder().encode(writePage(html)) };
}

/** Makes a link from one page of the site to another. */
export function pageLink(from: string, to: string, ...content: readonly HtmlContent[]): HtmlElement {
  return element("a", { href: relativeAddress(from, to) }, ...content);
}

/** Makes a link that is the passage it leads to; one without words, as a speech of gestures alone, is a row of dots. */
export function passageLink(from: string, to: string, text: string): HtmlElement {
  return element("a", { class: "passage", href: relativeAddress(from, to) }, text === "" ? "…" : text);
}

type Way = (path: string) => string;

function head(shell: Shell, page: PageContent, to: Way): HtmlElement {
  const title = page.title === shell.title ? shell.title : `${page.title} · ${shell.title}`;
  const canonical =
    shell.siteUrl === null || page.isLost === true
      ? null
      : new URL(relativeAddress("", page.path), shell.siteUrl).href;
  return element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("title", {}, title),
    page.description === null ? null : element("meta", { name: "description", content: page.description }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("meta", { name: "generator", content: "Colophon" }),
    canonical === null ? null : element("link", { rel: "canonical", href: canonical }),
    element("link", { rel: "stylesheet", href: to(STYLESHEET) }),
  );
}

function masthead(shell: Shell, page: PageContent, to: Way): HtmlElement {
  const items = shell.sections.map(({ title, path }) =>
    element("li", {}, element("a", { href: to(path), "aria-current": current(page.path, path) }, title)),
  );
  return element(
    "header",
    { class: "masthead" },
    element("p", { class: "edition" }, element("a", { href: to("index.html") }, shell.title)),
    element("nav", { "aria-label": "The edition" }, element("ul", {}, ...items)),
  );
}

function current(path: string, section: string): string | null {
  if (path === section) return "page";
  return section.includes("/") && path.startsWith(section.replace(/[^/]*$/u, "")) ? "true" : null;
}

function imprint(shell: Shell): HtmlElement {
  const version = shell.version === null ? "" : `, version ${shell.version}`;
  return element(
    "footer",
    { class: "imprint" },
    element("p", {}, `${shell.title}${version}. Made with Colophon from TEI.`),
  );
}

/** A server shows the page for lost readers at any address, so its links start at the root where that is known. */
function rootAddress(shell: Shell, path: string): string {
  const root = shell.siteUrl === null ? "/" : new URL(shell.siteUrl).pathname;
  return root + path;
}
