import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { citeDocument } from "../../src/cite/index.ts";
import { readOdd } from "../../src/odd/index.ts";
import { readString } from "../../src/read/index.ts";
import {
  compileModels,
  DEFAULT_ODD,
  plainContext,
  type Reading,
  renderText,
} from "../../src/render/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { hasJava, openEngine, runIn, runInJava } from "./engine.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SAMPLE = join(import.meta.dirname, "in/sample.xml");
const LANGUAGES = join(import.meta.dirname, "in/languages.xml");
const HYPHENS = join(import.meta.dirname, "in/hyphens.xml");
const FORMS = join(import.meta.dirname, "in/forms.xml");
const EDITION = join(ROOT, "tei/bukharins-confession.xml");
/** What there is to run on, by name. */
const DOCUMENTS = [SAMPLE, EDITION]
  .filter((path) => existsSync(path))
  .map((path) => [basename(path), path] as const);
const READINGS: readonly Reading[] = ["edited", "original"];

const engine = openEngine();
const run = runIn(engine);
afterAll(() => engine.close());

function treeOf(path: string | URL): Tree {
  return readString(readFileSync(path, "utf8"), { path: String(path) }).tree!;
}

/** The models of our edition want single marks outside, and no notes. */
const OURS = { "first-marks": "single", notes: "none" };

/** What the default models make of a document. */
function plainText(document: string): string {
  return renderText(treeOf(document), compileModels(readOdd(treeOf(DEFAULT_ODD))), plainContext());
}

function nativeText(document: string, reading: Reading): string {
  const standard = readOdd(treeOf(DEFAULT_ODD));
  const edition = readOdd(treeOf(join(ROOT, "schemas/edition.odd")));
  return renderText(treeOf(document), compileModels(standard, edition), plainContext({ reading }));
}

/** The native list, as far as the stylesheet makes one: id, form, work and loci. */
function nativeCitations(path: string): unknown {
  const tree = treeOf(path);
  const document = { id: "text", tree };
  const register = { id: "register", tree: treeOf(join(path, "../register.xml")) };
  const documents = [document, register];
  const scope = linkScope(documents.map(anchorsOf));
  const { records } = citeDocument(tree, { id: "text", registers: readRegisters(documents), scope });
  // A stylesheet that anyone can read counts where the program makes ids of the content.
  return records.citations.map(({ id, form, work, loci }, at) => ({
    id: /^cit-[0-9a-f]{10}$/u.test(id) ? `cit-${at + 1}` : id,
    form,
    work,
    loci,
  }));
}

const expected = (name: string) => readFileSync(join(import.meta.dirname, "expected", name), "utf8");

describe("our stylesheets make of the sample", () => {
  it.each([
    ["reading-text.xsl", "sample.txt"],
    ["plain-page.xsl", "sample.html"],
    ["citations.xsl", "sample.citations.json"],
  ])("with %s the expected %s", async (stylesheet, result) => {
    expect(await run(stylesheet, SAMPLE, OURS)).toBe(expected(result));
  });

  it("the source's reading where it is asked for", async () => {
    const text = await run("reading-text.xsl", SAMPLE, { reading: "original" });
    expect(text).toContain("In 1028–2029, Miller");
    expect(text).not.toContain("1928");
  });

  it("text with the marks outside that are usual in English, where none are asked for", async () => {
    expect(await run("reading-text.xsl", SAMPLE)).toContain("“they call it ‘the “old” way’”");
  });

  it("a page on which no address runs a script", async () => {
    expect(await run("plain-page.xsl", SAMPLE)).not.toMatch(/javascript:/u);
  });

  it.each(DOCUMENTS)("a page whose paragraphs hold no blocks, of %s", async (_name, path) => {
    const inside =
      /<p(?:\s[^>]*)?>(?:(?!<\/p>).)*<(?:p|div|section|figure|blockquote|ul|ol|table|h[1-6])\b/su;
    expect(await run("plain-page.xsl", path)).not.toMatch(inside);
  });

  it("citations that are JSON", async () => {
    const { citations } = JSON.parse(await run("citations.xsl", SAMPLE));
    expect(citations).toHaveLength(7);
  });

  it("citations without works where there is no register", async () => {
    const { citations } = JSON.parse(await run("citations.xsl", SAMPLE, { registers: "" }));
    expect(new Set(citations.map(({ work }: { work: string | null }) => work))).toEqual(new Set([null]));
  });
});

describe("the reading text is the native one", () => {
  it.each(READINGS)("of the sample, %s", async (reading) => {
    expect(await run("reading-text.xsl", SAMPLE, { reading, ...OURS })).toBe(nativeText(SAMPLE, reading));
  });

  it.skipIf(!existsSync(EDITION)).each(READINGS)("of the edition, %s", async (reading) => {
    expect(await run("reading-text.xsl", EDITION, { reading, ...OURS })).toBe(nativeText(EDITION, reading));
  });

  it("of letters, plays, lists and notes, by the models that every edition begins with", async () => {
    expect(await run("reading-text.xsl", FORMS)).toBe(plainText(FORMS));
  });

  it("of quotations in every language whose marks are known, and in none", async () => {
    expect(await run("reading-text.xsl", LANGUAGES)).toBe(plainText(LANGUAGES));
  });

  it("of words that the header says have kept their own hyphens alone", async () => {
    expect(plainText(HYPHENS)).toBe(
      [
        "A well-known word, continued.",
        "Boer-haave, Boer-haave, Nord-Ost, Haupt- und Nebensatz, so – said, a- b, c-d",
        "Boer-haave, Boer - haave, a word, and another. Quoi ? Moi. no one\n",
      ].join("\n\n"),
    );
    expect(await run("reading-text.xsl", HYPHENS)).toBe(plainText(HYPHENS));
    const page = await run("plain-page.xsl", HYPHENS);
    expect(page).toContain("A well-known word, continued.");
    expect(page.replace(/<[^>]*>/gu, "")).toContain("a word, and another. Quoi");
  });
});

describe("the citations are the native ones", () => {
  it.each(DOCUMENTS)("of %s", async (_name, path) => {
    const { citations } = JSON.parse(await run("citations.xsl", path));
    expect(citations).toEqual(nativeCitations(path));
  });
});

describe.skipIf(!hasJava())("another processor of XSLT 3.0 makes the same", () => {
  const cases = DOCUMENTS.flatMap(([name, path]) =>
    ["reading-text.xsl", "plain-page.xsl", "citations.xsl"].map(
      (stylesheet) => [stylesheet, name, path] as const,
    ),
  );

  it.each(cases)("with %s of %s", async (stylesheet, _name, path) => {
    const [ours, theirs] = [await run(stylesheet, path), await runInJava(stylesheet, path)];
    // The case of the document type's name is the processor's choice (XSLT and XQuery Serialization 3.1, section 7).
    expect(theirs.replace(/^<!DOCTYPE HTML>/u, "<!DOCTYPE html>")).toBe(ours);
  });
});
