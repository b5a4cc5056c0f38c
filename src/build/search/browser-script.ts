/**
 * What a page of the search reads is scripts, each of which hands over one thing: a page that is opened from disk may read
 * nothing else, and one that is served reads the same.
 *
 * Of bytes 31 bits each are written as two letters of so many, from this one on (46,341 by 46,341 is just more than 2 to the
 * 31st), in UTF-16 with its mark, which a browser goes by whatever a server says of the encoding. That takes a thirtieth more
 * room than the bytes alone, where base64 takes a third more. None of the letters means anything to a script, is half of a
 * pair, or has a byte that ends a line beside another.
 */
const FIRST_LETTER = 0x2100;
const LETTERS = 46_341;
const BITS = 31;

/** The name of the function that the page has for what is handed over. */
const HAND_OVER = "colophonSearch";

/** Writes the script that hands over some bytes: `colophonSearch("…", 3);`, with their number behind them. */
export function bytesAsScript(bytes: Uint8Array): Uint8Array {
  const before = `\ufeff${HAND_OVER}("`;
  const behind = `", ${bytes.length});\n`;
  const pairs = Math.ceil((bytes.length * 8) / BITS);
  const script = Buffer.alloc((before.length + pairs * 2 + behind.length) * 2);
  let at = script.write(before, "utf16le");
  const take = bitsOf(bytes);
  for (let pair = 0; pair < pairs; pair++) {
    const number = take(16) * 2 ** 15 + take(15);
    at = script.writeUInt16LE(FIRST_LETTER + Math.floor(number / LETTERS), at);
    at = script.writeUInt16LE(FIRST_LETTER + (number % LETTERS), at);
  }
  script.write(behind, at, "utf16le");
  return script;
}

/** Takes so many bits of bytes, up to 16, at each call; zeros behind the last. */
function bitsOf(bytes: Uint8Array): (count: number) => number {
  let [held, bits, next] = [0, 0, 0];
  return (count) => {
    for (; bits < count; bits += 8) held = (held << 8) | (bytes[next++] ?? 0);
    bits -= count;
    const taken = held >> bits;
    held &= (1 << bits) - 1;
    return taken;
  };
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
