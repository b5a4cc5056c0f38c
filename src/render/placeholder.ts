import type { XmlNode } from "../tree/index.ts";

/** What stands in the templates of editors and projects before anyone wrote something there. */
const PLACEHOLDER =
  /^(?:title|unknown|publication information|information about the source|\[[^\]\d]*\bdate\b[^\]\d]*\])\.?$/iu;

/** What a program fills into the template of a header, where it found nothing to fill in: “{title}”. */
const SLOT = /^\{[\p{L}\p{N}_.:-]+\}$/u;

/** Whether a text is but the slot of a template. */
export function isSlot(text: string): boolean {
  return SLOT.test(text.trim());
}

/** Whether an element of a header says only what is to be written into it: “Title”, “Information about the source”. */
export function isPlaceholder(node: XmlNode): boolean {
  const text = node.text.trim();
  return PLACEHOLDER.test(text) || isSlot(text);
}
