import { describe, expect, it } from "vitest";
import {
  bibliographyEntry,
  cslItem,
  distinctItems,
  fullReference,
  listBiblDocument,
  mergeWorks,
  plainReference,
  readWorks,
  worksBibtex,
} from "../../src/cite/index.ts";
import { citedUnder, readRegisters } from "../../src/resolve/index.ts";
import { applyEdits } from "../../src/tree/index.ts";
import { treeOf } from "./cases.ts";

const ZOTERO = String.raw`This is a comment.
@comment{jabref-meta: x}
@string{hup = "Harvard University Press"}
@string(cup = {Cambridge})
@book{dijk_1901,
  author = {van Dijk, Ludwig and {Academy of Arts and Sciences} and Erd{\H o}s, P{\'a}l and others},
  title = {{The} {\"U}ber-Book: 50\% \& more},
  shorttitle = "Book",
  publisher = hup # " and Sons",
  address = cup,
  year = 1901, month = mar,
  isbn = {3-87328-061-4},
  doi = {10.1000/a_b},
  url = {https://example.org/a\_b?c=1&d=2},
}
@incollection{part1, author = "Ana Mar{\'\i}a de la Cruz", title = {Part}, pages = {5--9}, crossref = {whole}}
@collection{whole, title = {Whole}, editor = {Lee, Jr., Bo}, date = {1886/1890}, location = {Wien}}
@article{open, title = {Not closed`;

describe("BibTeX is read", () => {
  const [book, part, , open] = readWorks(ZOTERO, "bibtex").items;

  it("with strings, joined values, accents, bodies and signs", () => {
    expect(book).toEqual({
      id: "dijk_1901",
      type: "book",
      title: "The Über-Book: 50% & more",
      "title-short": "Book",
      author: [
        { family: "Dijk", given: "Ludwig", "non-dropping-particle": "van" },
        { literal: "Academy of Arts and Sciences" },
        { family: "Erdős", given: "Pál" },
        { literal: "others" },
      ],
      publisher: "Harvard University Press and Sons",
      "publisher-place": "Cambridge",
      issued: { "date-parts": [[1901, 3]] },
      ISBN: "3-87328-061-4",
      DOI: "10.1000/a_b",
      URL: "https://example.org/a_b?c=1&d=2",
    });
  });

  it("with what an entry has from the book it is in", () => {
    expect(part).toEqual({
      id: "part1",
      type: "chapter",
      title: "Part",
      author: [{ family: "Cruz", given: "Ana María", "non-dropping-particle": "de la" }],
      editor: [{ family: "Lee", given: "Bo", suffix: "Jr." }],
      "container-title": "Whole",
      page: "5–9",
      "publisher-place": "Wien",
      issued: { "date-parts": [[1886], [1890]] },
    });
  });

  it("with names in parts, dates that are doubted or open, and a book that names itself for those who refer to it", () => {
    const [named, self] = readWorks(
      `@book{named, author = {given=Jan Hendrik, given-i=JH, family=Berg, prefix=van den, useprefix=true and {de la Vega}, Inca}, title = {A}, date = {1200~}, origdate = {1886/..}}
@collection{self, title = {Whole}, booktitle = {Whole}, date = {1985-21}}`,
      "bibtex",
    ).items;
    expect(named).toEqual({
      id: "named",
      type: "book",
      title: "A",
      author: [
        { family: "Berg", given: "Jan Hendrik", "non-dropping-particle": "van den" },
        { family: "de la Vega", given: "Inca" },
      ],
      issued: { "date-parts": [[1200]], circa: true },
      "original-date": { literal: "1886/.." },
    });
    // A season is no month.
    expect(self).toEqual({ id: "self", type: "book", title: "Whole", issued: { literal: "1985-21" } });
  });

  it("with a comma forgotten behind the key, and an address in a command", () => {
    const source = "@misc{k\n title = {A}, howpublished = {\\url{https://example.org/~me}}}";
    expect(readWorks(source, "bibtex").items).toEqual([
      { id: "k", type: "document", title: "A", URL: "https://example.org/~me" },
    ]);
  });

  it("as far as it goes", () => {
    expect(open).toEqual({ id: "open", type: "article-journal", title: "Not closed" });
  });
});

describe("RIS is read", () => {
  it("with any ends of lines, and values that go on", () => {
    const source =
      "\ufeffTY  - JOUR\r\nAU  - de Vries, Jan, Jr.\r\nTI  - A title\r\n that goes on\r\nT2  - Mind\r\nDA  - 1938/03/17/\r\nSP  - 5\nEP  - 9\nSN  - 1234-5678\nUR  - https://x.org\nER  - \r\nTY  - BOOK\r\nTI  - Second";
    expect(readWorks(source, "ris").items).toEqual([
      {
        id: "vries-1938-a-title-that-goes",
        type: "article-journal",
        title: "A title that goes on",
        author: [{ family: "Vries", given: "Jan", "non-dropping-particle": "de", suffix: "Jr." }],
        "container-title": "Mind",
        page: "5–9",
        issued: { "date-parts": [[1938, 3, 17]] },
        ISSN: "1234-5678",
        URL: "https://x.org",
      },
      { id: "second", type: "book", title: "Second" },
    ]);
  });
});

