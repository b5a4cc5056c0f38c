import {
  element,
  type Html,
  type HtmlElement,
  holdsPicture,
  isElement,
  isHidden,
  textOf,
  unlinked,
} from "../render/index.ts";

/** How links and pictures of a text are made fit for where it goes. */
export interface Ways {
  /** Where a link leads from now on, by how it is written on the page; null takes it away, and its words stay. */
  readonly link: (href: string) => string | null;
  /** Where a picture lies from now on; null leaves its words in its place. */
  readonly image: (src: string) => string | null;
}

/** What only a screen has use for: the links of a passage to itself and to its picture, and words that are there twice. */
const OF_SCREENS: readonly string[] = ["permalink", "of-passage", "margin-note", "to-passage"];

/** Makes a text for pages of the site fit for a book: without what only a screen has use for, with other links. */
export function leaf(html: readonly Html[], ways: Ways): readonly Html[] {
  return html.flatMap((piece): readonly Html[] => {
    if (!isElement(piece)) return [piece];
    if (isHidden(piece) || OF_SCREENS.some((name) => hasClass(piece, name))) return [];
    if (piece.tag === "img") return image(piece, ways);
    const children = leaf(piece.children, ways);
    const attributes = quiet(piece.attributes);
    if (piece.tag !== "a") return [{ ...piece, attributes, children }];
    const { href = "", ...others } = attributes;
    const way = hasClass(piece, "break") ? null : ways.link(href);
    if (way === null) return [element("span", { ...others, "aria-label": null }, ...children)];
    const { "aria-label": name = null, ...rest } = others;
    // A picture that is told in words is the name of the link it is in.
    const isTold = holdsPicture(piece.children) && !holdsPicture(children);
    return [element("a", { ...rest, "aria-label": isTold ? null : name, href: way }, ...unlinked(children))];
  });
}

/** Does the same with a part of the header, whose ids are not told apart from those of the text. */
export function headerLeaf(html: readonly Html[], ways: Ways): readonly Html[] {
  const link = (href: string): string | null => (href.startsWith("#") ? null : ways.link(href));
  return withoutIds(leaf(html, { ...ways, link }));
}

function withoutIds(html: readonly Html[]): readonly Html[] {
  return html.map((piece) => {
    if (!isElement(piece)) return piece;
    const { id: _, "aria-labelledby": __, ...attributes } = piece.attributes;
    return { ...piece, attributes, children: withoutIds(piece.children) };
  });
}

/** Whether an element has a class. */
export function hasClass({ attributes }: HtmlElement, name: string): boolean {
  return attributes.class?.split(" ").includes(name) === true;
}

/** Attributes that only scripts read are left out; the number of a verse is written by the stylesheet. */
function quiet(attributes: HtmlElement["attributes"]): HtmlElement["attributes"] {
  const kept = Object.entries(attributes).filter(
    ([name]) => name === "data-n" || !/^(?:data-|tabindex$|loading$)/u.test(name),
  );
  return Object.fromEntries(kept);
}

function image(piece: HtmlElement, ways: Ways): readonly Html[] {
  const { src = "", alt = "", ...others } = quiet(piece.attributes);
  const way = ways.image(src);
  if (way !== null) return [{ ...piece, attributes: { ...others, src: way, alt } }];
  const address = /^https?:\/\//iu.test(src) ? src : null;
  const shown = alt === "" ? (src.split(/[\\/]/u).at(-1) ?? "") : alt;
  if (shown === "") return [];
  return [element(address === null ? "span" : "a", { class: "missing-image", href: address }, shown)];
}

/** The ids in a passage. */
export function* idsIn(html: readonly Html[]): Generator<string, undefined> {
  for (const { attributes } of elementsIn(html)) if (attributes.id !== undefined) yield attributes.id;
}

/** All elements of a passage, each before those in it. */
export function* elementsIn(html: readonly Html[]): Generator<HtmlElement, undefined> {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    yield piece;
    yield* elementsIn(piece.children);
  }
}

/** The words of a passage in one line. */
export function wordsIn(html: Html | readonly Html[]): string {
  return textOf(html).replace(/\s+/gu, " ").trim();
}
