import { describe, expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const ANN = '<listPerson><person xml:id="ann"><persName>Ann Lee</persName></person></listPerson>';
const NAME = '<persName ref="#ann">Ann</persName>';

/** The lines of the page of a person, as they are read, and where each leads. */
function mentions(body: string): readonly (readonly [string, string])[] {
  const text = source("T", body).replace("<text>", `<standOff>${ANN}</standOff><text>`);
  const site = siteOf({ a: text });
  const [, list = ""] = /<ol class="places"[^>]*>(.*?)<\/ol>/su.exec(site.get("people/ann.html")!) ?? [];
  return [...list.matchAll(/<li>(?<line>.*?)<\/li>/gsu)].map(({ groups }) => {
    const [, id = ""] = /href="\.\.\/texts\/a\.html(?:#([^"]*))?"/u.exec(groups!.line!) ?? [];
    expect(site.get("texts/a.html")!.split(`id="${id}"`)).toHaveLength(id === "" ? 1 : 2);
    return [groups!.line!.replace(/<mark>|<\/mark>/gu, "|").replace(/<[^>]*>/gu, ""), id];
  });
}

describe("where a name stands", () => {
  it.each([
    ["a paragraph", `<div xml:id="d"><p>Then ${NAME} left.</p></div>`, "Then |Ann| left.", /^p-/u],
    ["a short name in a word", `<p>Annual rest: ${NAME} left.</p>`, "Annual rest: |Ann| left.", /^p-/u],
    ["a heading", `<div xml:id="d"><head>Of ${NAME} Lee</head><p/></div>`, "Of |Ann| Lee", /^at-/u],
    ["an item", `<list><item>a</item><item>hat of ${NAME}</item></list>`, "hat of |Ann|", /^at-/u],
    [
      "a cell",
      `<table><row><cell>1</cell><cell>to ${NAME}, due</cell></row></table>`,
      "to |Ann|, due",
      /^at-/u,
    ],
    ["a line of a stanza", `<lg><l>O ${NAME},</l><l>adieu</l></lg>`, "O |Ann|, adieu", /^p-/u],
    ["a line", `<div><l>O ${NAME}!</l></div>`, "O |Ann|!", /^at-/u],
    ["a note", `<p>She<note>It was ${NAME}, surely.</note> left.</p>`, "It was |Ann|, surely.", /^at-/u],
    [
      "a paragraph of a note",
      `<p>She<note><p>Known.</p><p>Was ${NAME}.</p></note></p>`,
      "Known. Was |Ann|.",
      /^at-/u,
    ],
    ["a stage direction", `<div><stage>Exit ${NAME}.</stage></div>`, "Exit |Ann|.", /^at-/u],
    ["a quotation", `<p>Then <quote>my ${NAME}!</quote> he cried.</p>`, /^“?my \|Ann\|!”?$/u, /^quo-/u],
  ])("is led to, with the words around it, in a document without ids: %s", (_, body, words, id) => {
    const [[line, to] = ["", ""], ...others] = mentions(body);
    expect(others).toEqual([]);
    expect(line).toMatch(typeof words === "string" ? new RegExp(`^${escaped(words)}$`, "u") : words);
    expect(to).toMatch(id);
  });

  it("is called by the id that the document gives it", () => {
    expect(mentions(`<p xml:id="intro">Then ${NAME} left.</p>`)).toEqual([
      ["Then |Ann| left. → intro", "intro"],
    ]);
  });

  it("is not called by an id that a program made", () => {
    for (const id of ["uuid_bd2ba8b3-38d1-4ec0-9d93-2259b78fd2bc", "idm139875967572432", "d1e245"])
      expect(mentions(`<p xml:id="${id}">Then ${NAME} left.</p>`)).toEqual([["Then |Ann| left.", id]]);
  });

  it("is the same place when something else changes", () => {
    const [[, before] = []] = mentions(`<div><head>Of ${NAME}</head><p>One.</p></div>`);
    const [[, after] = []] = mentions(
      `<div><head>More</head><p>New.</p></div><div><head>Of ${NAME}</head><p>Two.</p></div>`,
    );
    expect(after).toBe(before);
  });
});

function escaped(text: string): string {
  return text.replace(/[|.*+?^${}()[\]\\]/gu, "\\$&");
}

describe("a name that points to the register by another folder", () => {
  it("is a mention of the entry, and leads to its page", () => {
    const site = siteOf({
      "registers/people": source("People", ANN),
      a: source("T", '<p>Then <persName ref="../lists/people.xml#ann">Ann</persName> left.</p>'),
    });
    expect(site.get("texts/a.html")).toContain('href="../people/ann.html"');
    expect(site.get("people/ann.html")).toContain("Then");
  });
});

describe("a name that points to a file with one entry", () => {
  const person =
    '<person xmlns="http://www.tei-c.org/ns/1.0" xml:id="ident-1"><persName>Lee, Ann</persName></person>';

  it.each(["ref", "key"])("by %s is a mention of that entry", (attribute) => {
    const site = siteOf({
      "names/lee": person,
      "letters/a": source("T", `<p>Then <persName ${attribute}="../names/lee.xml">Ann</persName> left.</p>`),
    });
    expect(site.get("texts/letters/a.html")).toContain('href="../../people/ident-1.html"');
    expect(site.get("people/ident-1.html")).toContain("Then");
  });
});

describe("a name with a key that is no identifier", () => {
  const people = (more = ""): string =>
    source(
      "Register",
      `<listPerson><person xml:id="lee-ann" n="Lee Ann (Zürich)"><persName>Ann Lee</persName></person>${more}</listPerson>`,
    );
  const text = source("T", '<p>Then <persName key="Lee Ann  (Zürich)">Ann</persName> left.</p>');

  it("is that of the one entry that its register calls so", () => {
    const site = siteOf({ a: text, register: people() });
    expect(site.get("texts/a.html")).toContain(
      '<a href="../people/lee-ann.html" class="tei-persName">Ann</a>',
    );
    expect(site.get("people/lee-ann.html")).toMatch(/Then <mark><a [^>]*>Ann<\/a><\/mark> left\./u);
  });

  it("is nobody's where several are called so", () => {
    const site = siteOf({
      a: text,
      register: people('<person xml:id="other" n="Lee Ann (Zürich)"><persName>A. Lee</persName></person>'),
    });
    expect(site.get("texts/a.html")).toContain('<span class="tei-persName">Ann</span>');
  });
});
