import { type Html, isElement } from "./html.ts";

/** Elements of a page that are there for what is in them. */
const HOLDERS: ReadonlySet<string> = new Set(
  "p div section article blockquote ul ol li span em cite".split(" "),
);

/**
 * Leaves out of what a header says the elements that say nothing and show nothing: a template has them before anyone wrote
 * into them, and each would be an empty line. What has an id stays, since it may be led to.
 */
export function filledIn(html: readonly Html[]): readonly Html[] {
  return html.flatMap((piece): readonly Html[] => {
    if (!isElement(piece)) return [piece];
    const children = filledIn(piece.children);
    return isEmpty(children) && HOLDERS.has(piece.tag) && piece.attributes.id === undefined
      ? []
      : [{ ...piece, children }];
  });
}

function isEmpty(html: readonly Html[]): boolean {
  return html.every((piece) => typeof piece === "string" && piece.trim() === "");
}
