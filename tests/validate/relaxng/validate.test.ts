import { describe, expect, it } from "vitest";
import * as library from "../../../src/relaxng.ts";
import {
  compileSchema,
  deserializeSchema,
  serializeSchema,
  validate,
} from "../../../src/validate/relaxng/index.ts";
import { casesOf } from "../../cases.ts";
import { treeOf } from "../cases.ts";

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
  for (const { title, input, expected } of casesOf(import.meta.dirname, "validate.cases")) {
    it(title, () => {
      const said = validate(treeOf(input), schema!).map(
        ({ line, column, endLine, endColumn, code, message, help }) =>
          `${line}:${column}-${endLine}:${endColumn} ${code} ${message}${help === null ? "" : `. ${help}`}`,
      );
      expect(said.join("\n")).toBe(expected);
    });
  }

  it("reads grammars that include others", () => {
    const including =
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="book.rng"/></grammar>';
    const load = (path: string): Uint8Array | null =>
      path === "schemas/book.rng" ? file(path, VOCABULARY).bytes : null;
    const compiled = compileSchema(file("schemas/all.rng", including), load);
    expect(compiled.files).toEqual(["schemas/all.rng", "schemas/book.rng"]);
    const findings = validate(treeOf('<book xmlns="urn:b"><title/><chaptre/></book>'), compiled.schema!);
    expect(findings.map(({ message, help }) => [message, help])[0]).toEqual([
      "The schema knows no element <chaptre>, which stands in <book>",
      "Did you mean <chapter>?",
    ]);
  });

  it("is a library of its own: bytes of a schema and of a document are all it needs", () => {
    const { schema } = library.compileSchema(file("a.rnc", "element a { xsd:date }"));
    const { tree } = library.readDocument(file("a.xml", "<a>1938-02-30</a>").bytes, { path: "a.xml" });
    expect(
      library.validate(tree!, schema!).map(({ line, column, message }) => [line, column, message]),
    ).toEqual([
      [
        1,
        4,
        "“1938-02-30” is not a value of <a>: February has 28 days in 1938, not 30; expected a date such as 1938-03-02 (xsd:date)",
      ],
    ]);
  });

  it("goes as deep as memory", () => {
    const nested =
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start><define name="a"><element name="a"><optional><ref name="a"/></optional></element></define></grammar>';
    const tree = treeOf(`${"<a>".repeat(500)}${"</a>".repeat(500)}`);
    expect(validate(tree, compileSchema(file("a.rng", nested)).schema!)).toEqual([]);
  });

  it("says the same of a document whatever was checked before it, and after the schema was kept on a disk", () => {
    const documents = casesOf(import.meta.dirname, "validate.cases").map(({ input }) => treeOf(input));
    const anew = documents.map((tree) => validate(tree, compileSchema(file("book.rng", VOCABULARY)).schema!));
    const kept = deserializeSchema(serializeSchema(schema!))!;
    expect(documents.map((tree) => validate(tree, schema!))).toEqual(anew);
    expect(documents.toReversed().map((tree) => validate(tree, kept))).toEqual(anew.toReversed());
    expect(kept.gathered).toBe(schema!.gathered);
  });
});
