import type { XmlNode } from "../tree/index.ts";
import { dateInWords } from "./date-words.ts";
import { element, type Html, hasText, isBlock, isElement } from "./html.ts";
import type { Passage } from "./passage.ts";
import type { Words } from "./words.ts";

/**
 * Gives the date that an element has in its attributes in words, unless its own words have the years; null where it has
 * none, or these have.
 */
export function untoldDate(node: XmlNode, words: Words): string | null {
  const date = dateInWords(node, words);
  const years = date?.match(/\d{4}/gu) ?? [];
  return years.length > 0 && years.every((year) => node.text.includes(year)) ? null : date;
}

/** The dates of those that the parameter `dated` of a model names, in words; null where there is nothing to be told. */
export function datesOf<T>(passage: Passage<T>): string | null {
  if (passage.hasTemplate || !passage.has("dated")) return null;
  const { words } = passage.context.wording;
  const dates = passage.nodes("dated").map((node) => untoldDate(node, words));
  const told = [...new Set(dates)].filter((date) => date !== null);
  return told.length === 0 ? null : told.join(", ");
}

/** The content behind its dates; they stand in its first paragraph, below its heading. */
export function withDates(passage: Passage<readonly Html[]>, content: readonly Html[]): readonly Html[] {
  const dates = datesOf(passage);
  if (dates === null) return content;
  if (!hasText(content)) return [dates];
  const found = content.findIndex((piece) => !isHeading(piece));
  const at = found < 0 ? content.length : found;
  return [...content.slice(0, at), ...datedPiece(dates, content[at]), ...content.slice(at + 1)];
}

function datedPiece(dates: string, piece: Html | undefined): readonly Html[] {
  if (piece === undefined) return [element("p", {}, dates)];
  if (!isElement(piece) || !isBlock(piece)) return [`${dates}, `, piece];
  const isParagraph = piece.tag === "p" || / tei-(?:p|ab) /u.test(` ${piece.attributes.class ?? ""} `);
  if (!isParagraph) return [element("p", {}, dates), piece];
  return [{ ...piece, children: [`${dates}, `, ...piece.children] }];
}

function isHeading(piece: Html): boolean {
  if (typeof piece === "string") return !/\S/u.test(piece);
  const names = isElement(piece) ? `${piece.tag} ${piece.attributes.class ?? ""}` : "";
  return /^h[1-6] |(?:^| )tei-head(?: |$)/u.test(names);
}
