import { describe, expect, it } from "vitest";
import { type LoadedGrammar, loadGrammar } from "../../../src/validate/relaxng/load.ts";
import { resolveReference } from "../../../src/validate/relaxng/reference.ts";
import { casesOf } from "../../cases.ts";
import { shared } from "../../shared.ts";
import { frontResult } from "./front-case.ts";
import { mutateSchema } from "./schema-mutation.ts";
import { writeSimpleForm } from "./simple-form.ts";
import { compactCases, specCases } from "./suite.ts";

const NAMESPACE = 'xmlns="http://relaxng.org/ns/structure/1.0"';

function load(source: string, files: Readonly<Record<string, string>> = {}): LoadedGrammar {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const main = { path: "schema", bytes: bytes(source) };
  return loadGrammar(main, (path) => (files[path] === undefined ? null : bytes(files[path])));
}

function codes(loaded: LoadedGrammar): string[] {
  expect(loaded.grammar).toBeNull();
  return loaded.findings.map(({ code }) => code);
}

describe("reading a schema", () => {
  it.each(casesOf(import.meta.dirname, "front.cases"))("$title", ({ input, expected }) => {
    expect(frontResult(input)).toBe(expected);
  });

  it("tells the two syntaxes apart by what stands there, not by the name", () => {
    const xml = `\ufeff\n<element ${NAMESPACE} name="a"><empty/></element>`;
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from("element a { empty }", "utf16le")]);
    expect(load(xml).grammar).not.toBeNull();
    expect(load("# element <a>\nelement a { empty }").grammar).not.toBeNull();
    expect(loadGrammar({ path: "s.rng", bytes: utf16 }, () => null).grammar).not.toBeNull();
  });

  it("names all files that went into it, as they were called in", () => {
    const files = { "b.rnc": 'include "c.rnc" start = c', "c.rnc": "c = element c { empty }" };
    expect(load('include "b.rnc" include "c.rnc" { c = notAllowed } ', files).files).toEqual([
      "schema",
      "b.rnc",
      "c.rnc",
    ]);
  });

  it("keeps what is referred to several times one object", () => {
    const { grammar } = load(
      "start = element a { x, element b { x } } x = attribute y { text }, (text | element c { x })",
    );
    const [a, b] = grammar!.elements;
    const shared = a!.pattern.kind === "group" ? a!.pattern.members[0] : null;
    expect(shared).toBe(b!.pattern);
  });

  it("gives the types of identifiers by element and attribute", () => {
    const { idTypes: types } = load(
      "namespace x = 'urn:x' start = element a|x:b { attribute x:id { xsd:ID }, attribute to { xsd:IDREFS }? }",
    );
    expect([...types].map(([element, attributes]) => [element, Object.fromEntries(attributes)])).toEqual([
      ["{}a", { "{urn:x}id": "ID", "{}to": "IDREFS" }],
      ["{urn:x}b", { "{urn:x}id": "ID", "{}to": "IDREFS" }],
    ]);
  });
});

describe("resolving a reference", () => {
  it.each([
    ["a/b.rng", "c.rng", "a/c.rng"],
    ["a/b.rng", "../c/./d.rng", "c/d.rng"],
    ["b.rng", "../../d.rng", "../../d.rng"],
    ["/x/b.rng", "../../../d.rng", "/d.rng"],
    ["a/b/", "c%20d.rng", "a/b/c d.rng"],
    ["a/b.rng", "/c.rng", "/c.rng"],
    ["a/b.rng", "http://example.org/c.rng", "http://example.org/c.rng"],
    ["http://example.org/x/b.rng", "../c.rng", "http://example.org/c.rng"],
    ["C:\\x\\b.rng", "c.rng", "C:\\x\\c.rng"],
    ["a/b.rng", "", "a/b.rng"],
  ])("%s + %s = %s", (base, href, expected) => {
    expect(resolveReference(base, href)).toBe(expected);
  });
});

