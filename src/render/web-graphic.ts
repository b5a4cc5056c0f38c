import { decoded } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { shownPicture } from "./facsimile.ts";
import { type Html, isElement } from "./html.ts";

/** A picture, in the size that its document gives it, or a recording; the words for one that cannot be shown. */
export function graphic(passage: WebPassage): readonly Html[] {
  const { node } = passage;
  const player = playerOf(node);
  const title = passage.string("title");
  const alt =
    title ??
    (node.maybeElement("desc") ?? node.parent?.maybeElement("figDesc"))?.text.replace(/\s+/gu, " ").trim() ??
    "";
  const url = passage.string("url") ?? node.get("url");
  const src = url === null ? null : passage.context.link(node, url);
  if (player !== null) return [played(passage, player, src, alt)];
  if (src === null) {
    const told = alt === "" ? fileName(url ?? "") : alt;
    return told === "" ? [] : [dressed(passage, "span", { class: "missing-image" }, told)];
  }
  const [width, height] = scaled(passage);
  const image = dressed(passage, "img", {
    src: shownPicture(src),
    alt,
    width: pixels(width),
    height: pixels(height),
    // Of a source that is shown in its pictures alone there may be hundreds on a page.
    loading: node.maybeAncestor("facsimile") === null ? null : "lazy",
  });
  return [withSize(image, { width, height })];
}

/** How a recording is played, by its type or the end of its address; null for what is none. */
function playerOf(node: XmlNode): "audio" | "video" | null {
  if (!node.isTei("media")) return null;
  const type = /^(audio|video)\//u.exec(node.get("mimeType") ?? "")?.[1];
  const url = node.get("url") ?? "";
  if (type === "audio" || (type === undefined && /\.(?:mp3|m4a|og[ag]|opus|wav|flac)$/iu.test(url)))
    return "audio";
  return type === "video" || /\.(?:mp4|webm|ogv)$/iu.test(url) ? "video" : null;
}

/** What the file at an address is called; a picture that stands in its address has no name. */
function fileName(address: string): string {
  return address.startsWith("data:")
    ? ""
    : decoded(
        address
          .replace(/[?#].*$/su, "")
          .split("/")
          .at(-1)!,
      );
}

/** Nothing of a recording is loaded before it is played; a book says what it is, and where, if that is on the web. */
function played(
  passage: WebPassage,
  player: "audio" | "video",
  src: string | null,
  description: string,
): Html {
  const name = description === "" ? fileName(passage.node.get("url") ?? "") : description;
  if (src === null) return dressed(passage, "span", { class: "missing-image" }, name);
  if (passage.output === "web")
    return dressed(passage, player, { src, controls: true, preload: "none", "aria-label": name });
  return /^https?:/iu.test(src)
    ? dressed(passage, "a", { href: src }, name)
    : dressed(passage, "span", {}, name);
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
