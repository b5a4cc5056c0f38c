import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";

const TEI = 'xmlns="http://www.tei-c.org/ns/1.0"';
const HEADER =
  "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>";
const NO_PAGE = /neither a text in TEI nor entries with xml:id/u;

const without = (rest: string): string => `<TEI ${TEI}>${HEADER}${rest}</TEI>`;
const surface = '<facsimile><surface xml:id="f1"/></facsimile>';

/** What builds of an edition say, each after the first of what that has kept. */
function saidOf(
  documents: Readonly<Record<string, string>>,
  config: object = {},
  args: readonly string[] = [],
  builds = 1,
): readonly string[] {
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "Letters", site: { search: false }, ...config }),
    "tei/letter.xml": tei("<p>One.</p>"),
    ...documents,
  });
  return Array.from({ length: builds }, () => colophon(folder, ["build", ...args]).err);
}

it("A build says once which documents have no page since there is nothing to be shown of them, and how they get one", () => {
  const two = { "tei/a.xml": without(surface), "tei/b.xml": without("") };
  for (const said of saidOf(two, {}, [], 2))
    expect(said).toContain(
      '2 documents (tei/a.xml is the first) have neither a text in TEI nor entries with xml:id, and nothing points into them: they have no page on the site. A <text>, even an empty one, gives each a page with what its header says; what is not meant to be read can be left out by "documents" in the configuration.',
    );
  const [said] = saidOf({ "tei/b.xml": without("<standOff><listPerson><person/></listPerson></standOff>") });
  expect(said).toContain(
    "tei/b.xml has neither a text in TEI nor entries with xml:id, and nothing points into it: it has no page",
  );
});

it("Registers, texts without words, transcriptions of a source and drafts are not among them", () => {
  const person =
    '<standOff><listPerson><person xml:id="p"><persName>P</persName></person></listPerson></standOff>';
  const line = "<sourceDoc><surface><line>words</line></surface></sourceDoc>";
  const said = saidOf({
    "tei/people.xml": without(person),
    "tei/empty.xml": without("<text><body/></text>"),
    "tei/source.xml": without(line),
  });
  for (const each of said) expect(each).not.toMatch(NO_PAGE);
});

it("What other documents point into, or include, is of use as it is", () => {
  const pointing = saidOf({
    "tei/a.xml": without(surface),
    "tei/b.xml": tei('<pb facs="a.xml#f1"/><p>Two.</p>'),
  });
  for (const said of pointing) expect(said).not.toMatch(NO_PAGE);
  const nowhere = saidOf({
    "tei/a.xml": without(surface),
    "tei/b.xml": tei('<pb facs="a.xml#f2"/><p>Two.</p>'),
  });
  for (const said of nowhere) expect(said).toMatch(NO_PAGE);
  const including = saidOf({
    "tei/a.xml": without('<standOff><note xml:id="n">So.</note></standOff>'),
    "tei/b.xml": tei(
      '<p>Two.</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a.xml" xpointer="n"/>',
    ),
  });
  for (const said of including) expect(said).not.toMatch(NO_PAGE);
});

it("A document in another language is told of by its finding, or where a schema is named for it, by its want of a page", () => {
  const book = '<article xmlns="http://docbook.org/ns/docbook"><para>Words</para></article>';
  for (const said of saidOf({ "tei/book.xml": book })) {
    expect(said).toContain("schema/not-tei");
    expect(said).not.toMatch(NO_PAGE);
  }
  const schema =
    '<element name="article" ns="http://docbook.org/ns/docbook" xmlns="http://relaxng.org/ns/structure/1.0"><element name="para"><text/></element></element>';
  const named = saidOf(
    { "tei/book.xml": book, "book.rng": schema },
    { schemas: [{ files: "tei/book.xml", schema: "book.rng" }] },
  );
  for (const said of named) expect(said).toMatch(NO_PAGE);
});

it("What a stage runs on by name is shown by that, and whoever makes no site is told nothing", () => {
  const style =
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><a/></xsl:template></xsl:stylesheet>';
  const staged = saidOf(
    { "tei/a.xml": without(""), "a.xsl": style },
    { transforms: [{ stylesheet: "a.xsl", input: "tei/a.xml", output: "html/{name}.html" }] },
  );
  for (const said of staged) expect(said).not.toMatch(NO_PAGE);
  const texts = saidOf({ "tei/a.xml": without("") }, {}, ["--outputs", "text"]);
  for (const said of texts) expect(said).not.toMatch(NO_PAGE);
});
