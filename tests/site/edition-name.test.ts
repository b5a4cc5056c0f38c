import { describe, expect, it } from "vitest";
import { deadLinks } from "./dead-links.ts";
import { siteOf, source } from "./small-site.ts";

/** A text with a title of its own and those of series, in the title statement or in that of the series. */
function inSeries(title: string, inTitles: string, stated = ""): string {
  return source(title, "<p>x</p>")
    .replace("</titleStmt>", `${inTitles}</titleStmt>`)
    .replace("</publicationStmt>", `</publicationStmt>${stated}`);
}

const UNNAMED = { title: null, siteUrl: null };

function nameOf(texts: Readonly<Record<string, string>>): string {
  return /<title>(.*?)<\/title>/u.exec(siteOf(texts, {}, undefined, null, UNNAMED).get("index.html")!)![1]!;
}

describe("an edition without a name", () => {
  it("is called by the title that all its texts have", () => {
    expect(nameOf({ a: source("Faust", "<p>x</p>"), b: source("Faust", "<p>y</p>") })).toBe("Faust");
  });

  it("is called by a series that all its texts are part of, wherever they say so", () => {
    const one = inSeries("One", '<title level="s">Poems</title><title level="s">Corpus of\nSyria</title>');
    const two = inSeries("Two", "", "<seriesStmt><title>Corpus of Syria</title></seriesStmt>");
    expect(nameOf({ one, two })).toBe("Corpus of Syria");
  });

  it("is called by the series of most of its texts, where the others say nothing of one", () => {
    const part = (title: string): string =>
      inSeries(title, "", "<seriesStmt><title>Casebooks</title></seriesStmt>");
    const list = source("Topics", "<p>x</p>");
    expect(nameOf({ a: part("A"), b: part("B"), list })).toBe("Casebooks");
    expect(nameOf({ a: part("A"), list, c: list })).toBe("An edition");
    const other = inSeries("C", "", "<seriesStmt><title>Letters</title></seriesStmt>");
    expect(nameOf({ a: part("A"), b: part("B"), other })).toBe("An edition");
  });

  it("is called by the title of nearly all its texts, as the issues of a journal have one beside what tells of it", () => {
    const issue = source("The Gleaner", "<p>x</p>");
    const other = source("Guidelines", "<p>y</p>");
    expect(nameOf({ a: issue, b: issue, c: issue, other })).toBe("The Gleaner");
    expect(nameOf({ a: issue, b: issue, other })).toBe("An edition");
    expect(nameOf({ a: issue, b: issue, c: issue, other, e: source("Essays", "<p>z</p>") })).toBe(
      "An edition",
    );
  });

  it("is called by the collection that its texts belong to", () => {
    const kept = (title: string): string =>
      inSeries(title, '<title type="collection">Barnard Papers</title>');
    expect(nameOf({ a: kept("MS 1"), b: kept("MS 2") })).toBe("Barnard Papers");
  });

  it("has the subtitles of its text as sentences, with one full stop between them", () => {
    const page = siteOf({ a: inSeries("A", '<title type="sub">One.</title><title type="sub">Two</title>') });
    expect(page.get("texts/a.html")).toContain(">One. Two<");
  });

  it("is not called by what is noted of the words of its title", () => {
    const title =
      '<seg><w xml:id="a">Tutu</w> <w>ña</w></seg><spanGrp><span target="#a" type="translation">world</span></spanGrp>';
    expect(nameOf({ a: source(title, "<p>x</p>") })).toBe("Tutu ña");
  });

  it("is called by a subtitle that all its texts have, unless it is one text", () => {
    const diary = '<title type="sub">Diary 1879–1931</title>';
    expect(nameOf({ one: inSeries("May 1", diary), two: inSeries("May 2", diary) })).toBe("Diary 1879–1931");
    expect(nameOf({ one: inSeries("May 1", diary) })).toBe("May 1");
  });

  it("is called by the subtitle of most of its texts, where the others have none", () => {
    const diary = (title: string): string =>
      inSeries(title, '<title type="sub">Diary of A. Roe: digital edition</title>');
    const list = source("Topics", "<p>x</p>");
    expect(nameOf({ a: diary("May 1"), b: diary("May 2"), list })).toBe("Diary of A. Roe: digital edition");
    const poems = inSeries("C", '<title type="sub">Poems of B. Roe</title>');
    expect(nameOf({ a: diary("May 1"), b: diary("May 2"), poems })).toBe("An edition");
    const play = (title: string): string => inSeries(title, '<title type="sub">A tragedy</title>');
    expect(nameOf({ a: play("A"), b: play("B"), list })).toBe("An edition");
  });

  it("is called by a series, however it is written, and by none that says of what kind its texts are", () => {
    const kind = '<title level="s">Digital edition</title>';
    const one = inSeries("One", `${kind}<title level="s">Sources 1500–1918</title>`);
    const two = inSeries("Two", `${kind}<title level="s">Sources (1500-1918)</title>`);
    expect(nameOf({ one, two })).toBe("Sources 1500–1918");
  });

  it("is called by the volume that all its texts stand in", () => {
    const part = (title: string): string =>
      inSeries("Year Book", "").replace("<title>", `<title level="a">${title}</title><title level="m">`);
    expect(nameOf({ one: part("One"), two: part("Two") })).toBe("Year Book");
  });

  it("is not called by a subtitle that says of what kind its texts are", () => {
    for (const kind of [
      "a machine readable transcription",
      "[Electronic edition]",
      "Eine digitale Edition",
    ]) {
      const sub = `<title type="sub">${kind}</title>`;
      expect(nameOf({ one: inSeries("May 1", sub), two: inSeries("May 2", sub) })).toBe("An edition");
    }
  });

  it("has none where they differ, and is no part of how a text is cited", () => {
    const texts = { a: source("A sentence.", "<p>x</p>"), b: source("Other", "<p>y</p>") };
    expect(nameOf(texts)).toBe("An edition");
    const page = siteOf(texts, {}, undefined, null, UNNAMED).get("texts/a.html")!;
    const cited = JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(page)![1]!);
    expect(cited.formatted).toBe("A sentence, version 1");
    expect(cited.csl).not.toHaveProperty("container-title");
  });

  it("has none by which the whole could be cited", () => {
    const texts = { a: source("One", "<p>x</p>"), b: source("Other", "<p>y</p>") };
    const unnamed = siteOf(texts, {}, undefined, null, UNNAMED);
    expect(unnamed.get("index.html")).not.toContain("How to cite");
    expect(unnamed.get("about.html")).toContain("To cite a passage");
    expect(unnamed.get("about.html")).not.toContain("BibTeX");
    expect(siteOf(texts).get("index.html")).toContain("BibTeX");
  });
});

