import { beforeAll, describe, expect, it } from "vitest";
import { type Encoded, encodeManuscript, readDocx, TEXT_KINDS } from "../../src/encode/index.ts";
import { essayDocx } from "./essay-docx.ts";
import { bodyOf } from "./kind-registers.ts";

let encoded: Encoded;

beforeAll(async () => {
  encoded = encodeManuscript(await readDocx(await essayDocx()), TEXT_KINDS.get("essay")!);
});

describe("of a DOCX", () => {
  it.each([
    [
      "the title and headings",
      '<head>On the flood</head>\n  <div xml:id="div-2">\n    <head>The bridge</head>',
    ],
    ["emphasis", '<p xml:id="p-1">The bridge <hi rend="italic">fell</hi>.<note'],
    [
      "a footnote where it is called, with its citation",
      '<note xml:id="note-1" n="1" place="foot"><bibl xml:id="cit-1"><author>Larkin</author>, <title level="m" type="short"><hi rend="italic">The Bridge</hi></title>, <biblScope unit="page" from="3" to="3">p. 3</biblScope>.</bibl></note> Nobody',
    ],
    [
      "a footnote of two paragraphs",
      '<biblScope unit="page" from="4" to="4">p. 4</biblScope>.</bibl></p><p xml:id="p-3">A second paragraph.</p></note> says',
    ],
    ["a link", '<ref target="https://example.org/town">the town</ref>'],
    ["an endnote", '<note xml:id="note-3" n="1" place="end">At the end.</note></p>'],
    ["a quotation by its style", '<quote xml:id="quo-1">\n      <p xml:id="p-4">All bridges fall.</p>'],
    [
      "a quotation by its indentation",
      '<quote xml:id="quo-2">\n      <p xml:id="p-5">So said the mayor.</p>',
    ],
    ["a list within a list", '<item>rain<list rend="numbered">\n  <item>of spring</item>\n</list></item>'],
    ["a table", '<row role="label">\n          <cell>Year</cell>'],
    ["a cell over two columns", '<cell cols="2">1870 and after</cell>'],
    [
      "line breaks, bold and small capitals",
      '<hi rend="bold">Line one</hi><hi rend="smallcaps"><lb/>line two</hi>',
    ],
  ])("%s is read", (_what, expected) => {
    expect(bodyOf(encoded)).toContain(expected);
  });

  it("every paragraph is a line of the review list, notes behind what calls them", () => {
    expect(encoded.review.map(({ line, text }) => [line, text])).toEqual([
      [1, "On the flood"],
      [2, "The bridge"],
      [4, "Larkin"],
      [8, "All bridges fall."],
      [9, "So said the mayor."],
      [10, "Causes"],
    ]);
  });

  it("what is none is refused by the reader", async () => {
    await expect(readDocx(new TextEncoder().encode("no zip"))).rejects.toThrow(/zip/u);
  });
});
