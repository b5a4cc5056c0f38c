import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { colophon, folderOf } from "../cli/run.ts";
import { shared } from "../shared.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SOURCE = readFileSync(join(ROOT, "tei/source/bukharins-confession.txt"), "utf8");

/** What the edition is made of: a copy of it elsewhere is a clone as far as a build can tell. */
const PARTS = ["colophon.config.ts", "package.json", "schemas", "tei", "src"];

let first: string;
let second: string;

beforeAll(() => {
  first = copyOf("one");
  second = copyOf("deeper/two");
  expect(colophon(first, ["build"], { TZ: "UTC", LC_ALL: "C" }).code).toBe(0);
  expect(colophon(second, ["build"], { TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8" }).code).toBe(0);
}, 240_000);

function copyOf(name: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), "colophon-")), name);
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  return folder;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const index = (name: string): Record<string, Record<string, unknown>[]> =>
  JSON.parse(readFileSync(join(first, "out/index", name), "utf8"));

describe("the first edition", () => {
  it("is what the encoder makes of its source, header, register and corrections", () => {
    const encoded = colophon(ROOT, ["encode", "tei/source/bukharins-confession.txt"]);
    expect(encoded.code).toBe(0);
    expect(encoded.out).toBe(readFileSync(join(ROOT, "tei/bukharins-confession.xml"), "utf8"));
  });

  it("has lost nothing: its original reading, in the source's signs, is the source but for white space", () => {
    const run = colophon(first, ["build", "--reading", "original", "--outputs", "text", "--out", "original"]);
    expect(run.code).toBe(0);
    const text = readFileSync(join(first, "original/text/bukharins-confession.txt"), "utf8");
    expect(withoutSpace(inSourceSigns(text))).toBe(withoutSpace(SOURCE));
  });

  it("has lost nothing where the source is encoded and built with nothing beside it", () => {
    const folder = folderOf({ "source.txt": SOURCE, "tei/.keep": "" });
    expect(colophon(folder, ["encode", "source.txt", "-o", "tei/source.xml"]).code).toBe(0);
    expect(colophon(folder, ["build", "--reading", "original", "--outputs", "text"]).code).toBe(0);
    const text = readFileSync(join(folder, "out/text/source.txt"), "utf8");
    expect(withoutSpace(inSourceSigns(text))).toBe(withoutSpace(SOURCE));
  });

  it("is valid as Jing judges it, against tei_all and against its own schema", () => {
    const schema = shared("schemas/tei_all-4.12.0.rng");
    if (schema === null || spawnSync("jing", []).error !== undefined) {
      console.warn("skipped: Jing or tei_all is not here");
      return;
    }
    for (const grammar of [schema, join(ROOT, "schemas/edition.rng")]) {
      const documents = ["tei/bukharins-confession.xml", "tei/register.xml"].map((path) => join(ROOT, path));
      const judged = spawnSync("jing", [grammar, ...documents], { encoding: "utf8" });
      expect(judged.stdout).toBe("");
      expect(judged.status).toBe(0);
    }
  });

  it("gives the same bytes at another path, in another time zone and locale", () => {
    const files = filesIn(join(first, "out"));
    expect(files.length).toBeGreaterThan(50);
    expect(filesIn(join(second, "out"))).toEqual(files);
    for (const file of files) {
      expect(
        readFileSync(join(second, "out", file)).equals(readFileSync(join(first, "out", file))),
        file,
      ).toBe(true);
    }
  });

  it("has every citation of the source, in order, resolved", () => {
    const written = SOURCE.split("\n").filter((line) =>
      /^(?:Ibid|.*op\. cit\.|Joseph E|Tokaev,[^.]* p\.)/u.test(line),
    );
    const { citations = [] } = index("citations.json");
    expect(citations).toHaveLength(written.length);
    expect(citations.map(({ work, loci }) => [work !== null, (loci as unknown[]).length])).toEqual(
      written.map(() => [true, 1]),
    );
    const pages = citations.map(({ loci }) => (loci as { from: string }[])[0]!.from);
    expect(pages).toEqual(written.map((line) => /pp?\. (\d+)/u.exec(line)![1]));
  });

  it("has every speech, with its speaker", () => {
    const { speeches = [] } = index("speeches.json");
    const labels = SOURCE.match(/^`(?:Bukharin|Vyshinsky):/gmu) ?? [];
    expect(speeches.filter(({ label }) => label !== null)).toHaveLength(labels.length);
    expect(speeches.filter(({ label }) => label === null)).toHaveLength(1);
    expect(new Set(speeches.flatMap(({ who }) => who))).toEqual(new Set(["bukharin", "vyshinsky"]));
  });

  it("has every displayed quotation with its citation", () => {
    const { quotations = [] } = index("quotations.json");
    const displayed = quotations.filter(({ display }) => display === "block");
    expect(displayed.length).toBeGreaterThan(15);
    expect(displayed.every(({ citation, work }) => citation !== null && work !== null)).toBe(true);
  });

  it("names no work by a pointer: what a citation stands for is found, not written down", () => {
    const xml = readFileSync(join(first, "tei/bukharins-confession.xml"), "utf8");
    expect(xml.slice(xml.indexOf("<body>"))).not.toMatch(/<\w+\b[^>]*\b(?:corresp|source|target|key)=/u);
  });

  it("says what the text is, on its page", () => {
    const page = readFileSync(join(first, "out/site/texts/bukharins-confession.html"), "utf8");
    for (const words of ["polemical", "show trial", "contested", "1988"]) expect(page).toContain(words);
    expect(existsSync(join(first, "out/site/works/court-proceedings-1938.html"))).toBe(true);
  });
});

function inSourceSigns(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "—": "---",
    "–": "--",
    "…": "...",
  };
  return text.replace(/[‘’“”—–…]/gu, (sign) => signs[sign]!);
}

function withoutSpace(text: string): string {
  return text.replace(/[\s\u00a0]+/gu, "");
}
