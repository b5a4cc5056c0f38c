import { describe, expect, it } from "vitest";
import { placeOfStretch, proseOf } from "../../src/cite/prose.ts";
import { treeOf } from "./cases.ts";

function proseIn(paragraph: string): ReturnType<typeof proseOf> {
  const tree = treeOf(`<TEI xmlns="http://www.tei-c.org/ns/1.0">${paragraph}</TEI>`, "a.xml");
  return proseOf(tree.document.descendantElements("p").next().value!);
}

describe("running text", () => {
  it.each([
    ["Boer-<lb/>\n   haave", "Boer-haave"],
    ["Boer-\n  <lb/>haave", "Boer-haave"],
    ['Boer\n<lb break="no"/>\n haave', "Boerhaave"],
    ["Boer<hi>-</hi><lb/>\nhaave", "Boer-haave"],
    ["one<lb/>two", "one two"],
    ['Boer-<lb break="no"/>\n   haave', "Boerhaave"],
    ['Boer<hi>¬</hi>\n<lb break="no"/>haave', "Boerhaave"],
  ])("has no space around a break that joins: %j", (inner, words) => {
    expect(proseIn(`<p>${inner}</p>`).text).toBe(words);
  });

  it("is found in the source behind the space that was left out", () => {
    const prose = proseIn("<p>See Boer-<lb/>\n   haave &amp; Weil, p. 5.</p>");
    const { source } = prose.parts[0]!.node.tree;
    for (const words of ["haave", "Weil", "aave & We"]) {
      const start = prose.text.indexOf(words);
      const { span } = placeOfStretch(prose, { start, end: start + words.length })!;
      expect(source.slice(span.start, span.end)).toBe(words.replace("&", "&amp;"));
    }
    const start = prose.text.indexOf("Boer");
    const { span } = placeOfStretch(prose, { start, end: start + "Boer-haave".length })!;
    expect(source.slice(span.start, span.end)).toBe("Boer-<lb/>\n   haave");
  });
});

it("is found in the source where a hyphen of the line was left out", () => {
  const prose = proseIn('<p>See Boer-<lb break="no"/>\n   haave, p. 5.</p>');
  expect(prose.text).toBe("See Boerhaave, p. 5.");
  const { source } = prose.parts[0]!.node.tree;
  const { span } = placeOfStretch(prose, { start: 4, end: 13 })!;
  expect(source.slice(span.start, span.end)).toBe('Boer-<lb break="no"/>\n   haave');
});

it("is read without a line end of the file before the end of an element and a comma", () => {
  expect(proseIn("<p>In <hi>a\n</hi>, and <hi>b <seg>c\n  </seg></hi>. So <hi>d\n</hi> too</p>").text).toBe(
    "In a, and b c. So d\n too",
  );
});
