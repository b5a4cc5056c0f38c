import { describe, expect, it } from "vitest";
import { isRegister, readRegisters } from "../../src/resolve/index.ts";
import { tree } from "../render/sample.ts";

function registers(body: string) {
  const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>${body}</standOff></TEI>`;
  return readRegisters([{ id: "a", tree: tree(source) }]);
}

function event(content: string) {
  return registers(`<listEvent>${content}</listEvent>`).events.values().next().value;
}

describe("an event of a register", () => {
  it.each([
    ['<event xml:id="e"><eventName>Congress</eventName><label>The congress</label></event>', "Congress"],
    ['<event xml:id="e"><label>Fire</label><desc>In a theatre.</desc></event>', "Fire"],
    ['<event xml:id="e"><head>Journey</head><p>To the south.</p></event>', "Journey"],
    ['<event xml:id="e"><p>To the south.</p></event>', "To the south."],
    [`<event xml:id="e"><desc>${"A long journey ".repeat(9)}</desc></event>`, /^A long .* …$/u],
    ['<event xml:id="e"/>', "e"],
  ])("is called by what it is named, else by what is told of it: %s", (written, name) => {
    expect(event(written)?.name).toMatch(name);
  });

  it.each([
    ['when="1881-12-08"', "1881-12-08"],
    ['from="1814-09-18" to="1815-06-09"', "1814-09-18/1815-06-09"],
    ['notBefore="1820" notAfter="1825"', "[1820..1825]"],
    ['from="1820"', "1820/.."],
    ["", null],
  ])("has its time in EDTF: %s", (attributes, dates) => {
    expect(event(`<event xml:id="e" ${attributes}><label>In 1900</label></event>`)?.dates).toBe(dates);
  });

  it("may have its time in a date, and stands within another", () => {
    const { events } = registers(
      '<listEvent><event xml:id="e"><label>War</label><event xml:id="f"><label>Battle</label><desc/><date when="1525"/></event></event></listEvent>',
    );
    expect([...events.values()].map(({ name, dates }) => [name, dates])).toEqual([
      ["War", null],
      ["Battle", "1525"],
    ]);
  });

  it("has to do with those it lists, names with an entry, or points to by where it was, each once", () => {
    const { events } =
      registers(`<listPerson><person xml:id="ann"><persName>Ann</persName></person><person xml:id="bob"><persName>Bob</persName></person></listPerson>
      <listPlace><place xml:id="wien"><placeName>Wien</placeName></place><place xml:id="graz"><placeName>Graz</placeName></place></listPlace>
      <listEvent><event xml:id="e" where="#wien">
        <label>A ball in <placeName ref="#graz">Graz</placeName></label>
        <desc><persName ref="#ann">Ann Lee</persName>, <rs type="person" ref="#ann">she</rs>, <persName>nobody known</persName>, <name type="boat" ref="#bob">Bob</name></desc>
        <listPerson><person sameAs="#bob"/><person><persName>Unlisted</persName><residence><placeName ref="#wien">Wien</placeName></residence></person></listPerson>
        <bibl><author><persName ref="#bob">Bob</persName></author></bibl>
        <listEvent><event xml:id="f"><label>A dance with <persName ref="#bob">Bob</persName></label></event></listEvent>
      </event></listEvent>`);
    const told = [...events.values()].map(({ particulars }) =>
      particulars.map(({ of, text, key }) => [of, text, key]),
    );
    expect(told).toEqual([
      [
        ["people", "", "bob"],
        ["people", "Unlisted", null],
        ["people", "Ann Lee", "ann"],
        ["places", "Graz", "graz"],
        ["places", "", "wien"],
      ],
      [["people", "Bob", "bob"]],
    ]);
  });

  it("is none where it belongs to a life, or stands by itself", () => {
    const life = '<event xml:id="e"><label>Marriage</label></event>';
    const people = `<listPerson><person xml:id="p">${life}<listEvent>${life.replace('"e"', '"f"')}</listEvent></person></listPerson>`;
    expect([...registers(people).events.keys()]).toEqual([]);
  });
});

describe("an object of a register", () => {
  it("is called by its name, else by where it is kept", () => {
    const { objects } = registers(`<listObject>
      <object xml:id="cup"><objectIdentifier><institution>KHM</institution><objectName>Silver cup</objectName></objectIdentifier><physDesc><p>Silver, gilt.</p></physDesc></object>
      <object xml:id="other"><objectIdentifier><settlement>Vienna</settlement><institution>KHM</institution><idno>K 2</idno></objectIdentifier></object></listObject>`);
    expect([...objects.values()].map(({ name, note }) => [name, note])).toEqual([
      ["Silver cup", "Silver, gilt."],
      ["Vienna, KHM, K 2", null],
    ]);
  });
});

it.each([
  '<listEvent><event xml:id="e"><label>Fire</label></event></listEvent>',
  '<listObject><object xml:id="o"><objectIdentifier><idno>1</idno></objectIdentifier></object></listObject>',
])("a document with such a list alone is a register: %s", (list) => {
  const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>${list}</body></text></TEI>`;
  expect(isRegister(tree(source))).toBe(true);
});
