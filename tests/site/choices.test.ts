import { describe, expect, it } from "vitest";
import type { SiteFile } from "../../src/site/index.ts";
import { header, siteOf, source } from "./small-site.ts";

describe("a letter", () => {
  const corresp = `<profileDesc><correspDesc><correspAction type="sent"><persName ref="#n">F. Nansen</persName><date when="1893-05-01"/></correspAction><correspAction type="received"><persName>E. Sars</persName><date notBefore="1893-05" notAfter="1893-06"/></correspAction></correspDesc></profileDesc>`;
  const people = `<p>x</p></body></text><standOff><listPerson><person xml:id="n"><persName>Fridtjof Nansen</persName></person></listPerson></standOff><text><body><p/>`;
  const files = siteOf({ t: source("Letter", people, "en", corresp), u: source("Other", "<p>y</p>") });

  it("is headed by who wrote to whom and when, with links to the registers", () => {
    const head = /<section class="letterhead"[\s\S]*?<\/section>/u.exec(files.get("texts/t.html")!)?.[0];
    expect(head).toContain(
      '<span class="field-label">Sent</span> <a href="../people/n.html" class="tei-persName">F. Nansen</a>',
    );
    expect(head).toContain("1 May 1893</time>");
    expect(head).toContain('E. Sars</span>, <span class="tei-date">between May 1893 and June 1893</span>');
    expect(files.get("texts/u.html")).not.toContain("letterhead");
  });

  it("says what a description without actions has, part by part", () => {
    const bare = `<profileDesc><correspDesc><sender><persName>A. Wood</persName></sender><placeName>Ulm</placeName><date when="1801-02-03"/></correspDesc></profileDesc>`;
    const page = siteOf({ t: source("Letter", "<p>x</p>", "en", bare) }).get("texts/t.html")!;
    const head = /<section class="letterhead"[\s\S]*?<\/section>/u.exec(page)?.[0];
    expect(head?.replace(/<[^>]+>/gu, "").trim()).toBe("A. Wood, Ulm, 3 February 1801");
  });

  it("says which letters come before and after it, unless they are called so", () => {
    const around = `<profileDesc><correspDesc><correspContext><ref type="withinCollection" subtype="previous_letter" target="u.xml">To E. Sars</ref><ref type="next" target="u.xml">Next letter to E. Sars</ref></correspContext></correspDesc></profileDesc>`;
    const pages = siteOf({ t: source("Letter", "<p>x</p>", "en", around), u: source("Other", "<p>y</p>") });
    const head = /<div class="tei-correspContext">.*?<\/div>/su.exec(pages.get("texts/t.html")!)?.[0];
    expect(head?.replace(/<[^>]+>/gu, "")).toBe("Previous letter To E. Sars · Next letter to E. Sars");
    expect(head?.match(/href="u\.html"/gu)).toHaveLength(2);
  });

  it("says so of pointers without words as well", () => {
    const around = `<profileDesc><correspDesc><correspContext><ptr type="prev" target="IX_39"/><ptr type="next" target="u.xml"/></correspContext></correspDesc></profileDesc>`;
    const pages = siteOf({ t: source("Letter", "<p>x</p>", "en", around), u: source("Other", "<p>y</p>") });
    const head = /<div class="tei-correspContext">.*?<\/div>/su.exec(pages.get("texts/t.html")!)?.[0];
    expect(head?.replace(/<[^>]+>/gu, "")).toMatch(/^Previous letter IX_39 · Next letter \S/u);
  });

  it("is dated in the list of texts", () => {
    expect(files.get("index.html")).toContain("<bdi>1 May 1893</bdi>");
  });
});

