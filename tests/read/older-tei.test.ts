import { describe, expect, it } from "vitest";
import { asTei, readString } from "../../src/read/index.ts";
import { TEI_NAMESPACE, type Tree } from "../../src/tree/index.ts";

function read(text: string): Tree {
  return readString(text, { path: "a.xml" }).tree!;
}

/** Gives each element that is TEI's, with its attributes. */
function teiOf(text: string): string[] {
  const { root } = asTei(read(text));
  return [root, ...root.descendantElements()].map((element) => {
    const { uri, local } = element;
    const own = [...element.attributes()].map(({ name, value }) => ` ${name.qualified}=${value}`);
    return `${uri === TEI_NAMESPACE ? "" : `{${uri}}`}${local}${own.join("")}`;
  });
}

describe("a document in no namespace", () => {
  it("is TEI where its outermost element is", () => {
    expect(teiOf("<TEI><text><p n='1'/></text></TEI>")).toEqual(["TEI", "text", "p n=1"]);
    expect(teiOf("<teiCorpus><TEI/></teiCorpus>")).toEqual(["teiCorpus", "TEI"]);
    expect(teiOf("<div><p/></div>")).toEqual(["{}div", "{}p"]);
  });

  it("leaves other vocabularies in it, and what is no element, as they are", () => {
    expect(teiOf("<TEI><m:math xmlns:m='urn:m'/></TEI>")).toEqual(["TEI", "{urn:m}math"]);
    const { document } = asTei(read("<?p q?><TEI><!--c-->a</TEI>"));
    expect([...document.children()].map(({ name, uri }) => [name.local, uri])).toEqual([
      ["p", ""],
      ["TEI", TEI_NAMESPACE],
    ]);
  });

  it("has in P4 ids, languages and references that are called otherwise since", () => {
    const p4 = "<TEI.2 lang='la'><p id='a'/><ptr target='a'/><sp who='a b'/><xref url='c'/></TEI.2>";
    expect(teiOf(p4)).toEqual([
      "TEI xml:lang=la",
      "p xml:id=a",
      "ptr target=#a",
      "sp who=#a b",
      "ref target=c",
    ]);
    expect(asTei(read(p4)).maybeById("a")?.local).toBe("p");
  });

  it("points by words to ids, whether or not they are there, and dates by `when`", () => {
    const p4 =
      "<TEI.2><div0 id='a'/><ref target='gone a'/><ref target='b.xml'/><sp who='Ann'/><link targets='a b'/><date value='1790'/></TEI.2>";
    expect(teiOf(p4)).toEqual([
      "TEI",
      "div xml:id=a",
      "ref target=#gone #a",
      "ref target=b.xml",
      "sp who=Ann",
      "link target=#a #b",
      "date when=1790",
    ]);
  });

  it("has them also where it has no other ids, and else keeps them as they are written", () => {
    const text = "<TEI lang='cs'><tok id='w-1'/><s sameAs='#w-1'/></TEI>";
    expect(teiOf(text)).toEqual(["TEI xml:lang=cs", "tok xml:id=w-1", "s sameAs=#w-1"]);
    const both = "<TEI><p xml:id='b' id='a'/><ptr target='a'/></TEI>";
    expect(teiOf(both)).toEqual(["TEI", "p xml:id=b id=a", "ptr target=a"]);
  });

  it("is what it says its elements are, and what corpora call them", () => {
    const corpus =
      "<aCorpus TEIform='teiCorpus.2'><aHead TEIform='teiHeader'><c.title>A</c.title></aHead><idsText><text/></idsText></aCorpus>";
    expect(teiOf(corpus)).toEqual([
      "teiCorpus TEIform=teiCorpus.2",
      "teiHeader TEIform=teiHeader",
      "title",
      "TEI",
      "text",
    ]);
    expect(teiOf("<aCorpus><idsText/></aCorpus>")).toEqual(["{}aCorpus", "{}idsText"]);
  });

  it("stands where it is written", () => {
    const text = "<TEI.2>\r\n<p>a&amp;b</p>\r\n</TEI.2>";
    const [before, after] = [read(text), asTei(read(text))].map(({ root }) =>
      [...root.descendantElements()].map(({ start, end, text }) => [start, end, text]),
    );
    expect(after).toEqual(before);
  });
});

it("a document in TEI's namespace is given back as it is", () => {
  const tree = read(`<TEI xmlns="${TEI_NAMESPACE}"/>`);
  expect(asTei(tree)).toBe(tree);
});
