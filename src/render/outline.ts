import { type Html, type HtmlElement, isElement, textOf } from "./html.ts";

/** A heading of a text, for its table of contents. */
export interface OutlineEntry {
  readonly level: number;
  readonly text: string;
  /** The id to go to: the heading's own, or that of the section it opens. */
  readonly id: string;
}

/** Gives the headings of a text that can be pointed to, in order. */
export function outlineOf(html: readonly Html[]): OutlineEntry[] {
  return html.flatMap((piece) => (isElement(piece) ? headingsIn(piece, null) : []));
}

function headingsIn(html: HtmlElement, above: string | null): OutlineEntry[] {
  const id = html.attributes.id ?? above;
  const level = /^h([1-6])$/u.exec(html.tag)?.[1] ?? html.attributes["aria-level"];
  if (level !== undefined) {
    const text = textOf(html)
      .replace(/[ \t\r\n]+/gu, " ")
      .trim();
    return id === null || text === "" ? [] : [{ level: Number(level), text, id }];
  }
  const inner = html.tag === "section" || html.tag === "article" ? id : null;
  return html.children.flatMap((child) => (isElement(child) ? headingsIn(child, inner) : []));
}
