import {
  element,
  type Html,
  type HtmlElement,
  isElement,
  mayHoldWords,
  withPermalink,
} from "../render/index.ts";
import { type Shell, words } from "./page.ts";

/** Passages that are cited: paragraphs, stanzas, speeches, quotations, notes. */
const CITED = /(?:^|\s)tei-(?:p|ab|lg|sp|u|quote|q|said|cit|note|l)(?:\s|$)/u;

/** Gives each passage of a text that has an id the link to itself; those that have it already are left as they are. */
export function withPermalinks(html: readonly Html[], shell: Shell): readonly Html[] {
  return linkedAll(html, false, words(shell, "linkTo"));
}

function linkedAll(html: readonly Html[], inLink: boolean, label: string): readonly Html[] {
  let changed: Html[] | null = null;
  for (let at = 0; at < html.length; at++) {
    const piece = html[at]!;
    const made = isElement(piece) ? linked(piece, inLink, label) : piece;
    if (made === piece) continue;
    changed ??= [...html];
    changed[at] = made;
  }
  return changed ?? html;
}

function linked(html: HtmlElement, inLink: boolean, label: string): HtmlElement {
  const { id, class: name = "" } = html.attributes;
  const isLink = inLink || html.tag === "a";
  const old = html.children.find(isPermalink);
  const isCited =
    id !== undefined && !isLink && mayHoldWords(html.tag) && (old !== undefined || CITED.test(name));
  if (!isCited && old !== undefined) return html;
  const children = linkedAll(html.children, isLink, label);
  const kind = isInline(html) ? "permalink inline" : "permalink";
  const isAsItShouldBe = old?.attributes["aria-label"] === label && old.attributes.class === kind;
  if (!isCited || isAsItShouldBe) return children === html.children ? html : { ...html, children };
  const link = element("a", { class: kind, href: `#${encodeURIComponent(id)}`, "aria-label": label });
  return withPermalink({ ...html, children: children.filter((child) => child !== old) }, link);
}

function isPermalink(html: Html): html is HtmlElement {
  return isElement(html) && html.attributes.class === "permalink";
}

function isInline({ tag }: HtmlElement): boolean {
  return ["span", "q", "i", "em", "cite"].includes(tag);
}
