import { element, type Html, type HtmlElement, isElement } from "../render/index.ts";
import { relativeAddress } from "./address.ts";
import { idsIn } from "./live-links.ts";

/** An id that a page had, and the address below the site's folder of what had it. */
export interface OldId {
  readonly id: string;
  readonly to: string;
}

/** Gives the ids that a page had once, as the redirects of the configuration say: `{ "a.html#old": "a.html#new" }`. */
export function oldIdsOf(path: string, redirects: Readonly<Record<string, string>>): readonly OldId[] {
  return Object.entries(redirects)
    .filter(([from]) => from.startsWith(`${path}#`))
    .map(([from, to]) => ({ id: from.slice(path.length + 1), to }));
}

/**
 * Lets old ids lead to where things are now, without a script: one whose passage is still on the page stands before it,
 * and of those that are elsewhere there is a list at the end of the page. An id that the page has is left alone.
 */
export function withOldIds(
  html: readonly Html[],
  path: string,
  old: readonly OldId[],
  heading: string,
): readonly Html[] {
  if (old.length === 0) return html;
  const ids = new Set(idsIn(html));
  const gone = old.filter(({ id }) => !ids.has(id));
  const here = new Map<string, string[]>();
  const elsewhere: OldId[] = [];
  for (const each of gone) {
    const target = each.to.startsWith(`${path}#`) ? each.to.slice(path.length + 1) : null;
    if (target === null || !ids.has(target)) elsewhere.push(each);
    else here.set(target, [...(here.get(target) ?? []), each.id]);
  }
  const anchored = here.size === 0 ? html : anchors(html, here);
  return elsewhere.length === 0 ? anchored : [...anchored, list(elsewhere, path, heading)];
}

function anchors(html: readonly Html[], here: ReadonlyMap<string, readonly string[]>): readonly Html[] {
  return html.flatMap((piece): Html[] => {
    if (!isElement(piece)) return [piece];
    const signs = (here.get(piece.attributes.id ?? "") ?? []).map((id) =>
      element("span", { id, class: "old-id" }),
    );
    const children = anchors(piece.children, here);
    return HOLDS_PHRASES.test(piece.tag)
      ? [{ ...piece, children: [...signs, ...children] }]
      : [...signs, { ...piece, children }];
  });
}

/** Elements that may have a sign as their first child; before the others it stands right before them. */
const HOLDS_PHRASES =
  /^(?:p|div|section|article|blockquote|h[1-6]|li|dd|dt|td|th|span|aside|figcaption|q|i|em|cite)$/u;

function list(old: readonly OldId[], path: string, heading: string): HtmlElement {
  const items = old.map(({ id, to }) =>
    element("li", { id }, element("a", { href: relativeAddress(path, to) }, `#${id}`)),
  );
  return element(
    "section",
    { class: "moved", "aria-label": heading },
    element("h2", {}, heading),
    element("ul", {}, ...items),
  );
}