describe("pictures of pages", () => {
  const facsimile = `<p/></body></text><facsimile><surface xml:id="f" ulx="0" uly="0" lrx="800" lry="1000"><graphic url="../p/1.png"/><zone xml:id="z" ulx="10" uly="20" lrx="110" lry="220"/></surface><surface><graphic url="https://iiif.example.org/a/info.json"/><zone xml:id="i" points="1,2 11,2 11,22 1,22"/></surface></facsimile>`;
  const text = `<pb n="1" facs="#f"/><p facs="#z">a</p><pb n="2" facs="#i"/><p>b</p><p><graphic url="https://iiif.example.org/b.jpg"/></p>`;
  const whole = source("T", text).replace(
    "</text></TEI>",
    `</text>${facsimile.slice(facsimile.indexOf("<facsimile"))}</TEI>`,
  );
  const picture = (path: string): SiteFile | null =>
    path === "p/1.png" ? { path: `images/${path}`, bytes: new Uint8Array(1) } : null;

  it("are linked to, copied, and named for the reader who wants them beside the text", () => {
    const files = siteOf({ t: whole }, {}, picture);
    const page = files.get("texts/t.html")!;
    expect(files.has("images/p/1.png")).toBe(true);
    expect(page).toContain(
      '<a class="tei-pb break facs" href="../images/p/1.png" title="Page 1: facsimile">[1]</a>',
    );
    expect(page).toContain('href="../images/p/1.png" data-region="10 20 100 200 800 1000"');
    expect(page).toContain(
      'href="https://iiif.example.org/a/1,2,10,20/max/0/default.jpg" data-facs="https://iiif.example.org/a/1,2,10,20/!1600,1600/0/default.jpg"',
    );
    expect(page).toMatch(/<input type="checkbox" id="site:pictures">/u);
    expect(page).toContain('src="../assets/reading.js"');
  });

  it("of other hosts are shown where the edition lets them in, and linked to elsewhere", () => {
    const shut = siteOf({ t: whole }, {}, picture).get("texts/t.html")!;
    const open = siteOf({ t: whole }, { pictureHosts: ["https://iiif.example.org"] }, picture).get(
      "texts/t.html",
    )!;
    expect(shut).toContain("img-src 'self';");
    expect(shut).toContain('<a class="missing-image" href="https://iiif.example.org/b.jpg">');
    expect(open).toContain("img-src 'self' https://iiif.example.org;");
    expect(open).toContain(
      '<img src="https://iiif.example.org/b.jpg" alt="" class="tei-graphic" loading="lazy">',
    );
  });
});

describe("a source that is transcribed line by line", () => {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">${header("Leaf")}<sourceDoc><surface n="1r"><zone><line>one <del>two</del></line><line>three</line></zone></surface></sourceDoc></TEI>`;
  const files = siteOf({ t: text });

  it("is the text where there is no other, a line a line", () => {
    expect(files.get("texts/t.html")).toMatch(
      /<span class="break" title="Surface 1r">\[1r\]<\/span><div class="tei-zone"><div class="tei-line">one <del class="tei-del">two<\/del><\/div>\s*<div class="tei-line">three<\/div>/u,
    );
    expect(files.get("texts/t.txt")).toBe("one\nthree\n");
  });

  it("is shown as it is, without a choice of readings", () => {
    expect(files.get("texts/t.html")).not.toContain("site:reading-original");
  });
});

describe("what a reader chooses", () => {
  const witnesses = `<listWit><witness xml:id="A"><abbr type="siglum">A</abbr> First</witness><listWit xml:id="g"><witness xml:id="B">Second</witness><witness xml:id="C">Cologne</witness></listWit></listWit>`;
  const text = `${witnesses}<p><choice><orig>vnd</orig><reg>und</reg></choice> <app><lem wit="#A">x</lem><rdg wit="#g">y</rdg></app></p>`;
  const page = siteOf({ t: source("T", text) }).get("texts/t.html")!;

  it("has both readings of a choice in the page, the source's unseen", () => {
    expect(page).toContain(
      '<span class="in-edited"><span class="tei-reg">und</span></span><span class="in-original" hidden><span class="tei-orig">vnd</span></span>',
    );
    expect(page).toMatch(
      /<input type="radio" name="site:reading" id="site:reading-edited" value="edited" checked>/u,
    );
  });

  it("has the hyphen at which a line of the source ends, unseen, and not in what is searched", () => {
    const tcp = `<p xml:id="p">to ac<g ref="char:EOLhyphen"/>knowledge, with<g ref="char:EOLunhyphen"/>out</p>`;
    const files = siteOf({ t: source("T", tcp) });
    expect(files.get("texts/t.html")).toContain(
      'to ac<span class="tei-g hyphen in-original" hidden></span>knowledge, without',
    );
    expect(files.get("texts/t.html")).toContain('id="site:reading-original"');
    expect(files.get("texts/t.txt")).toBe("to acknowledge, without\n");
  });

  it("has every reading by its witnesses, those of a group one by one", () => {
    expect(page).toContain('<span class="of-witness" data-wit="A"><span class="tei-lem">x</span></span>');
    expect(page).toMatch(/<span class="of-witness" data-wit="B C" hidden>/u);
    expect(page).toMatch(
      /<option value="A">A: First<\/option>\s*<option value="B">B: Second<\/option>\s*<option value="C">C: Cologne<\/option>/u,
    );
  });

  it("names a witness that is a pointer by what that leads to, and one that is described by its shelfmark", () => {
    const described = (id: string): string =>
      `<msDesc xml:id="${id}"><msIdentifier><settlement>Roma</settlement><idno>${id}</idno></msIdentifier><p>Old.</p></msDesc>`;
    const list = `${described("Vat1")}<listWit><witness xml:id="A"><ptr target="#Vat1"/></witness><witness xml:id="B">${described("Vat2")}</witness></listWit>`;
    const app = '<p><app><lem wit="#A">x</lem><rdg wit="#B">y</rdg></app></p>';
    expect(siteOf({ t: source("T", list + app) }).get("texts/t.html")).toMatch(
      /<option value="A">A: Roma, Vat1<\/option>\s*<option value="B">B: Roma, Vat2<\/option>/u,
    );
  });

  it("is not offered where the text has nothing to choose", () => {
    expect(siteOf({ t: source("T", "<p>x</p>") }).get("texts/t.html")).not.toContain('class="display"');
  });
});

