import { describe, expect, it } from "vitest";
import { deadLinks, linksOf } from "./dead-links.ts";
import { siteOf, source } from "./small-site.ts";

/** Where the sites of these tests stand. */
const SITE = "https://example.org/";

/** Names that files may have and that addresses cannot hold as they are. */
const NAMES = ["a#b", "what?", "50%", "a%20b", "a b", "%23", "a&b", "ä/ö #1", "x+y=z;k", "a:b", "[c]"];

/** A text of two divisions with a person, a letter's header, a picture, a facsimile and links to all others. */
function text(name: string): string {
  const links = NAMES.map((other) => {
    const target = `${"../".repeat(name.split("/").length - 1)}${other.split("/").map(encodeURIComponent).join("/")}.xml`;
    return `<p><ref target="${target}">One</ref> and <ref target="${target}#d-2">a part</ref>.</p>`;
  }).join("");
  const body = `<div xml:id="d-1"><head>One</head><p><persName ref="#ann">Ann</persName> sleeps.<note>Ann does.</note></p>${links}</div>
    <div xml:id="d-2"><head>Two</head><sp xml:id="s-1" who="#ann"><speaker>Ann</speaker><p>Yes.</p></sp>
    <cit><quote xml:id="q-1">No.</quote> <bibl xml:id="c-1" corresp="#w">Doe, Work.</bibl></cit>
    <figure><graphic url="pictures%20%231/50%25%3F.png"/></figure></div>`;
  const standOff = `<standOff><listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson><listBibl><bibl xml:id="w"><author>Doe</author>, <title>Work</title></bibl></listBibl></standOff>`;
  const letter = `<profileDesc><correspDesc><correspAction type="sent"><persName ref="#ann">Ann</persName><date when="1900-01-01"/></correspAction></correspDesc></profileDesc>`;
  return source(`Of ${name.replaceAll("&", "&amp;")}`, body, "en", letter).replace(
    "<text>",
    `${standOff}<text>`,
  );
}

const SOURCES = Object.fromEntries(NAMES.map((name) => [name, text(name)]));

describe.each([
  ["a page for each text", null],
  ["a page for each division", 1],
])("a site with %s of files whose names have signs of addresses", (_, depth) => {
  const bytes = new Uint8Array();
  const files = siteOf(SOURCES, { depth, redirects: { "texts/old.html": "texts/a%23b.html" } }, (path) => ({
    path: `images/${path}`,
    bytes,
  }));

  it("has a file for each that is called like its document", () => {
    for (const name of NAMES)
      for (const path of [`texts/${name}.html`, `tei/${name}.xml`, `texts/${name}.txt`, `texts/${name}.json`])
        expect([...files.keys()]).toContain(path);
  });

  it("has no link that leads nowhere, in pages and in what they tell programs", () => {
    expect(linksOf(files, SITE).length).toBeGreaterThan(1000);
    expect(deadLinks(files, SITE)).toEqual([]);
  });

  it("links from each text to all others and to the part of them that is meant", () => {
    const to = linksOf(files, SITE)
      .filter(({ path }) => path.startsWith("texts/a#b"))
      .map((link) => link.to);
    for (const name of NAMES) {
      expect(to).toContain(`texts/${name}.html`);
      expect(to).toContain(depth === null ? `texts/${name}.html#d-2` : `texts/${name}/d-2.html#d-2`);
    }
    expect(to).toContain("images/tei/pictures #1/50%?.png");
  });

  it("names in its sitemap and to harvesters addresses that lead to its files", () => {
    const listed = [...files.get("sitemap.xml")!.matchAll(/<loc>([^<]*)<\/loc>/gu)];
    const letters = [...files.get("cmif.xml")!.matchAll(/<correspDesc[^>]* ref="([^"]*)"/gu)];
    expect(letters).toHaveLength(NAMES.length);
    for (const [, address] of [...listed, ...letters])
      expect([...files.keys(), ""]).toContain(pathOf(address!.replaceAll("&amp;", "&")));
  });
});

describe("pages of entries and of parts whose names are alike", () => {
  const person = (id: string): string => `<person xml:id="${id}"><persName>Name of ${id}</persName></person>`;
  const named = (ids: readonly string[]): string =>
    ids.map((id) => `<p><persName ref="#${id}">${id}</persName></p>`).join("");
  const withPersons = (ids: readonly string[]): string =>
    source("T", named(ids)).replace(
      "<text>",
      `<standOff><listPerson>${ids.map(person).join("")}</listPerson></standOff><text>`,
    );

  it("are apart by every sign of an id, also where two documents have one", () => {
    const files = siteOf({
      a: withPersons(["müller", "möller", "m-ller", "b", "王"]),
      "a-b": withPersons(["a-b", "b"]),
    });
    const people = [...files.keys()].filter((path) => /^people\/(?!index)/u.test(path));
    expect(people.sort()).toEqual(
      ["a-b", "a-b~b", "a~b", "m-ller", "möller", "müller", "王"].map((name) => `people/${name}.html`).sort(),
    );
    expect(deadLinks(files, SITE)).toEqual([]);
  });

  it("are apart, and can be files, however long their ids are", () => {
    const [long, wide] = ["k".repeat(300), "王".repeat(90)];
    const ids = [`${long}1`, `${long}2`, `${wide}1`, `${wide}2`];
    const parts = ids.map(
      (id) => `<div xml:id="d${id}"><head>${id}</head><p><ref target="#d${ids[0]}">x</ref></p></div>`,
    );
    const files = siteOf(
      { t: withPersons(ids).replace("</body>", `${parts.join("")}</body>`) },
      { depth: 1 },
    );
    expect([...files.keys()].filter((path) => /^people\/(?!index)/u.test(path))).toHaveLength(4);
    expect([...files.keys()].filter((path) => path.startsWith("texts/t/"))).toHaveLength(4);
    for (const step of [...files.keys()].flatMap((path) => path.split("/")))
      expect(Buffer.byteLength(step)).toBeLessThanOrEqual(255);
    expect(deadLinks(files, SITE)).toEqual([]);
  });

  it("are apart where a part without an id would have the name of another", () => {
    const text = `<div xml:id="part-2"><p>A.</p></div><div><p>B.</p></div><div xml:id="ü"><p>C.</p></div>`;
    const files = siteOf({ t: source("T", text) }, { depth: 1 });
    expect([...files.keys()].filter((path) => path.startsWith("texts/t/"))).toHaveLength(3);
    expect(deadLinks(files, SITE)).toEqual([]);
  });
});

/** The path of the file that an address of the site leads to; no part of it is taken for a question or a fragment. */
function pathOf(address: string): string {
  const { pathname, search, hash } = new URL(address);
  expect(search + hash).toBe("");
  return decodeURIComponent(pathname.slice(1));
}
