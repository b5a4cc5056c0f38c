import { describe, expect, it } from "vitest";
import { citeForms } from "../../src/site/cite-this.ts";
import type { Shell } from "../../src/site/page.ts";
import { siteOf, source } from "./small-site.ts";

/** What the page of a text with this author says of how to cite it. */
function citedBy(author: string): { bibtex: string; csl: { author: unknown } } {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>${author}</titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>x</p></body></text></TEI>`;
  const page = siteOf({ t: text }).get("texts/t.html")!;
  return JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(page)![1]!);
}

describe("an author, as a text is cited", () => {
  it.each([
    [
      "whose family name is marked",
      `<author><persName><forename>Johann Wolfgang</forename> <nameLink>von</nameLink> <surname>Goethe</surname></persName><idno type="pnd">118540238</idno></author>`,
      "von Goethe, Johann Wolfgang",
      { family: "Goethe", given: "Johann Wolfgang", "non-dropping-particle": "von" },
    ],
    [
      "who is said to be a person",
      "<author><persName>Ludo Martens</persName></author>",
      "Martens, Ludo",
      { family: "Martens", given: "Ludo" },
    ],
    [
      "whose name is turned round",
      "<author>Ibsen, Henrik</author>",
      "Ibsen, Henrik",
      { family: "Ibsen", given: "Henrik" },
    ],
    [
      "with the years of a life, as catalogues have them",
      "<author>Ibsen, Henrik (1828–1906)</author>",
      "Ibsen, Henrik",
      { family: "Ibsen", given: "Henrik" },
    ],
    ["that may be a body", "<author>The Assembly</author>", "{The Assembly}", { literal: "The Assembly" }],
    [
      "that is one",
      "<author><orgName>Office of Letters</orgName></author>",
      "{Office of Letters}",
      { literal: "Office of Letters" },
    ],
  ])("%s", (_, author, bibtex, csl) => {
    const cited = citedBy(author);
    expect(cited.bibtex).toContain(`  author = {${bibtex}},`);
    expect(cited.csl.author).toEqual([csl]);
  });
});

it("a title that has the author in it is cited whole, and one that is told apart by the author without", () => {
  const text = (title: string, author: string): string =>
    source("T", "<p>x</p>").replace("<title>T</title>", `<title>${title}</title><author>${author}</author>`);
  const files = siteOf({
    a: text("Poems (Ada Roe)", "Ada Roe"),
    b: text("Letters", "Ada Roe"),
    c: text("Letters", "Bo Lee"),
  });
  const cited = (id: string): string => /"title":"([^"]*)"/u.exec(files.get(`texts/${id}.html`)!)![1]!;
  expect(["a", "b", "c"].map(cited)).toEqual(["Poems (Ada Roe)", "Letters", "Letters"]);
});

describe("who publishes a text, as it is cited", () => {
  const page = (publication: string): string => {
    const text = source("T", "<p>x</p>").replace(
      "<publicationStmt><p/>",
      `<publicationStmt>${publication}<date>2020</date>`,
    );
    return siteOf({ t: text }).get("texts/t.html")!;
  };
  const two = ["House A", "House B"];
  it.each([
    ["is each publisher", "<publisher>House A</publisher><publisher>House B,</publisher>", two],
    [
      "is each body of one publisher, without its address",
      `<publisher>\n<orgName>House A</orgName><orgName>House B</orgName><ref target="https://a.example/">a</ref></publisher>`,
      two,
    ],
    [
      "is a body once that has names in several languages, in that of the text",
      `<publisher><orgName xml:lang="de">Haus A</orgName><orgName xml:lang="en">House A</orgName><orgName>House B</orgName></publisher>`,
      two,
    ],
    [
      "is a body in the first language where it has no name in that of the text",
      `<publisher><orgName xml:lang="de">Haus A</orgName><orgName xml:lang="fr">Maison A</orgName></publisher>`,
      ["Haus A"],
    ],
    ["is what a sentence says", "<publisher>For <orgName>House A</orgName></publisher>", ["For House A"]],
    [
      "is each authority where none publishes",
      "<authority>House A</authority><authority>House B</authority>",
      two,
    ],
  ])("%s", (_, publication, names) => {
    const html = page(publication);
    const cited = JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(html)![1]!);
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html)![1]!);
    expect(cited.formatted).toContain(`, ${names.join(" and ")}, 2020`);
    expect(cited.bibtex).toContain(`  publisher = {${names.join("; ")}},`);
    expect(cited.csl.publisher).toBe(names.join("; "));
    expect(data.publisher).toEqual(names.map((name) => ({ "@type": "Organization", name })));
    expect(html).toContain(`<meta name="citation_publisher" content="${names.join("; ")}">`);
    expect(html).toContain(`<p class="facts">${names.join(" and ")}, 2020</p>`);
  });

  it.each(["Unknown", "[unbekannt]", "<persName>Auteur inconnu</persName>"])(
    "is nobody where that is %s",
    (name) => {
      const { bibtex, csl } = citedBy(`<author>${name}</author>`);
      expect(bibtex).not.toContain("author");
      expect(csl.author).toBeUndefined();
    },
  );

  it("is nobody where the header names none", () => {
    expect(page("")).not.toMatch(/publisher/u);
  });
});

it("the years of an author's life are no part of a byline", () => {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title><author>Ibsen, Henrik, 1828-1906</author></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>a</p></body></text></TEI>`;
  const page = siteOf({ t: text }).get("texts/t.html")!;
  expect(page).toContain('<p class="by">Ibsen, Henrik</p>');
});

