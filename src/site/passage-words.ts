import { type HtmlElement, isElement, isHidden, textOf } from "../render/index.ts";

const BLOCK =
  /^(?:p|div|section|aside|blockquote|ul|ol|li|dl|dt|dd|h[1-6]|figure|figcaption|table|tr|td|th)$/u;

/** Whether words before and behind an element are not one word. */
export function partsWords({ tag }: HtmlElement): boolean {
  return BLOCK.test(tag);
}

/** Gives the words of a passage in one line, without what has one of some classes. */
export function passageWords(passage: HtmlElement, without: ReadonlySet<string>): string {
  return oneLine(wordsOf(passage, without));
}

function wordsOf(html: HtmlElement, without: ReadonlySet<string>): string {
  if (isHidden(html)) return "";
  if (html.tag === "br") return textOf(html);
  if ((html.attributes.class ?? "").split(" ").some((name) => without.has(name))) return "";
  const inner = html.children
    .map((child) => (typeof child === "string" ? child : isElement(child) ? wordsOf(child, without) : ""))
    .join("");
  return partsWords(html) ? ` ${inner} ` : inner;
}

/** A text with its white space made single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/gu, " ").trim();
}
