import { element, type Html, isElement } from "../render/index.ts";
import { addressOf } from "./address.ts";

/**
 * Takes away links to ids that are not on their page: a pointer may lead into a header, or to an element that the
 * models leave out. The words stay. `isLive` is asked with the address below the site's folder.
 */
export function liveLinks(
  html: readonly Html[],
  page: string,
  isLive: (address: string) => boolean,
): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece)) return piece;
    const children = liveLinks(piece.children, page, isLive);
    const { href, ...others } = piece.attributes;
    const address = href === undefined ? null : addressOf(page, href);
    if (address === null || isLive(address)) return { ...piece, children };
    return element("span", others, ...children);
  });
}

/** The addresses below the site's folder that the links of a passage lead to. */
export function* addressesIn(html: readonly Html[], page: string): Generator<string, undefined> {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const address = piece.attributes.href === undefined ? null : addressOf(page, piece.attributes.href);
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
