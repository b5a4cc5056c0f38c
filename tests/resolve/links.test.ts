import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import { anchorsOf, checkLinks, linkScope } from "../../src/resolve/index.ts";
import type { Tree } from "../../src/tree/index.ts";

function tree(source: string, path = "tei/a.xml"): Tree {
  const result = readString(source, { path });
  if (result.tree === null) throw new Error(result.findings[0]?.message);
  return result.tree;
}

function tei(body: string, header = ""): string {
  return `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>${header}</teiHeader><text><body>\n${body}\n</body></text></TEI>`;
}

const OTHER = tei(
  '<listPerson><person xml:id="weil"/></listPerson><listPlace><place xml:id="paris"/></listPlace><bibl xml:id="book"/>',
);

function check(body: string, header = "", loaded: Record<string, string> = {}) {
  const documents = [
    { id: "a", tree: tree(tei(body, header)) },
    { id: "register", tree: tree(OTHER, "tei/register.xml") },
  ];
  const load = (path: string): Tree | null => (loaded[path] === undefined ? null : tree(loaded[path], path));
  const scope = linkScope(documents.map(anchorsOf), load);
  return checkLinks(documents[0]!, scope);
}

function codes(...args: Parameters<typeof check>): string[] {
  return check(...args).map(({ code }) => code);
}

describe("a pointer", () => {
  it.each([
    ['<p xml:id="p1"/><ref target="#p1"/>', "within the document"],
    ['<sp who="register.xml#weil"/>', "to another document"],
    ['<sp who="./register.xml#weil"/>', "with a dot in its path"],
    ['<div xml:base="sub/"><sp who="../register.xml#weil"/></div>', "from an xml:base"],
    ['<ref target="https://example.org/#x"/><ref target="mailto:a@b.c"/>', "to the web"],
    ['<ref target="register.xml"/>', "to a whole document"],
    ['<sp who=" register.xml#weil  register.xml#weil "/>', "among others"],
    ['<graphic url="missing.jpg"/><pb facs="images/1.jpg"/>', "to an image file"],
    ['<biblScope from="3" to="4"/><date from="1900"/>', "that is none"],
    ['<ref target="#xpath1(//p[1])"/>', "with an XPointer scheme"],
    ['<p xml:id="été"/><ref target="#%C3%A9t%C3%A9"/><ref target="#été"/>', "with escaped letters"],
    ['<sp who="#r"/><castItem><role xml:id="r"/></castItem>', "to a role"],
    ["<ref target='about'/>", "to a page beside"],
  ])("is followed: %s (%s)", (body) => {
    expect(codes(body)).toEqual([]);
  });

  it.each([
    ['<ref target="#p2"/><p xml:id="p1"/>', "links/target-missing"],
    ['<sp who="register.xml#veil"/>', "links/target-missing"],
    ['<sp who="registre.xml#weil"/>', "links/file-missing"],
    ['<sp who="weil"/>', "links/hash-missing"],
    ['<sp who="veil"/>', "links/bare-word"],
    ['<sp who="#"/>', "links/target-missing"],
    ['<persName xml:id="x"/><ref target="x"/>', "links/hash-missing"],
    ['<sp who="register.xml#book"/>', "links/wrong-kind"],
    ['<sp who="register.xml#paris"/>', "links/wrong-kind"],
    ['<placeName ref="register.xml#weil"/>', "links/wrong-kind"],
    ['<persName ref="register.xml#paris"/>', "links/wrong-kind"],
    ['<p rendition="#p1" xml:id="p1"/>', "links/wrong-kind"],
    ['<persName ref="psn:weil"/>', "links/prefix-unknown"],
    ['<p xml:id="p1"/><p xml:id="p1"/>', "links/duplicate-id"],
  ])("is refused: %s", (body, code) => {
    expect(codes(body)).toEqual([code]);
  });

  it("is told by its own place, with what was meant", () => {
    const [finding] = check('<sp who="register.xml#weil register.xml#veil"/>');
    expect(finding).toMatchObject({
      line: 2,
      column: 28,
      endLine: 2,
      endColumn: 45,
      help: "Did you mean “register.xml#weil”?",
    });
    expect(check('<sp who="register.xml#veil"/>')[0]?.message).toContain(
      "no element of register has that xml:id",
    );
    expect(check('<p xml:id="weil"/><sp who="weil"/>')[0]?.help).toBeNull();
    expect(check('<person xml:id="weil"/><sp who="weil"/>')[0]?.help).toBe("Write “#weil”.");
    expect(check('<sp who="weil"/>')[0]?.help).toBe("Write “register.xml#weil”.");
    expect(check('<sp who="registre.xml#weil"/>')[0]?.help).toBe("Did you mean “register.xml#weil”?");
  });

  it("is written out by the document's prefixes", () => {
    const header = `<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="register.xml#$1"/>
      <prefixDef ident="web" matchPattern="(.+)" replacementPattern="https://example.org/$1"/></listPrefixDef>`;
    expect(codes('<persName ref="psn:weil"/><ref target="web:anything"/>', header)).toEqual([]);
    expect(codes('<persName ref="psn:veil"/>', header)).toEqual(["links/target-missing"]);
    expect(check('<persName ref="pns:weil"/>', header)[0]).toMatchObject({
      code: "links/prefix-unknown",
      help: "Did you mean “psn:”?",
    });
  });

  it("leads into files that are no document of the edition, where they can be read", () => {
    const loaded = { "taxonomies/t.xml": tei('<category xml:id="c1"/>') };
    expect(codes('<p ana="../taxonomies/t.xml#c1"/>', "", loaded)).toEqual([]);
    expect(codes('<p ana="../taxonomies/t.xml#c2"/>', "", loaded)).toEqual(["links/target-missing"]);
    expect(check('<p ana="../taxonomies/t.xml#c2"/>', "", loaded)[0]?.help).toBe(
      "Did you mean “../taxonomies/t.xml#c1”?",
    );
  });
});

describe("an attribute", () => {
  it.each([
    '<rendition scheme="css"/>',
    '<occupation code="54030"/>',
    '<biblScope from="1" to="2"/>',
    '<note n="p1"/>',
  ])("that is no pointer there is left alone: %s", (body) => {
    expect(codes(body)).toEqual([]);
  });
});
