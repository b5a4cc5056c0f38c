import { expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

function pageOf(text: string, more = ""): string {
  return siteOf({ t: source("T", text, "en", more) }).get("texts/t.html")!;
}

it("leads a pointer whose # was forgotten to the element of its document that has the word as its id", () => {
  const page = pageOf(
    '<p>See <ref target="end">below</ref>.</p><div xml:id="end"><head>The end</head><p>x</p></div>',
  );
  expect(page).toContain('<a href="#end" class="tei-ref">below</a>');
});

it("shows such a pointer without words by what it leads to: a note by its number", () => {
  const page = pageOf('<p>hot,<ref target="n051" n="1"/> and</p><note xml:id="n051" n="1">A volcano.</note>');
  expect(page).toMatch(/hot,<sup><a href="#n051" [^>]*class="tei-ref sign to-note"[^>]*>1<\/a><\/sup> and/u);
  expect(page).not.toMatch(/>[^<]*n051/u);
});

it("leaves a word that is the id of nothing as it is written", () => {
  expect(pageOf('<p>See <ref target="nowhere">there</ref>.</p>')).toContain(
    '<span class="tei-ref">there</span>',
  );
});

it("knows who speaks by such a word", () => {
  const who =
    '<profileDesc><particDesc><listPerson><person xml:id="wc"><persName>Clark</persName></person></listPerson></particDesc></profileDesc>';
  expect(pageOf('<sp who="wc"><p>Some rain.</p></sp>', who)).toMatch(
    /class="[^"]*speaker[^"]*"[^>]*>(?:<[^>]*>)*Clark/u,
  );
});
