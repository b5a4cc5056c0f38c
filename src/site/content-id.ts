import type { RenderContext } from "../render/index.ts";

type XmlNode = Parameters<RenderContext["anchor"]>[0];

/** Elements that get an id from what they say, where they have none: what one wants to point to. */
const POINTED_AT: readonly string[] = ["p", "ab", "lg"];

/** Where a passage inside is pointed to by the whole it stands in. */
const WHOLES: readonly string[] = ["sp", "note", "quote", "q", "said", "u", "lg"];

/**
 * Gives the ids of a text's passages that have none: made from their words, so that they stay when the text around them
 * changes. The same words a second time are counted on.
 */
export function contentIds({ root }: XmlNode["tree"]): ReadonlyMap<number, string> {
  const ids = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const text of root.descendantElements("text")) {
    if (text.maybeAncestor("text") !== null) continue;
    for (const node of text.descendantElements(...POINTED_AT)) {
      if (!node.isTei() || node.get("xml:id") !== null || isPartOfWhole(node)) continue;
      const hash = contentHash(node.text);
      if (hash === null) continue;
      const count = (counts.get(hash) ?? 0) + 1;
      counts.set(hash, count);
      ids.set(node.row, count === 1 ? `p-${hash}` : `p-${hash}-${count}`);
    }
  }
  return ids;
}

/** A short name for words, by their letters alone: FNV-1a twice over, 48 bits in all; null where there are no letters. */
function contentHash(text: string): string | null {
  const letters = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
  if (letters === "") return null;
  let one = 0x811c9dc5;
  let other = 0x01000193;
  for (let at = 0; at < letters.length; at++) {
    const code = letters.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) + at;
  }
  return (one >>> 0).toString(36).padStart(7, "0") + ((other >>> 0) % 1296).toString(36).padStart(2, "0");
}

function isPartOfWhole(node: XmlNode): boolean {
  return WHOLES.some((whole) => node.maybeAncestor(whole) !== null);
}
