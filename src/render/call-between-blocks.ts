import { classesOf, type Html, type HtmlElement, isBlock, isElement } from "./html.ts";

/**
 * Puts the calls of notes that stand between blocks at the end of the block before them, as in `<salute/><ptr/><p/>`: a sign
 * alone makes no line. One that words stand beside, or no block before, stays where it is.
 */
export function callsIntoBlocks(pieces: readonly Html[]): readonly Html[] {
  if (!pieces.some(isCall)) return pieces;
  const made: Html[] = [];
  for (const [at, piece] of pieces.entries()) {
    const before = made.findLastIndex((each) => !isBlank(each));
    const block = made[before];
    if (isCall(piece) && takesCall(block) && !wordsFollow(pieces, at)) made[before] = withCall(block, piece);
    else made.push(piece);
  }
  return made;
}

/** Whether a piece is the raised sign of a note. */
function isCall(piece: Html): boolean {
  if (typeof piece === "string" || !isElement(piece) || piece.tag !== "sup") return false;
  return piece.children.every((child) => !isBlank(child) && isElementOf(child, "sign"));
}

function isElementOf(piece: Html, name: string): boolean {
  return typeof piece !== "string" && isElement(piece) && classesOf(piece).includes(name);
}

function isBlank(piece: Html): boolean {
  return typeof piece === "string" && !/[^ \t\r\n]/u.test(piece);
}

function takesCall(piece: Html | undefined): piece is HtmlElement {
  return piece !== undefined && typeof piece !== "string" && isElement(piece) && TAKES_CALL.has(piece.tag);
}

const TAKES_CALL: ReadonlySet<string> = new Set("p div h1 h2 h3 h4 h5 h6 blockquote pre".split(" "));

/** Whether anything but further calls comes before the next block, or the end. */
function wordsFollow(pieces: readonly Html[], at: number): boolean {
  const next = pieces.slice(at + 1).find((piece) => !isBlank(piece) && !isCall(piece));
  return next !== undefined && !isBlock(next);
}

/** The call goes to the last words of a block, which may be those of a block in it; its permalink stays behind it. */
function withCall(block: HtmlElement, call: Html): HtmlElement {
  const { children } = block;
  const last = children.findLastIndex((child) => !isBlank(child) && !isElementOf(child, "permalink"));
  const inner = children[last];
  if (takesCall(inner)) return { ...block, children: children.with(last, withCall(inner, call)) };
  return { ...block, children: [...children.slice(0, last + 1), call, ...children.slice(last + 1)] };
}
