import {
  classesOf,
  element,
  type Html,
  type HtmlElement,
  holdsLink,
  isElement,
  unlinked,
} from "../render/index.ts";
import { addressOf, relativeAddress } from "./address.ts";
import { mapElements } from "./map-elements.ts";

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
  return mapElements(html, (piece) => {
    if (["img", "audio", "video"].includes(piece.tag)) return liveImage(piece, page, isLive, pictureHosts);
    const { href } = piece.attributes;
    const address = href === undefined ? null : addressOf(page, href);
    if (address === null || isLive(address)) return href === undefined ? piece : withoutInnerLinks(piece);
    // The sign of a picture or of a place alone says nothing where there is none.
    const classes = piece.attributes.class ?? "";
    if (/(?:^| )(?:of|to)-passage(?: |$)/u.test(classes)) return element("span", {});
    const words = /(?:^| )unnumbered(?: |$)/u.test(classes) ? [] : piece.children;
    return element("span", { ...piece.attributes, href: null, "aria-label": null }, ...words);
  });
}

/** A link holds no other: in it, a picture that is elsewhere is told and not linked to. */
function withoutInnerLinks(link: HtmlElement): HtmlElement {
  if (!holdsLink(link.children) && !isTold(link.children)) return link;
  return element("a", { ...link.attributes, "aria-label": null }, ...unlinked(link.children));
}

/** Whether a picture that is not here is told in words, which are the name of the link it is in. */
function isTold(html: readonly Html[]): boolean {
  return html.some(
    (piece) => isElement(piece) && (classesOf(piece).includes("missing-image") || isTold(piece.children)),
  );
}

/** A picture from elsewhere is linked to, unless the edition lets its host in, and a recording always; a missing one is told. */
function liveImage(
  image: HtmlElement,
  page: string,
  isLive: (address: string) => boolean,
  pictureHosts: readonly string[],
): HtmlElement {
  const { src = "", alt = image.attributes["aria-label"] ?? "" } = image.attributes;
  const isElsewhere = /^(?:[a-z][a-z0-9+.-]*:|[\\/])/iu.test(src.replace(/[\u0000-\u0020]+/gu, ""));
  const mayBeLetIn = image.tag === "img" && isElsewhere && URL.canParse(src);
  if (mayBeLetIn && pictureHosts.includes(new URL(src).origin))
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
  return mapElements(html, (piece) => {
    const { href } = piece.attributes;
    const address = href === undefined ? null : addressOf(page, href);
    const now = address !== null && Object.hasOwn(moved, address) ? moved[address] : undefined;
    if (now === undefined) return piece;
    return { ...piece, attributes: { ...piece.attributes, href: relativeAddress(page, now) } };
  });
}

/** Where things are now, by the addresses they would have if each text were one page. */
export type Moved = Readonly<Record<string, string>>;

/** The addresses below the site's folder that the links of a passage lead to, each once. */
export function addressesIn(html: readonly Html[], page: string): string[] {
  const links = new Set(valuesIn(html, ({ href, src }) => href ?? src ?? null));
  return [...links].map((link) => addressOf(page, link)).filter((address) => address !== null);
}

/** The ids in a passage. */
export function idsIn(html: readonly Html[]): string[] {
  return valuesIn(html, ({ id }) => id ?? null);
}

function valuesIn(
  html: readonly Html[],
  read: (attributes: HtmlElement["attributes"]) => string | null,
  found: string[] = [],
): string[] {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const value = read(piece.attributes);
    if (value !== null) found.push(value);
    valuesIn(piece.children, read, found);
  }
  return found;
}
