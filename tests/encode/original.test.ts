import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { encode } from "../../src/encode/index.ts";
import { readString } from "../../src/read/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { shared } from "../shared.ts";
import { arbitraryText } from "./arbitrary.ts";
import { originalOf, withoutSpace } from "./original.ts";

const TEI = resolve(import.meta.dirname, "../../tei");
const textOf = (path: string): string => readFileSync(join(TEI, path), "utf8");
const treeOf = (xml: string): Tree => {
  const { tree, findings } = readString(xml, { path: "made.xml" });
  expect(findings).toEqual([]);
  return tree!;
};

/** Whether a text can be read back whole from its TEI, and is encoded the same when it is encoded again. */
function isKept(source: string): boolean {
  const { xml } = encode(source);
  const { tree, findings } = readString(xml, { path: "made.xml" });
  if (tree === null || findings.length > 0) return false;
  return withoutSpace(originalOf(tree)) === withoutSpace(source) && encode(source).xml === xml;
}

describe("nothing is lost", () => {
  it("of the first edition: its TEI, in the source's signs, is the source but for white space", () => {
    const original = originalOf(treeOf(textOf("bukharins-confession.xml")));
    expect(original).toContain("1928--2929");
    expect(withoutSpace(original)).toBe(withoutSpace(textOf("source/bukharins-confession.txt")));
  });

  it("of its source encoded without header, register and corrections", () => {
    const source = textOf("source/bukharins-confession.txt");
    expect(withoutSpace(originalOf(treeOf(encode(source).xml)))).toBe(withoutSpace(source));
  });

  it("of any text: not a letter, not a sign, and the same each time", () => {
    // Asked once for all of them, because asking takes longer than encoding.
    const sources = Array.from({ length: 1500 }, (_, at) => arbitraryText(at + 1));
    expect(sources.filter((source) => !isKept(source))).toEqual([]);
  });
});

describe("Jing accepts, against tei_all,", () => {
  it("what is made of any text, without a header", () => {
    const schema = shared("schemas/tei_all-4.12.0.rng");
    if (schema === null || spawnSync("jing", []).error !== undefined) {
      console.warn("skipped: Jing or tei_all is not here");
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), "colophon-encode-"));
    const texts = ["", "One line", ...Array.from({ length: 60 }, (_, at) => arbitraryText(at + 1))];
    const files = texts.map((text, at) => {
      const file = join(folder, `${at}.xml`);
      writeFileSync(file, encode(text).xml);
      return file;
    });
    const judged = spawnSync("jing", [schema, ...files], { encoding: "utf8" });
    expect(judged.stdout).toBe("");
    expect(judged.status).toBe(0);
  });
});
