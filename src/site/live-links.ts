import { element, type Html, type HtmlElement, isElement } from "../render/index.ts";
import { addressOf, relativeAddress } from "./address.ts";

/**
 * Takes away links to ids that are not on their page: a pointer may lead into a header, or to an element that the
 * models leave out. The words stay. `isLive` is asked with the address below the site's folder.
 */
export function liveLinks(
  html: readonly Html[],
  page: string,
  isLive: (address: string) => boolean,
  pictureHosts: readonly string[] = [],
): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece)) return piece;
    const children = liveLinks(piece.children, page, isLive, pictureHosts);
    if (piece.tag === "img") return liveImage(piece, page, isLive, pictureHosts);
    const { href, ...others } = piece.attributes;
    const address = href === undefined ? null : addressOf(page, href);
    if (address === null || isLive(address)) return { ...piece, children };
    return element("span", others, ...children);
  });
}

/** A picture from elsewhere is linked to, unless the edition lets its host in; a missing one is told. */
function liveImage(
  image: HtmlElement,
  page: string,
  isLive: (address: string) => boolean,
  pictureHosts: readonly string[],
): HtmlElement {
  const { src = "", alt = "" } = image.attributes;
  const isElsewhere = /^(?:[a-z][a-z0-9+.-]*:|[\\/])/iu.test(src.replace(/[\u0000-\u0020]+/gu, ""));
  if (isElsewhere && URL.canParse(src) && pictureHosts.includes(new URL(src).origin))
    return { ...image, attributes: { ...image.attributes, loading: "lazy" } };
  const address = isElsewhere ? null : addressOf(page, src);
  if (address !== null && isLive(address)) return image;
  const isLink = isElsewhere && /^https?:\/\//iu.test(src);
  return element(
    isLink ? "a" : "span",
    { class: "missing-image", href: isLink ? src : null },
    alt === "" ? (src.split(/[\\/]/u).at(-1) ?? "") : alt,
  );
}

/** Makes links to what is on another page now lead there: those of addresses below the site's folder that are known. */
export function movedLinks(html: readonly Html[], page: string, moved: Moved): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece)) return piece;
    const children = movedLinks(piece.children, page, moved);
    const { href } = piece.attributes;
    const address = href === undefined ? null : addressOf(page, href);
    const now = address === null ? undefined : moved[address];
    if (now === undefined) return { ...piece, children };
    return { ...piece, attributes: { ...piece.attributes, href: relativeAddress(page, now) }, children };
  });
}

/** Where things are now, by the addresses they would have if each text were one page. */
export type Moved = Readonly<Record<string, string>>;

/** The addresses below the site's folder that the links of a passage lead to. */
export function* addressesIn(html: readonly Html[], page: string): Generator<string, undefined> {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const link = piece.attributes.href ?? piece.attributes.src;
    const address = link === undefined ? null : addressOf(page, link);
    if (address !== null) yield address;
    yield* addressesIn(piece.children, page);
  }
}

/** The ids in a passage. */
export function* idsIn(html: readonly Html[]): Generator<string, undefined> {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    if (piece.attributes.id !== undefined) yield piece.attributes.id;
    yield* idsIn(piece.children);
  }
}