describe("documents of one title", () => {
  const files = siteOf({
    "a/x": source("Stones", "<p>x</p>"),
    y: source("Stones", "<p>y</p>"),
    z: source("Papyri", "<p>z</p>"),
  });

  it("are told apart where several are named", () => {
    const names = [...files.get("index.html")!.matchAll(/<p class="name"><a [^>]*>([^<]*)</gu)];
    expect(names.slice(0, 3).map(([, name]) => name)).toEqual(["Stones (a/x)", "Stones (y)", "Papyri"]);
    expect(files.get("texts/a/x.html")).toMatch(/rel="next"[^>]*>Stones \(y\)</u);
    expect(files.get("texts/a/x.html")).toContain("<h1>Stones</h1>");
  });
});

describe("the contents of a page", () => {
  it("are set in from what stands above them there, whatever its level in the text", () => {
    const text = `<div><head>T</head><div xml:id="a"><head>A</head><div xml:id="b"><head>B</head><p/></div></div></div>`;
    const page = siteOf({ t: source("T", text) }).get("texts/t.html")!;
    const lines = [...page.matchAll(/<li class="(level-\d)"[^>]*><a href="#([ab])"/gu)];
    expect(lines.map(([, level, id]) => `${id} ${level}`)).toEqual(["a level-2", "b level-3"]);
  });
});

describe("a text that says no language", () => {
  it("runs as its letters do", () => {
    const bare = (text: string): string => source("T", text).replace(' xml:lang="en"', "");
    const files = siteOf({ h: bare("<p>אבות נזיקין (Mishnah)</p>"), l: bare("<p>The word אבות</p>") });
    expect(files.get("texts/h.html")).toContain('<article class="text" dir="rtl"');
    expect(files.get("texts/l.html")).toContain('<article class="text" aria-label');
  });
});

describe("a long register", () => {
  it("has names that begin with a sign under their letter, in its order", () => {
    const names = [..."abcdefghij"].flatMap((letter) =>
      [`?? [${letter}]`, ..."mnop"].map((each) => (each === `?? [${letter}]` ? each : `${letter}${each}`)),
    );
    const people = names.map((name, at) => `<person xml:id="p${at}"><persName>${name}</persName></person>`);
    const text = `<p/></body></text><standOff><listPerson>${people.join("")}</listPerson></standOff><text><body><p/>`;
    const page = siteOf({ t: source("T", text) }).get("people/index.html")!;
    const letters = [...page.matchAll(/<h2 id="letter-." class="letter">(.)</gu)].map(([, letter]) => letter);
    expect(letters.join("")).toBe("ABCDEFGHIJ");
  });
});

describe("a short citation", () => {
  const register = `</body></text><standOff><listBibl><bibl xml:id="w"><author>Bacon</author>, <title level="m">Essays</title> (<date>1625</date>)</bibl></listBibl></standOff><text><body><p/>`;
  const page = (words: string): string =>
    siteOf({ t: source("T", `<p>x <bibl corresp="#w">${words}, p. 3.</bibl></p>${register}`) }).get(
      "texts/t.html",
    )!;

  it("that names author and title is not said twice, and leads to the work", () => {
    const made = page("<author>Bacon</author>, <title>Essays</title>");
    expect(made).not.toContain('class="stands-for"');
    expect(made).toContain(
      '<a class="work" href="../works/w.html"><cite class="tei-title">Essays</cite></a>',
    );
  });

  it("that names less says what it stands for", () => {
    expect(page("<author>Bacon</author>")).toContain(
      '<span class="stands-for">[<a href="../works/w.html">Bacon, <cite>Essays</cite>, p. 3</a>]</span>',
    );
  });
});

describe("rights", () => {
  const CC = "https://creativecommons.org/licenses/by/4.0/";
  const page = (availability: string): string => {
    const made = source("T", "<p>a</p>").replace(
      "<publicationStmt><p/></publicationStmt>",
      `<publicationStmt><publisher>P,</publisher><availability>${availability}</availability></publicationStmt>`,
    );
    return siteOf({ t: made }).get("texts/t.html")!;
  };

  it("lead to the licence that the header names, whoever is thanked before it", () => {
    const thanks = '<p>By courtesy of the <ref target="https://example.org/library">library</ref>.</p>';
    const made = page(`${thanks}<licence target="${CC}">Free.</licence>`);
    expect(made).toContain(`<a href="${CC}" rel="license">${CC}</a>`);
    expect(made).toContain(`"license":"${CC}"`);
    expect(page(thanks)).not.toContain('"license"');
    expect(page(`<p><ref target="${CC}">CC</ref></p>`)).toContain(`"license":"${CC}"`);
  });

  it("stand beside a publisher without the sign that a catalogue has behind it", () => {
    expect(page("")).toContain('<p class="facts">P</p>');
  });
});

