import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/report/index.ts";
import {
  inPhase,
  readSchematron,
  readStorableSchematron,
  restoreSchematron,
  validateSchematron,
} from "../../src/validate/index.ts";
import { casesOf } from "../cases.ts";
import { shared } from "../shared.ts";
import { own, treeOf } from "./cases.ts";

const SCHEMA = (parts: string): string =>
  `<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="t" uri="urn:t"/>\n${parts}\n</schema>`;

function said(finding: Finding, source: string): string {
  const attribute = /^[\w:]+(?==["'])/u.exec(source.slice(offset(finding, source)))?.[0];
  const path = `${finding.elementPath}${attribute === undefined ? "" : `/@${attribute}`}`;
  return `${finding.severity} ${path} ${finding.message}${finding.help === null ? "" : ` ${finding.help}`}`;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function offset({ line, column }: Finding, source: string): number {
  return (
    source
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length +
    (line > 1 ? 1 : 0) +
    column -
    1
  );
}

describe("Schematron", () => {
  for (const { title, input, expected } of casesOf(import.meta.dirname, "schematron.cases")) {
    it(title, () => {
      const [rules = "", document = ""] = input.split(/^---\n/mu);
      const source = treeOf(SCHEMA(rules), "rules.sch");
      const { schematron: schema, store } = readStorableSchematron(source, () => null);
      const tree = treeOf(document);
      const findings = [...validateSchematron(tree, schema), ...schema.findings];
      const lines = findings.map((finding) => said(finding, finding.path === "rules.sch" ? "" : document));
      const order = (line: string): string => (line.includes("/schema/") ? `~${line}` : "");
      expect(lines.toSorted((one, other) => order(one).localeCompare(order(other))).join("\n")).toBe(
        expected,
      );
      const load = (): Uint8Array => bytes(SCHEMA(rules));
      const kept = restoreSchematron(
        store((path) => `kept ${path}`),
        (name) => name.slice(5),
        load,
      );
      expect([...validateSchematron(tree, kept!), ...kept!.findings]).toEqual(findings);
    });
  }

  it("does not open what is no schema that was kept", () => {
    expect(restoreSchematron(bytes('{"mark":"other"}'), String, () => null)).toBeNull();
  });

  it("reads the patterns that stand in a RELAX NG schema", () => {
    const schema = readSchematron(
      treeOf(`<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron"><s:ns prefix="t" uri="urn:t"/>
        <define name="p"><element name="p"><s:pattern><s:rule context="t:p"><s:assert test="@n">Number!</s:assert></s:rule></s:pattern></element></define></grammar>`),
    );
    expect(validateSchematron(treeOf('<p xmlns="urn:t"/>'), schema).map(({ message }) => message)).toEqual([
      "Number!",
    ]);
  });

  it("applies the phase that is asked for, and all patterns where there is none of that name", () => {
    const schema = readSchematron(
      treeOf(
        SCHEMA(
          `<phase id="short"><active pattern="one"/></phase>
          <pattern id="one"><rule context="t:p"><report test="true()">one</report></rule></pattern>
          <pattern id="two"><rule context="t:p"><report test="true()">two</report></rule></pattern>`,
        ),
        "rules.sch",
      ),
    );
    const found = (phase: string | null): string[] =>
      validateSchematron(treeOf('<p xmlns="urn:t"/>'), inPhase(schema, phase)).map(({ message }) => message);
    expect(found(null)).toEqual(["one", "two"]);
    expect(found("short")).toEqual(["one"]);
    expect(found("#ALL")).toEqual(["one", "two"]);
    expect(found("shrot")).toEqual([
      "one",
      "two",
      "The phase “shrot” was not applied: the schema has no phase of that name, and all its patterns were applied",
    ]);
  });

  it("points at the node: tag, attribute, text", () => {
    const schema = readSchematron(
      treeOf(
        SCHEMA(
          '<pattern><rule context="t:p/@n"><report test="true()">a</report></rule></pattern><pattern><rule context="t:p/text()"><report test="true()">t</report></rule></pattern>',
        ),
      ),
    );
    const findings = validateSchematron(treeOf('<p xmlns="urn:t"\n  n="1">words</p>'), schema);
    expect(
      findings.map(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn]),
    ).toEqual([
      [2, 3, 2, 8],
      [2, 9, 2, 14],
    ]);
  });

  const teiAll = shared("schemas/tei_all-4.12.0.rng");
  it.skipIf(teiAll === null)("understands every rule of tei_all", () => {
    const schema = readSchematron(treeOf(readFileSync(teiAll!, "utf8"), "tei_all.rng"));
    expect(schema.patterns.length).toBe(93);
    expect(schema.findings).toEqual([]);
    const odd = treeOf(own("schemas/edition.odd"), "edition.odd");
    expect(validateSchematron(odd, schema)).toEqual([]);
  });
});

describe("the rules of the edition", () => {
  const schema = readSchematron(treeOf(own("schemas/edition.sch"), "edition.sch"));
  const about = (text: string): string[] => {
    const document = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div>${text}</div></body></text></TEI>`;
    return validateSchematron(treeOf(document), schema).map(({ message }) => message);
  };

  it.each([
    ["<p>words</p>", []],
    ["<p> </p>", ["A paragraph without words: take it out."]],
    ['<quote><sp who="a" cert="medium"><p>x</p></sp></quote>', []],
    [
      '<quote><sp who="a"><p>x</p></sp></quote>',
      ["A speech without a label needs @cert: who speaks was inferred by the editors."],
    ],
    ["<p><choice><sic>a</sic><corr>a</corr></choice></p>", ["The correction “a” is what the source has."]],
    [
      '<bibl><biblScope from="12" to="9">12-9</biblScope></bibl>',
      ["The range runs backwards: from 12 to 9."],
    ],
    ['<bibl><biblScope from="xii" to="9">xii-9</biblScope></bibl>', []],
    ["<bibl> </bibl>", ["A citation without words."]],
  ])("%s", (text, expected) => {
    expect(about(text)).toEqual(expected);
  });
});
