import { describe, expect, it } from "vitest";
import { wordsFor } from "../../src/render/index.ts";
import { deadLinks } from "./dead-links.ts";
import { header, siteOf, source } from "./small-site.ts";

const LONG = `<div xml:id="one"><head>One</head><p xml:id="a">A.</p></div><div xml:id="two"><head>Two</head><p xml:id="b">B.</p></div>`;

describe("a text in parts", () => {
  const files = siteOf(
    {
      long: source("Long", LONG),
      other: source(
        "Other",
        `<p>See <ref target="long.xml#b">there</ref> and <ref target="long.xml">all</ref>.</p>`,
      ),
    },
    { depth: 1 },
  );

  it("has its divisions on pages of their own", () => {
    expect([...files.keys()].filter((path) => path.startsWith("texts/long"))).toEqual(
      expect.arrayContaining(["texts/long.html", "texts/long/one.html", "texts/long/two.html"]),
    );
  });

  it("calls them without the signs of pages and notes in their headings", () => {
    const heading = (name: string): string => `<head><pb n="9"/>${name}<note>Or so.</note></head>`;
    const signed = siteOf(
      {
        long: source(
          "Long",
          LONG.replace(/<head>(\w+)<\/head>/gu, (_, name: string) => heading(name)),
        ),
      },
      { depth: 1 },
    );
    const page = signed.get("texts/long/one.html")!;
    const contents = page.slice(page.indexOf('class="contents"'), page.indexOf("<article"));
    expect([...contents.matchAll(/<a [^>]*>([^<]*)<\/a>/gu)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(["One", "Two"]),
    );
  });

  it("is linked to part by part from other texts, without a script", () => {
    expect(files.get("texts/other.html")).toContain('href="long/two.html#b"');
    expect(files.get("texts/other.html")).toContain('href="long.html"');
  });
});

describe("a part that would have the address of another text", () => {
  const other = source("Other", `<p>See <ref target="../long.xml#a">there</ref>.</p>`);
  const files = siteOf({ long: source("Long", LONG), "long/one": other }, { depth: 1 });

  it("has another, to which links lead", () => {
    expect(files.get("texts/long/one.html")).toContain('href="one_2.html#a"');
    expect(files.get("texts/long/one_2.html")).toContain("A.");
    expect(deadLinks(files)).toEqual([]);
  });
});

describe("the notes of a text in parts", () => {
  const text = `<p>Before.</p><div xml:id="one"><p>A<note>Of A.</note>.</p></div><div xml:id="two"><p>B<note>Of B.</note>.</p></div>`;
  const files = siteOf({ ä: source("Long", text) }, { depth: 1 });

  it("stand where their signs do, each with the way back", () => {
    const noted = ["", "/one", "/two"].map((part) => {
      const page = files.get(`texts/ä${part}.html`)!;
      return [...page.matchAll(/<div class="entry-body">(.*?) <a class="back" href="(.*?)"/gu)].map(
        ([, words, back]) => `${words} ${back}`,
      );
    });
    expect(noted).toEqual([[], ["Of A. #note-1-sign"], ["Of B. #note-2-sign"]]);
    expect(deadLinks(files)).toEqual([]);
  });
});

describe("a note on a note of a part", () => {
  it("stands on the page of that part", () => {
    const text =
      '<p>Before.</p><div xml:id="one"><p>A<note>Of A<note>Of this note.</note>.</note>.</p></div><div xml:id="two"><p>B.</p></div>';
    const files = siteOf({ long: source("Long", text) }, { depth: 1 });
    expect(files.get("texts/long.html")).not.toContain("Of this note.");
    expect(files.get("texts/long/one.html")).toContain("Of this note.");
    expect(files.get("texts/long/one.html")).toContain('href="#note-2"');
    expect(deadLinks(files)).toEqual([]);
  });
});

describe("the page of the source on which a part begins", () => {
  it("goes with the part", () => {
    const text = `<pb n="1"/>\n<div xml:id="one"><p>A.</p></div><pb n="2"/>\n<div xml:id="two"><p>B.</p></div>`;
    const files = siteOf({ long: source("Long", text) }, { depth: 1 });
    const pages = ["", "/one", "/two"].map((part) => files.get(`texts/long${part}.html`)!);
    expect(pages.map((page) => /class="tei-pb break"[^>]*>(\[\d\])/u.exec(page)?.[1])).toEqual([
      undefined,
      "[1]",
      "[2]",
    ]);
  });
});

describe("a play in scenes", () => {
  const scene = (id: string, name: string): string =>
    `<div xml:id="${id}"><head>${name}</head><p>Words.</p></div>`;
  const play = `<div xml:id="motto"><pb n="93"/><note place="left">Faded.</note><p>To those who come after us and to all the others.</p></div>
<div><head>Act I.</head>${scene("a", "First scene")}${scene("b", "Second scene")}</div>
<div><head>Act II.</head>${scene("c", "First scene")}</div>`;
  const files = siteOf({ play: source("Play", play) }, { depth: 2 });
  const page = files.get("texts/play/c.html")!;

  it("says of each in which act it is", () => {
    expect(page).toContain("<title>Act II, First scene · Play");
    expect(page).toMatch(/<p class="by"><a href="\.\.\/play\.html">Play<\/a> · Act II\.<\/p>/u);
    expect(page).toMatch(/rel="prev"[^>]*>Act I, Second scene<\/a>/u);
  });

  it("lists the scenes act by act, and marks the one that is read", () => {
    for (const path of ["texts/play.html", "texts/play/c.html"])
      expect(files.get(path)!.replaceAll(/>\s+</gu, "><")).toMatch(
        /<li class="group"><span>Act I\.<\/span><ul><li><a[^>]*>First scene<\/a><\/li><li><a[^>]*>Second scene<\/a><\/li><\/ul><\/li><li class="group"><span>Act II\.<\/span>/u,
      );
    expect(page.match(/<a [^>]*aria-current="page"[^>]*>First scene/gu)).toHaveLength(1);
  });

  it("calls what has no heading by its first words", () => {
    expect(page).toMatch(/<li><a href="motto\.html">To those who come after us and to all …<\/a>/u);
  });
});

describe("ids that were renamed", () => {
  const redirects = {
    "texts/t.html#old": "texts/t.html#new",
    "texts/t.html#gone": "texts/u.html#here",
    "texts/v.html#x": "texts/u.html#here",
    "texts/w.html": "texts/u.html",
    "texts/t.html#kept": "texts/u.html#here",
  };
  const files = siteOf(
    {
      t: source("T", `<p xml:id="new">New.</p><p xml:id="kept">Kept.</p>`),
      u: source("U", `<p xml:id="here">Here.</p>`),
    },
    { redirects },
  );
  const page = files.get("texts/t.html")!;

  it("lead to what has another id on the same page", () => {
    expect(page).toMatch(/<p id="new" class="tei-p"><span id="old" class="old-id"><\/span>New\./u);
  });

  it("lead to where they are told, from a list on the page", () => {
    expect(page).toMatch(/<li id="gone"><a href="u\.html#here">#gone<\/a>/u);
    expect(page).not.toContain('<li id="kept">');
  });

  it("lead on from a page that is no more", () => {
    expect(files.get("texts/v.html")).toMatch(/<li id="x"><a href="u\.html#here">/u);
    expect(files.get("texts/w.html")).toContain('content="0; url=u.html"');
  });

  it("are shared by the name of what they lead to", () => {
    expect(files.get("texts/w.html")).toContain('<meta property="og:title" content="U">');
    expect(files.get("texts/w.html")).toContain("<title>This page has moved · ");
  });
});

describe("the words beside a text", () => {
  const text = `<p>Ein <choice><sic>Wrt</sic><corr>Wort</corr></choice>.<note>Nein.</note></p>`;
  const msDesc = `<encodingDesc><projectDesc><p>Project.</p></projectDesc></encodingDesc>`;

  it("are in its language where there are some", () => {
    const page = siteOf({ t: source("T", text, "de", msDesc) }).get("texts/t.html")!;
    expect(page).toMatch(
      /<section lang="de" class="end-matter notes"[^>]*><h2 id="notes">Anmerkungen<\/h2>/u,
    );
    expect(page).toContain('title="Die Vorlage hat: Wrt"');
    expect(page).toContain("On this page");
  });

  it("say their own language where the text has another", () => {
    const page = siteOf({ t: source("T", text, "nl") }).get("texts/t.html")!;
    expect(page).toContain('<h2 id="notes" lang="en">Notes</h2>');
  });

  it("can be the edition's own", () => {
    const words = wordsFor("fr", { notes: "Notes de bas de page" });
    const page = siteOf({ t: source("T", text, "fr") }, { language: "fr", words }).get("texts/t.html")!;
    expect(page).toContain('<h2 id="notes">Notes de bas de page</h2>');
    expect(page).toContain('<html lang="fr">');
  });
});

describe("translations", () => {
  const files = siteOf({
    "letter.de": source("Brief", "<p>Ja.</p>", "de"),
    "letter.fr": source("Lettre", "<p>Oui.</p>", "fr"),
    alone: source("Alone", "<p>Yes.</p>"),
  });

  it("name one another, and themselves, to programs and readers", () => {
    for (const id of ["letter.de", "letter.fr"]) {
      const page = files.get(`texts/${id}.html`)!;
      expect(page).toContain('hreflang="de" href="https://example.org/texts/letter.de.html"');
      expect(page).toContain('hreflang="fr" href="https://example.org/texts/letter.fr.html"');
    }
    expect(files.get("texts/letter.de.html")).toMatch(
      /<a href="letter\.fr\.html" hreflang="fr" lang="fr">Lettre<\/a>/u,
    );
    expect(files.get("texts/alone.html")).not.toContain("hreflang");
  });
});

describe("a text from right to left", () => {
  const page = siteOf({
    t: source("كليلة ودمنة", `<head>باب</head><p>قال <said>نعم</said>.<note>حاشية</note></p>`, "ar"),
  }).get("texts/t.html")!;

  it("says so of the text, its title and its notes, and has its own marks", () => {
    expect(page).toContain('<header class="title-block" lang="ar" dir="rtl">');
    expect(page).toMatch(/<article class="text" lang="ar" dir="rtl"/u);
    expect(page).toMatch(/<section lang="ar" dir="rtl" class="end-matter notes"/u);
    expect(page).toContain("«نعم»");
    expect(page).toContain('<html lang="en">');
  });
});

describe("a text that is too large for a page", () => {
  const entry = (at: number): string =>
    `<entryFree xml:id="e${at}" n="${at}"><orth>word${at}</orth>${" sense".repeat(20)}, see <ref target="#e1">the first</ref></entryFree>`;
  const entries = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, at) => entry(from + at)).join("\n");
  const named = (files: ReadonlyMap<string, string>): string[] =>
    [...files.keys()].filter((path) => /^texts\/d[/.].*html$/u.test(path));
  const articleOf = (html: string): string => /<article[\s\S]*<\/article>/u.exec(html)![0];

  it("is cut into runs of its entries, which are called by their first and their last word", () => {
    const letters = `<div type="letter" n="A"><head>A</head>${entries(1, 31)}</div><div n="B" xml:id="b"><head>B</head>${entries(31, 36)}</div>`;
    const files = siteOf(
      { d: source("D", letters), o: source("O", `<p><ref target="d.xml#e30"/></p>`) },
      { largestPage: 4000 },
    );
    expect(named(files)).toEqual(["texts/d.html", "texts/d/e1.html", "texts/d/e16.html", "texts/d/b.html"]);
    const start = files.get("texts/d.html")!;
    expect(start).toMatch(
      /<h2[^>]*>A<\/h2>\s*<p class="to-part"><a href="d\/e1.html">word1 – word15<\/a><\/p>/u,
    );
    const second = files.get("texts/d/e16.html")!;
    expect(second).toContain('<p class="by"><a href="../d.html">D</a> · A</p>');
    expect(second).toMatch(/rel="prev"[^>]*>A, word1 – word15<\/a>[\s\S]*rel="next"[^>]*>B<\/a>/u);
    expect(articleOf(second)).toContain('id="e30"');
    expect(articleOf(second)).toContain('href="e1.html#e1"');
    expect(articleOf(second)).not.toContain('id="e15"');
    expect(files.get("texts/o.html")).toContain('href="d/e16.html#e30"');
  });

  it("keeps every block once, whatever it is made of", () => {
    const paragraphs = Array.from(
      { length: 60 },
      (_, at) => `<pb n="${at}"/><p xml:id="p${at}">${"Words. ".repeat(9)}</p>`,
    );
    const small = paragraphs.map((text, at) => `<div><head>No. ${at}</head>${text}</div>`);
    const bodies = [
      [paragraphs.join(""), 3000],
      [small.join("\n"), 6000],
      [`<p>Before.</p><div>${paragraphs.join("")}</div>`, 3000],
    ] as const;
    for (const [body, largestPage] of bodies) {
      const files = siteOf({ d: source("D", body) }, { largestPage });
      const pages = named(files).map((path) => articleOf(files.get(path)!));
      const ids = pages.flatMap((page) => [...page.matchAll(/ id="(p\d+)"/gu)].map(([, id]) => id));
      expect(pages.length).toBeGreaterThan(2);
      expect(pages.length).toBeLessThan(12);
      expect(ids).toEqual(Array.from({ length: 60 }, (_, at) => `p${at}`));
    }
  });

  it("is one page where the edition wants it, or where nothing in it can be parted", () => {
    const files = siteOf({ d: source("D", entries(1, 40)) }, { largestPage: null });
    expect(named(files)).toEqual(["texts/d.html"]);
    const verbose = siteOf({ d: source("D", `<p>${"Words. ".repeat(900)}</p>`) }, { largestPage: 3000 });
    expect(named(verbose)).toEqual(["texts/d.html"]);
  });

  it("is cut further where its divisions, as deep as is asked, are too large", () => {
    const body = `<div xml:id="x"><head>X</head><div xml:id="y"><p>${"Y. ".repeat(500)}</p></div><div xml:id="z"><p>${"Z. ".repeat(500)}</p></div></div><div xml:id="w"><p>W.</p></div>`;
    const files = siteOf({ d: source("D", body) }, { depth: 1, largestPage: 2000 });
    expect(named(files)).toEqual(["texts/d.html", "texts/d/y.html", "texts/d/z.html", "texts/d/w.html"]);
  });
});

