import { describe, expect, it } from "vitest";
import { wordsFor } from "../../src/render/index.ts";
import { siteOf, source } from "./small-site.ts";

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

  it("is linked to part by part from other texts, without a script", () => {
    expect(files.get("texts/other.html")).toContain('href="long/two.html#b"');
    expect(files.get("texts/other.html")).toContain('href="long.html"');
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
  const play = `<div xml:id="motto"><p>To those who come after us and to all the others.</p></div>
<div><head>Act I.</head>${scene("a", "First scene")}${scene("b", "Second scene")}</div>
<div><head>Act II.</head>${scene("c", "First scene")}</div>`;
  const files = siteOf({ play: source("Play", play) }, { depth: 2 });
  const page = files.get("texts/play/c.html")!;

  it("says of each in which act it is", () => {
    expect(page).toContain("<title>Act II, First scene · Play");
    expect(page).toMatch(/<p class="by"><a href="\.\.\/play\.html">Play<\/a> · Act II\.<\/p>/u);
    expect(page).toMatch(/rel="prev">Act I, Second scene<\/a>/u);
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
