import { type Html, type HtmlElement, isElement } from "./html.ts";

/** Puts its permalink at the end of a block; of a figure the caption stays the last. */
export function withPermalink(block: HtmlElement, link: Html): HtmlElement {
  const { children } = block;
  const caption = children.findLastIndex((child) => typeof child !== "string" || child.trim() !== "");
  const last = children[caption];
  const isCaption = last !== undefined && isElement(last) && last.tag === "figcaption";
  const end = isCaption ? caption : children.length;
  return { ...block, children: [...children.slice(0, end), link, ...children.slice(end)] };
}