describe("the texts of a corpus", () => {
  const day = (title: string, standOff = ""): string =>
    `<TEI>${header(title)}${standOff}<text><body><p>Said.</p></body></text></TEI>`;
  const people = `<standOff><listPerson><person><persName>Nobody Shown</persName></person></listPerson></standOff>`;
  const corpus = `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">${header("Debates")}${day("First day", people)}${day("Second day")}</teiCorpus>`;

  it("are called by their headers, in the page and its contents", () => {
    const page = siteOf({ c: corpus }).get("texts/c.html")!;
    expect(page).toContain('<h2 id="section-1" class="tei-head supplied">First day</h2>');
    expect(page).toContain('<a href="#section-2">Second day</a>');
    expect(page).not.toContain("Nobody Shown");
    expect(siteOf({ c: corpus }).get("texts/c.txt")).toBe("First day\n\nSaid.\n\nSecond day\n\nSaid.\n");
  });

  it("have pages of their own where divisions have", () => {
    const files = siteOf({ c: corpus }, { depth: 1 });
    const titles = [...files]
      .filter(([path]) => path.startsWith("texts/c/"))
      .map(([, page]) => /<title>(.*?) · /u.exec(page)?.[1]);
    expect(titles).toEqual(["First day", "Second day"]);
  });
});