const MESSY = JSON.stringify([
  {
    id: "http://zotero.org/users/1/items/ABCD2345",
    type: "journal-article",
    title: ["On <i>Faust</i> &amp; its <jats:italic>Urfaust</jats:italic><br/>again <a <b"],
    "container-title": ["Mind <em>and</em> Matter"],
    ISSN: ["0026-4423", "1460-2113"],
    volume: 12,
    page: "5-9",
    author: [
      { literal: "UNESCO" },
      { name: "Institut für Sozialforschung" },
      { family: "Berg", given: "Jan", "dropping-particle": "van", "non-dropping-particle": "den" },
      { family: "", given: "" },
      { given: "Prince" },
      { family: "et al." },
    ],
    issued: { "date-parts": [[null]] },
    "published-print": { "date-parts": [["1998", "04", 0]] },
    accessed: { "date-parts": [[2020, 5, 3]] },
    DOI: "https://doi.org/10.1000/ABC",
    abstract: "In short",
  },
  { id: 7, title: "A", author: "Roe, Ann; World Bank", issued: { raw: "circa 1850" } },
  { title: "B", issued: { "date-parts": [[1790]], circa: "true" }, editor: [] },
  { id: "c", type: "book", title: "C", issued: { literal: "n.d." }, "original-date": "1886/1890" },
  { id: "d", type: "book", title: "D", issued: { "date-parts": [[2001, 13], []] } },
]);

describe("CSL-JSON is read", () => {
  const [article, numbered, unnamed, undated, odd] = readWorks(MESSY, "csl").items;

  it("with lists for one value, bodies, what is empty, and a date that is only in print", () => {
    expect(article).toEqual({
      id: "ABCD2345",
      type: "article-journal",
      title: "On <i>Faust</i> & its <i>Urfaust</i> again <a <b",
      "container-title": "Mind <i>and</i> Matter",
      ISSN: "0026-4423",
      volume: "12",
      page: "5-9",
      author: [
        { literal: "UNESCO" },
        { literal: "Institut für Sozialforschung" },
        { family: "Berg", given: "Jan", "non-dropping-particle": "van den" },
        { literal: "Prince" },
        { literal: "others" },
      ],
      issued: { "date-parts": [[1998, 4]] },
      accessed: { "date-parts": [[2020, 5, 3]] },
      DOI: "10.1000/ABC",
      abstract: "In short",
    });
  });

  it("with names in one string, and dates in words or in doubt", () => {
    expect(numbered).toEqual({
      id: "7",
      type: "document",
      title: "A",
      author: [{ family: "Roe", given: "Ann" }, { literal: "World Bank" }],
      issued: { "date-parts": [[1850]], circa: true },
    });
    expect(unnamed).toEqual({
      id: "1790-b",
      type: "document",
      title: "B",
      issued: { "date-parts": [[1790]], circa: true },
    });
    expect(undated).toMatchObject({
      issued: { literal: "n.d." },
      "original-date": { "date-parts": [[1886], [1890]] },
    });
    expect(odd).toMatchObject({ issued: { "date-parts": [[2001]] } });
  });

  it("into TEI that says when an address was visited, and out as BibLaTeX that says it too", () => {
    const source = listBiblDocument([article!], "Works");
    expect(source).toContain('<date type="accessed" when="2020-05-03">2020-05-03</date>');
    const [work] = readRegisters([{ id: "works", tree: treeOf(source, "tei/works.xml") }]).works.values();
    expect(work!.date?.text).toBe("1998-04");
    expect(worksBibtex([work!])).toContain("urldate = {2020-05-03}");
    expect(readWorks(worksBibtex([work!]), "bibtex").items[0]).toMatchObject({
      accessed: { "date-parts": [[2020, 5, 3]] },
    });
  });
});

