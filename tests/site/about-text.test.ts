import { describe, expect, it } from "vitest";
import { siteOf } from "./small-site.ts";

/** What a page says about its text, heading by heading, of one with this header. */
function about(file: string, more = "", language = "en"): ReadonlyMap<string, string> {
  const header = `<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>${file}<sourceDesc><p/></sourceDesc></fileDesc>${more}</teiHeader>`;
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="${language}">${header}<text><body><p>a</p></body></text></TEI>`;
  const page = siteOf({ t: text }).get("texts/t.html")!;
  const parts = page.slice(page.indexOf("About this text</h2>")).split("<h3>").slice(1);
  return new Map(
    parts.map((part) => {
      const [heading, said] = part.split("</h3>");
      const words = said!
        .replace(/<dt>/gu, "| ")
        .replace(/<dd>/gu, ": ")
        .replace(/<[^>]+>/gu, "");
      return [heading!, words.replace(/\s+/gu, " ").trim()];
    }),
  );
}

function published(statement: string, before = "", after = ""): string | undefined {
  const file = `${before}<publicationStmt>${statement}</publicationStmt>${after}`;
  return about(file).get("Publication");
}

describe("the publication of a text", () => {
  it.each([
    ["<publisher>P</publisher><date>1999</date>", undefined],
    ["<publisher>P</publisher><pubPlace>Oxford</pubPlace><date>1999</date>", "| Publisher : P, Oxford, 1999"],
    [
      "<publisher>P</publisher><address><addrLine>21 High Street,</addrLine><addrLine>Wilmslow</addrLine></address><distributor>D</distributor><date when='2001-02-03T10:00:00Z'>2001-02-03T10:00:00Z</date>",
      "| Publisher : P, 21 High Street, Wilmslow | Distributor : D, 2001-02-03",
    ],
    [
      '<authority>A</authority><idno type="ISBN">1-2</idno><idno type="url">https://example.org/t/1</idno><idno type="url">https://example.org/t/1</idno>',
      "| Released by : A | ISBN : 1-2 | Identifier : https://example.org/t/1",
    ],
    ['<publisher>P</publisher><idno type="URL">https://example.org</idno><idno>10.1234/ab</idno>', undefined],
    [
      "<date when='2001-02-03'>2001-02-03T10:00:00Z</date><publisher>P</publisher><pubPlace>Oxford</pubPlace>",
      "| Date : 2001-02-03 | Publisher : P, Oxford",
    ],
    ["<p>First published in <date>1990</date>.</p>", "First published in 1990."],
    ["<p>Publication Information</p>", undefined],
  ])("is told beyond what a citation says: %s", (statement, expected) => {
    expect(published(statement)).toBe(expected);
  });

  it("names the series with its editors and number, in one language", () => {
    const series = `<seriesStmt><title xml:lang="de">Reihe</title><title xml:lang="en">Series</title><biblScope unit="volume">3</biblScope>
      <respStmt><resp>edited by</resp><name>Ada</name></respStmt><idno type="ISSN">1140-3853</idno></seriesStmt>`;
    expect(published("<publisher>P</publisher>", "", series)).toBe(
      "| Publisher : P | Series : Series 3 (edited by Ada), ISSN 1140-3853",
    );
  });

  it("says how large the text is, and what its edition is in sentences", () => {
    const before = `<editionStmt><p>Second edition.</p></editionStmt><extent><measure unit="words" quantity="5">5 words</measure><measure>2 pages</measure><measure unit="volumes" quantity="3"/></extent>`;
    expect(published("<publisher>P</publisher>", before)).toBe(
      "Second edition. | Publisher : P | Extent : 5 words, 2 pages, 3 volumes",
    );
  });
});

describe("what a header says of how a text came about", () => {
  const file = "<publicationStmt><p/></publicationStmt>";
  const profile = `<profileDesc><creation><date>1774</date><rs>Boston</rs></creation>
    <textDesc><channel mode="s">face to face</channel><domain>plans</domain></textDesc>
    <settingDesc><setting><name>Bedford</name><activity>playing</activity></setting><listPlace><place xml:id="b"><placeName>B</placeName></place></listPlace></settingDesc>
    <particDesc><p>Two neighbours.</p></particDesc><handNotes><handNote>A round hand.</handNote></handNotes></profileDesc>`;
  const encoding = `<encodingDesc><refsDecl><p>By act and line.</p></refsDecl><metDecl><p>1 is long.</p></metDecl></encodingDesc>`;
  const said = about(file, encoding + profile);

  it("is when and where, in which situation, and in whose hand", () => {
    expect(said.get("How it came about")).toBe("1774, Boston");
    expect(said.get("Setting")).toBe("face to face; plans Bedford, playing Two neighbours.");
    expect(said.get("Source")).toBe("Hands A round hand.");
  });

  it("is how it is referred to and scanned", () => {
    expect(said.get("How the text was edited")).toBe("1 is long. By act and line.");
  });
});
