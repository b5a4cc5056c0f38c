import { type Html, isElement } from "../render/index.ts";

/** What the tags of an element come to in a page, in bytes, with the attributes that most have. */
const TAGS = 40;

/** Pictures, and what stands for one that is not there: a page weighs the same wherever its links lead. */
const PICTURE = 100;

/** Tells about how many bytes pieces of a text make on a page; each is gone over once. */
export class PageWeight {
  readonly #known = new Map<Html, number>();

  /** The weight of some pieces together. */
  of(html: readonly Html[]): number {
    return html.reduce((sum, piece) => sum + this.#ofPiece(piece), 0);
  }

  #ofPiece(piece: Html): number {
    if (typeof piece === "string") return piece.length;
    if (!isElement(piece)) return 0;
    const known = this.#known.get(piece);
    if (known !== undefined) return known;
    const weight = isPicture(piece.tag, piece.attributes.class) ? PICTURE : TAGS + this.of(piece.children);
    this.#known.set(piece, weight);
    return weight;
  }
}

/** Whether pieces come to less than a weight, whatever they are: most texts do, and it takes little time to see. */
export function isSurelyLess(html: readonly Html[], weight: number): boolean {
  return left(html, weight) > 0;
}

function left(html: readonly Html[], weight: number): number {
  let rest = weight;
  for (const piece of html) {
    if (rest <= 0) return rest;
    if (typeof piece === "string") rest -= piece.length;
    else if (isElement(piece)) rest = left(piece.children, rest - PICTURE);
  }
  return rest;
}

function isPicture(tag: string, classes = ""): boolean {
  return tag === "img" || /(?:^| )(?:missing-image|unnumbered)(?: |$)/u.test(classes);
}
