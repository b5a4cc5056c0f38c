import { type Html, isElement, isHidden, textOf } from "../render/index.ts";

/** Where more of a text than this is corrected or made regular, marks would stand under all of it and say nothing. */
const MUCH = 1 / 3;

/** Whether most readers would rather read a text without the marks of its corrections, because it consists of them. */
export function isMuchCorrected(html: readonly Html[]): boolean {
  const corrected = lettersIn(html, (name) => /(?:^| )correction(?: |$)/u.test(name));
  return corrected > 0 && corrected / lettersIn(html, () => true) > MUCH;
}

/** The letters that are read in the elements of some classes. */
function lettersIn(html: readonly Html[], isMeant: (name: string) => boolean): number {
  let count = 0;
  for (const piece of html) {
    if (!isElement(piece) || isHidden(piece)) continue;
    count += isMeant(piece.attributes.class ?? "")
      ? textOf(piece).length
      : lettersIn(piece.children, isMeant);
  }
  return count;
}
