import { describe, expect, it } from "vitest";
import { compileGrammar } from "../../src/validate/grammar.ts";
import { casesOf, grammarOf, loadFrom, verdictOf } from "./schema-files.ts";

const OPEN = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" elementFormDefault="qualified">`;

const FILES = {
  "schemas/main.xsd": `<?xml version="1.0" encoding="ISO-8859-1"?>
${OPEN}
  <xs:include schemaLocation="../parts/p.xsd"/>
  <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
  <xs:element name="book"><xs:complexType><xs:sequence>
    <xs:element ref="title"/><xs:element ref="p" maxOccurs="unbounded"/><xs:element name="year" type="xs:gYear"/>
  </xs:sequence><xs:attribute name="n" type="xs:integer" use="required"/></xs:complexType></xs:element>
</xs:schema>`,
  "parts/p.xsd": `${OPEN}<xs:include schemaLocation="../schemas/main.xsd"/>
  <xs:element name="title" type="xs:string"/>
  <xs:element name="p"><xs:complexType mixed="true"><xs:attribute name="rend"><xs:simpleType>
    <xs:restriction base="xs:token"><xs:enumeration value="bold"/><xs:enumeration value="italic"/></xs:restriction>
  </xs:simpleType></xs:attribute></xs:complexType></xs:element>
</xs:schema>`,
};

function findingsOf(files: Readonly<Record<string, string>>): string[] {
  const [path, text] = Object.entries(files)[0]!;
  const main = { path, bytes: new TextEncoder().encode(text) };
  return compileGrammar(main, "xsd", loadFrom(files)).findings.map(
    (found) => `${found.path}:${found.line} ${found.code} ${found.message}`,
  );
}

describe("XML Schema", () => {
  const grammar = grammarOf(FILES, "xsd");

  for (const { title, input, expected } of casesOf(import.meta.dirname, "xsd.cases")) {
    it(title, async () => expect(await verdictOf(input, grammar)).toBe(expected));
  }

  it("says what it asked for, so that a cache knows its files", () => {
    const main = { path: "schemas/main.xsd", bytes: new TextEncoder().encode(FILES["schemas/main.xsd"]) };
    expect(compileGrammar(main, "xsd", loadFrom(FILES)).files).toEqual([
      "parts/p.xsd",
      "http://www.w3.org/2001/xml.xsd",
    ]);
  });

  it("names a file that is not here, at the element that takes it in", () => {
    const alone = { "schemas/main.xsd": FILES["schemas/main.xsd"] };
    expect(findingsOf(alone)).toEqual([
      "schemas/main.xsd:3 schema/part-missing The schema takes in parts/p.xsd, which is not here",
    ]);
  });

  it("does without an import that nothing uses, and not without one that something uses", () => {
    const use = `${OPEN}<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
      <xs:element name="a"><xs:complexType><xs:attribute ref="xml:id"/></xs:complexType></xs:element></xs:schema>`;
    expect(findingsOf({ "a.xsd": use })).toEqual([
      "a.xsd:1 schema/part-missing The schema takes in xml.xsd, which is not here",
    ]);
  });

  it("refuses what is no schema, and one that contradicts itself", async () => {
    expect(findingsOf({ "a.xsd": "<a/>" })[0]).toMatch(/its outermost element <a> is not XML Schema/u);
    const broken = grammarOf(
      { "a.xsd": `${OPEN}\n<xs:element name="a" type="nowhere"/></xs:schema>` },
      "xsd",
    );
    expect(await verdictOf("<a/>", broken)).toMatch(/^a\.xsd:2:1 schema\/schema-invalid/u);
  });
});
