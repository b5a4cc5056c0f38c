/** One element of `bag-info.txt`. */
export type TagElement = readonly [label: string, value: string];

/** Encodings of tag files that are read; the names are those of `Tag-File-Character-Encoding`, in lower case. */
const DECODERS: Readonly<Record<string, string>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "iso-8859-1": "latin1",
  latin1: "latin1",
  "utf-16": "utf-16",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
};

/** Whether tag files in this encoding can be read. */
export function isKnownEncoding(encoding: string): boolean {
  return Object.hasOwn(DECODERS, encoding.toLowerCase());
}

/** Decodes a tag file; throws a `TypeError` where the bytes are not in the encoding. A byte order mark is taken off. */
export function decodeTagFile(bytes: Uint8Array, encoding: string): string {
  const kind = DECODERS[encoding.toLowerCase()] ?? "utf-8";
  // Node reads its label "latin1" of TextDecoder as windows-1252; a buffer reads ISO-8859-1.
  if (kind === "latin1") return Buffer.from(bytes).toString("latin1");
  return new TextDecoder(kind === "utf-16" ? utf16Of(bytes) : kind, { fatal: true }).decode(bytes);
}

/** Whether a tag file in UTF-8 begins with a byte order mark, which says nothing there. */
export function hasNeedlessMark(bytes: Uint8Array, encoding: string): boolean {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked && DECODERS[encoding.toLowerCase()] === "utf-8";
}

function utf16Of(bytes: Uint8Array): string {
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-16le";
}

/** Splits a tag file into lines, which end with LF, CR or CR LF (RFC 8493, section 2.1.3); the last end makes no line. */
export function tagLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/**
 * Reads `bag-info.txt` (RFC 8493, section 2.2.2): a label, a colon, a value; a line that begins with white space goes on
 * with the value before. Lines that are neither are given in `faults` with their numbers.
 */
export function parseTagElements(text: string): { elements: TagElement[]; faults: number[] } {
  const elements: [string, string][] = [];
  const faults: number[] = [];
  for (const [at, line] of tagLines(text).entries()) {
    // A pattern for a label that white space may follow takes the square of that white space.
    const colon = line.indexOf(":");
    const last = elements.at(-1);
    if (/^[ \t]/u.test(line) && last !== undefined) last[1] += ` ${line.trim()}`;
    else if (colon > 0 && !/^\s/u.test(line))
      elements.push([line.slice(0, colon).trimEnd(), line.slice(colon + 1).trim()]);
    else if (line.trim() !== "") faults.push(at + 1);
  }
  return { elements, faults };
}

/** Writes tag elements, each on a line of its own: line ends within a value become spaces, so that it stays one element. */
export function writeTagElements(elements: readonly TagElement[]): string {
  return elements.map(([label, value]) => `${label}: ${value.replace(/\s+/gu, " ").trim()}\n`).join("");
}
