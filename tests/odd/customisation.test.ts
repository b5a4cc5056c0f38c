import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  compileCompact,
  compileRelaxng,
  compileSchematron,
  type Odd,
  type OddFiles,
  readOdd,
} from "../../src/odd/index.ts";
import { compileGrammar, type Grammar, validateGrammar } from "../../src/validate/index.ts";
import { casesOf } from "../cases.ts";
import { treeOf } from "../validate/cases.ts";

const TEI = 'xmlns="http://www.tei-c.org/ns/1.0"';
const library = treeOf(readFileSync(join(import.meta.dirname, "library.xml"), "utf8"), "library.xml");

/** Files by their paths; where none is named it is the library of these tests. */
function filesOf(others: Readonly<Record<string, string>> = {}): OddFiles {
  const file = (path: string) => (others[path] === undefined ? null : treeOf(others[path], path));
  return { file, source: (reference) => (reference === null ? library : file(reference)) };
}

function customised(specifications: string, files = filesOf(), attributes = 'start="TEI"'): Odd {
  const more = '<specGrp xml:id="more"><moduleRef key="names"/></specGrp>';
  const schema = `<schemaSpec ident="test" ${attributes}>${specifications}</schemaSpec>`;
  return readOdd(treeOf(`<div ${TEI}>${more}${schema}</div>`, "test.odd"), files);
}

function grammarOf(odd: Odd): Grammar {
  return readGrammar("test.rng", compileRelaxng(odd));
}

function compactOf(odd: Odd): Grammar {
  return readGrammar("test.rnc", compileCompact(odd));
}

function readGrammar(path: string, text: string): Grammar {
  const { grammar, findings } = compileGrammar({ path, bytes: Buffer.from(text) }, "relaxng", () => null);
  expect(findings).toEqual([]);
  return grammar!;
}

async function accepts(grammar: Grammar, inside: string): Promise<boolean> {
  return (await validateGrammar([treeOf(`<TEI ${TEI}>${inside}</TEI>`)], grammar))[0]!.length === 0;
}

describe("a customisation, by what its schema accepts", () => {
  for (const { title, input, expected } of casesOf(import.meta.dirname, "customisation.cases")) {
    it(title, async () => {
      const odd = customised(input);
      const grammars = [grammarOf(odd), compactOf(odd)];
      for (const grammar of grammars) {
        const said: string[] = [];
        for (const line of expected.split("\n")) {
          const inside = line.slice(2);
          said.push(`${(await accepts(grammar, inside)) ? "+" : "-"} ${inside}`);
        }
        expect(said.join("\n")).toBe(expected);
      }
    });
  }
});

describe("an ODD that stands on another", () => {
  const mother = `<schemaSpec ${TEI} ident="mother"><moduleRef key="tei"/><moduleRef key="core" except="list"/><moduleRef key="names"/>
    <elementSpec ident="name" mode="change"><content><empty/></content></elementSpec></schemaSpec>`;
  const files = filesOf({ "mother.odd": mother });

  it("chooses from what that one has left, as that one has changed it", async () => {
    const grammar = grammarOf(
      customised(
        '<moduleRef key="tei"/><moduleRef key="core"/><moduleRef key="names"/>',
        files,
        'source="mother.odd"',
      ),
    );
    expect(await accepts(grammar, "<p><hi/><name/></p>")).toBe(true);
    expect(await accepts(grammar, "<p><name>X</name></p>")).toBe(false);
    expect(await accepts(grammar, "<list><item/></list>")).toBe(false);
  });

  it("says so where it leads back to itself", () => {
    const circle = filesOf({
      "mother.odd": mother.replace("<schemaSpec", '<schemaSpec source="mother.odd"'),
    });
    const { findings } = customised('<moduleRef key="tei"/>', circle, 'source="mother.odd"');
    expect(findings.map(({ code }) => code)).toContain("schema/odd-reference-circle");
  });
});

