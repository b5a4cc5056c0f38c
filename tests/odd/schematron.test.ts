import { describe, expect, it } from "vitest";
import { compileSchematron, hasRules, readOdd } from "../../src/odd/index.ts";
import { readSchematron, validateSchematron } from "../../src/validate/index.ts";
import { treeOf } from "../validate/cases.ts";
import { oddOf } from "./cases.ts";

/** What the rules of an ODD say of a document: severity, start tag and message of each finding. */
function said(specifications: string, document: string): string[] {
  const schema = readSchematron(treeOf(compileSchematron(oddOf(specifications)), "test.sch"));
  const source = `<a xmlns="http://www.tei-c.org/ns/1.0">${document}</a>`;
  return [...schema.findings, ...validateSchematron(treeOf(source), schema)].map(
    ({ severity, message, excerpt, column, endColumn }) =>
      `${severity} ${excerpt.slice(column - 1, endColumn - 1)} ${message}`,
  );
}

describe("what is deprecated", () => {
  it("is an element, with the date and the reason, and not the reason of another language", () => {
    const specs = `<elementSpec ident="re" validUntil="1999-03-10"><desc type="deprecationInfo" xml:lang="de">Anders.</desc>
      <desc type="deprecationInfo" xml:lang="en">An <gi>entry</gi> does
      it.</desc><desc>an entry in an entry</desc></elementSpec><elementSpec ident="b" validUntil="2999-01-01"/>`;
    expect(said(specs, "<re/><b/><c/>")).toEqual([
      "warning <re/> The element re is deprecated: it is valid until 1999-03-10. An entry does it.",
      "warning <b/> The element b is deprecated: it is valid until 2999-01-01.",
    ]);
  });

  it("is an attribute of an element or of the members of a class, under the name it has in documents", () => {
    const specs = `<classSpec ident="att.x" type="atts"><attList><attDef ident="old" validUntil="2030-01-01"/></attList></classSpec>
      <elementSpec ident="b"><classes><memberOf key="att.x"/></classes></elementSpec>
      <elementSpec ident="c"><attList><attDef ident="rest" validUntil="2031-01-01"><altIdent>xml:space</altIdent></attDef></attList></elementSpec>`;
    expect(said(specs, '<b old=""/><c old="" xml:space="default"/>')).toEqual([
      'warning old="" The attribute old of the element b is deprecated: it is valid until 2030-01-01.',
      'warning xml:space="default" The attribute rest of the element c is deprecated: it is valid until 2031-01-01.',
    ]);
  });

  it("is a value, alone or among others", () => {
    const specs = `<elementSpec ident="b"><attList><attDef ident="rend"><valList>
      <valItem ident="it's" validUntil="2030-01-01"/><valItem ident="bold"/></valList></attDef></attList></elementSpec>`;
    expect(said(specs, `<b rend="bold"/><b rend="bold it's"/><b rend="its"/>`)).toEqual([
      `warning rend="bold it's" The value “it's” of the attribute rend of the element b is deprecated: it is valid until 2030-01-01.`,
    ]);
  });
});

describe("the parameters of a processing model", () => {
  const specs = `<elementSpec ident="model"><attList><attDef ident="behaviour"><valList type="open">
    <valItem ident="alternate"><paramList><paramSpec ident="default"/><paramSpec ident="alternate"/></paramList></valItem>
    <valItem ident="omit"><paramList/></valItem><valItem ident="block"/></valList></attDef></attList></elementSpec>`;

  it("are those of its behaviour", () => {
    const models = `<model behaviour="alternate"><param name="default"/><param name="other"/></model>
      <model behaviour="omit"><param name="content"/></model><model behaviour="block"><param name="any"/></model>`;
    expect(said(specs, models)).toEqual([
      'error <param name="other"/> The behaviour alternate has no parameter “other”. It has default, alternate.',
      'error <param name="content"/> The behaviour omit has no parameter “content”. It has none.',
    ]);
  });
});

describe("a rule of a constraint", () => {
  const sch = 'xmlns="http://purl.oclc.org/dsdl/schematron"';

  it("is about what it was written for, where it does not say", () => {
    const specs = `<elementSpec ident="b"><constraintSpec scheme="schematron" ident="x"><constraint>
      <rule ${sch} abstract="true" id="r"><assert test="@n">No number.</assert></rule>
      <rule ${sch}><extends rule="r"/></rule></constraint></constraintSpec></elementSpec>`;
    expect(said(specs, '<b/><b n="1"/>')).toEqual(["error <b/> No number."]);
  });

  it("is about nothing where its class has no members", () => {
    const constraint = `<constraintSpec scheme="schematron" ident="x"><constraint><assert ${sch} test="@n">No number.</assert></constraint></constraintSpec>`;
    const specs = `<classSpec ident="att.x" type="atts">${constraint}<attList><attDef ident="y">${constraint}</attDef></attList></classSpec>`;
    expect(said(specs, "<b/>")).toEqual([]);
  });

  it("is taken in the language of the ODD, where it is there in several", () => {
    const constraint = (ident: string, language: string, words: string): string =>
      `<constraintSpec scheme="schematron" ident="${ident}" ${language}><constraint><assert ${sch} test="@n">${words}</assert></constraint></constraintSpec>`;
    const spec = `<elementSpec ident="b">${constraint("x", "", "No number.")}${constraint("x-fr", 'xml:lang="fr"', "Sans numéro.")}</elementSpec>`;
    const messages = (attributes: string): string[] => {
      const odd = `<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="t" start="b" ${attributes}>${spec}</schemaSpec>`;
      const rules = readSchematron(treeOf(compileSchematron(readOdd(treeOf(odd, "t.odd"))), "t.sch"));
      return validateSchematron(treeOf('<b xmlns="http://www.tei-c.org/ns/1.0"/>'), rules).map(
        ({ message }) => message,
      );
    };
    expect(messages('xml:lang="en-GB"')).toEqual(["No number."]);
    expect(messages('xml:lang="en" docLang="fr de"')).toEqual(["No number.", "Sans numéro."]);
    expect(messages("")).toEqual(["No number.", "Sans numéro."]);
  });

  it("is written only where there is one", () => {
    expect(hasRules(oddOf('<elementSpec ident="a"/>'))).toBe(false);
    expect(hasRules(oddOf('<elementSpec ident="a" validUntil="2030-01-01"/>'))).toBe(true);
  });
});
