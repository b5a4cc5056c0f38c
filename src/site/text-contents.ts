import {
  element,
  type FrontMatter,
  type HtmlAttributes,
  type HtmlElement,
  isElement,
  type OutlineEntry,
  textOf,
} from "../render/index.ts";
import { letters } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { frameId, inLanguage, type Shell, words } from "./page.ts";
import type { PartedText, TextPart } from "./parts.ts";
import type { SiteDocument } from "./records.ts";
import { shortened } from "./wording.ts";

/** As many letters tell a part from others; a heading may be the title page of an old book. */
const LONGEST_ENTRY = 120;

/** The table of contents; none for a text that has no parts. */
export function contents(shell: Shell, { front, text }: SiteDocument, hasNote: boolean): HtmlElement | null {
  const headings = nested(text.outline, (entry) => letters(entry.text) !== letters(front.title));
  const own = inLanguage(shell, front.language);
  const entries = [
    ...(hasNote ? [{ id: frameId("note"), text: words(shell, "editorialNote"), level: 2, in: {} }] : []),
    ...(headings.length > 0
      ? headings.map((entry) => ({ ...entry, in: own }))
      : text.outline.slice(0, 1).map((entry) => ({ ...entry, text: words(shell, "theText"), in: {} }))),
    ...text.notes.flatMap(headingOf).map(({ lang, ...entry }) => ({
      ...entry,
      in: lang === undefined ? own : inLanguage(shell, lang),
    })),
    { id: frameId("about"), text: words(shell, "aboutThisText"), level: 2, in: {} },
  ];
  if (entries.length === 1) return null;
  const items = entries.map((entry) =>
    element(
      "li",
      { class: `level-${entry.level}`, ...entry.in },
      element("a", { href: `#${encodeURIComponent(entry.id)}` }, shortened(entry.text, LONGEST_ENTRY)),
    ),
  );
  return contentsList(words(shell, "onThisPage"), items);
}

/**
 * Headings with their level in the list: one below the nearest heading above them that is in it. Those of a text need not
 * begin with the first level, and the title, which is not listed, may stand over all others.
 */
function nested(
  outline: readonly OutlineEntry[],
  isListed: (entry: OutlineEntry) => boolean,
): OutlineEntry[] {
  const above: { readonly level: number; readonly inner: number }[] = [];
  return outline.flatMap((entry) => {
    while ((above.at(-1)?.level ?? 0) >= entry.level) above.pop();
    const level = above.at(-1)?.inner ?? 2;
    above.push({ level: entry.level, inner: isListed(entry) ? level + 1 : level });
    return isListed(entry) ? [{ ...entry, level }] : [];
  });
}

function headingOf(section: HtmlElement): { id: string; text: string; level: number; lang?: string }[] {
  const heading = section.children[0];
  if (heading === undefined || !isElement(heading)) return [];
  const { id = "", lang } = heading.attributes;
  return [{ id, text: textOf(heading), level: 2, ...(lang === undefined ? {} : { lang }) }];
}

/** The contents of a text in parts: its parts, in the divisions they stand in. */
export function partContents(
  shell: Shell,
  path: string,
  { parts }: PartedText,
  front: FrontMatter,
): HtmlElement {
  const items = partItems(path, parts, 0);
  return contentsList(words(shell, "wholeText"), items, inLanguage(shell, front.language));
}

/** The parts in their order; those that stand in one division make a list of their own. */
function partItems(path: string, parts: readonly TextPart[], depth: number): HtmlElement[] {
  const items: HtmlElement[] = [];
  for (let at = 0; at < parts.length; ) {
    const part = parts[at]!;
    const title = part.within[depth];
    const end = title === undefined ? at + 1 : endOfGroup(parts, at, depth);
    const group = parts.slice(at, end);
    items.push(
      title === undefined ? partItem(path, part) : groupItem(title, partItems(path, group, depth + 1)),
    );
    at = end;
  }
  return items;
}

function endOfGroup(parts: readonly TextPart[], from: number, depth: number): number {
  const end = parts.findIndex(({ within }, at) => at > from && within[depth] !== parts[from]!.within[depth]);
  return end < 0 ? parts.length : end;
}

function groupItem(title: string, items: readonly HtmlElement[]): HtmlElement {
  return element(
    "li",
    { class: "group" },
    element("span", {}, shortened(title, LONGEST_ENTRY)),
    element("ul", {}, ...items),
  );
}

function partItem(path: string, part: TextPart): HtmlElement {
  const current = part.path === path ? "page" : null;
  const link = element(
    "a",
    { href: relativeAddress(path, part.path), "aria-current": current },
    shortened(part.title, LONGEST_ENTRY),
  );
  return element("li", {}, link);
}

/** A list of ways through a text: open beside it where there is room, folded above it on a phone. */
function contentsList(
  title: string,
  items: readonly HtmlElement[],
  attributes: HtmlAttributes = {},
): HtmlElement {
  return element(
    "nav",
    { class: "contents", "aria-label": title },
    element("p", { "aria-hidden": "true" }, title),
    element("details", {}, element("summary", {}, title), element("ul", attributes, ...items)),
  );
}
