import { describe, expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

/** A text whose title statement is this. */
function titled(statement: string): string {
  return source("T", "<p>x</p>").replace("<title>T</title>", statement);
}

/** The heading, the subtitle and the facts below them on the page of a text with this title statement. */
function headed(statement: string): readonly (string | null)[] {
  const page = siteOf({ t: titled(statement) }).get("texts/t.html")!;
  const block = /<header class="title-block"[\s\S]*?<\/header>/u.exec(page)![0];
  const said = (tag: string): string | null =>
    new RegExp(`<${tag}[^>]*>(.*?)</`, "u").exec(block)?.[1] ?? null;
  return [said("h1"), said('p class="subtitle"'), said('p class="facts"')];
}

describe("a text is called", () => {
  const article = '<title level="a">Session 1</title>';
  it.each([
    [
      "by its title and subtitle",
      '<title type="main">A</title><title type="sub">b</title>',
      ["A", "b", null],
    ],
    [
      "by its title, and its subtitle without the sign before it",
      '<title type="main">A</title><title type="sub"> : a novel</title>',
      ["A", "a novel", null],
    ],
    [
      "by the title of an article, and not by those of its volume and its series",
      `<title level="s" type="main">Minutes</title><title level="s" type="sub">First series</title><title level="m" type="main">Volume 1</title><title level="m" type="sub">1848</title>${article}`,
      ["Session 1", null, "Volume 1. 1848"],
    ],
    [
      "so where that is said to describe it",
      '<title level="m" type="main">Volume 1</title><title level="a" type="desc">Session 1</title>',
      ["Session 1", null, "Volume 1"],
    ],
    [
      "by the title of an article in a journal, with its own subtitle",
      `${article}<title level="a" type="sub">Morning</title><title level="j">Gazette</title>`,
      ["Session 1", "Morning", "Gazette"],
    ],
    [
      "by its volume, and not by the series",
      '<title level="s" type="main">Minutes</title><title level="m">Volume 1</title>',
      ["Volume 1", null, null],
    ],
    [
      "by a volume whose subtitle alone is said to be of an article",
      '<title level="m" type="main">Volume 1</title><title level="a" type="sub">and more</title>',
      ["Volume 1", "and more", null],
    ],
    [
      "by a series where nothing else has a name",
      '<title level="s">Minutes</title><title>1848-04-01</title>',
      ["Minutes", null, null],
    ],
    [
      "by its title, and not by the collection that it belongs to",
      '<title type="collection">Barnard Papers</title><title>MS. Barnard 1</title>',
      ["MS. Barnard 1", null, null],
    ],
    [
      "without what is noted of its title",
      "<title>Ada Roe to B. <lb/>[Ulm, 1850]<note>The letter is not dated.</note></title>",
      ["Ada Roe to B. [Ulm, 1850]", null, null],
    ],
    [
      "by its file where it is called by nothing but its collection",
      '<title/><title type="collection">Barnard Papers</title>',
      ["t", null, null],
    ],
  ])("%s", (_, statement, said) => {
    expect(headed(statement)).toEqual(said);
  });
});

describe("a text whose header has no title of its own", () => {
  const described = (statement: string, series = ""): string =>
    titled(statement).replace(
      "<sourceDesc><p/>",
      `${series}<sourceDesc><msDesc><msIdentifier><idno>A 1</idno></msIdentifier><head>Sale of a mill</head></msDesc>`,
    );
  const heading = (text: string): string | undefined =>
    /<h1[^>]*>(.*?)</u.exec(siteOf({ t: text }).get("texts/t.html")!)?.[1];

  it.each([
    ["is called by what the manuscript is about", described(""), "Sale of a mill"],
    [
      "is so, where it is called as its series",
      described("<title>Charters</title>", "<seriesStmt><title>Charters</title></seriesStmt>"),
      "Sale of a mill",
    ],
    ["is no such text with another title", described("<title>The mill</title>"), "The mill"],
    ["is called as its file, where nothing is described", titled(""), "t"],
  ])("%s", (_, text, said) => {
    expect(heading(text)).toBe(said);
  });
});

describe("texts of one title", () => {
  it("are called by what their manuscripts are about, if that tells them apart", () => {
    const charter = (about: string): string =>
      titled("<title>Charters</title>").replace(
        "<sourceDesc><p/>",
        `<sourceDesc><msDesc><head>${about}</head></msDesc>`,
      );
    const home = siteOf({ a: charter("Sale of a mill"), b: charter("Gift of a mill") }).get("index.html")!;
    expect(home).toContain(">Sale of a mill<");
  });

  it("are called by what they are called otherwise, if that tells them apart", () => {
    const letter = (other: string): string =>
      titled(`<title>Letter to B</title><title type="alternative">${other}</title>`);
    const home = siteOf({ a: letter("Letter to B, 1 May"), b: letter("Letter to B, 2 May") }).get(
      "index.html",
    )!;
    expect(home).toContain(">Letter to B, 1 May<");
    expect(home).toContain(">Letter to B, 2 May<");
    const same = siteOf({ a: letter("L"), b: letter("L") }).get("index.html")!;
    expect(same).toContain(">Letter to B (a)<");
  });
});

describe("a text without a title of its own", () => {
  it("is called by the shelfmark of its source", () => {
    const statement = '<title/><title type="collection">Barnard Papers</title>';
    const described = (idno: string): string =>
      titled(statement).replace(
        "<sourceDesc><p/>",
        `<sourceDesc><msDesc><msIdentifier><settlement>Ulm</settlement><idno>${idno}</idno></msIdentifier></msDesc>`,
      );
    expect(siteOf({ a: described("MS 1") }).get("texts/a.html")).toMatch(/<h1[^>]*>MS 1</u);
  });
});

describe("a part of a volume", () => {
  const part = (volume: string): string =>
    titled(`<title level="a">Session 1</title><title level="m">${volume}</title>`);

  it("is cited with it", () => {
    const page = siteOf({ t: part("Volume 1") }, {}, undefined, null, { title: "Minutes" }).get(
      "texts/t.html",
    )!;
    const { formatted, bibtex, csl } = JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(page)![1]!);
    expect(formatted).toMatch(/^Session 1, Volume 1, Minutes, /u);
    expect(bibtex).toContain("  booktitle = {Volume 1},\n  series = {Minutes},");
    expect(csl).toMatchObject({ "container-title": "Volume 1", "collection-title": "Minutes" });
  });

  it("is told apart by it from one of the same title", () => {
    const home = siteOf({ a: part("Volume 1"), b: part("Volume 2") }).get("index.html")!;
    expect(home).toContain(">Session 1: Volume 1<");
    expect(home).toContain(">Session 1: Volume 2<");
  });

  it("is cited with it once, where it is told apart by it", () => {
    const page = siteOf({ a: part("Volume 1"), b: part("Volume 2") }).get("texts/a.html")!;
    const { formatted, csl } = JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(page)![1]!);
    expect(formatted).toMatch(/^Session 1, Volume 1(?:,|$)/u);
    expect(csl).toMatchObject({ title: "Session 1", "container-title": "Volume 1" });
  });
});

