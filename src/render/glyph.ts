import { lineEndGlyph, ownTarget } from "../resolve/index.ts";
import { lookUp, type XmlNode } from "../tree/index.ts";

/** Mappings of a character's description, the most readable first (Guidelines, section 5.2). */
const MAPPINGS: readonly string[] = [
  "standard",
  "normalized",
  "simplified",
  "Unicode",
  "unicode",
  "precomposed",
];

/**
 * Gives the text of a glyph (`g`): what it holds, else what the description says that its `@ref` points to: a mapping, or the
 * name in braces; without a description the sign of the name that `@ref` or `@type` has for it, where that is known to all, else
 * the name, in braces as well, since it is no word of the text. What stands for the end of a line of the source has none: the word goes on.
 */
export function glyphText(node: XmlNode, uri: string | null): string {
  if (node.text.trim() !== "") return node.text;
  if (lineEndGlyph(node) !== null) return "";
  const pointer = uri ?? node.get("ref") ?? "";
  const description = ownTarget(node.tree, pointer);
  if (description !== null) return describe(description);
  const name = /[^:#/]*$/u.exec(pointer)![0] || (node.get("type") ?? "");
  return name === "" ? "" : (lookUp(KNOWN_SIGNS, name.toLowerCase()) ?? `{${name}}`);
}

/** Signs that editors of manuscripts and inscriptions write by their names, and never mean another by. */
const KNOWN_SIGNS: Readonly<Record<string, string>> = {
  pilcrow: "¶",
  interpunct: "·",
  hedera: "❦",
};

function describe(description: XmlNode): string {
  const mappings = [...description.elements("mapping")];
  const best = MAPPINGS.map((type) => mappings.find((mapping) => mapping.get("type") === type)).find(
    (one) => one !== undefined,
  );
  const mapping = best ?? mappings[0];
  if (mapping !== undefined) return mapping.text.trim();
  const name = [...description.descendantElements("charName", "glyphName", "localProp", "unicodeProp")][0];
  return `{${(name?.get("value") ?? name?.text ?? "").trim() || (description.get("xml:id") ?? "")}}`;
}
