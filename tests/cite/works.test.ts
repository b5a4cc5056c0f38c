import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { type CslItem, cslItem } from "../../src/cite/index.ts";
import { readDocument } from "../../src/read/index.ts";
import { readRegisters, type Work } from "../../src/resolve/index.ts";
import { shared } from "../shared.ts";
import { treeOf } from "./cases.ts";

/** The schema of citationstyles.org for CSL-JSON 1.0.2 (MIT), from citation-style-language/schema. */
const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, "schemas/csl-data.json"), "utf8")) as object;
const isCsl = new Ajv({ strict: false, allErrors: true }).compile(SCHEMA);

function worksOf(entries: string): Work[] {
  const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl>${entries}</listBibl></standOff></TEI>`;
  return [...readRegisters([{ id: "r", tree: treeOf(source, "tei/r.xml") }]).works.values()];
}

function item(entry: string): CslItem {
  return cslItem(worksOf(entry)[0]!);
}

describe("works become CSL-JSON", () => {
  it.each<[string, string, Partial<CslItem>]>([
    [
      "an article with its journal",
      '<biblStruct xml:id="a"><analytic><author><persName><forename>Ludwig</forename><nameLink>van</nameLink><surname>Dijk</surname></persName></author><title level="a">On <title level="m">Faust</title></title></analytic><monogr><title level="j">Mind</title><imprint><biblScope unit="volume">III</biblScope><biblScope unit="issue">2</biblScope><biblScope unit="page" from="5" to="9">5–9</biblScope><date when="1901-02"/></imprint></monogr></biblStruct>',
      {
        type: "article-journal",
        title: "On Faust",
        "container-title": "Mind",
        volume: "III",
        issue: "2",
        page: "5–9",
        author: [{ family: "Dijk", given: "Ludwig", "non-dropping-particle": "van" }],
        issued: { "date-parts": [[1901, 2]] },
      },
    ],
    [
      "a book whose author is named in two languages",
      '<biblStruct xml:id="a"><monogr><author><surname xml:lang="ru">Лосев</surname><surname xml:lang="en">Losev</surname><forename xml:lang="ru">А.</forename><forename xml:lang="en">A.</forename></author><title>Logika</title></monogr></biblStruct>',
      { title: "Logika", author: [{ family: "Лосев", given: "А." }] },
    ],
    [
      "a book whose author is written in two scripts, with notes in two languages",
      '<bibl xml:id="a"><author><hi xml:lang="zh">杜甫</hi> <hi xml:lang="zh-Latn">Du Fu</hi><note xml:lang="en">a</note><note xml:lang="de">b</note></author>: <title>Shi</title></bibl>',
      { title: "Shi", author: [{ family: "Fu", given: "杜甫 Du" }] },
    ],
    [
      "an article in a journal that has a sign",
      '<biblStruct xml:id="a"><analytic><title level="a">Simonidea</title></analytic><monogr><title level="j">Journal of Hellenic Studies</title><title level="j" type="abbr">JHS</title><imprint><biblScope unit="volume">71</biblScope><date when="1951"/></imprint></monogr></biblStruct>',
      {
        type: "article-journal",
        title: "Simonidea",
        "container-title": "Journal of Hellenic Studies",
        "container-title-short": "JHS",
      },
    ],
    [
      "a play in a series of collected works",
      '<bibl xml:id="a"><author>Jakob Ayrer</author>: <title level="a">Spil</title>. In: <title level="s">Werke</title>. <biblScope unit="volume">Dritter</biblScope> Band. <date>1754</date></bibl>',
      { type: "chapter", title: "Spil", "container-title": "Werke", volume: "Dritter" },
    ],
    [
      "a book that is only a series",
      '<bibl xml:id="a"><title level="s">Scripta</title> <biblScope unit="vol">III</biblScope></bibl>',
      { type: "book", title: "Scripta", volume: "III" },
    ],
    [
      "a manuscript without a title",
      '<msDesc xml:id="a"><msIdentifier><settlement>Marbach</settlement><repository>DLA</repository><idno>B 89</idno></msIdentifier><physDesc><p>A sketch.</p></physDesc></msDesc>',
      { type: "manuscript", title: "Marbach, DLA, B 89", archive: "DLA", archive_location: "B 89" },
    ],
    [
      "a digital source around its printed one",
      '<bibl xml:id="a"><name>Wikisource</name> <idno type="URL">https://x.org/y</idno> <availability><p>Free.</p></availability> <bibl><author>L. A.</author> <title>Z</title>, <date>1836</date></bibl></bibl>',
      { title: "Wikisource", URL: "https://x.org/y" },
    ],
    [
      "a translation by two, with an illustrator",
      '<bibl xml:id="a"><title level="m">T</title><respStmt><resp>translated by</resp><name>Ann Lee</name><name>Bo Dahl</name></respStmt><editor role="illustrator">C. D. Ek</editor></bibl>',
      {
        translator: [
          { family: "Lee", given: "Ann" },
          { family: "Dahl", given: "Bo" },
        ],
        illustrator: [{ family: "Ek", given: "C. D." }],
      },
    ],
  ])("%s", (_what, entry, expected) => {
    const made = item(entry);
    expect(made).toMatchObject(expected);
    expect(isCsl([made]) ? null : isCsl.errors).toBeNull();
  });
});

describe("dates become EDTF", () => {
  it.each([
    ['<date when="1938-03-17"/>', "1938-03-17"],
    ['<date when="1938" cert="low"/>', "1938?"],
    ["<date>ca. 1200</date>", "1200~"],
    ["<date>[1909]</date>", "1909?"],
    ["<date>1886–90</date>", "1886/1890"],
    ['<date from="1886" to="1890"/>', "1886/1890"],
    ['<date from="1886"/>', "1886/.."],
    ['<date notBefore="1440" notAfter="1460"/>', "[1440..1460]"],
    ['<date notAfter="1460"/>', "[..1460]"],
    ["<date>2015-04-03</date>", "2015-04-03"],
    ['<date when="-0044"/>', "-0044"],
  ])("%s", (date, expected) => {
    expect(worksOf(`<bibl xml:id="a"><title>T</title>${date}</bibl>`)[0]!.date?.edtf).toBe(expected);
  });
});

describe("the works of the corpora", () => {
  const folder = shared("corpora/zoo");
  it.skipIf(folder === null)("are all valid CSL-JSON", () => {
    const files = readdirSync(folder!, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".xml"))
      .sort()
      .filter((_name, at) => at % 4 === 0);
    const wrong = files.flatMap((name) => {
      const { tree } = readDocument(readFileSync(join(folder!, name)), { path: name });
      if (tree === null) return [];
      const works = [...readRegisters([{ id: "d", tree }]).works.values()];
      return works.filter((work) => !isCsl([cslItem(work)])).map(({ key }) => `${name}#${key}`);
    });
    expect(files.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
