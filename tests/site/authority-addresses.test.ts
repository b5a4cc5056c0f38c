import { describe, expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const REGISTER = source(
  "Register",
  `<listPerson><person xml:id="ann"><persName ref="https://d-nb.info/gnd/118540238">Ann Lee</persName><idno type="GND">118540238</idno><idno type="URI">https://www.wikidata.org/wiki/Q5879</idno></person></listPerson>
  <listPlace><place xml:id="wien"><placeName>Wien</placeName><idno type="geonames">https://sws.geonames.org/2761369/</idno></place></listPlace>`,
);

const PREFIX =
  '<encodingDesc><listPrefixDef><prefixDef ident="gnd" matchPattern="(.+)" replacementPattern="http://d-nb.info/gnd/$1"/></listPrefixDef></encodingDesc>';

function letterWith(body: string): ReadonlyMap<string, string> {
  return siteOf({ letter: source("Letter", `<p xml:id="p">${body}</p>`, "en", PREFIX), register: REGISTER });
}

describe("a name that is given by an address of an authority file", () => {
  it.each([
    ['<persName ref="https://d-nb.info/gnd/118540238">Ann</persName>', "people/ann.html"],
    ['<persName ref="http://d-nb.info/gnd/118540238/">Ann</persName>', "people/ann.html"],
    ['<persName key="https://d-nb.info/gnd/118540238">Ann</persName>', "people/ann.html"],
    ['<persName ref="gnd:118540238">Ann</persName>', "people/ann.html"],
    ['<rs type="person" ref="http://www.wikidata.org/entity/Q5879">She</rs>', "people/ann.html"],
    ['<placeName ref="https://www.geonames.org/2761369/vienna.html">Vienna</placeName>', "places/wien.html"],
  ])("leads to the entry that has it, and is told there: %s", (name, page) => {
    const site = letterWith(`There was ${name} again.`);
    expect(site.get("texts/letter.html")).toContain(`href="../${page}"`);
    expect(site.get(page)).toMatch(/There was <mark>\w+<\/mark> again\./u);
  });

  it("leads to the address where no entry has it", () => {
    const site = letterWith('<persName ref="https://d-nb.info/gnd/1">Bob</persName>');
    expect(site.get("texts/letter.html")).toContain('href="https://d-nb.info/gnd/1"');
  });

  it("is none where it is a link to that address", () => {
    const site = letterWith('<ref target="https://d-nb.info/gnd/118540238">the GND</ref>');
    expect(site.get("texts/letter.html")).toContain('href="https://d-nb.info/gnd/118540238"');
  });

  it("is no mention in the entry itself", () => {
    expect(letterWith("Nobody.").get("people/ann.html")).toContain("Not named in these texts");
  });

  it("is a mention where a passage has the id of the entry", () => {
    const letter = source(
      "L",
      '<p xml:id="ann">There was <persName ref="register.xml#ann">Ann</persName>.</p>',
    );
    const site = siteOf({ letter, register: REGISTER });
    expect(site.get("people/ann.html")).toContain("Named in 1 place");
  });

  it.each(['ref="mailto:ann@example.org"', 'ref="/persons/99"', 'ref="https://d-nb.info/gnd/"'])(
    "leads to no entry whose number nobody wrote: %s",
    (attribute) => {
      const unfilled = source(
        "Register",
        '<listPerson><person xml:id="ann"><persName>Ann</persName><idno type="URI">http://</idno><idno type="GND">https://d-nb.info/gnd/</idno></person></listPerson>',
      );
      const letter = source("L", `<p>By <persName ${attribute}>Bob</persName>.</p>`);
      expect(siteOf({ letter, register: unfilled }).get("people/ann.html")).toContain("Not named");
    },
  );
});
