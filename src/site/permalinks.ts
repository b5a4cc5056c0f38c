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

/** Gives each passage of a text that has an id the link to itself. */
export function withPermalinks(html: readonly Html[], shell: Shell): readonly Html[] {
  return html.map((piece) => (isElement(piece) ? linked(piece, false, shell) : piece));
}

function linked(html: HtmlElement, inLink: boolean, shell: Shell): HtmlElement {
  const { id, class: name = "" } = html.attributes;
  const isLink = inLink || html.tag === "a";
  const old = html.children.find((child) => isElement(child) && child.attributes.class === "permalink");
  const isCited =
    id !== undefined && !isLink && mayHoldWords(html.tag) && (old !== undefined || CITED.test(name));
  const children = html.children
    .filter((child) => child !== old)
    .map((child) => (isElement(child) ? linked(child, isLink, shell) : child));
  if (!isCited) {
    const isSame = old !== undefined || children.every((child, at) => child === html.children[at]);
    return isSame ? html : { ...html, children };
  }
  const link = element("a", {
    class: isInline(html) ? "permalink inline" : "permalink",
    href: `#${encodeURIComponent(id)}`,
    "aria-label": words(shell, "linkTo"),
  });
  return withPermalink({ ...html, children }, link);
}

function isInline({ tag }: HtmlElement): boolean {
  return ["span", "q", "i", "em", "cite"].includes(tag);
}
