import { describe, expect, it } from "vitest";
import { siteOf } from "./small-site.ts";

/** What a page says about its text, heading by heading, of one with this header. */
function about(
  file: string,
  more = "",
  language = "en",
  titles = "<title>T</title>",
): ReadonlyMap<string, string> {
  const header = `<teiHeader><fileDesc><titleStmt>${titles}</titleStmt>${file}${file.includes("<sourceDesc") ? "" : "<sourceDesc><p/></sourceDesc>"}</fileDesc>${more}</teiHeader>`;
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
      "<publisher>P</publisher><address><orgName>P</orgName><street>1 High Street</street><postCode>AB1</postCode></address>",
      "| Publisher : P, 1 High Street, AB1",
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
    [
      '<publisher>P</publisher><pubPlace>Oxford</pubPlace><date type="electronic" when="2021-05-01"/><date type="print" when="2018"/>',
      "| Publisher : P, Oxford, 1 May 2021 (electronic), 2018 (print)",
    ],
    [
      '<publisher>P</publisher><pubPlace>Oxford</pubPlace><date type="electronic" when="2021"/><date type="print" when="2021"/>',
      "| Publisher : P, Oxford, 2021",
    ],
    [
      '<publisher>P</publisher><pubPlace>Oxford</pubPlace><date when-custom="1999"/>',
      "| Publisher : P, Oxford, 1999",
    ],
    ["<p>First published in <date>1990</date>.</p>", "First published in 1990."],
    ["<p>Publication Information</p>", undefined],
    [
      '<p> <idno type="handle">https://hdl.handle.net/1/2</idno> </p>',
      "| handle : https://hdl.handle.net/1/2",
    ],
  ])("is told beyond what a citation says: %s", (statement, expected) => {
    expect(published(statement)).toBe(expected);
  });

  it.each([
    ['<title>T</title><title xml:lang="la">U</title><title type="alt">V</title>', "| Also titled : U : V"],
    [
      '<title>T</title><title type="normal">U</title><title type="profile">V</title><title type="norm">W</title>',
      "| Also titled : U : V",
    ],
    ['<title type="main">Title</title><title>T</title><title type="sub">S</title>', undefined],
    ['<title level="a">T</title><title level="m">V</title><title level="j">J</title>', undefined],
    [
      '<title>T</title><title type="sort">t</title><title type="alt">t.</title><title level="s">Series</title>',
      undefined,
    ],
    ["<title>T</title><meeting><name>DH</name><num>12</num></meeting>", "| Meeting : DH, 12"],
    ["<title>T</title><meeting>Annual Meeting, Graz</meeting>", "| Meeting : Annual Meeting, Graz"],
  ])("tells other titles and the meeting: %s", (titles, expected) => {
    const said = about("<publicationStmt><publisher>P</publisher></publicationStmt>", "", "en", titles);
    expect(said.get("Publication")).toBe(expected);
  });

  it("names the series with its editors and number, in one language", () => {
    const series = `<seriesStmt><title xml:lang="de">Reihe</title><title xml:lang="en">Series</title><biblScope unit="volume">3</biblScope>
      <respStmt><resp>edited by</resp><name>Ada</name></respStmt><idno type="ISSN">1140-3853</idno></seriesStmt>`;
    expect(published("<publisher>P</publisher>", "", series)).toBe(
      "| Publisher : P | Series : Series 3 (edited by Ada), ISSN 1140-3853",
    );
  });

  it("says who was in charge of the series in the order of the header", () => {
    const series =
      "<seriesStmt><title>Reihe</title><respStmt><name>Archiv</name><resp>Herausgeber</resp></respStmt></seriesStmt>";
    expect(published("<publisher>P</publisher>", "", series)).toBe(
      "| Publisher : P | Series : Reihe (Archiv, Herausgeber)",
    );
  });

  it("says how large the text is, and what its edition is in sentences", () => {
    const before = `<editionStmt><p>Second edition.</p></editionStmt><extent><measure unit="words" quantity="5">5 words</measure><measure>2 pages</measure><measure unit="volumes" quantity="3"/></extent>`;
    expect(published("<publisher>P</publisher>", before)).toBe(
      "Second edition. | Publisher : P | Extent : 5 words, 2 pages, 3 volumes",
    );
  });
});

