import { describe, expect, it } from "vitest";
import { deadLinks } from "./dead-links.ts";
import { doubledIds } from "./doubled-ids.ts";
import { siteOf, source } from "./small-site.ts";

/** Ids that the frame of a page, its notes and its lists might take for themselves. */
const IDS =
  `site-main site-note site-about site-cite site-places site-display site-reading-edited site-reading-original
  site-witness site-pictures site-search notes note-1 note-1-sign corrections correction-1 variants variant-1 search-words
  letter-a speaker-1 contents text cite about`.split(/\s+/u);

const BODY = `<div>${IDS.map((id) => `<p xml:id="${id}">Words of ${id}.</p>`).join("")}</div>
  <div xml:id="last"><head>Last</head><p>A<note>Note.</note> <choice><sic>b</sic><corr>B</corr></choice>
  <app><lem wit="#w">C</lem><rdg wit="#v">D</rdg></app> <persName ref="#site-person">Ann</persName></p></div>`;

const MORE = `<profileDesc><abstract><p xml:id="h-1">In short.<note>Short.</note> By <choice><orig>Mrs. Stowe</orig><reg>H. Stowe</reg></choice>,
  <app><lem wit="#w">c</lem><rdg wit="#v">d</rdg></app></p></abstract></profileDesc>`;

const TEXT = source("T", BODY, "en", MORE)
  .replace(
    "<sourceDesc><p/>",
    `<notesStmt><note xml:id="h-2"><p>A word.<note>More.</note></p></note></notesStmt><sourceDesc><listWit><witness xml:id="w">W</witness><witness xml:id="v">V</witness></listWit>`,
  )
  .replace(
    "<text>",
    `<standOff><listPerson><person xml:id="site-person"><persName>Ann</persName></person></listPerson></standOff><text>`,
  );

describe.each([
  ["whole", null],
  ["in parts", 1],
])("an id of a text that is %s", (_, depth) => {
  const files = siteOf(
    { t: TEXT, other: source("Other", `<p><ref target="t.xml#site-main">There</ref></p>`) },
    { depth },
  );

  it("stays as it is, with its link, also where the page might want it for itself", () => {
    const pages = [...files]
      .filter(([path]) => path.startsWith("texts/t"))
      .map(([, html]) => html)
      .join("");
    for (const id of IDS) {
      expect(pages).toMatch(new RegExp(`<p [^>]*id="${id}"`, "u"));
      expect(pages).toContain(`class="permalink" href="#${id}"`);
    }
  });

  it("is not taken by a header, whose corrections are not listed and whose signs lead nowhere", () => {
    const page = files.get("texts/t.html")!;
    expect(page).toMatch(/By <span class="correction" title="[^"]*Mrs\. Stowe">.*?H\. Stowe/su);
    expect(page).toMatch(/<sup>a<\/sup>.*?<section class="end-matter variants" aria-label="[^"]+"><h2>/su);
    const about = files.get("about.html")!;
    expect(about).not.toContain("Corrections");
  });

  it("is once on its page", () => {
    expect(doubledIds(files)).toEqual([]);
    expect(deadLinks(files)).toEqual([]);
  });
});

describe("an entry of the apparatus without a reading", () => {
  it("has its notes once", () => {
    const body = `<p>Words <app><note xml:id="n">Only a note</note></app> <app><witDetail wit="#w" xml:id="d">Only a detail</witDetail></app></p>`;
    const files = siteOf({ t: source("T", body) });
    expect(doubledIds(files)).toEqual([]);
    expect(files.get("texts/t.html")).toMatch(/<div class="entry-body">\s*<span id="n" class="tei-note">/u);
  });
});

describe("the notes of a text", () => {
  const page = siteOf({
    t: source(
      "T",
      '<p>a<note n="1" xml:id="n1">One.</note> b<note>End.</note> c<note n="2" xml:id="n1">Two.</note> d<note>Last.</note></p>',
    ),
  }).get("texts/t.html")!;

  it("that have no sign are a row of their own where their numbers would be those of others", () => {
    expect([...page.matchAll(/<span class="label">([^<]*)</gu)].map(([, label]) => label)).toEqual([
      ...["1", "i", "2", "ii"],
    ]);
  });

  it("have no sign in that row that another has from its source", () => {
    const body =
      '<p>a<note n="1">x</note> b<note n="i">y</note> c<note>z</note> d<note n="4">u</note> e<note>v</note></p>';
    const notes = siteOf({ t: source("T", body) }).get("texts/t.html")!;
    const labels = [...notes.matchAll(/<span class="label">([^<]*)</gu)].map(([, label]) => label);
    expect(new Set(labels).size).toBe(5);
  });

  it("have an id each, also where the source has one twice", () => {
    expect(doubledIds(new Map([["texts/t.html", page]]))).toEqual([]);
  });
});