describe("a hostile schema", () => {
  const deep = 10_000;

  it("nested ten thousand deep is refused in either syntax", () => {
    const xml = `<element ${NAMESPACE} name="a">${"<group>".repeat(deep)}<empty/>${"</group>".repeat(deep)}</element>`;
    expect(codes(load(xml))).toEqual(["wellformed/nesting-too-deep"]);
    expect(codes(load(`element a { ${"(".repeat(deep)}empty${")".repeat(deep)} }`))).toEqual([
      "schema/relaxng-too-much",
    ]);
    expect(codes(load("x [".repeat(deep)))).toEqual(["schema/relaxng-too-much"]);
  });

  it("whose definitions lead ten thousand deep is refused, however they share", () => {
    const chain = Array.from(
      { length: deep },
      (_, at) => `d${at} = x${at}?, d${at + 1} x${at} = element x { empty }`,
    );
    const upwards = chain.toReversed().join("\n");
    for (const definitions of [chain.join("\n"), upwards]) {
      expect(codes(load(`start = element a { d0 } d${deep} = empty ${definitions}`))).toEqual([
        "schema/relaxng-too-much",
      ]);
    }
  });

  it("that would be endless if written out is no larger than it is", () => {
    const doubling = Array.from({ length: 200 }, (_, at) => `d${at} = d${at + 1} | (d${at + 1}, d${at + 1})`);
    const { grammar } = load(`start = element a { d0 } d200 = element b { empty } ${doubling.join("\n")}`);
    expect(grammar?.elements.length).toBe(2);
    const faulty = load(`start = element a { d0 } d200 = attribute b { empty } ${doubling.join("\n")}`);
    expect(new Set(codes(faulty))).toEqual(new Set(["schema/relaxng-attribute-twice"]));
  });

  it("whose files call in each other without end is refused", () => {
    const files: Record<string, string> = {};
    for (let at = 0; at < 40; at++) files[`f${at}`] = `include "f${at + 1}" include "f${at + 1}"`;
    files.f40 = "x |= element a { empty }";
    expect(codes(load('include "f0" start = x', files))).toContain("schema/relaxng-too-much");
    const circle = { f0: 'external "f1"', f1: 'grammar { start = external "f0" }' };
    expect(codes(load('external "f0"', circle))).toEqual(["schema/relaxng-circle"]);
  });

  it("with a long circle of definitions names its beginning", () => {
    const circle = Array.from({ length: 900 }, (_, at) => `d${at} = d${(at + 1) % 900}`);
    const { findings } = load(`start = element a { d0 } ${circle.join("\n")}`);
    expect(findings.map(({ message }) => message)).toEqual([
      "“d0” refers to itself by way of “d1”, “d2”, “d3”, “d4”, “d5” … without an element between (RELAX NG, section 4.19)",
    ]);
  });

  it("of thousands of names in one choice is read in no time", () => {
    const names = Array.from({ length: 5000 }, (_, at) => `attribute a${at} { text }?`);
    expect(load(`element a { ${names.join(", ")} }`).grammar).not.toBeNull();
  });
});

const spec = shared("suites/relaxng/spectest.xml");
const compact = shared("suites/relaxng/compacttest.xml");

describe.skipIf(spec === null || compact === null)("schemas changed at random", () => {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const xml = specCases(spec!).map(({ schema }) => text(schema.main.bytes));
  const rnc = compactCases(compact!).map(({ compact: schema }) => text(schema.main.bytes));

  it("are used or refused with a finding, and never anything else", () => {
    let used = 0;
    for (let seed = 0; seed < 800; seed++) {
      const isXml = seed % 2 === 0;
      const pool = isXml ? xml : rnc;
      const loaded = load(mutateSchema(pool[(seed * 7) % pool.length]!, isXml, seed));
      if (loaded.grammar === null) expect(loaded.findings.map(({ severity }) => severity)).toContain("error");
      else {
        used++;
        expect(writeSimpleForm(loaded.grammar)).not.toBe("");
      }
    }
    expect(used).toBeGreaterThan(80);
  });
});

const tei = shared("schemas/tei_all-4.12.0.rng");

describe.skipIf(tei === null)("the whole of TEI", () => {
  it("has 594 elements, whose xml:id are identifiers", async () => {
    const { readFileSync } = await import("node:fs");
    const {
      grammar,
      idTypes: types,
      findings,
    } = loadGrammar({ path: "tei_all.rng", bytes: readFileSync(tei!) }, () => null);
    expect(findings).toEqual([]);
    expect(grammar?.elements.length).toBe(594);
    expect(types.size).toBe(588);
  });
});
