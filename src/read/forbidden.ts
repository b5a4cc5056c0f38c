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

/**
 * Whether bytes of UTF-8, ISO-8859-1 or US-ASCII may hold what is no character. Four bytes are looked at together, which
 * takes a fraction of the time that a search of the text would; in ISO-8859-1 the answer may be a false alarm.
 */
export function mayHoldForbidden(bytes: Buffer): boolean {
  const start = Math.min((4 - (bytes.byteOffset & 3)) & 3, bytes.length);
  // Signed, because V8 has to take larger integers for floating-point numbers.
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >> 2);
  const behind = start + words.length * 4;
  if (holdsControl(bytes, 0, start) || holdsControl(bytes, behind, bytes.length)) return true;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const low = zeroBytes(word & 0xe0e0e0e0);
    // Most of the controls are line feeds.
    if (low === 0 || low === zeroBytes(word ^ 0x0a0a0a0a)) continue;
    if (holdsControl(bytes, start + at * 4, start + at * 4 + 4)) return true;
  }
  return LAST_TWO.some((bytesOfOne) => bytes.includes(bytesOfOne));
}

/** Which of four bytes are zero, as the highest bit of each. */
function zeroBytes(word: number): number {
  return ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) & 0x80808080;
}

function holdsControl(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte < 32 && byte !== 10 && byte !== 9 && byte !== 13) return true;
  }
  return false;
}
