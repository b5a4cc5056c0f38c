import { describe, expect, it } from "vitest";
import {
  CITATIONS_CSV,
  citationsJson,
  cslItem,
  describeCitation,
  explainCitations,
  fullReference,
  graphJsonLd,
  graphMlIndex,
  plainReference,
  registerIndex,
  wholeIndex,
  worksBibtex,
  worksRis,
} from "../../src/cite/index.ts";
import { writeCsv } from "../../src/formats/index.ts";
import { readRegisters, type Work } from "../../src/resolve/index.ts";
import { cite, treeOf } from "./cases.ts";

function registersOf(entries: string) {
  const tree = treeOf(
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>${entries}</standOff></TEI>`,
    "tei/r.xml",
  );
  return readRegisters([{ id: "r", tree }]);
}

function work(entry: string): Work {
  return [...registersOf(`<listBibl>${entry}</listBibl>`).works.values()][0]!;
}

const { records } = cite(
  `<p xml:id="p1"><quote>One</quote>, <persName ref="register.xml#weil">Weil</persName> says (<bibl>Weil, pp. 563–4</bibl>; <bibl>Ibid.</bibl>).</p>`,
);

const first = records.citations[0]!.id;

describe("citations.json", () => {
  it("has the shape of the contract", () => {
    const text = citationsJson(null, [records]);
    expect(text.endsWith("}\n")).toBe(true);
    expect(JSON.parse(text)).toEqual({
      edition: null,
      citations: [
        {
          id: first,
          document: "essay",
          form: "short",
          work: "weil-essay",
          loci: [{ unit: "page", from: "563", to: "564" }],
          text: "Weil, pp. 563–4",
          quotations: [expect.stringMatching(/^quo-[0-9a-f]{10}$/u)],
          via: [],
          certainty: "medium",
          line: 1,
          column: expect.any(Number) as number,
          url: `texts/essay.html#${first}`,
        },
        expect.objectContaining({
          form: "ibid",
          via: [first],
          loci: [{ unit: "page", from: "563", to: "564" }],
        }),
      ],
    });
  });

  it("names candidates only where there are several", () => {
    const open = cite("<p><bibl>Arendt, op. cit., p. 3.</bibl></p>").records;
    expect(JSON.parse(citationsJson(null, [open])).citations[0]).toMatchObject({
      work: null,
      candidates: ["arendt-origins", "arendt-vita"],
    });
  });
});

describe("people.json", () => {
  it("lists everyone, with each place", () => {
    const registers = registersOf(
      '<listPerson><person xml:id="weil"><persName>Weil</persName></person></listPerson>',
    );
    expect(
      JSON.parse(
        wholeIndex(registerIndex("people", { id: "e", title: "E", version: "1" }, registers), [records]),
      ),
    ).toEqual({
      edition: { id: "e", title: "E", version: "1" },
      people: [
        {
          key: "weil",
          name: "Weil",
          names: ["Weil"],
          ref: null,
          mentions: [
            {
              document: "essay",
              text: "Weil",
              line: 1,
              column: expect.any(Number) as number,
              url: "texts/essay.html#p1",
            },
          ],
        },
      ],
    });
  });
});

describe("CSV", () => {
  it("quotes what needs quotes and guards what a spreadsheet would run", () => {
    expect(
      writeCsv(
        ["a", "b"],
        [
          ["x,y", 'say "so"'],
          ["=1+1", -3],
          [null, "-x"],
          ["two\nlines", "@"],
        ],
      ),
    ).toBe('a,b\r\n"x,y","say ""so"""\r\n\'=1+1,-3\r\n,\'-x\r\n"two\nlines",\'@\r\n');
  });

  it("has a line for each citation", () => {
    expect(wholeIndex(CITATIONS_CSV, [records]).split("\r\n")[1]).toBe(
      `${first},essay,short,weil-essay,,pp. 563–564,"Weil, pp. 563–4",${records.quotations[0]!.id},,,medium,1,159,texts/essay.html#${first}`,
    );
  });
});

const BEETHOVEN =
  work(`<bibl xml:id="b"><author>Ludwig van Beethoven</author><editor>A &amp; B</editor><title level="m">Briefe: 100% echt</title><pubPlace>Bonn</pubPlace>
  <publisher>Haus</publisher><date from="1996" to="1998">1996–98</date><biblScope unit="volume">2</biblScope><idno type="ISBN">3-87328-061-4</idno></bibl>`);
const MANUSCRIPT = work(
  '<msDesc xml:id="m"><msIdentifier><settlement>Wien</settlement><repository>ÖNB</repository><idno>Cod. 1</idno></msIdentifier><head><title>Codex</title></head></msDesc>',
);