describe("the source of a text", () => {
  function source(description: string): string | undefined {
    const header = `<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>${description}</sourceDesc></fileDesc></teiHeader>`;
    const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header}<text><body><p>a</p></body></text></TEI>`;
    const page = siteOf({ t: text }).get("texts/t.html")!;
    const part = page.split("<h3>Source</h3>")[1]?.split("<h3>")[0];
    return part
      ?.replace(/<[^>]+>/gu, "")
      .replace(/\s+/gu, " ")
      .trim();
  }

  it("is told without the registers that stand in its description and have their pages", () => {
    const lists = `<listPerson><head>People</head><person xml:id="a"><persName>Ada</persName></person></listPerson>
      <listPlace><listPlace><place xml:id="b"><placeName>Ulm</placeName></place></listPlace></listPlace><listOrg><org xml:id="o"><orgName>Abbey</orgName></org></listOrg>`;
    expect(source(`<bibl>A print of 1701.</bibl>${lists}<listBibl><bibl>A copy.</bibl></listBibl>`)).toBe(
      "A print of 1701. A copy.",
    );
    expect(source("<listPerson><person><persName>Ada</persName></person></listPerson>")).toBe("Ada");
  });

  it.each([
    ["<country/>, <region/>, <settlement/>", "Origin c. 1575"],
    ["<country/>, <region>Swabia</region>, <settlement>Ulm</settlement>", "Origin Swabia, Ulm c. 1575"],
    ["<settlement>Ulm</settlement>, <region/>, <country>Germany</country>", "Origin Ulm, Germany c. 1575"],
    ["in <settlement/>, Swabia", "Origin in , Swabia c. 1575"],
  ])("has no commas between what nobody wrote: %s", (place, expected) => {
    const origin = `<origPlace>${place}</origPlace> <origDate>c. 1575</origDate>`;
    expect(source(`<msDesc><history><origin>${origin}</origin></history></msDesc>`)).toBe(expected);
  });

  it("has the date of its origin, though that stands in an attribute, and its notes in brackets", () => {
    const head = "<head>Articles<note>So the first print.</note></head>";
    const origin = `<history><origin><origDate when-custom="1473-04-26"/><origPlace>Ulm</origPlace></origin></history>`;
    expect(source(`<msDesc>${head}${origin}</msDesc>`)).toBe(
      "Articles (So the first print.) Origin 26 April 1473, Ulm",
    );
  });

  it("names what a witness has in it one by one, and its siglum once", () => {
    const witnesses = `<listWit><witness xml:id="B"><abbr>B</abbr>: Bern <listRef><ref xml:id="B1">margin</ref><ref xml:id="B2">gloss</ref></listRef></witness>
      <witness xml:id="C">C = Cologne</witness><witness xml:id="A">A copy</witness><witness xml:id="D"><hi>D</hi> Dublin</witness></listWit>`;
    expect(source(witnesses)).toBe("B: Bern margin, gloss C = Cologne A A copy D Dublin");
  });
});

describe("those who made a text", () => {
  function made(statement: string): string {
    const file = `<publicationStmt><p/></publicationStmt>`;
    const titles = `<titleStmt><title>T</title><respStmt>${statement}</respStmt></titleStmt>`;
    const header = `<teiHeader><fileDesc>${titles}${file}<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>`;
    const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header}<text><body><p>a</p></body></text></TEI>`;
    return siteOf({ t: text }).get("texts/t.html")!;
  }

  it("did each thing once, whatever years are told with it", () => {
    const page = made(
      '<resp when="1997">Cataloguer:</resp><resp when="2018">Cataloguer</resp><persName>Ada Roe</persName>',
    );
    expect(page).toContain("<dt>Cataloguer</dt>\n<dd>Ada Roe</dd>");
  });

  it("are told what they did where that is a code of MARC", () => {
    expect(
      made('<resp key="trl"/><name>Ada Roe</name></respStmt><editor role="trc">Bo Lee</editor><respStmt>'),
    ).toMatch(/<dt>transcriber<\/dt>\n<dd>Bo Lee<\/dd>.*<dt>translator<\/dt>\n<dd>Ada Roe<\/dd>/su);
    const address = "http://id.loc.gov/vocabulary/relators/";
    expect(
      made(
        `<resp/><name/></respStmt><editor role="edt">Bo Lee</editor><editor role="${address}pbl">Ada Roe</editor><respStmt>`,
      ),
    ).toMatch(/<dt>editor<\/dt>\n<dd>Bo Lee<\/dd>.*<dt>publisher<\/dt>\n<dd>Ada Roe<\/dd>/su);
  });

  it("are told with what is noted of their work", () => {
    const page = made(
      "<resp>Editors</resp><name>Ada Roe</name><name>Bo Lee</name><note>books 3 and 4</note>",
    );
    expect(page).toContain("<dd>Ada Roe</dd>\n<dd>Bo Lee (books 3 and 4)</dd>");
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

  it("is its prose on languages, and on editing in blocks that are no paragraphs", () => {
    const more = about(
      file,
      "<encodingDesc><ab>Long s is kept.</ab></encodingDesc><profileDesc><langUsage><p>Latin, and some Greek.</p></langUsage></profileDesc>",
    );
    expect(more.get("How the text was edited")).toBe("Long s is kept.");
    expect(more.get("Setting")).toBe("Latin, and some Greek.");
  });
});

describe("what a header says in several places", () => {
  const file = "<publicationStmt><p/></publicationStmt>";

  it("is told of all descriptions of the text", () => {
    const profile =
      "<profileDesc><langUsage><language ident='de'/></langUsage></profileDesc><profileDesc><textClass><keywords><term>Mills</term></keywords></textClass></profileDesc>";
    expect(about(file, profile).get("Keywords")).toBe("Mills");
  });

  it("is told of a change with the date in its sentence, and without one before it", () => {
    const changes =
      "<revisionDesc><change>Made by <name>A</name> as of <date>2017-02-21</date> with care</change><change><date>2017-02-22</date><name>B</name>Proof</change></revisionDesc>";
    expect(about(file, changes).get("Changes")).toBe(
      "| 21 February 2017 : Made by A as of 2017-02-21 with care | 22 February 2017 : B: Proof",
    );
  });

  it("is told of changes that stand in a list", () => {
    const list =
      "<revisionDesc><list><item><date>2001-02-03</date> Proofread <list><item>part 1</item><item>part 2</item></list></item><item>Birth set to <date when='1848-03-01'>1 March</date></item><item><date when='1999-05-05'>5 May</date>: done</item></list><list type='gloss'><label>2004</label><item>Encoded</item></list></revisionDesc>";
    expect(about(file, list).get("Changes")).toBe(
      "| 3 February 2001 : Proofread part 1; part 2 | undated : Birth set to 1 March | 5 May 1999 : done | 2004 : Encoded",
    );
  });

  it("is told of those who did the same one by one, by its key where there are no words for it", () => {
    const edition =
      '<editionStmt><edition>1</edition><respStmt><resp>edited by</resp><name>Ada</name><name>Bo</name></respStmt><respStmt><name>Cy</name><resp key="transcript"/></respStmt></editionStmt>';
    expect(about(edition + file).get("Those who made it")).toBe("| edited by : Ada : Bo | transcript : Cy");
  });

  it("is told of its history by dates that stand in attributes, too", () => {
    const source =
      '<sourceDesc><msDesc><msIdentifier><idno>A 1</idno></msIdentifier><history><origin><origDate when="1424-02-09"/><origPlace>Budapest</origPlace></origin></history></msDesc></sourceDesc>';
    expect(about(file + source).get("Source")).toBe("A 1 Origin 9 February 1424, Budapest");
  });

  it("is told of what a program keeps in notes with how the text was edited, and not before it", () => {
    const tiers =
      '<note type="comments"><note type="scribe">Ada</note><note type="empty"/></note><note type="tiers"><note><note type="type">-</note><note type="code">mor</note><note type="parent">u</note></note></note>';
    const notes = `<notesStmt>${tiers}<note>Read this first.</note></notesStmt>`;
    expect(about(file + notes).get("How the text was edited")).toBe("| scribe : Ada | mor : u");
  });
});