describe("what a header says of its edition", () => {
  const facts = (edition: string, published = "<p/>"): string => {
    const statement = `<editionStmt><edition>${edition}</edition></editionStmt>`;
    const text = source("One", "<p>x</p>")
      .replace("</titleStmt>", `</titleStmt>${statement}`)
      .replace("<publicationStmt><p/>", `<publicationStmt>${published}`);
    return /<p class="facts">(.*?)<\/p>/u.exec(siteOf({ one: text }).get("texts/one.html")!)?.[1] ?? "";
  };

  it("stands below the title, without remarks on it", () => {
    const remark = "<interpGrp><interp><desc>Sent to Ann.</desc></interp></interpGrp><note>Rare.</note>";
    expect(facts(`<title>Second</title>${remark}`)).toContain("Second");
    expect(facts(`<title>Second</title>${remark}`)).not.toMatch(/Ann|Rare/u);
  });

  it("is not the title again, nor the date of its publication", () => {
    expect(facts("<title>One</title>")).not.toContain("One");
    expect(facts("<date>2008-02-05T14:34:29</date>")).toContain("2008-02-05");
    expect(facts("<date>2008-02-05T14:34:29</date>")).not.toContain("14:34");
    expect(facts("<title>One</title><date>3 May 1901</date>")).toBe("3 May 1901");
    expect(facts("<title>One</title><date>3 May 1901</date>", "<p/><date>3 May 1901</date>")).toBe(
      "3 May 1901",
    );
    expect(facts("<title>Second</title><date>1901</date>")).toBe("Second, 1901");
  });
});

