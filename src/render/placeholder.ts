import type { XmlNode } from "../tree/index.ts";

/** What stands in the templates of editors and projects before anyone wrote something there. */
const PLACEHOLDER =
  /^(?:title|publication information|information about the source|\[[^\]\d]*\bdate\b[^\]\d]*\])\.?$/iu;

/** Whether an element of a header says only what is to be written into it: “Title”, “Information about the source”. */
export function isPlaceholder(node: XmlNode): boolean {
  return PLACEHOLDER.test(node.text.trim());
}