describe("what a header says of a text", () => {
  const text = source(
    "T",
    "<p>a</p>",
    "en",
    "<profileDesc><abstract><p>In short<note>or not</note>.</p></abstract><textClass><keywords><term>love</term><term>war</term></keywords></textClass></profileDesc>",
  )
    .replace(
      "</titleStmt>",
      "<principal>Ada</principal><funder><orgName>Fund X</orgName><idno>10.13039/501</idno></funder></titleStmt>",
    )
    .replace(
      "<publicationStmt><p/>",
      '<publicationStmt><publisher>P<idno>10.13039/502</idno></publisher><availability><p><bibl><idno>10.1234/other</idno></bibl></p></availability><idno type="DOI">https://doi.org/10.1234/ab(c)</idno>',
    );
  const page = siteOf({ t: text }).get("texts/t.html")!;

  it("names its DOI wherever it is cited", () => {
    expect(page).toContain(", P, https://doi.org/10.1234/ab(c), ");
    expect(page).toContain("  doi = {10.1234/ab(c)},");
    expect(page).toContain('"DOI": "10.1234/ab(c)"');
    expect(page).toContain('<meta name="citation_doi" content="10.1234/ab(c)">');
  });

  it("stands before the text in short, and behind it at length", () => {
    expect(page).toMatch(
      /<section class="abstract" aria-label="Abstract">.*In short<span class="tei-note"> \(or not\)<\/span>\..*<article class="text"/su,
    );
    expect(page).toContain("<h3>Keywords</h3>\n<p>love · war</p>");
    expect(page).toContain(
      "<dt>principal researcher</dt>\n<dd>Ada</dd>\n<dt>funded by</dt>\n<dd>Fund X</dd>",
    );
  });
});

describe("who edits a text, as it is cited", () => {
  const page = (statements: string): string => siteOf({ t: edited(statements) }).get("texts/t.html")!;
  const edited = (statements: string): string =>
    source("T", "<p>x</p>").replace("</titleStmt>", `${statements}</titleStmt>`);
  const cited = (statements: string): string => /<p class="cite-as">(.*?)<\/p>/u.exec(page(statements))![1]!;

  it.each([
    ["<editor>Roe, Ann</editor>", "T, Edition, ed. by Ann Roe, version 1, https://example.org/texts/t.html."],
    [
      '<author>Ann Roe</author><editor role="#edt">Ann Roe</editor><editor role="translator">Bob Lee</editor>',
      "Ann Roe: T, Edition, version 1, https://example.org/texts/t.html.",
    ],
    [
      "<respStmt><resp>Herausgegeben von</resp><persName>Ann Roe</persName><persName>Bob Lee</persName></respStmt><respStmt><resp>encoding</resp><name>Cy</name></respStmt>",
      "T, Edition, ed. by Ann Roe and Bob Lee, version 1, https://example.org/texts/t.html.",
    ],
    [
      "<respStmt><resp>Edited by</resp><persName>Roe, Ann</persName><affiliation>A University</affiliation><email>a@b.example</email><orgName>Words, Letters and Sons</orgName></respStmt>",
      "T, Edition, ed. by Ann Roe and Words, Letters and Sons, version 1, https://example.org/texts/t.html.",
    ],
    [
      "<editor>A. A.</editor><editor>B. B.</editor><editor>C. C.</editor><editor>D. D.</editor>",
      "T, Edition, ed. by A. A. et al., version 1, https://example.org/texts/t.html.",
    ],
  ])("%s", (statements, expected) => {
    expect(cited(statements)).toBe(expected);
  });

  it("is told to programs, too", () => {
    const html = page("<editor>Roe, Ann</editor>");
    const { bibtex, csl } = JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(html)![1]!);
    expect(bibtex).toContain("  editor = {Roe, Ann},");
    expect(csl.editor).toEqual([{ family: "Roe", given: "Ann" }]);
    expect(html).toContain('"editor":[{"@type":"Person","name":"Roe, Ann"}]');
    expect(html).not.toContain('"contributor"');
  });

  it("ends in one full stop, where the last of them is cut short", () => {
    const cited = { formatted: "T, ed. by A. A. et al.", bibtex: "", csl: {}, address: null };
    expect(JSON.stringify(citeForms({} as Shell, cited, false))).toContain('["T, ed. by A. A. et al."]');
  });

  it("is who edits all texts, where the edition is cited", () => {
    const files = siteOf({
      a: edited("<editor>Ann Roe</editor><editor>Bob Lee</editor>"),
      b: edited("<editor>Bob Lee</editor>"),
    });
    expect(files.get("index.html")).toContain("Edition, ed. by Bob Lee, version 1");
  });
});

describe("a publisher with an address, or within a reference", () => {
  const citedAs = (publication: string): string => {
    const text = source("T", "<p>x</p>").replace("<publicationStmt><p/>", `<publicationStmt>${publication}`);
    const page = siteOf({ t: text }).get("texts/t.html")!;
    return (JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(page)![1]!) as { bibtex: string }).bibtex;
  };

  it.each([
    [
      "is named without its address",
      "<publisher>House of Tides<address><addrLine>1 Quay</addrLine></address></publisher>",
    ],
    [
      "is the first line of an address, where there is no more",
      "<distributor><address><addrLine><name>House of Tides</name></addrLine><addrLine>1 Quay</addrLine></address></distributor>",
    ],
    [
      "may stand in a reference",
      "<ab><bibl><publisher>House of Tides</publisher><date>2020</date></bibl></ab>",
    ],
  ])("%s", (_what, publication) => {
    expect(citedAs(publication)).toContain("publisher = {House of Tides}");
  });

  it("is followed by the date there", () => {
    expect(citedAs("<p><bibl><publisher>H</publisher><date>2020</date></bibl></p>")).toContain(
      "year = {2020}",
    );
  });
});