describe("records of one work", () => {
  const named = (id: string, title: string, DOI?: string) => ({
    id,
    type: "book",
    title,
    ...(DOI === undefined ? {} : { DOI }),
  });

  it("are taken once, by their id or by their DOI and title", () => {
    const { items, notes } = distinctItems([
      named("a", "Plain Things", "10.1/x"),
      named("b", "<i>Plain</i> things.", "https://doi.org/10.1/X"),
      named("a", "Another"),
      named("c", "A Chapter of Them", "10.1/x"),
    ]);
    expect(items.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(notes).toEqual([
      "b: has the DOI and the title of a, and is left out",
      "a: comes twice, and only the first is taken",
    ]);
  });

  it("bring up to date the entry that has the DOI under another id", () => {
    const source = listBiblDocument([named("mine", "Plain Things", "10.1/x")], "Works");
    const merge = mergeWorks(treeOf(source, "tei/w.xml"), [
      { ...named("theirs", "Plain Things", "10.1/X"), publisher: "Meiner" },
    ])!;
    const text = applyEdits(source, merge.edits);
    expect(text).toContain("<publisher>Meiner</publisher>");
    expect(text.match(/<biblStruct/gu)).toHaveLength(1);
  });
});

describe("a list of works in TEI", () => {
  it("says what the records say", () => {
    const items = readWorks(ZOTERO, "bibtex").items.slice(0, 2);
    const tree = treeOf(listBiblDocument(items, "Works"), "tei/works.xml");
    const again = [...readRegisters([{ id: "works", tree }]).works.values()].map(cslItem);
    expect(again).toEqual(items.map((item) => expect.objectContaining(item) as object));
  });

  it("keeps “and others”, who are no author", () => {
    const [item] = readWorks(
      "@book{k, author = {Roe, Ann and others}, title = {Plain Things}}",
      "bibtex",
    ).items;
    const source = listBiblDocument([item!], "Works");
    expect(source).toContain("<author>et al.</author>");
    const [work] = readRegisters([{ id: "works", tree: treeOf(source, "tei/works.xml") }]).works.values();
    expect(worksBibtex([work!])).toContain("author = {Roe, Ann and others}");
    expect(plainReference(fullReference(work!))).toContain("Ann Roe et al., Plain Things");
    expect(plainReference(bibliographyEntry(work!, "apa"))).toContain("Roe, A., et al.");
    expect(citedUnder(work!).map(({ family }) => family)).toEqual(["Roe"]);
  });

  const EDITED = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><!-- mine --><standOff>
    <listBibl>
      <biblStruct xml:id="dijk_1901"   n='7'>
        <monogr>
          <author ref="#dijk">L. van Dijk</author>
          <title level="m">The  Book</title>
          <imprint><date when="1899">1899</date></imprint>
        </monogr>
        <note>Read this first.</note>
      </biblStruct>
      <bibl xml:id="part1">by hand</bibl>
    </listBibl>
  </standOff></TEI>`;

  it("is brought up to date without what the editor added", () => {
    const items = readWorks(ZOTERO, "bibtex").items;
    const merge = mergeWorks(treeOf(EDITED, "tei/w.xml"), items)!;
    const text = applyEdits(EDITED, merge.edits);
    for (const kept of [
      "<!-- mine -->",
      "   n='7'>",
      '<author ref="#dijk">L. van Dijk</author>',
      "<note>Read this first.</note>",
      '<bibl xml:id="part1">by hand</bibl>',
    ])
      expect(text).toContain(kept);
    expect(text).toContain('<title level="m">The Über-Book: 50% &amp; more</title>');
    expect(text).toContain('<date when="1901-03">1901-03</date>');
    expect(text).toContain('<biblStruct xml:id="whole"');
    expect(merge.notes).toContain("part1: is a <bibl> of the editor's, and left as it is");
    const again = mergeWorks(treeOf(text, "tei/w.xml"), items)!;
    expect(applyEdits(text, again.edits)).toBe(text);
  });

  it("has spans without an end as TEI does, and what Zotero sets apart in a title", () => {
    const written = listBiblDocument(
      [
        {
          id: "open",
          type: "book",
          title: 'On <i>Homo <sup>2</sup></i>, <span class="nocase">iPhone</span> & a <b',
          issued: { literal: "1886/.." },
        },
        { id: "between", type: "book", title: "B", issued: { literal: "[1440..1460]" } },
      ],
      "Works",
    );
    expect(written).toContain(
      'On <hi rend="italic">Homo <hi rend="superscript">2</hi></hi>, iPhone &amp; a &lt;b</title>',
    );
    expect(written).toContain('<date from="1886">1886/..</date>');
    expect(written).toContain('<date notBefore="1440" notAfter="1460">[1440..1460]</date>');
  });

  it("keeps the ends of lines that the document has", () => {
    const source = EDITED.replace(/\n/gu, "\r\n");
    const merge = mergeWorks(treeOf(source, "tei/w.xml"), readWorks(ZOTERO, "bibtex").items)!;
    expect(merge.edits.length).toBeGreaterThan(2);
    expect(applyEdits(source, merge.edits)).not.toMatch(/[^\r]\n/u);
  });

  it("takes works where it has none", () => {
    const source = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><listBibl/></TEI>';
    const merge = mergeWorks(treeOf(source, "tei/w.xml"), readWorks(ZOTERO, "bibtex").items)!;
    expect(applyEdits(source, merge.edits).match(/<biblStruct/gu)).toHaveLength(4);
    expect(mergeWorks(treeOf("<TEI/>", "tei/w.xml"), [])).toBeNull();
  });
});
