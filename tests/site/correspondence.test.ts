import { describe, expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const REGISTER = source(
  "Register",
  `<listPerson><person xml:id="ann"><persName>Ann</persName></person><person xml:id="bob"><persName>Bob</persName></person><person xml:id="eve"><persName>Eve</persName></person></listPerson>
  <listPlace><place xml:id="bath"><placeName>Bath</placeName></place></listPlace>`,
);

function letter(title: string, [from, to]: readonly [string, string], date: string): string {
  const name = (key: string): string => `<persName ref="register.xml#${key}">${key}</persName>`;
  const sent = `<correspAction type="sent">${name(from)}<placeName ref="register.xml#bath">Bath</placeName>${date}</correspAction>`;
  const description = `<correspDesc>${sent}<correspAction type="received">${name(to)}</correspAction></correspDesc>`;
  return source(title, "<p>Dear.</p>", "en", `<profileDesc>${description}</profileDesc>`);
}

const SITE = siteOf({
  c: letter("Undated", ["ann", "bob"], "<date/>"),
  a: letter("Late", ["ann", "bob"], '<date when="1812-03-04"/>'),
  b: letter("Early", ["ann", "bob"], '<date notBefore="1811"/>'),
  d: letter("Answer", ["bob", "ann"], '<date when="1811-02-03">3 February</date>'),
  register: REGISTER,
});

/** The letters below a heading of a page. */
function below(page: string, heading: string, site = SITE): string[] {
  const [, list = ""] =
    new RegExp(`<h2>${heading}</h2>\\s*<ol[^>]*>(.*?)</ol>`, "su").exec(site.get(page)!) ?? [];
  return [...list.matchAll(/<a href="(?<href>[^"]*)">(?<title>[^<]*)/gu)].map(
    ({ groups }) => `${groups!.title} ${groups!.href}`,
  );
}

describe("the letters of a person", () => {
  it("are those sent and those received, in the order of time", () => {
    expect(below("people/ann.html", "3 letters sent")).toEqual([
      "Early ../texts/b.html",
      "Late ../texts/a.html",
      "Undated ../texts/c.html",
    ]);
    expect(below("people/ann.html", "1 letter received")).toEqual(["Answer ../texts/d.html"]);
  });

  it("say when they were sent, where their titles do not", () => {
    expect(SITE.get("people/ann.html")).toMatch(/Late<\/a> <span class="small">4 March 1812<\/span>/u);
  });

  it("are counted in the register", () => {
    expect(SITE.get("people/index.html")).toMatch(/Ann<\/a> <span class="small">4 letters<\/span>/u);
  });

  it("make it needless to say that nobody names them", () => {
    expect(SITE.get("people/ann.html")).not.toContain("Not named in these texts");
    expect(SITE.get("people/eve.html")).toContain("Not named in these texts");
  });
});

it("what else was done with a letter counts for no one", () => {
  const forwarded = letter("Forwarded", ["bob", "ann"], "").replace('"received"', '"forwarded"');
  const site = siteOf({ a: forwarded, register: REGISTER });
  expect(site.get("people/ann.html")).toContain("Not named in these texts");
  expect(site.get("people/index.html")).toMatch(/Bob<\/a> <span class="small">1 letter</u);
  expect(site.get("people/index.html")).not.toMatch(/Ann<\/a> <span class="small">1 letter</u);
});

it("the letters of a place are those sent from it", () => {
  expect(below("places/bath.html", "4 letters sent from here")).toHaveLength(4);
});

describe("a letter in an edition's own words", () => {
  const written = letter(
    "A",
    ["ann", "bob"],
    '<date type="written" when="1812-03-04"/><date type="postmarked" when="1812-03-04"/>',
  )
    .replace('"sent"', '"sentBy"')
    .replace('"received"', '"deliveredTo"');
  const site = siteOf({ a: written, register: REGISTER });

  it("is one of who sent it and of who got it", () => {
    expect(site.get("people/ann.html")).toContain("1 letter sent");
    expect(site.get("people/bob.html")).toContain("1 letter received");
  });

  it("tells the day once that it was written on and posted", () => {
    const page = site.get("texts/a.html")!;
    const sent = /tei-correspAction">(.*?)<\/div>/su.exec(page)![1]!.replace(/<[^>]*>/gu, "");
    expect(sent).toBe("Sent ann, Bath, 4 March 1812");
  });
});

describe("a list of letters, as editions exchange them", () => {
  const profile = (text: string): string => /<correspDesc>.*<\/correspDesc>/su.exec(text)![0];
  const one = letter("One", ["ann", "bob"], '<date when="1812-03-04">1812-03-04</date>');
  const two = letter("Two", ["bob", "ann"], '<date when="1811-02-03"/>');
  const list = source("List", "<p/>", "en", `<profileDesc>${profile(one)}${profile(two)}</profileDesc>`);

  it("stands beside the indexes, and its letters are those of the edition", () => {
    const site = siteOf({ one, two, list, register: REGISTER });
    expect(below("people/ann.html", "1 letter sent", site)).toEqual(["One ../texts/one.html"]);
    expect(site.get("cmif.xml")!.match(/<correspDesc/gu)).toHaveLength(2);
    expect(site.get("cmif.xml")).not.toContain("list.html");
    const home = site.get("index.html")!;
    expect(home.indexOf("texts/list.html")).toBeGreaterThan(home.indexOf("<h2>Indexes</h2>"));
    expect(home.match(/<bdi>4 March 1812<\/bdi>/gu)).toHaveLength(1);
  });

  it("tells of them where the edition has none itself", () => {
    const site = siteOf({ list, register: REGISTER });
    expect(below("people/ann.html", "1 letter sent", site)).toEqual(["ann – bob ../texts/list.html"]);
    expect(site.get("cmif.xml")!.match(/<correspDesc/gu)).toHaveLength(2);
  });

  it("tells each by whom and to whom it was sent, and when", () => {
    const page = siteOf({ list, register: REGISTER }).get("people/ann.html")!;
    expect(page).toMatch(/>ann – bob<\/a> <span class="small">4 March 1812<\/span>/u);
    expect(page).toMatch(/>bob – ann<\/a> <span class="small">3 February 1811<\/span>/u);
  });

  it("counts the letters, and not the list", () => {
    const index = siteOf({ list, register: REGISTER }).get("people/index.html");
    expect(index).toMatch(/Ann<\/a> <span class="small">2 letters<\/span>/u);
  });

  it("is none that has a transcription of its source", () => {
    const written = list.replace(
      /<text\b.*<\/text>/su,
      "<sourceDoc><surface><line>Dear.</line></surface></sourceDoc>",
    );
    const home = siteOf({ written, one, register: REGISTER }).get("index.html")!;
    expect(home.indexOf("texts/written.html")).toBeLessThan(home.indexOf("<h2>Indexes</h2>"));
  });
});