describe("letters of one title", () => {
  const dated = (date: string): string =>
    source(
      "Letters",
      "<p>x</p>",
      "en",
      `<profileDesc><correspDesc><correspAction type="sent"><date when="${date}"/></correspAction></correspDesc></profileDesc>`,
    );

  it("are told apart by their days, and by their ids where these are the same", () => {
    const home = siteOf({ a: dated("1917-01-17"), b: dated("1917-01-18"), c: dated("1917-01-18") }).get(
      "index.html",
    )!;
    const titles = [...home.matchAll(/href="texts\/\w\.html"[^>]*>(.*?)</gu)].map(([, title]) => title);
    expect(titles).toEqual(["Letters (17 January 1917)", "Letters (b)", "Letters (c)"]);
  });
});

describe("a text whose header has no title", () => {
  const page = (text: string): string => {
    const whole = titled("<title/>").replace(/<text>.*<\/text>/su, `<text>${text}</text>`);
    return /<h1[^>]*>(.*?)<\/h1>/u.exec(siteOf({ t: whole }).get("texts/t.html")!)![1]!;
  };

  it.each([
    [
      "by its title page",
      '<front><titlePage><docTitle><titlePart>On Tides<note>n</note></titlePart><titlePart type="sub">S</titlePart></docTitle></titlePage></front><body><p>x</p></body>',
      "On Tides",
    ],
    ["by the head of the whole", "<body><head>On Tides</head><p>x</p></body>", "On Tides"],
    [
      "by its file where that has none",
      "<body><div><head>A</head><p>x</p></div><div><head>B</head><p>y</p></div></body>",
      "t",
    ],
  ])("is called %s", (_by, text, title) => expect(page(text)).toBe(title));
});

describe("texts of one title by several authors", () => {
  const by = (author: string): string => titled(`<title>Works</title><author>${author}</author>`);
  const site = siteOf({ a: by("Roe, Ann"), b: by("Lee, Bo"), c: by("Poe, Cy"), d: by("Poe, Cy") });

  it("are told apart by them, and by their ids where these are the same", () => {
    const titles = [...site.get("index.html")!.matchAll(/href="texts\/\w\.html"[^>]*>(.*?)</gu)];
    expect(titles.map(([, title]) => title)).toEqual([
      "Works (Roe, Ann)",
      "Works (Lee, Bo)",
      "Works (c)",
      "Works (d)",
    ]);
  });

  it("are cited with them once", () => {
    const page = site.get("texts/a.html")!;
    const { bibtex } = JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(page)![1]!) as { bibtex: string };
    expect(bibtex).toContain("title = {{Works}}");
  });
});

describe("the record of a meeting", () => {
  it.each([
    ['<meeting><placeName>Vienna</placeName><date when="1848-04-01"/></meeting>', "Vienna, 1 April 1848"],
    [
      "<meeting>Session in <placeName>Vienna</placeName>, <date>April 1848</date></meeting>",
      "Session in Vienna, April 1848",
    ],
    ["<meeting>Term 5</meeting>", null],
  ])("says when and where that was: %s", (meeting, said) => {
    expect(headed(`<title>Session 1</title>${meeting}`)[2]).toBe(said);
  });

  it("has its date in the list of texts", () => {
    const text = titled('<title>Session 1</title><meeting><date when="1848-04-01"/></meeting>');
    const home = siteOf({ a: text, b: source("Other", "<p>y</p>") }).get("index.html")!;
    expect(home).toContain('<p class="count"><bdi>1 April 1848</bdi>');
  });
});
