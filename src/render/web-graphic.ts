import { dressed, type WebPassage } from "./dress.ts";
import { shownPicture } from "./facsimile.ts";
import { type Html, isElement } from "./html.ts";

/** A picture, in the size that its document gives it; the words for one that cannot be shown. */
export function graphic(passage: WebPassage): readonly Html[] {
  const { node } = passage;
  const title = passage.string("title");
  const alt =
    title ??
    (node.maybeElement("desc") ?? node.parent?.maybeElement("figDesc"))?.text.replace(/\s+/gu, " ").trim() ??
    "";
  const url = passage.string("url") ?? node.get("url");
  const src = url === null ? null : passage.context.link(node, url);
  if (src === null) return alt === "" ? [] : [dressed(passage, "span", { class: "missing-image" }, alt)];
  const [width, height] = scaled(passage);
  const image = dressed(passage, "img", {
    src: shownPicture(src),
    alt,
    width: pixels(width),
    height: pixels(height),
  });
  return [withSize(image, { width, height })];
}

/** How wide and high a picture is, by the model's `scale` of it; of one whose size is not said, a part of the measure. */
function scaled(passage: WebPassage): readonly [width: string | null, height: string | null] {
  const [width, height] = [passage.string("width"), passage.string("height")];
  const scale = Number(passage.string("scale") ?? Number.NaN);
  if (!(scale > 0 && scale <= 10) || scale === 1) return [width, height];
  const times = (size: string | null): string | null =>
    size?.replace(/^\d+(?:\.\d+)?/u, (number) => String(Number((Number(number) * scale).toFixed(3)))) ?? null;
  if (width === null && height === null)
    return scale < 1 ? [`${Math.round(scale * 100)}%`, null] : [null, null];
  return [rounded(times(width)), rounded(times(height))];
}

/** Pixels are whole ones. */
function rounded(size: string | null): string | null {
  const [, number, unit] = /^(\d+\.\d+)(px)?$/u.exec(size ?? "") ?? [];
  return number === undefined ? size : `${Math.round(Number(number))}${unit ?? ""}`;
}

/** Lengths that are no pixels are for the style; a picture that is lower than a line stands in one. */
function withSize(image: Html, sizes: Readonly<Record<string, string | null>>): Html {
  const lengths = Object.entries(sizes).filter(([, size]) => LENGTH.test(size ?? ""));
  if (lengths.length === 0 || !isElement(image)) return image;
  const own = image.attributes.style === undefined ? [] : [image.attributes.style];
  const style = [...own, ...lengths.map(([name, size]) => `${name}: ${size}`)].join("; ");
  return { ...image, attributes: { ...image.attributes, style } };
}

/** A length of CSS that does not depend on what is around (`data.outputMeasurement`). */
const LENGTH = /^\d{1,4}(?:\.\d{1,4})?(?:em|rem|ex|ch|cm|mm|in|pt|pc|%)$/u;

function pixels(size: string | null): string | null {
  return /^(\d+)(?:px)?$/u.exec(size ?? "")?.[1] ?? null;
}
