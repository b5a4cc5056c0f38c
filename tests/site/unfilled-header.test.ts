import { describe, expect, it } from "vitest";
import { header, siteOf } from "./small-site.ts";

function about(publication: string, source: string, more = ""): string {
  const head = header("T", more)
    .replace("<publicationStmt><p/>", `<publicationStmt>${publication}`)
    .replace("<sourceDesc><p/>", `<sourceDesc>${source}`);
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">${head}<text><body><p>Words.</p></body></text></TEI>`;
  return siteOf({ a: text }).get("about.html")!;
}

describe("what nobody wrote into a header", () => {
  it("leaves no empty lines", () => {
    const page = about("<p/>", "<p> </p><bibl/><bibl><title/></bibl><p>Print of 1901.</p><p><hi/></p>");
    expect(page).toContain("Print of 1901.");
    expect(page).not.toMatch(/<(?<tag>p|div|span|em)\b[^>]*>\s*<\/\k<tag>>/u);
  });

  it("is not told in the words of the template", () => {
    const head = header("Title")
      .replace(
        "<publicationStmt><p/>",
        "<publicationStmt><publisher>P</publisher><date>[Date of release]</date>",
      )
      .replace("<sourceDesc><p/>", "<sourceDesc><p>Information about the source</p>");
    const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">${head}<text><body><p>Words.</p></body></text></TEI>`;
    const page = siteOf({ ballads: text }).get("texts/ballads.html")!;
    expect(page).toContain("<h1>ballads</h1>");
    expect(page).not.toContain("Information about");
    expect(page).not.toContain("Date of release");
  });

  it("is not told by the slots that a program left", () => {
    const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("{Title}").replace("</title>", "</title><author>{author}</author>").replace("<sourceDesc><p/>", "<sourceDesc><bibl>{source}</bibl>").replace("<publicationStmt><p/>", "<publicationStmt><p>unknown</p>")}<text><body><p>Words.</p></body></text></TEI>`;
    const page = siteOf({ ballads: text }).get("texts/ballads.html")!;
    expect(page).toContain("<h1>ballads</h1>");
    expect(page).not.toMatch(/\{(?:Title|author|source)\}|unknown/u);
  });

  it("keeps a picture that has no words", () => {
    expect(about("<p/>", '<p><graphic url="https://example.org/page.png"/></p>')).toContain(
      "https://example.org/page.png",
    );
  });

  it.each([
    ["<change/>", false],
    ['<change when="2020-02-01"/>', false],
    ['<change when="2020-02-01" status="draft"/>', true],
    ['<change when="2020-02-01">Encoded.</change>', true],
  ])("is no change that was made: %s", (change, isShown) => {
    const page = about("<p/>", "<p/>", `<revisionDesc>${change}</revisionDesc>`);
    expect(page.includes("<h2>Changes</h2>")).toBe(isShown);
  });
});

describe("a change that a header records", () => {
  it.each([
    ["<change><date>2010-05-03</date><name>A. Roe</name>Encoded.</change>", "3 May 2010", "A. Roe: Encoded."],
    [
      '<change><persName>A. Roe</persName><date when="2010-05-03"/>Encoded.</change>',
      "3 May 2010",
      "A. Roe: Encoded.",
    ],
    [
      '<change when="2010-05"><name>A. Roe</name> encoded it in <date>May</date>.</change>',
      "May 2010",
      "A. Roe encoded it in May.",
    ],
    [
      "<change><date>in spring</date> Encoded by <name>A. Roe</name></change>",
      "in spring",
      "Encoded by A. Roe",
    ],
    ['<change when="2010-05-03"><date>2010-05-03</date>Encoded.</change>', "3 May 2010", "Encoded."],
    ["<change>Encoded.</change>", "undated", "Encoded."],
    ['<change when="2010-05-03"><date>3. Mai 2010</date> Encoded.</change>', "3 May 2010", "Encoded."],
  ])("has its date and its name where the header has them: %s", (change, when, text) => {
    const page = about("<p/>", "<p/>", `<revisionDesc>${change}</revisionDesc>`);
    expect(page).toContain(`<dt>${when}</dt>\n<dd>${text}</dd>`);
  });
});

describe("an address in a header", () => {
  it("is gone to where it is written out and not given", () => {
    const licence = "https://creativecommons.org/licenses/by/4.0/";
    const page = about(`<availability><p>CC BY, <ref> ${licence} </ref></p></availability>`, "<p/>");
    expect(page).toContain(`href="${licence}"`);
  });

  it("is words where there is more than an address", () => {
    const page = about("<availability><p><ref>see https://example.org/</ref></p></availability>", "<p/>");
    expect(page).not.toContain('href="https://example.org/"');
  });
});
