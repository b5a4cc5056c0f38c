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
    const children = withoutLooseSigns(filledIn(piece.children), piece.children.length);
    return isEmpty(children) && HOLDERS.has(piece.tag) && piece.attributes.id === undefined
      ? []
      : [{ ...piece, children }];
  });
}

function isEmpty(html: readonly Html[]): boolean {
  return html.every((piece) => typeof piece === "string" && piece.trim() === "");
}

/**
 * Where nothing but commas stands between the parts of an element, and some of these say nothing, leaves the commas between
 * the others alone: “Ulm, Swabia” of a place, a region and a country that nobody named.
 */
function withoutLooseSigns(left: readonly Html[], before: number): readonly Html[] {
  if (left.length === before || !left.every((piece) => typeof piece !== "string" || /^[\s,;]*$/u.test(piece)))
    return left;
  const isSign = (piece: Html): boolean => typeof piece === "string" && piece.trim() !== "";
  return left.filter((piece, at) => {
    if (!isSign(piece)) return true;
    const behind = left.slice(at + 1).find((each) => isSign(each) || typeof each !== "string");
    return (
      left.slice(0, at).some((each) => typeof each !== "string") && behind !== undefined && !isSign(behind)
    );
  });
}
