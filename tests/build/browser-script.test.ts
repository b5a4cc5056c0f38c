import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { bytesAsScript, dataAsScript, moduleAsScript } from "../../src/build/search/browser-script.ts";

/** What a script hands over, read as a browser reads it: by the mark at its beginning, else as UTF-8. */
function handedOver(script: Uint8Array): unknown[] {
  const encoding = script[0] === 0xff && script[1] === 0xfe ? "utf-16le" : "utf-8";
  let given: unknown[] = [];
  runInNewContext(new TextDecoder(encoding, { fatal: true }).decode(script), {
    colophonSearch: (...all: unknown[]) => {
      given = all;
    },
  });
  return given;
}

/** The bytes of letters, as the search page has them. */
function bytesOf(letters: string, length: number): number[] {
  const plain = letters.replace(/\u0001(.)/gs, (_both, letter: string) =>
    String.fromCharCode(letter.charCodeAt(0) ^ 0x8000),
  );
  return [...Buffer.from(plain, "utf16le").subarray(0, length)];
}

describe("what a page of the search reads", () => {
  it("hands over any bytes, in a thirtieth more room", () => {
    for (let length = 0; length < 40; length++) {
      for (const bytes of [
        new Uint8Array(length).fill(255),
        new Uint8Array(length),
        Uint8Array.from({ length }, (_, at) => (at * 89 + length * 37) % 256),
      ]) {
        const [letters, count] = handedOver(bytesAsScript(bytes));
        expect(count).toBe(length);
        expect(bytesOf(letters as string, length)).toEqual([...bytes]);
      }
    }
    const all = Uint8Array.from({ length: 65_536 * 2 }, (_, at) => ((at >> 1) >> ((at % 2) * 8)) & 255);
    expect(bytesAsScript(all).length / all.length).toBeLessThan(1.033);
  });

  it("hands over every pair of bytes, and no half of a pair of letters", () => {
    const bytes = Uint8Array.from({ length: 65_536 * 2 }, (_, at) => ((at >> 1) >> ((at % 2) * 8)) & 255);
    const [letters] = handedOver(bytesAsScript(bytes));
    expect(bytesOf(letters as string, bytes.length)).toEqual([...bytes]);
    expect(letters).not.toMatch(/[\ud800-\udfff]/);
  });

  it("hands over data as they are, also with signs that end a line of a script", () => {
    const data = { speaker: ["\u2028\u2029", "</script>", "\\"] };
    expect(JSON.stringify(handedOver(dataAsScript(data)))).toBe(JSON.stringify([data]));
  });

  it("hands over a module as a function that gives what it exports", () => {
    const module = "const base=import.meta.url;var read=()=>fetch(base);export{read,base};\n";
    const [begin] = handedOver(moduleAsScript(Buffer.from(module)));
    const made = (begin as (...all: unknown[]) => { read: () => unknown; base: string })(
      (address: string) => `${address}!`,
      "site:/a.js",
    );
    expect([made.base, made.read()]).toEqual(["site:/a.js", "site:/a.js!"]);
    expect(() => moduleAsScript(Buffer.from("var one = 1;"))).toThrow("exports nothing");
  });
});
