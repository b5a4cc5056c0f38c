import { type Html, type HtmlElement, isElement } from "../render/index.ts";

/**
 * Changes the elements of a passage, each after those within it. What nothing was changed in is given back as it is: a text
 * has a hundred thousand elements, and few of them change.
 */
export function mapElements(html: readonly Html[], change: (element: HtmlElement) => Html): readonly Html[] {
  let changed: Html[] | null = null;
  for (const [at, piece] of html.entries()) {
    if (!isElement(piece)) continue;
    const children = mapElements(piece.children, change);
    const now = change(children === piece.children ? piece : { ...piece, children });
    if (now === piece) continue;
    changed ??= [...html];
    changed[at] = now;
  }
  return changed ?? html;
}