describe("the language of a page", () => {
  it("is said as HTML takes it, whatever the source writes", () => {
    const files = siteOf({
      l: source("L", "<p>a</p>", "lat"),
      x: source("X", "<p>a</p>", "x-none of these"),
    });
    expect(files.get("texts/l.html")).toContain('<article class="text" lang="la"');
    expect(files.get("texts/x.html")).toContain('<article class="text" aria-label');
  });
});

describe("a header", () => {
  const page = (from: string, to: string): string =>
    siteOf({ t: source("T", "<p>x</p>").replace(from, to) }).get("texts/t.html")!;

  it("whose notes nobody has written has no editorial note", () => {
    const notes = (text: string): string =>
      page("<sourceDesc>", `<notesStmt><note>${text}</note></notesStmt><sourceDesc>`);
    expect(notes(" ")).not.toContain("editorial-note");
    expect(notes("Heard.")).toContain("editorial-note");
  });

  it("names the distributor where it names no publisher, and no body by its address on the web", () => {
    const said =
      "<distributor>The Archive <ref>https://archive.example.org/</ref></distributor><date>2012</date>";
    expect(page("<publicationStmt><p/>", `<publicationStmt>${said}`)).toContain(
      '<p class="facts">The Archive, 2012</p>',
    );
  });

  it("has no numbers of authority files in the names of a source", () => {
    const bibl =
      '<bibl><author>Ann Wood<idno type="wikidata">Q1</idno></author>, <title>Work</title> <idno>ISBN 3</idno></bibl>';
    const source = /<h3>Source<\/h3>(.*?)<h3>/su.exec(page("<sourceDesc><p/>", `<sourceDesc>${bibl}`))?.[1];
    expect(source?.replace(/<[^>]+>/gu, "").trim()).toBe("Ann Wood, Work ISBN 3");
  });
});

it("a pointer by a word of the project's own, right behind a word of the text, calls a note that is kept elsewhere", () => {
  const text = '<p>In my hands.<ptr target="n0522"/> The letter <ptr target="n1"/>.</p>';
  const page = siteOf({ t: source("T", text) }).get("texts/t.html")!;
  expect(page).toContain(
    'In my hands.<sup><span class="tei-ptr">n0522</span></sup> The letter <span class="tei-ptr">n1</span>.',
  );
});

describe("recordings", () => {
  it("are played where they are the edition's, and linked to where they are not", () => {
    const text = source(
      "T",
      `<p><media mimeType="audio/mpeg" url="a.mp3"><desc>Talk</desc></media><media mimeType="video/mp4" url="https://example.org/b.mp4"><desc>Film</desc></media><media mimeType="audio/mpeg" url="c.mp3"/></p>`,
    ).replace(
      /<sourceDesc>.*<\/sourceDesc>/su,
      '<sourceDesc><recordingStmt><recording><media mimeType="audio/mpeg" url="a.mp3"/></recording></recordingStmt></sourceDesc>',
    );
    const file = (path: string): SiteFile | null =>
      path === "tei/a.mp3" ? { path: `images/${path}`, bytes: new Uint8Array(1) } : null;
    const files = siteOf({ t: text }, {}, file);
    expect(files.has("images/tei/a.mp3")).toBe(true);
    const page = files.get("texts/t.html")!;
    expect(page).toContain('<audio src="../images/tei/a.mp3" controls preload="none" aria-label="Talk"');
    expect(page).toContain('<a class="missing-image" href="https://example.org/b.mp4">Film</a>');
    expect(page).toContain('<span class="missing-image">c.mp3</span>');
    expect(page).toMatch(/<h3>Source<\/h3>.*<audio /su);
  });

  it("of hosts whose pictures are let in are linked to as well, since the pages' policy lets no others play", () => {
    const text = source(
      "T",
      '<p><media mimeType="audio/mpeg" url="https://example.org/an%20a.mp3"/><media mimeType="audio/mpeg" url="https://example.org/%F.mp3"/></p>',
    );
    const page = siteOf({ t: text }, { pictureHosts: ["https://example.org"] }).get("texts/t.html")!;
    expect(page).toContain('<a class="missing-image" href="https://example.org/an%20a.mp3">an a.mp3</a>');
    expect(page).toMatch(/<a class="missing-image" href="https:[^"]*">%F.mp3<\/a>/u);
  });
});
