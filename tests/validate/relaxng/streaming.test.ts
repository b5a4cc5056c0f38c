import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/read/index.ts";
import { compileSchema, isSeenValid, type Schema, validate } from "../../../src/validate/relaxng/index.ts";
import { shared } from "../../shared.ts";
import { specCases } from "./suite.ts";

const grammar = shared("schemas/tei_all-4.12.0.rng");
const corpora = shared("corpora");
const suite = shared("suites/relaxng/spectest.xml");

const VOCABULARY = `datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
start = element list { item*, day* }
item = element item { attribute xml:id { xsd:ID }?, attribute of { xsd:IDREF }?, attribute n { xsd:int }?, mixed { hi* } }
hi = element hi { text }
day = element day { attribute as { xsd:QName }?, xsd:date }`;

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function compiled(text: string): Schema {
  return compileSchema({ path: "list.rnc", bytes: bytesOf(text) }).schema!;
}

function isValid(bytes: Uint8Array, path: string, schema: Schema): boolean {
  const { tree, findings } = readDocument(bytes, { path });
  return tree !== null && findings.length === 0 && validate(tree, schema).length === 0;
}

describe("validation while the bytes are gone over", () => {
  const schema = compiled(VOCABULARY);
  const sees = (text: string): boolean => isSeenValid(bytesOf(text), schema);

  it.each([
    "<list/>",
    "\uFEFF<?xml version='1.0' encoding=\"UTF-8\"?>\n<!-- a --><?b c?>\n<list></list>\n<!---->\n",
    '<list><item n="1">a &amp; b &#x20AC; <hi>ü</hi> ]] ></item ><item n = "2"\n/></list>',
    '<list><item xml:id="a"/><item of="b"/><item xml:id="b" of="a"/></list>',
    "<list><item><![CDATA[<hi>]]></item><day>1938-03-02</day><day> 1938-03-03\n</day></list>",
    "<list xmlns:a='urn:a' xmlns=''><item xmlns:a='urn:b'><hi/></item><item/></list>",
    `<list>${'<item n="7">x<hi>y</hi></item>'.repeat(50)}</list>`,
  ])("sees that %s is valid", (text) => {
    expect([isValid(bytesOf(text), "a.xml", schema), sees(text)]).toEqual([true, true]);
  });

  it.each([
    ["an element that is not there", "<list><itme/></list>"],
    ["a value", '<list><item n="x"/></list>'],
    ["a value behind one that was known", '<list><item n="7"/><item n="7"/><item n="seven"/></list>'],
    ["an attribute", '<list n="1"/>'],
    ["an attribute twice", '<list><item n="1" n="1"/></list>'],
    ["an id twice", '<list><item xml:id="a"/><item xml:id="a"/></list>'],
    ["a reference that leads nowhere", '<list><item of="a"/></list>'],
    ["text where there is none", "<list>a</list>"],
    ["text by a reference where there is none", "<list>&#97;</list>"],
    ["typed content", "<list><day>1938-02-30</day></list>"],
    ["the order of elements", "<list><day>1938-03-02</day><item/></list>"],
    ["an element in another namespace", "<list xmlns:a='urn:a'><a:item/></list>"],
    ["a default namespace that is left too late", "<list><item xmlns='urn:a'/><item/></list>"],
    ["a prefix that is bound to nothing", "<list><a:item/></list>"],
    ["an end tag", "<list><item></itm></list>"],
    ["an end tag that is missing", "<list><item></list>"],
    ["an element that is not closed", "<list><item/>"],
    ["text before the root", "/list><list/>"],
    ["text behind the root", "<list/>a"],
    ["a second root", "<list/><list/>"],
    ["an entity that is not declared", "<list><item>&nbsp;</item></list>"],
    ["a reference to what is no character", "<list><item>&#0;</item></list>"],
    ["a control", "<list><item>\u0001</item></list>"],
    ["U+FFFF", "<list><item>\uFFFF</item></list>"],
    ["the end of a section in text", "<list><item>]]></item></list>"],
    ["hyphens in a comment", "<list><!-- -- --></list>"],
    ["a reserved target", "<list><?XML a?></list>"],
    ["a sign in a value", '<list><item n="<"/></list>'],
    ["attributes without space between", '<list><item n="1"xml:id="a"/></list>'],
    ["the prefix xmlns", '<list xmlns:xmlns="urn:a"/>'],
    ["one name by two prefixes", '<list xmlns:a="urn:a" xmlns:b="urn:a" a:x="1" b:x="1"/>'],
  ])("does not take for valid what is not: %s", (_what, text) => {
    expect([isValid(bytesOf(text), "a.xml", schema), sees(text)]).toEqual([false, false]);
  });

  it("refuses bytes that are no UTF-8, and leaves other encodings to the reader", () => {
    expect(isSeenValid(Uint8Array.of(...bytesOf("<list>"), 0x80, ...bytesOf("</list>")), schema)).toBe(false);
    const latin = Buffer.from(
      "<?xml version='1.0' encoding='iso-8859-1'?><list><item>ü</item></list>",
      "latin1",
    );
    expect([isValid(latin, "a.xml", schema), isSeenValid(latin, schema)]).toEqual([true, false]);
  });

  it("leaves values that depend on namespaces to the reader, also such as it has met", () => {
    const text = '<list xmlns:b="urn:b"><day as="b:a">1938-03-02</day></list>';
    expect([sees(text), sees(text), isValid(bytesOf(text), "a.xml", schema)]).toEqual([false, false, true]);
  });

  it.skipIf(suite === null)("has the verdict of James Clark's tests, or none", () => {
    const wrong: string[] = [];
    let seen = 0;
    let valid = 0;
    for (const { schema: files, instances } of specCases(suite!).filter(({ isCorrect }) => isCorrect)) {
      const { schema } = compileSchema(files.main, files.load);
      for (const { text, isValid: should } of instances) {
        const sees = isSeenValid(bytesOf(text), schema!);
        if (should) valid++;
        if (should && sees) seen++;
        if (sees && !should) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen / valid).toBeGreaterThan(0.9);
  });

  it.skipIf(grammar === null || corpora === null)(
    "sees what of the corpora is valid, and nothing else",
    () => {
      const { schema } = compileSchema({ path: grammar!, bytes: readFileSync(grammar!) });
      const unlike: string[] = [];
      for (const name of ["gerdracor", "tei-p5-test", "zoo"]) {
        const files = readdirSync(join(corpora!, name), { recursive: true, encoding: "utf8" });
        for (const file of files.filter((each) => each.endsWith(".xml"))) {
          const bytes = readFileSync(join(corpora!, name, file));
          const isPlain = !/<!DOCTYPE|encoding="(?!utf-?8)/iu.test(bytes.toString("latin1", 0, 2000));
          const valid = isValid(bytes, file, schema!);
          const sees = isSeenValid(bytes, schema!);
          if (sees !== valid && (sees || isPlain)) unlike.push(`${file}: ${sees}`);
        }
      }
      expect(unlike).toEqual([]);
    },
  );
});
