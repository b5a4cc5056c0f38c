import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { biblStruct } from "../../src/cite/formats/bibl-struct.ts";
import {
  cslItem,
  graphMlIndex,
  listBiblDocument,
  passagesIndex,
  QUOTATIONS_CSV,
  readWorks,
  SPEECHES_CSV,
  speechesIndex,
  wholeIndex,
  worksBiblatex,
  worksBibtex,
  worksCsv,
  worksJsonLd,
  worksRis,
} from "../../src/cite/index.ts";
import { readRegisters, type Work } from "../../src/resolve/index.ts";
import { cite, treeOf } from "./cases.ts";

const require = createRequire(import.meta.url);
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");
const { Cite } = require("@citation-js/core") as {
  Cite: new (text: string) => { data: Record<string, unknown>[] };
};

function registersOf(entries: string) {
  const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>${entries}</standOff></TEI>`;
  return readRegisters([{ id: "r", tree: treeOf(source, "tei/r.xml") }]);
}

const [WORK] = registersOf(
  '<listBibl><biblStruct xml:id="dijk"><analytic><author><persName><forename>Ludwig</forename><nameLink>van</nameLink><surname>Dijk</surname></persName></author><title level="a">On 100% of it</title></analytic><monogr><title level="j">Mind &amp; Body</title><title level="j" type="short">M&amp;B</title><imprint><biblScope unit="volume">III</biblScope><biblScope unit="issue">2</biblScope><biblScope unit="page" from="5" to="9">5–9</biblScope><date when="1901" cert="low"/></imprint></monogr><idno type="DOI">10.1000/a_b</idno></biblStruct></listBibl>',
).works.values() as unknown as [Work];

function readBack(text: string): Record<string, unknown> {
  return new Cite(text).data[0]!;
}

const KEPT = {
  title: "On 100% of it",
  "container-title": "Mind & Body",
  volume: "III",
  issue: "2",
  DOI: "10.1000/a_b",
};

describe("works are read back", () => {
  it("from BibTeX by citation-js", () => {
    const back = readBack(worksBibtex([WORK]));
    expect(back).toMatchObject(KEPT);
    expect(back.author).toEqual([{ family: "Dijk", given: "Ludwig", "non-dropping-particle": "van" }]);
  });

  it("from RIS by citation-js", () => {
    const back = readBack(worksRis([WORK]));
    expect(back).toMatchObject(KEPT);
  });

  it("with the sign of the journal, from each form and into TEI", () => {
    const sign = { "container-title": "Mind & Body", "container-title-short": "M&B" };
    for (const text of [worksRis([WORK]), worksBibtex([WORK])]) expect(readBack(text)).toMatchObject(sign);
    for (const [text, format] of [
      [worksRis([WORK]), "ris"],
      [worksBibtex([WORK]), "bibtex"],
      [worksBiblatex([WORK]), "bibtex"],
    ] as const) {
      const [item] = readWorks(text, format).items;
      expect(item).toMatchObject(sign);
      const [again] = registersOf(`<listBibl>${biblStruct(item!, "")}</listBibl>`).works.values();
      expect(again).toMatchObject({ container: "Mind & Body", containerShort: ["M&B"] });
    }
  });

  it("from BibLaTeX, with a date that is not certain", () => {
    expect(worksBiblatex([WORK])).toContain("date = {1901?}");
    expect(readWorks(worksBiblatex([WORK]), "bibtex").items[0]).toMatchObject({
      ...KEPT,
      issued: { circa: true },
    });
  });

  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(..."\\{}$&#%_^~'`-\"@,=<>;: ".split("")),
        fc.constantFrom("a", "Z", "é", "ß", "Я", "漢", "1"),
      ),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    .map((signs) => `x${signs.join("")}x`.replace(/\s+/gu, " "));

  it("by our own readers, whatever signs they have", () => {
    fc.assert(
      fc.property(hostile, hostile, (title, series) => {
        const work: Work = { ...WORK, title, series };
        const bibtex = readWorks(worksBibtex([work]), "bibtex").items;
        expect(bibtex).toHaveLength(1);
        expect(bibtex[0]).toMatchObject({ title, "collection-title": series });
        expect(readWorks(worksRis([work]), "ris").items[0]).toMatchObject({
          title,
          "collection-title": series,
        });
        const tree = treeOf(listBiblDocument([cslItem(work)], title), "tei/w.xml");
        expect([...readRegisters([{ id: "w", tree }]).works.values()].map(({ title: read }) => read)).toEqual(
          [title.replace(/[\s,;:]+$/u, "")],
        );
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("whatever their fields and the commands in them are called", () => {
    const bibtex = "@toString{k, title = {A \\constructor B}, valueOf = {1}}";
    const { items, left } = readWorks(bibtex, "bibtex");
    expect(items.map((item) => [item.type, item.title])).toEqual([["document", "A B"]]);
    expect([...left.keys()]).toEqual(["valueof"]);
  });

  it("as a table and in the terms of schema.org", () => {
    expect(worksCsv([WORK]).split("\r\n")[1]).toContain(
      "dijk,article-journal,Ludwig van Dijk,,,On 100% of it",
    );
    expect(JSON.parse(worksJsonLd([WORK]))["@graph"][0]).toMatchObject({
      "@type": "ScholarlyArticle",
      datePublished: "1901?",
      sameAs: ["https://doi.org/10.1000/a_b"],
    });
  });
});

const { records } = cite(
  `<p>See <bibl>Weil, p. 564</bibl>, <bibl>Weil, p. xii</bibl> and <bibl>Weil, p. 99</bibl>: <quote>Force</quote> (<bibl>Weil</bibl>).</p>
  <sp who="register.xml#weil"><speaker>W.</speaker><p>Why? And who—</p></sp><sp who="register.xml#bloch"><speaker>B.</speaker><p>=No.</p></sp>`,
);

describe("indexes", () => {
  it("have the loci of a work in the order of its pages", () => {
    const registers = registersOf(
      '<listBibl><bibl xml:id="weil-essay"><title>Iliade</title></bibl></listBibl>',
    );
    const { works } = JSON.parse(wholeIndex(passagesIndex(null, registers), [records])) as {
      works: { key: string; passages: { locus: { from: string } | null }[] }[];
    };
    expect(works.map(({ key, passages }) => [key, passages.map(({ locus }) => locus?.from ?? null)])).toEqual(
      [["weil-essay", [null, "xii", "99", "564"]]],
    );
  });

  it("say of speeches what their order shows", () => {
    const [, first, second] = wholeIndex(SPEECHES_CSV, [records]).split("\r\n");
    expect(first).toContain(",Why? And who—,3,1,yes,");
    expect(second).toContain(",'=No.,1,0,no,");
    expect(wholeIndex(QUOTATIONS_CSV, [records])).toContain(",Force,1,inline,");
  });

  it("say of speeches to whom they are spoken where the text says so, and null of one without words", () => {
    const { records: said } = cite(
      '<sp who="register.xml#weil" toWhom="register.xml#bloch register.xml#arendt"><p>You.</p></sp><u who="register.xml#bloch"><kinesic/></u>',
    );
    expect(wholeIndex(SPEECHES_CSV, [said]).split("\r\n")[1]).toContain(",bloch arendt,You.,");
    const { speeches } = JSON.parse(wholeIndex(speechesIndex(null), [said])) as {
      speeches: { text: string | null }[];
    };
    expect(speeches.map(({ text }) => text)).toEqual(["You.", null]);
  });

  it("are a graph that reads as XML", () => {
    const tree = treeOf(wholeIndex(graphMlIndex(registersOf("")), [records]), "graph.graphml");
    expect([...tree.document.descendantElements("edge")].map((edge) => edge.get("target"))).toContain(
      "work:weil-essay",
    );
  });
});
