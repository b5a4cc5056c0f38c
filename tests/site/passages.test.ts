import { describe, expect, it } from "vitest";
import { citeDocument } from "../../src/cite/index.ts";
import { readFrontMatter, renderHtml } from "../../src/render/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { pageContext } from "../../src/site/index.ts";
import { searchPassages } from "../../src/site/passages.ts";
import { models, tree } from "../render/sample.ts";
import { source } from "./small-site.ts";

/** The words of the passages of a text, as the search knows them, their addresses, and its headings. */
function readBySearch(
  text: string,
  whole = source("T", text),
): { readonly passages: string[]; readonly places: string[]; readonly headings: string[] } {
  const document = { id: "t", tree: tree(whole, "tei/t.xml") };
  const registers = readRegisters([document]);
  const scope = linkScope([anchorsOf(document)]);
  const cited = citeDocument(document.tree, { id: "t", registers, scope });
  const context = pageContext({ id: "t", cited, registers, scope, pages: new Set(["t"]) });
  const made = {
    id: "t",
    front: readFrontMatter(document.tree, models(), context),
    text: renderHtml(document.tree, models(), context),
    records: cited.records,
    tei: new Uint8Array(),
    readingText: "",
  };
  const { passages } = searchPassages(made, new Map());
  return {
    passages: passages.map((passage) => passage.text),
    places: passages.map(({ url }) => url.replace(/^.*#/u, "")),
    headings: made.text.outline.map((each) => each.text),
  };
}

describe("the passages of a text", () => {
  it("keep apart the words at the ends of lines, and together a word that breaks there", () => {
    const { passages, headings } = readBySearch(
      '<div><head><pb n="5"/>Of<lb/>Stones</head><ab xml:id="a">one<lb/>two th<lb break="no"/>ree</ab></div>',
    );
    expect(passages).toEqual(["Of Stones", "one two three"]);
    expect(headings).toEqual(["Of Stones"]);
  });

  it("are items, cells and entries too that stand in none, found where the nearest id is", () => {
    const long = "word ".repeat(60);
    const { passages, places } = readBySearch(
      `<div xml:id="d"><list><item>salt</item><item>${long}</item></list><p xml:id="p">Text<list><item>in it</item></list></p><table xml:id="t"><row><cell>a</cell><cell>b</cell></row></table></div>`,
    );
    expect(passages).toEqual(["salt", long.trim(), "Text in it", "a b"]);
    expect(places).toEqual(["d", "d|2", "p", "t"]);
  });

  it("are those of its description where a document has no text", () => {
    const description =
      "<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier><physDesc><p>Of vellum.</p></physDesc></msDesc>";
    const bare = source("T", "<p/>").replace(
      /<sourceDesc>.*<\/sourceDesc>/u,
      `<sourceDesc>${description}</sourceDesc>`,
    );
    expect(readBySearch("", bare).passages.join(" ")).toBe("MS 1 Of vellum.");
  });
});
