import { Buffer } from "node:buffer";

/** What is no character: controls, halves of surrogate pairs, U+FFFE and U+FFFF (XML 1.0, production 2). */
const FORBIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** U+FFFE and U+FFFF in UTF-8. */
const LAST_TWO: readonly Buffer[] = [Buffer.from([0xef, 0xbf, 0xbe]), Buffer.from([0xef, 0xbf, 0xbf])];

/** Gives the offset of the first unit of a text that is no character, or -1. */
export function forbiddenAt(text: string): number {
  return text.search(FORBIDDEN);
}

/** The controls that are no characters; each is the first byte of itself alone, in all of these encodings. */
const CONTROLS: readonly number[] = Array.from({ length: 0x20 }, (_, code) => code).filter((code) => {
  return code !== 0x09 && code !== 0x0a && code !== 0x0d;
});

/** So many bytes are gone over at a time, which the processor has at hand from one control to the next. */
const STRETCH = 1 << 18;

/**
 * Whether bytes of UTF-8, ISO-8859-1 or US-ASCII may hold what is no character; in ISO-8859-1 the answer may be a false alarm.
 * The C library looks for one byte after the other, which is over before a loop of ours would have been compiled.
 */
export function mayHoldForbidden(bytes: Buffer): boolean {
  for (let start = 0; start < bytes.length; start += STRETCH) {
    const stretch = bytes.subarray(start, start + STRETCH);
    if (CONTROLS.some((control) => stretch.includes(control))) return true;
  }
  return LAST_TWO.some((last) => bytes.includes(last));
}
