import { describe, expect, it } from "vitest";
import { header, siteOf, source } from "./small-site.ts";

it("the language of a text is that of a document that says none of itself", () => {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("مجلة")}<text xml:lang="ar"><body><p>كلام</p></body></text></TEI>`;
  const page = siteOf({ t: text }).get("texts/t.html") ?? "";
  expect(page).toContain('<header class="title-block" lang="ar" dir="rtl">');
  expect(page).toContain('<article class="text" lang="ar" dir="rtl"');
  expect(page).toContain('"inLanguage":"ar"');
});

it("a quotation on the page of all quotations runs as its letters do", () => {
  const text = source("A book", "<p><q>كلام الناس</q> and <q>So it is.</q></p>");
  const ways = (language: string): readonly string[] =>
    [
      ...siteOf({ t: text }, { language })
        .get("quotations/index.html")!
        .matchAll(/<blockquote cite="[^"]*"([^>]*)>/gu),
    ].map(([, way]) => way!);
  expect(ways("en")).toEqual([' dir="rtl"', ""]);
  expect(ways("ar")).toEqual(["", ' dir="ltr"']);
});

/** The tags of the links of a list of contents, each with that of the item it stands in, and their words. */
function contentsOf(page: string): readonly string[] {
  const list = /<nav class="contents"[^>]*>([\s\S]*?)<\/nav>/u.exec(page)?.[1] ?? "";
  return [...list.matchAll(/<(ul|li)([^>]*)>(?:<a[^>]*>)?([^<\n]*)/gu)].map(([, tag, how, text]) =>
    `${tag}${how!.replace(/ class="[^"]*"/u, "")} ${text}`.trim(),
  );
}

describe("the contents of a text", () => {
  const arabic = source(
    "كتاب",
    `<div xml:id="a"><head>باب</head><p>قال<note>حاشية</note></p></div><div xml:id="b"><head>2. Anhang</head><p>قال</p></div>`,
    "ar",
  );
  const english = source(
    "A book",
    `<div xml:id="c"><head>One</head><p>He said.</p></div><div xml:id="d"><head>Two</head><p>So.</p></div>`,
  );

  it("run as the text does, entry by entry, and those of the interface as it does", () => {
    expect(contentsOf(siteOf({ t: arabic }).get("texts/t.html")!)).toEqual([
      "ul",
      'li lang="ar" dir="rtl" باب',
      'li lang="ar" dir="rtl" 2. Anhang',
      'li lang="en" Notes',
      "li About this text",
    ]);
  });

  it("say nothing of a direction that is that of the page", () => {
    expect(contentsOf(siteOf({ t: english }).get("texts/t.html")!).slice(1, 3)).toEqual([
      'li lang="en" One',
      'li lang="en" Two',
    ]);
  });

  it("are told apart from an interface that runs the other way", () => {
    const page = siteOf({ t: english }, { language: "ar" }).get("texts/t.html")!;
    expect(contentsOf(page)[1]).toBe('li lang="en" dir="ltr" One');
  });

  it("run by their letters where nobody says the language", () => {
    const text = arabic.replace(' xml:lang="ar"', "");
    expect(contentsOf(siteOf({ t: text }).get("texts/t.html")!)[1]).toBe('li dir="auto" باب');
  });

  it("run as the text does on the pages of its parts, as do the ways on", () => {
    const files = siteOf({ t: arabic, u: english }, { depth: 1 });
    expect(contentsOf(files.get("texts/t/a.html")!)[0]).toBe('ul lang="ar" dir="rtl"');
    expect(files.get("texts/t/a.html")).toMatch(/rel="next" lang="ar" dir="rtl">2\. Anhang<\/a>/u);
    expect(files.get("texts/t/b.html")).toMatch(/rel="next" lang="en">A book<\/a>/u);
    expect(files.get("texts/u.html")).toMatch(/rel="prev" lang="ar" dir="rtl">كتاب<\/a>/u);
  });
});

it("has no direction by the letters of passages that say their language", () => {
  const body = `<div type="original" xml:lang="yi"><p>אין אַ פּאָר טעג</p></div><div type="translation" xml:lang="en"><p>In a few days.</p></div>`;
  const page = siteOf({ t: source("A protocol", body).replace(' xml:lang="en"', "") }).get("texts/t.html")!;
  expect(page).toContain('<article class="text" aria-label');
  expect(page).toMatch(/<section class="tei-div source-text" lang="yi" dir="rtl"/u);
});
