import { classesOf, element, type Html, type HtmlElement, isElement } from "../render/index.ts";

/**
 * Puts a text and its translation, as models tell them apart (`source-text`, `translated-text`), into one element, in which the
 * theme sets them beside each other where there is room: from the one to the other, with what stands between them. Where both
 * have as many parts, each is to stand beside its translation (`aligned`).
 */
export function withTranslationBeside(html: readonly Html[]): readonly Html[] {
  const [from, to] = [SOURCE, TRANSLATION].map((name) => html.findIndex((piece) => hasClass(piece, name)));
  if (from! >= 0 && to! > from!) {
    const between = html.slice(from, to! + 1);
    return [...html.slice(0, from), sideBySide(between), ...html.slice(to! + 1)];
  }
  return html.map((piece) => {
    if (!isElement(piece) || !holdsDivisions(piece)) return piece;
    const children = withTranslationBeside(piece.children);
    return children.some((child, at) => child !== piece.children[at]) ? { ...piece, children } : piece;
  });
}

function sideBySide(pieces: readonly Html[]): HtmlElement {
  const all = pieces.filter(isElement);
  const [source, translation] = [all[0]!, all.at(-1)!];
  const parts = partsOf(source);
  const isAligned = all.length === 2 && parts !== null && parts > 1 && parts === partsOf(translation);
  return element("div", { class: isAligned ? "side-by-side aligned" : "side-by-side" }, ...pieces);
}

/** How many blocks a text is made of, its heading among them; null where it has something else than blocks, or more of them than a grid has rows. */
function partsOf({ children }: HtmlElement): number | null {
  const parts = children.filter((child) => isElement(child) || child.toString().trim() !== "");
  const areBlocks = parts.every((part) => isElement(part) && BLOCKS.has(part.tag));
  return areBlocks && parts.length <= MOST_PARTS ? parts.length : null;
}

function holdsDivisions(piece: HtmlElement): boolean {
  return classesOf(piece).some((name) => HOLDERS.has(name));
}

function hasClass(piece: Html, name: string): boolean {
  return isElement(piece) && classesOf(piece).includes(name);
}

const SOURCE = "source-text";
const TRANSLATION = "translated-text";
const BLOCKS: ReadonlySet<string> = new Set(["h2", "h3", "h4", "h5", "h6", "p", "div", "section"]);
const HOLDERS: ReadonlySet<string> = new Set(["tei-text", "tei-body", "tei-group", "tei-div"]);

/** The theme's grid has a row for each part (`side-by-side` in colophon.css). */
const MOST_PARTS = 400;
