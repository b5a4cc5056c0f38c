import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileSchema, validate } from "../../src/validate/relaxng/index.ts";
import { shared } from "../shared.ts";
import { own, treeOf } from "./cases.ts";
import { Generator } from "./generator.ts";
import { hasJing, jingAccepts } from "./jing.ts";
import { mutate } from "./mutation.ts";

const ROOT = join(import.meta.dirname, "../..");
const EDITION = join(ROOT, "schemas/edition.rng");
const teiAll = shared("schemas/tei_all-4.12.0.rng");
const referee = teiAll !== null && hasJing() ? teiAll : null;

const generator = new Generator(treeOf(own("schemas/edition.rng"), "edition.rng"));
const generated = Array.from({ length: 200 }, (_, seed) => generator.document(seed));
const edition = xmlIn(join(ROOT, "tei")).map((file) => readFileSync(file, "utf8"));
const { schema } = compileSchema({ path: "edition.rng", bytes: readFileSync(EDITION) });

function xmlIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".xml"),
  );
  return names.sort().map((name) => join(folder, name));
}

function accepts(documents: readonly string[]): boolean[] {
  return documents.map((text, at) => validate(treeOf(text, `${at}.xml`), schema!).length === 0);
}

/** Numbers, because whole documents in a message hide what is wrong; the generator gives the document of a number. */
function refusedOf(accepted: readonly boolean[]): number[] {
  return accepted.flatMap((each, at) => (each ? [] : [at]));
}

describe("the schema of the edition", () => {
  it("accepts the edition", () => {
    expect(edition.length).toBeGreaterThan(0);
    expect(accepts(edition)).toEqual(edition.map(() => true));
  });

  it("accepts what is made from it, of every element it has", () => {
    const names = new Set(generated.join("").match(/(?<=<)[a-zA-Z]+/gu));
    const specified = new Set(
      [...own("schemas/edition.rng").matchAll(/<element name="(\w+)"/gu)].map(([, name]) => name),
    );
    expect([...specified].filter((name) => !names.has(name!))).toEqual([]);
    expect(refusedOf(accepts(generated))).toEqual([]);
  });

  it.skipIf(referee === null)("accepts nothing that tei_all refuses, of what is made from it", () => {
    expect(refusedOf(jingAccepts(referee!, [...edition, ...generated]))).toEqual([]);
  });

  it.skipIf(referee === null)("refuses every mutation that tei_all refuses", () => {
    const bases = [...edition, ...generated.slice(0, 10)].map((text) => treeOf(text));
    const mutations = bases.flatMap((tree, at) =>
      Array.from({ length: at < edition.length ? 250 : 20 }, (_, seed) =>
        mutate(tree, at * 1000 + seed),
      ).filter((one) => one !== null),
    );
    const documents = mutations.map(({ source }) => source);
    const byTei = jingAccepts(referee!, documents);
    const refusedByTei = byTei.filter((accepted) => !accepted).length;
    expect(refusedByTei).toBeGreaterThan(mutations.length / 3);
    const loose = (accepted: readonly boolean[]): string[] =>
      mutations.filter((_, at) => accepted[at] && !byTei[at]).map(({ what }) => what);
    expect(loose(jingAccepts(EDITION, documents))).toEqual([]);
    expect(loose(accepts(documents))).toEqual([]);
  });

  const play = shared("corpora/gerdracor");
  it.skipIf(play === null)("refuses a document of other elements", () => {
    const files = xmlIn(play!).slice(0, 3);
    expect(files.length).toBe(3);
    expect(accepts(files.map((file) => readFileSync(file, "utf8")))).toEqual([false, false, false]);
  });
});
