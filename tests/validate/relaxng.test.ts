import { describe, expect, it } from "vitest";
import { compileSchema, validateAll, validateRelaxng } from "../../src/validate/index.ts";
import { casesOf } from "../cases.ts";
import { treeOf } from "./cases.ts";

const VOCABULARY = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:b" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="book"><ref name="title"/><choice><oneOrMore><ref name="chapter"/></oneOrMore><oneOrMore><ref name="letter"/></oneOrMore></choice></element></start>
  <define name="title"><element name="title"><text/></element></define>
  <define name="chapter"><element name="chapter">
    <attribute name="n"><data type="positiveInteger"/></attribute>
    <attribute name="type"><choice><value>prose</value><value>verse</value></choice></attribute>
    <optional><attribute name="lang"/></optional>
    <optional><element name="head"><text/></element></optional><zeroOrMore><ref name="p"/></zeroOrMore>
  </element></define>
  <define name="letter"><element name="letter">
    <attribute name="xml:id"><data type="ID"/></attribute><attribute name="to"><data type="anyURI"/></attribute>
    <oneOrMore><ref name="p"/></oneOrMore>
  </element></define>
  <define name="p"><element name="p"><zeroOrMore><choice><text/><element name="hi"><text/></element></choice></zeroOrMore></element></define>
</grammar>`;

function file(path: string, text: string): { path: string; bytes: Uint8Array } {
  return { path, bytes: new TextEncoder().encode(text) };
}

describe("RELAX NG", () => {
  const { schema } = compileSchema(file("book.rng", VOCABULARY));
  for (const { title, input, expected } of casesOf(import.meta.dirname, "relaxng.cases")) {
    it(title, async () => {
      const [findings] = await validateAll([treeOf(input)], schema!);
      const said = findings!.map(
        ({ line, column, endLine, endColumn, code, message, help }) =>
          `${line}:${column}-${endLine}:${endColumn} ${code} ${message}${help === null ? "" : `. ${help}`}`,
      );
      expect(said.join("\n")).toBe(expected);
    });
  }

  it("checks many documents in one run, and keeps them apart", async () => {
    const good = '<book xmlns="urn:b"><title/><chapter n="1" type="prose"/></book>';
    const trees = [good, good.replace("title", "titel"), good, good.replace(' n="1"', "")].map((text, at) =>
      treeOf(text, `${at}.xml`),
    );
    const found = await validateAll(trees, schema!);
    expect(found.map((each) => each.map(({ code, path }) => `${path} ${code}`))).toEqual([
      [],
      ["1.xml schema/element-unknown"],
      [],
      ["3.xml schema/attribute-missing"],
    ]);
  });

  it("reads grammars that include others", async () => {
    const including =
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="book.rng"/></grammar>';
    const compiled = compileSchema(file("all.rng", including), [file("book.rng", VOCABULARY)]);
    const [findings] = await validateAll(
      [treeOf('<book xmlns="urn:b"><title/><chaptre/></book>')],
      compiled.schema!,
    );
    expect(findings!.map(({ message, help }) => [message, help])).toEqual([
      ["The schema knows no element <chaptre>, which stands in <book>", "Did you mean <chapter>?"],
    ]);
  });

  it("goes as deep as the reader", async () => {
    const nested =
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start><define name="a"><element name="a"><optional><ref name="a"/></optional></element></define></grammar>';
    const tree = treeOf(`${"<a>".repeat(500)}${"</a>".repeat(500)}`);
    expect(await validateRelaxng(tree, file("a.rng", nested))).toEqual([]);
  });
});

describe("a schema that cannot be used", () => {
  const about = async (text: string): Promise<string[]> =>
    (await validateRelaxng(treeOf("<a/>"), file("s.rng", text))).map(
      ({ path, line, column, code, message }) => `${path}:${line}:${column} ${code} ${message}`,
    );

  it.each([
    [
      "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>",
      [
        "s.rng:1:1 schema/schema-invalid The schema cannot be used: its outermost element <schema> is not RELAX NG",
      ],
    ],
    [
      "<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n<start><ref name='nothing'/></start></grammar>",
      [
        "s.rng:2:1 schema/schema-invalid The schema cannot be used: Reference nothing has no matching definition",
      ],
    ],
  ])("%s", async (text, expected) => {
    const found = await about(text);
    expect(found.map((line) => line.replace(/:2:\d+ /u, ":2:1 "))).toEqual(expected);
  });

  it("is not well-formed", async () => {
    expect((await about("<grammar"))[0]).toMatch(/^s\.rng:1:\d+ wellformed\//u);
  });
});