describe("texts of one title", () => {
  const listed = (texts: Readonly<Record<string, string>>): readonly string[] =>
    [
      ...siteOf(texts)
        .get("index.html")!
        .matchAll(/<a href="texts\/[^>]*>(.*?)<\/a>/gu),
    ].map(([, title]) => title!);
  const witness = (subtitle: string): string => inSeries("Otinel", `<title type="sub">${subtitle}</title>`);

  it("are told apart by the heading that each has as a whole", () => {
    const poem = (heading: string, more = ""): string =>
      source("Sonnets", `<head>${heading}</head><lg><l>Con vano ardor</l></lg>${more}`);
    const divided = source(
      "Sonnets",
      "<div><head>First</head><p>x</p></div><div><head>Second</head><p>y</p></div>",
    );
    const chapter = source("Sonnets", '<pb n="1"/><div><head>Chapter 2</head><p>x</p></div>');
    expect(
      listed({
        a: poem("To Narcissa"),
        b: poem("To the Sea"),
        chapter,
        divided,
        e: poem("1"),
        f: poem("- LIX -"),
      }),
    ).toEqual([
      "Sonnets: To Narcissa",
      "Sonnets: To the Sea",
      "Sonnets: Chapter 2",
      "Sonnets (divided)",
      "Sonnets (e)",
      "Sonnets (f)",
    ]);
  });

  it("are told apart by their ids where one of them has a number for a heading", () => {
    expect(
      listed({
        a: source("Sonnets", "<head>IX</head><p>x</p>"),
        b: source("Sonnets", "<head>Sea</head><p>y</p>"),
      }),
    ).toEqual(["Sonnets (a)", "Sonnets: Sea"]);
  });

  it("are told apart by their subtitles, or by their ids where these are none, the same or too long", () => {
    const long = `Fragment ${"of a fragment ".repeat(10)}`;
    expect(listed({ a: witness("Manuscript A"), b: witness("Manuscript M") })).toEqual([
      "Otinel: Manuscript A",
      "Otinel: Manuscript M",
    ]);
    expect(
      listed({ a: witness("A"), b: witness("A"), c: source("Otinel", "<p>x</p>"), d: witness(long) }),
    ).toEqual(["Otinel (a)", "Otinel (b)", "Otinel (c)", "Otinel (d)"]);
  });
});

it("Texts of one title are told apart by the shelfmarks of their sources where these differ", () => {
  const kept = (idno: string): string =>
    source("Catalogue", "<p>x</p>").replace(
      "<sourceDesc><p/></sourceDesc>",
      `<sourceDesc><msDesc><msIdentifier><idno>${idno}</idno></msIdentifier></msDesc></sourceDesc>`,
    );
  const home = siteOf({ a: kept("MS. 1"), b: kept("MS. 2"), c: source("Catalogue", "<p>x</p>") }).get(
    "index.html",
  )!;
  const listed = [...home.matchAll(/<a href="texts\/[^>]*>(.*?)<\/a>/gu)].map(([, title]) => title);
  expect(listed).toEqual(["Catalogue (MS. 1)", "Catalogue (MS. 2)", "Catalogue (c)"]);
});

it("Texts of one title are told apart by when the print came out that each was made from", () => {
  const issue = (dates: string): string =>
    source("The Gleaner", "<p>x</p>").replace(
      "<sourceDesc><p/></sourceDesc>",
      `<sourceDesc><biblStruct><monogr><title level="j">The Gleaner</title><imprint>${dates}</imprint></monogr></biblStruct></sourceDesc>`,
    );
  const home = siteOf({
    a: issue('<date when="1907-04-14">14 iv. 07</date><date>1 iii. 25</date>'),
    b: issue("<date>May 1907</date>"),
    c: issue("<date/>"),
  }).get("index.html")!;
  const listed = [...home.matchAll(/<a href="texts\/[^>]*>(.*?)<\/a>/gu)].map(([, title]) => title);
  expect(listed).toEqual(["The Gleaner (14 April 1907)", "The Gleaner (May 1907)", "The Gleaner (c)"]);
});

describe("texts that bear the title of their edition", () => {
  const kept = (idno: string, subtitle = ""): string =>
    source(`Inscriptions</title>${subtitle}<title level="s">`, "<p>x</p>").replace(
      "<sourceDesc><p/></sourceDesc>",
      `<sourceDesc><msDesc><msIdentifier><idno>${idno}</idno></msIdentifier></msDesc></sourceDesc>`,
    );
  const day = '<title type="sub">August 24, 1804</title>';
  const files = siteOf({ a: kept("Akas 1"), b: kept("Beth 2"), c: kept("X 3", day) }, {}, undefined, null, {
    title: "Inscriptions",
  });
  const page = files.get("texts/a.html")!;

  it("are listed by what tells them apart", () => {
    const listed = [...files.get("index.html")!.matchAll(/<a href="texts\/[^>]*>(.*?)<\/a>/gu)].map(
      ([, title]) => title,
    );
    expect(listed).toEqual(["Akas 1", "Beth 2", "August 24, 1804"]);
    expect(page).toMatch(/rel="next"[^>]*>Beth 2</u);
  });

  it("run as what tells them apart does, where that is a day or a sign", () => {
    const arabic = (idno: string): string =>
      kept(idno).replace("<title>Inscriptions", "<title>نقوش").replace('xml:lang="en"', 'xml:lang="ar"');
    const made = siteOf({ a: arabic("Akas 1"), b: arabic("Beth 2") }, {}, undefined, null, { title: "نقوش" });
    expect(made.get("index.html")).toContain('<a href="texts/a.html">Akas 1</a>');
    expect(made.get("texts/a.html")).toContain('rel="next" dir="auto">Beth 2<');
  });

  it("say on their pages which they are, and are cited as that", () => {
    expect(page).toContain('<h1>Inscriptions</h1>\n<p class="subtitle">Akas 1</p>');
    expect(page).toContain("<title>Inscriptions (Akas 1)");
    expect(page).toContain('<p class="cite-as">Inscriptions (Akas 1), version');
    expect(files.get("texts/c.html")).toContain('<p class="cite-as">Inscriptions: August 24, 1804, version');
  });
});

it("Names in a header that are set in lines have spaces between these, and a sentence about a body is not its name", () => {
  const page = siteOf({
    a: source("A<lb/>Title</title><author>A<lb/>Team</author><title>", "<p>x</p>").replace(
      "<publicationStmt><p/></publicationStmt>",
      "<publicationStmt><publisher><name>A Society</name> is a body that publishes what nobody else does.</publisher></publicationStmt>",
    ),
  }).get("texts/a.html")!;
  expect(page).toContain("<h1>A Title</h1>");
  expect(page).toContain("A Team");
  expect(page).toContain("A Society</");
  expect(page).not.toContain("nobody else");
});

it("A title said in several languages is that in the language of its document, or the first", () => {
  const title = '<seg xml:lang="en">A Seal</seg> <seg xml:lang="fr">Un Sceau</seg>';
  const made = siteOf({ a: source(title, "<p>x</p>", "fr"), b: source(title, "<p>x</p>", "la") });
  expect(made.get("texts/a.html")).toContain("<h1>Un Sceau</h1>");
  expect(made.get("texts/b.html")).toContain("<h1>A Seal</h1>");
});

it("The authors of the source are those of a text with its title that names none", () => {
  const from = (title: string): string =>
    source("On Cheese", "<p>x</p>").replace(
      "<sourceDesc><p/></sourceDesc>",
      `<sourceDesc><biblStruct><analytic><author><persName><forename>Ada</forename> <surname>Bee</surname></persName></author><title>${title}</title></analytic><monogr><imprint/></monogr></biblStruct></sourceDesc>`,
    );
  const made = siteOf({ a: from("On cheese"), b: from("On Bread") });
  expect(made.get("texts/a.html")).toContain('<meta name="citation_author" content="Ada Bee">');
  expect(made.get("texts/b.html")).not.toContain("citation_author");
});

it("What a program notes of a file is no note for its readers", () => {
  const notes =
    '<notesStmt><note type="updated">Auto (status)</note><note type="version">The second version.</note><note>Draft.</note></notesStmt>';
  const noted = source("A", "<p>x</p>").replace("<sourceDesc>", `${notes}<sourceDesc>`);
  const page = siteOf({ a: noted }).get("texts/a.html")!;
  expect(page).not.toContain("Auto (status)");
  expect(page).toContain("The second version.");
  expect(page).toContain("Draft.");
});

it("What the notes of a header relate a text to is told with its source", () => {
  const items =
    '<notesStmt><relatedItem type="copy"><bibl>CUL DAR 151: 96</bibl></relatedItem><relatedItem type="publication"><bibl>Dupree 1951</bibl></relatedItem><relatedItem/></notesStmt>';
  const page = siteOf({ a: source("A", "<p>x</p>").replace("<sourceDesc>", `${items}<sourceDesc>`) }).get(
    "texts/a.html",
  )!;
  const [, told = ""] = /<h3>Source<\/h3>(.*?)<h3>/su.exec(page) ?? [];
  expect(
    told
      .replace(/<[^>]*>/gu, "")
      .split("\n")
      .filter((line) => line !== ""),
  ).toEqual(["Copy CUL DAR 151: 96", "Publication Dupree 1951"]);
});

it("A note on a shelfmark in the header is part of its line", () => {
  const page = siteOf({
    a: source("A", "<p>x</p>").replace(
      "<sourceDesc><p/></sourceDesc>",
      "<sourceDesc><msDesc><msIdentifier><idno>A 1</idno><altIdentifier><idno>P</idno><note>Of both.</note></altIdentifier></msIdentifier></msDesc></sourceDesc>",
    ),
  }).get("texts/a.html")!;
  expect(page.replace(/<[^>]*>/gu, "")).toContain("A 1, also P Of both.");
});

describe("a name beside no passage, in a document with an id", () => {
  const people = "<listPerson><person xml:id='ada'><persName>Ada</persName></person></listPerson>";
  const letter = source("Letter", `<opener><persName ref="register.xml#ada">Ada</persName></opener>`).replace(
    "<TEI ",
    '<TEI xml:id="L1" ',
  );

  it("is linked to the page, which has no place with that id", () => {
    const files = siteOf({ letter, register: source("People", people) });
    expect(files.get("people/ada.html")).toContain('href="../texts/letter.html"');
    expect(deadLinks(files)).toEqual([]);
  });
});
