import {
  element,
  type Html,
  type HtmlElement,
  isElement,
  mayHoldWords,
  withPermalink,
} from "../render/index.ts";

/**
 * The id of what names all permalinks of a page: a text of plays has tens of thousands, each of which would have the
 * words of its own. It is the sign they are shown by; no `xml:id` has it (XML 1.0, section 2.3).
 */
export const PERMALINK_NAME = "¶";

/** Passages that are cited: paragraphs, stanzas, speeches, quotations, notes. */
const CITED = /(?:^|\s)tei-(?:p|ab|lg|sp|u|post|quote|q|said|cit|note|l)(?:\s|$)/u;

/** Gives each passage of a text that has an id the link to itself; those that have it already are left as they are. */
export function withPermalinks(html: readonly Html[]): readonly Html[] {
  return linkedAll(html, false);
}

/** Makes what names the permalinks of a page that has some; null for one without. */
export function nameOfPermalinks(html: readonly Html[], name: string): HtmlElement | null {
  return html.some(hasPermalink) ? element("span", { id: PERMALINK_NAME, hidden: true }, name) : null;
}

function hasPermalink(html: Html): boolean {
  if (!isElement(html)) return false;
  return html.attributes["aria-labelledby"] === PERMALINK_NAME || html.children.some(hasPermalink);
}

function linkedAll(html: readonly Html[], inLink: boolean): readonly Html[] {
  let changed: Html[] | null = null;
  for (let at = 0; at < html.length; at++) {
    const piece = html[at]!;
    const made = isElement(piece) ? linked(piece, inLink) : piece;
    if (made === piece) continue;
    changed ??= [...html];
    changed[at] = made;
  }
  return changed ?? html;
}

function linked(html: HtmlElement, inLink: boolean): HtmlElement {
  const { id, class: name = "" } = html.attributes;
  const isLink = inLink || html.tag === "a";
  const old = html.children.find(isPermalink);
  const isCited =
    id !== undefined && !isLink && mayHoldWords(html.tag) && (old !== undefined || CITED.test(name));
  if (!isCited && old !== undefined) return html;
  const children = linkedAll(html.children, isLink);
  const kind = isInline(html) ? "permalink inline" : "permalink";
  const isAsItShouldBe =
    old?.attributes["aria-labelledby"] === PERMALINK_NAME && old.attributes.class === kind;
  if (!isCited || isAsItShouldBe) return children === html.children ? html : { ...html, children };
  const link = element("a", {
    class: kind,
    href: `#${encodeURIComponent(id)}`,
    "aria-labelledby": PERMALINK_NAME,
  });
  return withPermalink({ ...html, children: children.filter((child) => child !== old) }, link);
}

function isPermalink(html: Html): html is HtmlElement {
  return isElement(html) && html.attributes.class === "permalink";
}

function isInline({ tag }: HtmlElement): boolean {
  return ["span", "q", "i", "em", "cite"].includes(tag);
}