describe("who speaks where a citation stands", () => {
  const said =
    cite(`<sp who="register.xml#weil"><p>See <bibl>Arendt, Vita activa, p. 3</bibl>.<note><bibl>Ibid., p. 4</bibl></note></p></sp>
    <p><said who="register.xml#arendt"><quote>Force</quote></said> (<bibl>Weil, p. 5</bibl>)</p>`).records;

  it("is said of what is in a speech, and not in a note of the editor’s", () => {
    const [spoken, noted] = said.citations;
    expect(spoken).toMatchObject({ work: "arendt-vita", speaker: "weil" });
    expect(noted).toMatchObject({ work: "arendt-vita" });
    expect(noted).not.toHaveProperty("speaker");
  });

  it("is counted in the graph over all documents, where each document is counted by itself", () => {
    const graph = wholeIndex(graphMlIndex(readRegisters([])), [said, { ...said, document: "other" }]);
    const edge =
      /source="([^"]+)" target="([^"]+)">\s*<data key="kind">([^<]+)<\/data>\s*<data key="weight">(\d+)</gu;
    expect([...graph.matchAll(edge)].map((found) => found.slice(1).join(" | "))).toEqual([
      "document:essay | work:arendt-vita | cites | 2",
      "person:weil | work:arendt-vita | cites | 2",
      "document:essay | work:weil-essay | cites | 1",
      "person:arendt | work:weil-essay | cites | 2",
      "person:arendt | work:weil-essay | is quoted from | 2",
      "document:other | work:arendt-vita | cites | 2",
      "document:other | work:weil-essay | cites | 1",
    ]);
  });

  it("cites in the graph, and has a column of the table", () => {
    const graph = wholeIndex(graphMlIndex(readRegisters([])), [said]);
    expect(graph).toContain('source="person:weil" target="work:arendt-vita"');
    const [header, first] = wholeIndex(CITATIONS_CSV, [said]).split("\r\n");
    expect(header).toContain(",via,speaker,certainty,");
    expect(first).toContain(",weil,high,");
  });
});

describe("works", () => {
  it("become CSL-JSON, particles and spans of time kept", () => {
    expect(cslItem(BEETHOVEN)).toEqual({
      id: "b",
      type: "book",
      title: "Briefe: 100% echt",
      "title-short": "Briefe",
      author: [{ family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van" }],
      editor: [{ family: "B", given: "A &" }],
      volume: "2",
      publisher: "Haus",
      "publisher-place": "Bonn",
      issued: { "date-parts": [[1996], [1998]] },
      ISBN: "3-87328-061-4",
    });
    expect(cslItem(MANUSCRIPT)).toMatchObject({
      type: "manuscript",
      archive: "ÖNB",
      "archive-place": "Wien",
      archive_location: "Cod. 1",
    });
  });

  it("become BibTeX, its signs escaped", () => {
    const text = worksBibtex([BEETHOVEN]);
    expect(text).toContain("@book{b,\n  author = {van Beethoven, Ludwig},");
    expect(text).toContain("title = {{Briefe: 100\\% echt}}");
    expect(text).toContain("year = {1996--1998}");
  });

  it("become RIS", () => {
    expect(worksRis([BEETHOVEN]).split("\r\n").slice(0, 3)).toEqual([
      "TY  - BOOK",
      "ID  - b",
      "AU  - van Beethoven, Ludwig",
    ]);
    expect(worksRis([BEETHOVEN]).endsWith("ER  - \r\n")).toBe(true);
  });

  it("become references", () => {
    expect(plainReference(fullReference(BEETHOVEN))).toBe(
      "Ludwig van Beethoven, Briefe: 100% echt, ed. A & B 2 (Bonn: Haus, 1996–98)",
    );
    expect(plainReference(fullReference(MANUSCRIPT))).toBe("Codex, Wien, ÖNB, Cod. 1");
  });
});

describe("what a citation stands for", () => {
  it("is its work in short, and its place", () => {
    const registers = registersOf(
      '<listBibl><bibl xml:id="weil-essay"><author>Simone Weil</author><title level="a">Iliade</title></bibl></listBibl>',
    );
    expect(plainReference(describeCitation(records.citations[1]!, registers)!)).toBe(
      "Weil, “Iliade”, pp. 563–564",
    );
    expect(describeCitation({ ...records.citations[0]!, work: null }, registers)).toBeNull();
  });

  it("is explained with the rule that was used", () => {
    expect(explainCitations(records)[1]).toMatchObject({
      text: "Ibid.",
      locus: "pp. 563–564",
      via: first,
      rule: "the work cited last",
    });
  });
});

describe("graph.jsonld", () => {
  it("says which document cites and quotes which work", () => {
    const graph = JSON.parse(graphJsonLd(null, registersOf(""), [records])) as {
      "@graph": Record<string, unknown>[];
    };
    expect(graph["@graph"][0]).toMatchObject({
      "@id": "texts/essay.html",
      cites: ["works/weil-essay.html"],
      includesQuotationFrom: ["works/weil-essay.html"],
    });
    expect(graph["@graph"][1]).toMatchObject({
      "@type": "cito:Citation",
      hasCitedEntity: "works/weil-essay.html",
    });
  });

  it("says whence a quotation is, and who speaks it", () => {
    const entries =
      '<listPerson><person xml:id="weil"><persName>Weil</persName></person></listPerson><listBibl><bibl xml:id="weil-essay"><title>Essay</title></bibl></listBibl>';
    const { records: spoken } = cite(
      '<p><quote who="register.xml#weil">One</quote> (<bibl>Weil, p. 5</bibl>).</p>',
    );
    const graph = JSON.parse(graphJsonLd(null, registersOf(entries), [spoken])) as {
      "@graph": Record<string, unknown>[];
    };
    expect(graph["@graph"].at(-1)).toEqual({
      "@id": spoken.quotations[0]!.url,
      "@type": ["schema:Quotation", "prov:Entity"],
      isPartOf: "texts/essay.html",
      wasQuotedFrom: "works/weil-essay.html",
      wasAttributedTo: "people/weil.html",
    });
  });
});
