import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";

/**
 * What a citation sets in italics is its title, as in “Bloch, *Les rois*, p. 5”; a word or two of Latin is none. What is set
 * apart and does not say how is shown in italics.
 */
export function isItalicTitle(element: XmlNode): boolean {
  if (!element.isTei("hi", "emph") || element.maybeElement("title") !== null) return false;
  const look = `${element.get("rend") ?? ""} ${element.get("rendition") ?? ""} ${element.get("style") ?? ""}`;
  if (/\S/u.test(look) && !/ital|(?:^|[\s#])it?(?:\s|$)/iu.test(look)) return false;
  const words = editedText(element);
  return /^["“„«»‘]?\p{Lu}(?:[\p{L}\p{M}’']{2}|&?\p{Lu}(?!\p{L}))/u.test(words) || LED_BY_ARTICLE.test(words);
}

/** “Le vite”, “A Vindication”, “I promessi sposi”; “a priori” is none. */
const LED_BY_ARTICLE =
  /^["“„«»‘]?(?:A|An|I|Il|Lo|Le|La|El|O|Os|As|Um|Un|De|Du|On|In|Az|Et)\s(?!(?:pri|posteri|forti)ori|facto|[ij]ure|contrario|extenso|fine|nuce|toto)[\p{L}\p{M}’']{3}/u;
