import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type CslItem,
  cslItem,
  listBiblDocument,
  mergeWorks,
  readWorks,
  worksBiblatex,
  worksRis,
} from "../../src/cite/index.ts";
import { readRegisters, type Work } from "../../src/resolve/index.ts";
import { applyEdits } from "../../src/tree/index.ts";
import { compileGrammar, validateGrammar } from "../../src/validate/index.ts";
import { shared } from "../shared.ts";
import { treeOf } from "./cases.ts";

function worksIn(source: string): readonly Work[] {
  return [...readRegisters([{ id: "w", tree: treeOf(source, "tei/w.xml") }]).works.values()];
}

/** What comes back of an item that went into TEI. */
function throughTei(item: CslItem): CslItem {
  return cslItem(worksIn(listBiblDocument([item], "Works"))[0]!);
}

const RYLE = `TY  - BOOK
TI  - The Concept of Mind
AU  - Ryle, Gilbert
A2  - Urmson, J. O.
A3  - Warnock, G. J.
T2  - Great Books
M1  - 12
SP  - 334
PY  - 1949
AN  - B 1
DB  - Bodleian
DP  - Library Catalog
KW  - mind
KW  - ghosts
N1  - Original Date: 1948
N1  - <p>worn</p>
L1  - file:///x.pdf
UR  - https://a.org
UR  - https://b.org
ER  -
TY  - CONF
TI  - Paper
AU  - Roe, Ann
T2  - Conference of X
C3  - Proceedings of X
C1  - Paris
SP  - 1
EP  - 9
ER  -
TY  - PCOMM
AU  - Kant, Immanuel
A2  - Herz, Marcus
DB  - Staatsbibliothek
AN  - Nachl. 5
PY  - 1772
`;

describe("RIS of Zotero", () => {
  const { items, left } = readWorks(RYLE, "ris");
  const [book, paper, letter] = items;

  it("has editors and series as Zotero writes them, and what TEI has no element for", () => {
    expect(book).toEqual({
      id: "ryle-1949-the-concept-of-mind",
      type: "book",
      title: "The Concept of Mind",
      author: [{ family: "Ryle", given: "Gilbert" }],
      editor: [{ family: "Warnock", given: "G. J." }],
      "collection-editor": [{ family: "Urmson", given: "J. O." }],
      "collection-title": "Great Books",
      "collection-number": "12",
      "number-of-pages": "334",
      issued: { "date-parts": [[1949]] },
      "original-date": { "date-parts": [[1948]] },
      keyword: "mind, ghosts",
      source: "Bodleian; Library Catalog",
      "call-number": "B 1",
      URL: "https://a.org",
      note: "worn",
    });
  });

  it("has papers in proceedings, and letters with who had them and where they are kept", () => {
    expect(paper).toMatchObject({
      type: "paper-conference",
      "container-title": "Proceedings of X",
      "event-title": "Conference of X",
      "publisher-place": "Paris",
      page: "1–9",
    });
    expect(letter).toMatchObject({
      recipient: [{ family: "Herz", given: "Marcus" }],
      archive: "Staatsbibliothek",
      archive_location: "Nachl. 5",
    });
  });

  it("is told by the field of which nothing is made", () => {
    expect([...left]).toEqual([
      ["L1", ["ryle-1949-the-concept-of-mind"]],
      ["UR", ["ryle-1949-the-concept-of-mind"]],
    ]);
  });
});

const FAUST: CslItem = {
  id: "faust",
  type: "book",
  title: "Faust",
  language: "Deutsch",
  note: "Original Date: 1808\noriginal-publisher: Cotta\n{:number-of-volumes: 2} Place: Weimar\ntex.shorthand: F\nMy own remark\nEditor: Trunz || Erich\nEditor: Roe, Ann\nISBN: 123",
  ISBN: "978",
  issued: { literal: "[1949] 1972" },
};

describe("the lines of a note", () => {
  it("are variables of CSL where they have the name of one, unless the record has it otherwise", () => {
    expect(readWorks(JSON.stringify([FAUST]), "csl").items[0]).toEqual({
      id: "faust",
      type: "book",
      title: "Faust",
      language: "de",
      ISBN: "978",
      editor: [
        { family: "Trunz", given: "Erich" },
        { family: "Roe", given: "Ann" },
      ],
      "publisher-place": "Weimar",
      "number-of-volumes": "2",
      "original-date": { "date-parts": [[1808]] },
      "original-publisher": "Cotta",
      issued: { literal: "[1949] 1972" },
      note: "tex.shorthand: F\nMy own remark\nISBN: 123",
    });
  });

  it("are read in BibTeX, and the first print before the year of another", () => {
    const source = "@book{k, title = {A}, date = {[1922] 1961}, note = {number of volumes: 3\n Nice}}";
    expect(readWorks(source, "bibtex").items[0]).toMatchObject({
      issued: { "date-parts": [[1961]] },
      "original-date": { "date-parts": [[1922]] },
      "number-of-volumes": "3",
      note: "Nice",
    });
  });
});

