import { describe, expect, it } from "vitest";
import { readRegisters } from "../../src/resolve/index.ts";
import { tree } from "../render/sample.ts";

const OTHERS =
  '<listPerson><person xml:id="eva"><persName>Eva</persName></person></listPerson><listPlace><place xml:id="wien"><placeName>Wien</placeName></place></listPlace>';

/** What a register tells of the entry that is given, each thing in a few words. */
function told(list: string, entry: string): string[] {
  const body = `${OTHERS}<${list}>${entry}</${list}>`;
  const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>${body}</standOff></TEI>`;
  const registers = readRegisters([{ id: "a", tree: tree(source, "tei/a.xml") }]);
  const found = registers.byAddress.get("a#x");
  if (found === undefined || found.kind === "work") throw new Error("no entry");
  return found.particulars.map(({ of, text, when, key, address }) =>
    [of, text, when, key, address].filter((each) => each !== null && each !== "").join("|"),
  );
}

describe("what a register tells of a person", () => {
  it.each([
    [
      '<birth when="1801-05-02"><placeName ref="#wien">Wien</placeName></birth>',
      ["birth|Wien|1801-05-02|wien"],
    ],
    [
      '<birth><date when="1862-05-15">15. 5. 1862</date><settlement>Wien</settlement></birth>',
      ["birth|15. 5. 1862, Wien"],
    ],
    ['<birth when="1801"/><death><date>1850</date></death>', []],
    ['<birth when="1801-05-02"/>', ["birth|1801-05-02"]],
    ["<death/>", []],
    [
      "<occupation>Poet</occupation><occupation>Physician</occupation>",
      ["occupation|Poet", "occupation|Physician"],
    ],
    ['<residence><placeName key="wien">Vienna</placeName></residence>', ["residence|Vienna|wien"]],
    [
      '<affiliation from="1900" to="1905"><orgName>Court</orgName></affiliation>',
      ["affiliation|Court|1900/1905"],
    ],
  ])("is read: %s", (facts, expected) => {
    expect(told("listPerson", `<person xml:id="x"><persName>X</persName>${facts}</person>`)).toEqual(
      expected,
    );
  });

  it("has every address of others once, under the name of its authority file", () => {
    const numbers =
      '<idno type="gnd">118630458</idno><idno type="URL" subtype="wikidata">https://www.wikidata.org/entity/Q1</idno><idno type="URI">https://www.example.org/x/</idno><idno type="uri">https://www.example.org/x/</idno><idno>17</idno>';
    expect(told("listPerson", `<person xml:id="x"><persName>X</persName>${numbers}</person>`)).toEqual([
      "see|GND|https://d-nb.info/gnd/118630458",
      "see|Wikidata|https://www.wikidata.org/entity/Q1",
      "see|example.org/x|https://www.example.org/x/",
    ]);
  });
});

describe("what a register tells of a place", () => {
  it.each([
    ["<location><geo>48.2082 16.3738</geo></location>", ["coordinates|48.2082, 16.3738"]],
    ["<location><geo>48,2082 16,3738</geo></location>", ["coordinates|48.2082, 16.3738"]],
    ["<location><geo>somewhere</geo></location>", []],
    ["<location><geo>40.7 N, 74.0 W</geo></location>", []],
    ["<location><geo>48.2 16.3 48.3 16.4</geo></location>", []],
    ["<location><country>Austria</country></location><region>Vienna</region>", ["where|Vienna, Austria"]],
  ])("is read: %s", (facts, expected) => {
    expect(told("listPlace", `<place xml:id="x"><placeName>X</placeName>${facts}</place>`)).toEqual(expected);
  });
});

it("who took part in an event, and where it was, is read", () => {
  const parties =
    '<event><label>Part</label><listPerson><person><persName>Not of the whole</persName></person></listPerson></event><listPerson><person><persName ref="#eva">Eva of X</persName></person><person><persName key="nobody">A guest</persName></person></listPerson><listPlace><place><placeName key="wien">Wien</placeName></place></listPlace>';
  expect(told("listEvent", `<event xml:id="x"><label>X</label>${parties}</event>`)).toEqual([
    "people|Eva of X|eva",
    "people|A guest|nobody",
    "places|Wien|wien",
  ]);
});

describe("what an entry has to do with others", () => {
  it("is told of both sides of a relation, and of none that nobody knows", () => {
    const related = `<person xml:id="x"><persName>X</persName></person><listRelation>
      <relation name="parent" active="#x" passive="#eva #nobody"/><relation name="knows_of" mutual="#x #eva #wien"/>
      <relation name="teacher" active="#eva" passive="#x"/><relation active="#eva" passive="#x"/></listRelation>`;
    expect(told("listPerson", related)).toEqual([
      "relations|parent|eva",
      "relations|knows of|eva",
      "relations|knows of|wien",
      "relations|teacher|eva",
    ]);
  });

  it("is told of relations with their time, and of such as have words or a kind alone", () => {
    const related = `<person xml:id="x"><persName>X</persName><idno type="gnd">118630458</idno></person><listRelation>
      <relation name="employer" active="#eva" passive="#x" from="1801" to="1805"/>
      <relation active="#x" passive="#wien"><desc>fled from</desc></relation><relation type="social" mutual="#x #eva"/></listRelation>`;
    expect(told("listPerson", related)).toEqual([
      "relations|employer|1801/1805|eva",
      "relations|fled from|wien",
      "relations|social|eva",
      "see|GND|https://d-nb.info/gnd/118630458",
    ]);
  });

  it("is told of relations that stand in another document, each once", () => {
    const tei = (body: string): string =>
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>${body}</standOff></TEI>`;
    const relations = tei(
      '<listRelation><relation name="parent" active="people.xml#eva" passive="people.xml#ann"/></listRelation>',
    );
    const people =
      '<listPerson><person xml:id="eva"><persName>Eva</persName></person><person xml:id="ann"><persName>Ann</persName></person></listPerson>';
    const { people: register } = readRegisters([
      { id: "family", tree: tree(relations, "tei/family.xml") },
      { id: "kin", tree: tree(relations, "tei/kin.xml") },
      { id: "people", tree: tree(tei(people), "tei/people.xml") },
    ]);
    expect([...register.values()].map(({ name, particulars }) => [name, particulars])).toEqual([
      ["Eva", [expect.objectContaining({ of: "relations", text: "parent", key: "ann", side: "active" })]],
      ["Ann", [expect.objectContaining({ of: "relations", text: "parent", key: "eva", side: "passive" })]],
    ]);
  });

  it("is told once, whichever way a relation names its document", () => {
    const related = `<person xml:id="x"><persName>X</persName></person><person><persName>Y</persName></person><listRelation>
      <relation name="parent" active="a.xml#x" passive="#eva"/><relation name="parent" active="#x" passive="a.xml#eva"/>
      <relation name="aunt" active="b.xml#x" passive="#eva"/></listRelation>`;
    expect(told("listPerson", related)).toEqual(["relations|parent|eva"]);
  });

  it("is what it is a part of", () => {
    const nested = `<place xml:id="y"><placeName>Y</placeName><place xml:id="x"><placeName>X</placeName></place></place>`;
    expect(told("listPlace", nested)).toEqual(["where|y"]);
  });
});
