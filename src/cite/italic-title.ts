import { editedText } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";

/** What a citation sets in italics is its title, as in “Bloch, *Les rois*, p. 5”; a word or two of Latin is none. */
export function isItalicTitle(element: XmlNode): boolean {
  if (!element.isTei("hi", "emph") || element.maybeElement("title") !== null) return false;
  const look = `${element.get("rend") ?? ""} ${element.get("rendition") ?? ""} ${element.get("style") ?? ""}`;
  if (!/ital|(?:^|[\s#])it?(?:\s|$)/iu.test(look)) return false;
  return /^["“„«»‘]?\p{Lu}(?:[\p{L}\p{M}’']{2}|&?\p{Lu}(?!\p{L}))/u.test(editedText(element));
}