describe("a part without a heading", () => {
  it("is called by its first words, which blocks part", () => {
    const list = "<list><item><persName>ENRICO <hi>M</hi>ONTE</persName></item><item>f. 1839</item></list>";
    const files = siteOf(
      { d: source("D", `<div xml:id="a">${list}</div><div xml:id="b"><p>B.</p></div>`) },
      { depth: 1 },
    );
    expect(files.get("texts/d.html")).toContain('<a href="d/a.html">ENRICO MONTE f. 1839</a>');
  });
});

describe("the texts of a group", () => {
  const words = (word: string): string => `<p>${`${word}. `.repeat(300)}</p>`;
  const member = (id: string, front: string, body: string): string =>
    `<text xml:id="${id}"><front>${front}<div><head>To ${id}</head><p>Reader.</p></div></front><body>${body}</body></text>`;
  const titled = `<titlePage><docTitle><titlePart type="series">Works</titlePart><titlePart type="main">Fears</titlePart></docTitle></titlePage>`;
  const one = member("one", titled, `<div><head>Mood</head>${words("A")}</div>`);
  const two = member("two", "<head>Sickness</head>", `<div><head>Despair</head>${words("B")}</div>`);
  const group = `<text><front><titlePage><docTitle><titlePart>Two books</titlePart></docTitle></titlePage></front><group>${one}${two}</group><back><div xml:id="after"><head>Afterword</head>${words("C")}</div></back></text>`;
  const volume = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("Volume")}${group}</TEI>`;

  it("are called by their title pages or their heads, with their divisions below", () => {
    const page = siteOf({ v: volume }).get("texts/v.html")!;
    const headings = [...page.matchAll(/<(h\d)[^>]*class="tei-(?:head|titlePart)[^>]*>(.*?)<\/h\d>/gu)];
    expect(headings.map(([, level, text]) => `${level} ${text}`)).toEqual([
      "h2 Fears",
      "h3 To one",
      "h3 Mood",
      "h2 Sickness",
      "h3 To two",
      "h3 Despair",
      "h2 Afterword",
    ]);
    expect(page).toContain('<div class="tei-titlePart">Works</div>');
    expect(page).toContain('<div class="tei-titlePart">Two books</div>');
  });

  it("are the parts of what is too large for a page, though none of it is by itself", () => {
    const files = siteOf({ v: volume }, { largestPage: 3200 });
    const titles = [...files]
      .filter(([path]) => path.startsWith("texts/v/"))
      .map(([path, page]) => `${path} ${/<title>(.*?) · /u.exec(page)?.[1]}`);
    expect(titles).toEqual([
      "texts/v/one.html Fears",
      "texts/v/two.html Sickness",
      "texts/v/after.html Afterword",
    ]);
    expect(files.get("texts/v.html")).toContain("Two books");
  });

  it("stand over their divisions, where these have pages", () => {
    const page = siteOf({ v: volume }, { depth: 1 }).get("texts/v.html")!;
    const contents = page.slice(page.indexOf('class="contents"'), page.indexOf("<article"));
    expect([...contents.matchAll(/<li class="group"><span>(.*?)<\/span>/gu)].map(([, name]) => name)).toEqual(
      ["Fears", "Sickness"],
    );
  });
});
