import { element, type HtmlElement } from "../render/index.ts";
import { makePage, type Shell, titleHead, words } from "./page.ts";
import type { SiteFile } from "./records.ts";

/**
 * Makes the page that a server shows where there is none, at whatever address was asked for. It carries its style and a
 * small program, since no address of another file would be right everywhere. Where nothing says what the root of the
 * site is and no script runs, one of the folders above is the edition's front page, so they are what it offers.
 */
export function makeLostPage(shell: Shell, theme: string, script: string | null): SiteFile {
  const title = words(shell, "notFound");
  const isKnown = shell.siteUrl !== null;
  const lead = element(
    "p",
    { class: "lead" },
    element("span", { hidden: !isKnown }, words(shell, "notFoundLead")),
    isKnown ? null : waysUp(shell),
  );
  const main = [...titleHead(title), lead];
  const inside = { style: frameOf(theme), script };
  return makePage(shell, { path: "404.html", title, description: null, main, inside });
}

/** The theme's first block, of which every page is made. */
function frameOf(theme: string): string {
  return /^.*?@layer theme\b.*?(?=@layer theme\b)/su.exec(theme)?.[0] ?? theme;
}

function waysUp(shell: Shell): HtmlElement {
  const way = (href: string, name: string): HtmlElement => element("a", { href }, name);
  return element(
    "span",
    { class: "ways-up" },
    words(shell, "notFoundUp"),
    " ",
    way("./", words(shell, "thisFolder")),
    ", ",
    way("../", words(shell, "folderAbove")),
    ".",
  );
}
