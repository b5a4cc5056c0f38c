import { describe, expect, it } from "vitest";
import { findHeadwords } from "../../src/cite/headword.ts";
import { tree } from "../render/sample.ts";
import { deadLinks } from "./dead-links.ts";
import { siteOf, source } from "./small-site.ts";

const form = (spelling: string, more = ""): string =>
  `<form type="lemma"><orth>${spelling}</orth></form>${more}`;

/** The headwords of entries. */
function words(entries: string): readonly (string | null)[][] {
  const found = findHeadwords(tree(source("T", entries), "tei/t.xml"));
  return found.map(({ text, sortKey, grammar }) => [text, sortKey, grammar]);
}

/** The lines of a list of words: each word with its address, and what tells it from others. */
function listed(html: string | undefined): unknown {
  const items = [...html!.matchAll(/<li><a class="passage" href="([^"]*)"[^>]*>(.*?)<\/a>(.*?)<\/li>/gu)];
  return items.map(([, href, word, more]) => [word, href, more!.replace(/<[^>]*>/gu, "").trim()]);
}

describe("the headword of an entry", () => {
  it.each([
    [
      "is the spelling of its lemma",
      `<entry>${form("bank", "<gramGrp><pos>n.</pos></gramGrp>")}</entry>`,
      ["bank", null, "n."],
    ],
    [
      "is not that of an inflected form",
      '<entry><form type="inflected"><orth>banks</orth></form><form type="lemma"><orth>bank</orth></form></entry>',
      ["bank", null, null],
    ],
    [
      "stands in an entry without order",
      "<entryFree><orth>Kaaba,</orth> <gram>s. f.</gram> …</entryFree>",
      ["Kaaba", null, "s. f."],
    ],
    [
      "is a form where no spelling is marked",
      '<entry sortKey="mac duff"><form>McDuff</form></entry>',
      ["McDuff", "mac duff", null],
    ],
    ["is a term in a glossary", "<entry><form><term>ibid.</term></form></entry>", ["ibid.", null, null]],
    [
      "is not that of a word that a sense names",
      `<entry>${form("go")}<sense><gramGrp><pos>v.</pos></gramGrp><re>${form("go on")}</re></sense></entry>`,
      ["go", null, null],
    ],
  ])("%s", (_, entry, expected) => {
    expect(words(entry)).toEqual([expected]);
  });

  it("of a form that has others in it is its own", () => {
    const variant = '<form type="variant"><orth>gaol</orth></form>';
    expect(words(`<entry><form type="lemma">${variant}<orth>jail</orth></form></entry>`)).toEqual([
      ["jail", null, null],
    ]);
  });

  it("of homographs without one is that of all of them", () => {
    const homograph = (pos: string): string => `<entry><gramGrp><pos>${pos}</pos></gramGrp></entry>`;
    expect(
      words(`<superEntry>${form("bank")}${homograph("n.")}${homograph("v.")}</superEntry>${homograph("n.")}`),
    ).toEqual([
      ["bank", null, "n."],
      ["bank", null, "v."],
    ]);
  });

  it("is each one's of the entries in an entry, and none of one without", () => {
    const nested = `<superEntry>${form("lead")}<entry>${form("lead")}</entry><entry>${form("leader")}</entry></superEntry>`;
    expect(words(`${nested}<entry><sense><def>Nothing.</def></sense></entry>`)).toEqual([
      ["lead", null, null],
      ["leader", null, null],
    ]);
  });
});

describe("the list of headwords", () => {
  it("has every word that has an entry, in the order of letters, with what tells those apart that are written alike", () => {
    const files = siteOf({
      a: source(
        "A–K",
        `<entry xml:id="b1">${form("bank", "<gramGrp><pos>n.</pos></gramGrp>")}</entry><entry xml:id="b2">${form("bank", "<gramGrp><pos>v.</pos></gramGrp>")}</entry><entry>${form("ápple")}</entry>`,
      ),
      z: source(
        "L–Z",
        `<entry xml:id="z">${form("zoo")}</entry><entry xml:id="a">${form("ápple")}</entry>`,
        "de",
      ),
    });
    expect(listed(files.get("headwords/index.html"))).toEqual([
      ["ápple", expect.stringMatching(/^\.\.\/texts\/a\.html#at-/u), "A–K"],
      ["ápple", "../texts/z.html#a", "L–Z"],
      ["bank", "../texts/a.html#b1", "n."],
      ["bank", "../texts/a.html#b2", "v."],
      ["zoo", "../texts/z.html#z", ""],
    ]);
    expect(files.get("index.html")).toContain('<a href="headwords/index.html">Headwords</a>');
    expect(files.get("index.html")).toContain("2 texts and 5 entries");
    expect(deadLinks(files)).toEqual([]);
  });

  it("is a page for each letter where the words are many, few letters together where they begin few", () => {
    const many = (letter: string, count: number): string =>
      Array.from(
        { length: count },
        (_, at) => `<entry xml:id="${letter}${at}">${form(`${letter}${at}`)}</entry>`,
      ).join("");
    const files = siteOf({
      d: source("D", many("a", 2900) + many("m", 200) + many("x", 10) + many("y", 20)),
    });
    const pages = [...files.keys()].filter((path) => path.startsWith("headwords/"));
    expect(pages).toEqual(["headwords/index.html", "headwords/a.html", "headwords/m.html"]);
    expect(files.get("headwords/index.html")).toMatch(/href="m\.html">M–Y<\/a> <span[^>]*>230 entries</u);
    expect((listed(files.get("headwords/m.html")) as unknown[]).length).toBe(230);
    expect(files.get("headwords/m.html")).toContain('aria-current="page">M–Y</a>');
    expect(deadLinks(files)).toEqual([]);
  });

  it("is not there where no text is a dictionary", () => {
    const files = siteOf({ t: source("T", "<p>Nothing but text.</p>") });
    expect([...files.keys()].filter((path) => path.startsWith("headwords/"))).toEqual([]);
    expect(files.get("index.html")).not.toContain("Headwords");
  });
});

it("A headword is in its own language, whatever that of its dictionary", () => {
  const entry = (language: string, word: string): string =>
    `<entry><form><orth${language}>${word}</orth></form><sense><def>x</def></sense></entry>`;
  const text = source("D", entry(' xml:lang="he"', "שלום") + entry("", "Friede"), "de");
  const page = siteOf({ d: text }).get("headwords/index.html")!;
  expect(page).toMatch(/<a class="passage" href="[^"]*" lang="he">שלום<\/a>/u);
  expect(page).toMatch(/<a class="passage" href="[^"]*" lang="de">Friede<\/a>/u);
});
