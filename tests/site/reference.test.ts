import { expect, it } from "vitest";
import { fullReference as chicago, plainReference, shortReference } from "../../src/cite/reference.ts";
import { readString } from "../../src/read/index.ts";
import { textOf, wordsFor } from "../../src/render/index.ts";
import { readRegisters, type Work } from "../../src/resolve/index.ts";
import { fullReference, shortNames } from "../../src/site/reference.ts";
import { siteOf, source } from "./small-site.ts";

function work(entry: string): Work {
  const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl>${entry}</listBibl></standOff></TEI>`;
  const { tree } = readString(source, { path: "tei/r.xml" });
  return [...readRegisters([{ id: "r", tree: tree! }]).works.values()][0]!;
}

const OPEN = work(
  '<biblStruct xml:id="a"><monogr><author><forename>Ann</forename> <surname>Roe</surname></author><author>et al.</author><editor><forename>Bo</forename> <surname>Lee</surname></editor><title>Plain Things</title><imprint><date>1999</date></imprint></monogr></biblStruct>',
);

it("an entry that leaves names out is said to, in the words of the page", () => {
  expect(shortNames(OPEN, wordsFor("en"))).toBe("Roe et al.");
  expect(shortNames(OPEN, wordsFor("de"))).toBe("Roe u. a.");
  expect(JSON.stringify(fullReference(OPEN, wordsFor("en")))).toContain("Ann Roe et al.");
  expect(plainReference(shortReference(OPEN))).toBe("Roe et al., Plain Things");
  expect(plainReference(chicago(OPEN))).toContain("Ann Roe et al., Plain Things, ed. Bo Lee");
});

it("an entry whose title ends a sentence has no second full stop", () => {
  const ends = (title: string): string => {
    const entry = `<bibl xml:id="a"><author><surname>Roe</surname></author><title>${title}</title></bibl>`;
    return textOf(fullReference(work(entry), wordsFor("en")));
  };
  expect(ends("Plain Things")).toBe("Roe, Plain Things.");
  expect(ends("Plain Things. 2 vols.")).toBe("Roe, Plain Things. 2 vols.");
  expect(ends("Plain Things?")).toBe("Roe, Plain Things?");
});

it("a pointer without words has those of the work it leads to, and none where it leads to no file", () => {
  const register =
    '<listBibl><bibl xml:id="a"><author><surname>Roe</surname></author><title>Plain Things</title></bibl></listBibl>';
  const record =
    '<listBibl><bibl><ptr target="b.xml#a"/><ptr target="../gone.xml#a"/><title>Things</title></bibl></listBibl>';
  const page = siteOf({ b: source("Works", register), t: source("T", record) }).get("texts/t.html")!;
  expect(/<li[^>]* class="tei-bibl">(.*?)<\/li>/u.exec(page)?.[1]).toBe(
    '<a href="../works/a.html" class="tei-ptr">Roe, Plain Things</a>, <cite class="tei-title">Things</cite>',
  );
});

it.each([
  ["<surname>Roe</surname>\n<forename>Ann</forename>\n<nameLink>van der</nameLink>", "Ann van der Roe"],
  ["<surname>Roe</surname><forename>Ann</forename>", "Ann Roe"],
  ["<forename>Ann</forename><surname>Roe</surname>", "Ann Roe"],
  ["<surname>Szűcs</surname>\n<forename>Jenő</forename>", "Szűcs Jenő"],
  ["<surname>Mao</surname> <forename>Zedong</forename>", "Mao Zedong"],
  ["<surname>毛</surname><forename>泽东</forename>", "毛 泽东"],
  ["<surname>Roe</surname>, <forename>Ann</forename>", "Roe, Ann"],
])("an author whose name is kept as %j is called %j", (name, said) => {
  const text = source("T", "<p>A</p>").replace(
    "</title>",
    `</title><author><persName>${name}</persName></author>`,
  );
  const page = siteOf({ t: text }).get("texts/t.html")!;
  expect(/<meta name="citation_author" content="([^"]*)">/u.exec(page)?.[1]).toBe(said);
});
