import { element, type HtmlElement, siteElement } from "../render/index.ts";
import { frameId, type Shell, words } from "./page.ts";

/** Up to this many, entries are taken in at a glance. */
const AT_A_GLANCE = 40;

/** Whether a list is so long that one looks for an entry rather than to read it. */
export function isLong(entries: readonly unknown[]): boolean {
  return entries.length > AT_A_GLANCE;
}

/** The scripts that a page with these lists needs. */
export function siftScripts(shell: Shell, ...lists: readonly (readonly unknown[])[]): readonly string[] {
  return shell.scripts.length > 0 && lists.some(isLong) ? ["lists.js"] : [];
}

/**
 * The field above a list that leaves only those entries that have some words, wherever these stand; nothing where the site has
 * no scripts. `of` tells it from that of another list of the page.
 */
export function siftField(shell: Shell, of = ""): readonly HtmlElement[] {
  if (shell.scripts.length === 0) return [];
  const id = frameId(`sift${of}`);
  return [
    element(
      "p",
      { class: "sift" },
      siteElement("label", { for: id }, words(shell, "sift")),
      " ",
      siteElement("input", { id, type: "search", autocomplete: "off" }),
      " ",
      siteElement("output", { for: id }),
    ),
  ];
}
