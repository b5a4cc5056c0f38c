import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import { anchorsOf, canonicalTarget, checkLinks, linkScope } from "../../src/resolve/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { cite } from "../cite/cases.ts";
import { siteOf, source } from "../site/small-site.ts";

const BOOKS = `<citeStructure match="//body/div" use="@n" unit="book"><citeStructure match="div" use="@n" delim=" " unit="chapter">
<citeStructure match="ab" use="position()" delim=":" unit="verse"/></citeStructure></citeStructure>`;
const TEXT = `<div n="Caes"><div n="18"><ab>One.</ab><ab>Two.</ab></div><div n="1 Supp"><ab>More.</ab></div></div>
<div n="Caes B"><div n="18"><ab xml:id="b18-1">Of another.</ab></div></div><lg><l n="1">A</l><l n="2" xml:id="l2">B</l></lg>`;

function document(refsDecl: string, more = ""): string {
  return source("T", `${TEXT}${more}`, "en", `<encodingDesc>${refsDecl}</encodingDesc>`);
}

function read(text: string): Tree {
  const { tree } = readString(text, { path: "tei/a.xml" });
  if (tree === null) throw new Error("cannot be read");
  return tree;
}

/** Where a reference that stands in the first paragraph leads, in a few words. */
function leadsTo(reference: string, refsDecl: string, more = "<p/>"): string {
  const tree = read(document(refsDecl, more));
  const from = [...tree.document.descendantElements("p")].at(-1)!;
  const target = canonicalTarget(reference, from);
  if (target === null) return "nothing";
  if (target.kind === "pointer") return target.pointer;
  return target.kind === "passage" ? target.node.text : `no “${target.missing}” in “${target.known}”`;
}

describe("a canonical reference", () => {
  it.each([
    ["Caes 18:2", "Two."],
    ["  Caes   18:1 ", "One."],
    ["Caes 18", "One.Two."],
    // Names may hold what delimits them: every length is tried.
    ["Caes 1 Supp:1", "More."],
    ["Caes B 18:1", "Of another."],
    ["Caes 18:3", "no “3” in “Caes 18”"],
    ["Caes 99:1", "no “99:1” in “Caes”"],
    ["Caesar 18:1", "nothing"],
    ["Il. 1.1", "nothing"],
    ["", "nothing"],
  ])("%j goes by citeStructure to %j", (reference, expected) => {
    expect(leadsTo(reference, `<refsDecl>${BOOKS}</refsDecl>`)).toBe(expected);
  });

  it.each([
    ["Il. 1.2", "other.xml#il.1.2"],
    ["v 2", "B"],
    ["v 9", "nothing"],
    ["v '", "nothing"],
    ["$", "nothing"],
  ])("%j goes by cRefPattern to %j", (reference, expected) => {
    const patterns = `<cRefPattern matchPattern="Il\\. (\\d+)\\.(\\d+)" replacementPattern="other.xml#il.$1.$2"/>
<cRefPattern matchPattern="v (.+)" replacementPattern="#xpath(//body//l[@n='$1'])"/><cRefPattern matchPattern="(" replacementPattern="#x"/>`;
    expect(leadsTo(reference, `<refsDecl>${patterns}</refsDecl>`)).toBe(expected);
  });

  it("goes by the declaration that holds where it stands, or else by the default", () => {
    const pattern = (id: string, more = ""): string =>
      `<refsDecl xml:id="${id}"${more}><cRefPattern matchPattern="(.+)" replacementPattern="#${id}-$1"/></refsDecl>`;
    const declared = `${pattern("one")}${pattern("two", ' default="true"')}`;
    expect(leadsTo("4", declared)).toBe("#two-4");
    expect(leadsTo("4", declared, '<div decls="#one"><p/></div>')).toBe("#one-4");
    expect(leadsTo("4", `${pattern("one")}${pattern("two")}`)).toBe("#one-4");
  });

  it("by what is no XPath leads to nothing", () => {
    const refsDecl = '<refsDecl><citeStructure match="//div[" use="@n"/></refsDecl>';
    expect(leadsTo("Caes", refsDecl)).toBe("nothing");
  });
});

const REFERRING = `<p>See <ref cRef="Caes 18:2">the second</ref>, <ptr cRef="Caes B 18:1"/>, <bibl>Caes 18:1</bibl>, <ref cRef="Caes 18:9">a ninth</ref>,
<bibl>Caes 18:7</bibl>.</p>`;

describe("canonical references of a document", () => {
  it("to what is not there are told", () => {
    const tree = read(document(`<refsDecl>${BOOKS}</refsDecl>`, REFERRING));
    const findings = checkLinks({ id: "a", tree }, linkScope([anchorsOf({ id: "a", tree })]));
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "links/passage-missing @cRef refers to “9” in “Caes 18”, and there is no such passage",
    ]);
  });

  it("are citations of the text itself, and not of the register", () => {
    const { records, findings } = cite(document(`<refsDecl>${BOOKS}</refsDecl>`, REFERRING));
    expect(
      records.citations.map(({ text, work, loci, certainty }) => [text, work, loci[0]?.from, certainty]),
    ).toEqual([
      ["the second", null, "18:2", "high"],
      [null, null, "18:1", "high"],
      ["Caes 18:1", null, "18:1", "high"],
      ["a ninth", null, "18:9", "low"],
      ["Caes 18:7", null, "18:7", "low"],
    ]);
    expect(findings.map(({ message }) => message)).toEqual([
      "“Caes 18:7” leads to no work: the text has “Caes 18”, and no “7” in it",
    ]);
  });

  it("ask for no register where they are all there is", () => {
    const refsDecl = `<refsDecl>${BOOKS}</refsDecl>`;
    expect(cite(document(refsDecl, '<p><ref cRef="Caes 18:2"/></p>'), false).findings).toEqual([]);
  });

  it("are links to their passages in the page", () => {
    const site = siteOf({ a: document(`<refsDecl>${BOOKS}</refsDecl>`, REFERRING) });
    const page = site.get("texts/a.html")!;
    const two = /<\w+ id="([^"]+)"[^>]*>Two\./u.exec(page)?.[1];
    expect(two).toBeDefined();
    expect(page).toContain(`<a href="#${two}"`);
    expect(page).toContain('<a href="#b18-1"');
  });
});
