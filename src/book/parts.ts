import { type Html, type HtmlElement, isElement } from "../render/index.ts";

/** How many characters of text a file of a book has at best: reading systems lay out a file at a time. */
export const PART_LENGTH = 80_000;

/**
 * Parts a long text at its divisions, so that no part is longer than a length unless a division is; what is short stays
 * whole. What is around a division is around each of its parts; its id stays on the first.
 */
export function partsOf(html: readonly Html[], length: number = PART_LENGTH): readonly (readonly Html[])[] {
  if (sizeOf(html) <= length) return [html];
  const parts: { html: readonly Html[]; size: number }[] = [];
  for (const piece of html) {
    const size = sizeOf([piece]);
    const pieces =
      size > length && isElement(piece) && holdsDivision(piece) ? partElement(piece, length) : [piece];
    for (const each of pieces) {
      const last = parts.at(-1);
      const own = sizeOf([each]);
      if (last !== undefined && (last.size + own <= length || !opensPart(each)))
        parts[parts.length - 1] = { html: [...last.html, each], size: last.size + own };
      else parts.push({ html: [each], size: own });
    }
  }
  return parts.map((part) => part.html);
}

function partElement(piece: HtmlElement, length: number): readonly HtmlElement[] {
  return partsOf(piece.children, length).map((children, at) => {
    const { id: _, ...others } = piece.attributes;
    return { ...piece, attributes: at === 0 ? piece.attributes : others, children };
  });
}

/** Text between divisions stays with what is before it. */
function opensPart(piece: Html): boolean {
  return isElement(piece) && (isDivision(piece) || holdsDivision(piece));
}

function isDivision({ tag }: HtmlElement): boolean {
  return tag === "section" || tag === "article";
}

function holdsDivision({ children }: HtmlElement): boolean {
  return children.some(
    (child) => isElement(child) && (isDivision(child) || (child.tag === "div" && holdsDivision(child))),
  );
}

function sizeOf(html: readonly Html[]): number {
  let size = 0;
  for (const piece of html) {
    if (typeof piece === "string") size += piece.length;
    else if (isElement(piece)) size += sizeOf(piece.children);
  }
  return size;
}
