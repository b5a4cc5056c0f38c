/**
 * What a page of the search reads is scripts, each of which hands over one thing: a page that is opened from disk may read
 * nothing else, and one that is served reads the same.
 *
 * Bytes are written as letters of 15 bits each, from this one on, in UTF-16 with its mark, which a browser goes by whatever
 * a server says of the encoding: in a fifteenth more room than the bytes alone take, where base64 takes a third more. None of
 * the letters means anything to a script, is half of a pair, or has a byte of its own that is the end of a line beside another.
 */
const FIRST_LETTER = 0x4000;
const BITS = 15;

/** The name of the function that the page has for what is handed over. */
const HAND_OVER = "colophonSearch";

/** Writes the script that hands over some bytes: `colophonSearch("…", 3);`, with their number behind them. */
export function bytesAsScript(bytes: Uint8Array): Uint8Array {
  const before = `\ufeff${HAND_OVER}("`;
  const behind = `", ${bytes.length});\n`;
  const letters = Math.ceil((bytes.length * 8) / BITS);
  const script = Buffer.alloc((before.length + letters + behind.length) * 2);
  let at = script.write(before, "utf16le");
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits < BITS) continue;
    bits -= BITS;
    at = script.writeUInt16LE(FIRST_LETTER + (held >> bits), at);
    held &= (1 << bits) - 1;
  }
  if (bits > 0) at = script.writeUInt16LE(FIRST_LETTER + (held << (BITS - bits)), at);
  script.write(behind, at, "utf16le");
  return script;
}

/** Writes the script that hands over a value of JSON. */
export function dataAsScript(value: unknown): Uint8Array {
  return Buffer.from(`${HAND_OVER}(${JSON.stringify(value)});\n`);
}

/** What a module has and a script has not. */
const EXPORTS = /export\s*\{([\w\s,]+)\};?\s*$/u;
const OWN_ADDRESS = /\bimport\.meta\.url\b/gu;

/**
 * Writes the script that hands over Pagefind's program, which is a module: a function of what it reads files by and of its
 * address, with what the module exports as its value. It works without a thread, since a page from disk may begin none. Throws
 * where it exports nothing by name at its end.
 */
export function moduleAsScript(bytes: Uint8Array): Uint8Array {
  const module = new TextDecoder().decode(bytes);
  const names = EXPORTS.exec(module)?.[1];
  if (names === undefined) throw new Error("The program of Pagefind exports nothing");
  const body = module.replace(OWN_ADDRESS, "address").replace(EXPORTS, "");
  return Buffer.from(
    `${HAND_OVER}((fetch, address, Worker) => { "use strict"; ${body}\nreturn {${names}}; });\n`,
  );
}