describe("a schema of another vocabulary that an ODD takes in", () => {
  const foreign = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:f"><start><ref name="f"/></start>
    <define name="f"><element name="f"><ref name="inside"/></element></define>
    <define name="inside"><element name="g"><empty/></element></define></grammar>`;
  const files = filesOf({ "f.rng": foreign });
  const rng = 'xmlns="http://relaxng.org/ns/structure/1.0"';
  const phrase = `<macroSpec ident="macro.paraContent" mode="change"><content><ref ${rng} name="x.f"/></content></macroSpec>
    <elementSpec ident="item" mode="change"><content><elementRef key="x.f"/></content></elementSpec>`;

  it("can be referred to by its definitions, with the prefix they were given", async () => {
    const grammar = grammarOf(
      customised(
        `<moduleRef key="tei"/><moduleRef key="core"/><moduleRef url="f.rng" prefix="x."/>${phrase}`,
        files,
      ),
    );
    expect(await accepts(grammar, '<p><f xmlns="urn:f"><g/></f></p>')).toBe(true);
    expect(await accepts(grammar, '<p><f xmlns="urn:f"/></p>')).toBe(false);
    expect(await accepts(grammar, '<list><item><f xmlns="urn:f"><g/></f></item></list>')).toBe(true);
  });

  it("may define what another defines in the same words, and means the same by them", async () => {
    const kin = foreign.replaceAll('"f"', '"h"');
    const shared = (text: string): string =>
      text.replace("</grammar>", '<define name="none"><empty/></define></grammar>');
    const two = (other: string) => filesOf({ "f.rng": shared(foreign), "h.rng": shared(other) });
    const taken =
      '<moduleRef key="tei"/><moduleRef key="core"/><moduleRef url="f.rng"/><moduleRef url="h.rng"/>';
    const phrase = `<macroSpec ident="macro.paraContent" mode="change"><content><ref ${rng} name="f"/><ref ${rng} name="h"/></content></macroSpec>`;
    const grammar = grammarOf(customised(taken + phrase, two(kin)));
    expect(await accepts(grammar, '<p><f xmlns="urn:f"><g/></f><h xmlns="urn:f"><g/></h></p>')).toBe(true);
    const other = compileRelaxng(customised(taken + phrase, two(kin.replaceAll("urn:f", "urn:h"))));
    expect(other.match(/<define name="none">/gu)).toHaveLength(1);
    expect(other.match(/<define name="inside">/gu)).toHaveLength(2);
  });

  it("can be added to, and let documents begin with it", async () => {
    const added = `<content><div ${rng}><start><ref name="f"/></start>
      <define name="inside" combine="choice"><ref name="p"/><ref name="gone"/></define></div></content>`;
    const specifications = `<moduleRef key="tei"/><moduleRef key="core"/><moduleRef url="f.rng">${added}</moduleRef>`;
    const grammar = grammarOf(customised(specifications, files, 'start=""'));
    const gone = added.replace('<ref name="p"/>', "");
    expect(compileRelaxng(customised(specifications.replace(added, gone), files))).not.toContain("combine");
    const faults = async (source: string) => (await validateGrammar([treeOf(source)], grammar))[0]!.length;
    expect(await faults(`<f xmlns="urn:f"><p ${TEI}/></f>`)).toBe(0);
    expect(await faults(`<TEI ${TEI}/>`)).toBeGreaterThan(0);
  });
});

describe("the rules of a customisation", () => {
  it("are those of what it takes, with its own", () => {
    const rules = compileSchematron(
      customised(`<moduleRef key="tei"/><moduleRef key="core"/><elementSpec ident="hi" mode="change">
        <constraintSpec ident="short" scheme="schematron"><constraint>
        <sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:fix="urn:fix" fix:fix="shorten" test="string-length() lt 9">Too long.</sch:assert>
        </constraint></constraintSpec></elementSpec>`),
    );
    expect(rules).toContain('<rule context="tei:hi">');
    expect(rules).toContain('<assert test="string-length() lt 9">Too long.</assert>');
    expect(rules).toContain('<report test="ancestor::tei:p">A paragraph within a paragraph.</report>');
  });

  it("go with the element they are about, and with a change that deletes them", () => {
    const without = customised('<moduleRef key="tei"/><moduleRef key="core" include="TEI hi"/>');
    expect(without.constraints).toEqual([]);
    const deleted = customised(`<moduleRef key="tei"/><moduleRef key="core"/>
      <elementSpec ident="p" mode="change"><constraintSpec ident="noNested" mode="delete"/></elementSpec>`);
    expect(deleted.constraints).toEqual([]);
  });
});

describe("what is wrong with a customisation", () => {
  it.each([
    ["an unknown module", '<moduleRef key="tei"/><moduleRef key="cores"/>', "schema/odd-module-unknown"],
    ["an element the module has not", '<moduleRef key="core" include="TEI pp"/>', "schema/odd-not-in-module"],
    [
      "a change of nothing",
      '<moduleRef key="core"/><elementSpec ident="q" mode="change"/>',
      "schema/odd-nothing-there",
    ],
    ["a reference to nothing", '<moduleRef key="core"/><elementRef key="nam"/>', "schema/odd-undefined"],
    [
      "a reference to nothing in what is changed",
      '<moduleRef key="core"/><elementSpec ident="p" mode="change"><content><elementRef key="itme"/></content></elementSpec>',
      "schema/odd-undefined",
    ],
    ["a group that is not there", '<moduleRef key="core"/><specGrpRef target="#x"/>', "schema/odd-undefined"],
    [
      "a file that is not there",
      '<moduleRef key="core"/><moduleRef url="x.rng"/>',
      "schema/odd-file-missing",
    ],
    ["nothing to begin with", '<moduleRef key="core" include="p"/>', "schema/odd-without-start"],
  ])("%s", (_, specifications, code) => {
    expect(customised(specifications).findings.map((finding) => finding.code)).toContain(code);
  });

  it("TEI that is not here, with the command that gets it", () => {
    const { findings } = readOdd(
      treeOf(`<schemaSpec ${TEI} ident="test"><moduleRef key="core"/></schemaSpec>`, "test.odd"),
    );
    expect(findings.map(({ code, help }) => `${code} ${help}`)).toContainEqual(
      expect.stringMatching(/^schema\/odd-needs-tei Run: colophon schema add \S+p5subset\.xml/u),
    );
  });
});