describe("a record without an id", () => {
  it("has one of its words, not of its place, and no key of BibTeX is none", () => {
    const source = "@book{,\n author = {Roe, Ann}, year = 1901, title = {Plain Things}}\n";
    const { items } = readWorks(`${source}@misc{other, title = {B}}${source}`, "bibtex");
    expect(items.map(({ id }) => id)).toEqual(["roe-1901-plain-things", "other", "roe-1901-plain-things-2"]);
  });
});

const WHOLE: readonly CslItem[] = [
  {
    id: "ms",
    type: "manuscript",
    title: "Letters",
    archive: "British Library",
    "archive-place": "London",
    archive_collection: "Egerton",
    archive_location: "MS 1",
    genre: "autograph",
    recipient: [{ family: "Xu", given: "Y." }],
    submitted: { "date-parts": [[1700, 5]] },
  },
  {
    id: "talk",
    type: "interview",
    title: "A Talk",
    language: "Old Norse; Latin",
    interviewer: [{ family: "Roe", given: "Ann" }],
    director: [{ literal: "World Bank" }],
    URL: "https://x.org",
    abstract: "Of this & that",
    "number-of-volumes": "2",
    note: "mine",
  },
  {
    id: "part",
    type: "article-magazine",
    title: "Part",
    "container-title": "Whole",
    "container-author": [{ family: "Poe" }],
    translator: [{ family: "Doe" }],
    URL: "https://y.org",
    "collection-number": "November 2013",
    "collection-title": "Series",
    language: "de",
  },
  { id: "spring", type: "book", title: "S", issued: { literal: "1985-21" } },
];

describe("what CSL-JSON says", () => {
  it("comes back out of TEI", () => {
    const [ms, talk, part, spring] = WHOLE.map(throughTei);
    expect([ms, talk, part]).toEqual(WHOLE.slice(0, 3));
    // No year of a span: 1985-21 is the spring of 1985.
    expect(spring!.issued).toEqual({ "date-parts": [[1985]] });
  });

  it("goes out to BibLaTeX and RIS and comes back", () => {
    const [, talk] = WHOLE;
    const works = worksIn(listBiblDocument([{ ...talk!, type: "report", genre: "working paper" }], "Works"));
    const kept = { abstract: "Of this & that", "number-of-volumes": "2", genre: "working paper" };
    expect(readWorks(worksBiblatex(works), "bibtex").items[0]).toMatchObject(kept);
    expect(readWorks(worksRis(works), "ris").items[0]).toMatchObject(kept);
  });

  const tei = shared("schemas/tei_all-4.12.0.rng");
  it.skipIf(tei === null)("is valid TEI", async () => {
    const main = { path: "tei_all.rng", bytes: readFileSync(tei!) };
    const { grammar } = compileGrammar(main, "relaxng", () => null);
    const untitled = { id: "u", type: "chapter", title: "U", editor: [{ family: "E" }], ISBN: "1" };
    const tree = treeOf(listBiblDocument([...WHOLE, untitled], "Works"), "tei/w.xml");
    expect(await validateGrammar([tree], grammar!)).toEqual([[]]);
  });
});

const ENTRY = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><listBibl>
  <biblStruct xml:id="ms" type="manuscript">
    <monogr>
      <title level="u">Letters</title>
      <edition>2</edition>
      <imprint><date/></imprint>
    </monogr>
    <idno type="URL">https://old.org</idno>
    <note>the editor's</note>
    <relatedItem type="archive"><bibl><msIdentifier><repository>BL</repository></msIdentifier></bibl></relatedItem>
  </biblStruct>
</listBibl></TEI>`;

describe("a note of a type of the editor’s own", () => {
  it("keeps no note of the record away", () => {
    const source = ENTRY.replace("<note>the editor's</note>", '<note type="mine">keep</note>');
    const item = { ...WHOLE[0]!, note: "of the record" };
    const text = applyEdits(source, mergeWorks(treeOf(source, "tei/w.xml"), [item])!.edits);
    expect(text).toContain('<note type="mine">keep</note>');
    expect(text).toContain("<note>of the record</note>");
    expect(mergeWorks(treeOf(text, "tei/w.xml"), [item])!.edits).toEqual([]);
  });
});

describe("an entry that lacks what the record has", () => {
  it("takes the series with its parent, each element in its place, and the shelfmark anew; a second note is told", () => {
    const item = {
      ...WHOLE[0]!,
      "collection-title": "Series",
      URL: "https://old.org",
      DOI: "10.1/x",
      language: "Old Norse; Latin",
      note: "of the record",
    };
    const { edits, notes } = mergeWorks(treeOf(ENTRY, "tei/w.xml"), [item])!;
    const text = applyEdits(ENTRY, edits);
    expect(text).toContain('<series><title level="s">Series</title></series>');
    expect(text).toContain(
      '<idno type="DOI">10.1/x</idno>\n      <textLang>Old Norse; Latin</textLang>\n      <edition>',
    );
    expect(text).toContain("<repository>British Library</repository> <collection>Egerton</collection>");
    expect(text.match(/old\.org/gu)).toHaveLength(1);
    expect(text).not.toContain("of the record");
    expect(notes).toContain("ms: has a <note> already, and that of the record is not taken over");
    expect(mergeWorks(treeOf(text, "tei/w.xml"), [item])!.edits).toEqual([]);
  });
});
