import { describe, expect, it } from "vitest";
import { countWords } from "../../src/cite/index.ts";
import { casesIn, cite, quotationTable } from "./cases.ts";

describe("quotations", () => {
  it.each(casesIn("quotations.txt"))("$title", ({ body, expected }) => {
    expect(quotationTable(cite(body))).toBe(expected);
  });

  it("are listed by the citation that vouches for them", () => {
    for (const { body } of casesIn("quotations.txt")) {
      const { citations, quotations } = cite(body).records;
      const said = citations.flatMap(({ id, quotations: own }) =>
        own.map((quotation) => `${quotation} ${id}`),
      );
      const meant = quotations
        .filter(({ citation }) => citation !== null)
        .map(({ id, citation }) => `${id} ${citation}`);
      expect(said.sort()).toEqual(meant.sort());
    }
  });
});

describe("speeches", () => {
  it("are also what has a speaker among the edition's own elements, and no paragraph that has one wrongly", () => {
    const { speeches } = cite(
      `<reply who="#a"><speaker>Ann.</speaker>So it is.</reply><o:reply xmlns:o="https://example.org/o"><speaker>Bob.</speaker><p>No.</p></o:reply><p><speaker>C.</speaker>Hm.</p>`,
    ).records;
    expect(speeches.map(({ label, text }) => [label, text])).toEqual([
      ["Ann.", "So it is."],
      ["Bob.", "No."],
    ]);
  });

  it("of a transcript whose speakers nobody lists are of who has the sign that stands there", () => {
    const { speeches } = cite(
      `<annotationBlock who="SPK0"><u>ja</u></annotationBlock><u who="#SPK1 #SPK2">nein</u><u who="https://example.org/p">so</u><sp who="#nobody"><p>What?</p></sp>`,
    ).records;
    expect(speeches.map(({ who, label }) => [...who, label])).toEqual([
      ["SPK0"],
      ["SPK1, SPK2"],
      [null],
      [null],
    ]);
  });

  const { speeches } = cite(
    `<quote xml:id="q"><sp who="register.xml#weil register.xml#bloch"><speaker>Both: </speaker><stage>rising</stage><p>We do not <hi>agree</hi>.</p><p>At all.</p></sp></quote>
     <sp who="#nobody"><p>What?</p></sp><u who="register.xml#arendt">well <vocal><desc>laughs</desc></vocal> yes</u>
     <u><seg type="label">Q:</seg> <seg>And</seg> then?</u>`,
  ).records;

  it("have speakers, a label without its colon, and the words spoken", () => {
    expect(
      speeches.map(({ who, label, text, words, quotation }) => ({ who, label, text, words, quotation })),
    ).toEqual([
      { who: ["weil", "bloch"], label: "Both", text: "We do not agree. At all.", words: 6, quotation: "q" },
      { who: [], label: null, text: "What?", words: 1, quotation: null },
      { who: ["arendt"], label: null, text: "well yes", words: 2, quotation: null },
      { who: [], label: "Q", text: "And then?", words: 2, quotation: null },
    ]);
  });
});

describe("words", () => {
  it.each([
    ["counter-revolutionary l’homme don't", 3],
    ["1928–1929, p. 5", 4],
    ["", 0],
    ["— … —", 0],
    ["там же", 2],
    ["論語 one", 3],
  ])("of %j are %i", (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe("mentions", () => {
  it("are the names that point to a register, each once", () => {
    const { mentions } = cite(
      `<p xml:id="p1"><persName ref="register.xml#weil">S. <persName ref="register.xml#weil">Weil</persName></persName> in <placeName key="paris">Paris</placeName>, <rs ref="register.xml#weil register.xml#bloch">both</rs>, <orgName ref="register.xml#none">x</orgName></p>`,
    ).records;
    expect(mentions.map(({ key, text, url }) => `${key} ${text} ${url}`)).toEqual([
      "weil S. Weil texts/essay.html#p1",
      "paris Paris texts/essay.html#p1",
      "weil both texts/essay.html#p1",
      "bloch both texts/essay.html#p1",
    ]);
  });
});
