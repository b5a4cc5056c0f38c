import { element, type Html, type HtmlElement, isElement, textOf } from "../render/index.ts";
import { contentHash } from "./content-id.ts";
import { type Shell, words } from "./page.ts";

/** Passages that are cited: paragraphs, stanzas, speeches, quotations, notes. */
const CITED = /(?:^|\s)tei-(?:p|ab|lg|sp|u|quote|q|said|cit|note|l)(?:\s|$)/u;

/** Ids that count passages, and so change when the text before them does. */
const COUNTED = /^(?:quo|spe|cit)-\d+$/u;

/**
 * Gives each passage of a text that has an id the link to itself. Where that id is a count, the link has an id of its own,
 * made from the words of the passage: it stays when the text around them changes.
 */
export function withPermalinks(html: readonly Html[], shell: Shell): readonly Html[] {
  const counts = new Map<string, number>();
  return html.map((piece) => (isElement(piece) ? linked(piece, false, shell, counts) : piece));
}

function linked(html: HtmlElement, inLink: boolean, shell: Shell, counts: Map<string, number>): HtmlElement {
  const { id, class: name = "" } = html.attributes;
  const isLink = inLink || html.tag === "a";
  const old = html.children.find((child) => isElement(child) && child.attributes.class === "permalink");
  const isCited = id !== undefined && !isLink && (old !== undefined || CITED.test(name));
  const children = html.children
    .filter((child) => child !== old)
    .map((child) => (isElement(child) ? linked(child, isLink, shell, counts) : child));
  if (!isCited) {
    const isSame = old !== undefined || children.every((child, at) => child === html.children[at]);
    return isSame ? html : { ...html, children };
  }
  const own = COUNTED.test(id) ? stableId(html, counts) : null;
  const link = element("a", {
    class: isInline(html) ? "permalink inline" : "permalink",
    id: own,
    href: `#${encodeURIComponent(own ?? id)}`,
    "aria-label": words(shell, "linkTo"),
  });
  return { ...html, children: [...children, link] };
}

function stableId(html: HtmlElement, counts: Map<string, number>): string | null {
  const hash = contentHash(textOf(html));
  if (hash === null) return null;
  const count = (counts.get(hash) ?? 0) + 1;
  counts.set(hash, count);
  return count === 1 ? `s-${hash}` : `s-${hash}-${count}`;
}

function isInline({ tag }: HtmlElement): boolean {
  return ["span", "q", "i", "em", "cite"].includes(tag);
}
