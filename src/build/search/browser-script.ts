/**
 * What a page of the search reads is scripts, each of which hands over one thing: a page that is opened from disk may read
 * nothing else, and one that is served reads the same.
 *
 * Two bytes each are written as a letter of a string, in UTF-16 with its mark, which a browser goes by whatever a server says
 * of the encoding. A letter that means something to a script or is half of a pair is written as two: this sign, and the letter
 * with its highest bit turned. That takes a thirtieth more room than the bytes alone, where base64 takes a third more.
 */
const SIGN = "\u0001";
const WITH_SIGN = /[\u0001\n\r"\\\ud800-\udfff]/g;
const HIGHEST_BIT = 0x8000;

/** The name of the function that the page has for what is handed over. */
const HAND_OVER = "colophonSearch";

/** Writes the script that hands over some bytes: `colophonSearch("…", 3);`, with their number behind them. */
export function bytesAsScript(bytes: Uint8Array): Uint8Array {
  const even = Buffer.alloc(bytes.length + (bytes.length % 2));
  even.set(bytes);
  const letters = even
    .toString("utf16le")
    .replace(WITH_SIGN, (letter) => SIGN + String.fromCharCode(letter.charCodeAt(0) ^ HIGHEST_BIT));
  return Buffer.from(`\ufeff${HAND_OVER}("${letters}", ${bytes.length});\n`, "utf16le");
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
