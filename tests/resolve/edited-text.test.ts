import { expect, it } from "vitest";
import { editedText } from "../../src/resolve/index.ts";
import { tree } from "../render/sample.ts";

/** The edited text of an element that stands alone. */
function textOf(element: string): string {
  return editedText(tree(`<body xmlns="http://www.tei-c.org/ns/1.0">${element}</body>`).root);
}

it("Tokens that are joined, and punctuation on a line of its own, have no space between them", () => {
  const words =
    '<u><w join="right">l</w>\n<w>ami</w>\n<pc>,</pc>\n<w>dit</w> <w join="left">il</w>\n<pc>.</pc></u>';
  expect(textOf(words)).toBe("lami, ditil.");
});

it("Lines of the file between Chinese or Japanese and an element are no spaces", () => {
  expect(textOf("<p>\n<persName>司馬遷</persName>\n作\n<title>\n史記</title>\nand <hi>B</hi></p>")).toBe(
    "司馬遷作史記 and B",
  );
});

it("A deletion that is taken back is text, and so is the first reading where there is no lemma", () => {
  expect(textOf("<p>a <del>x</del><restore><del>b</del></restore></p>")).toBe("a b");
  expect(textOf("<p><app><rdg>a</rdg><rdg>x</rdg></app> <app><lem>b</lem><rdg>x</rdg></app></p>")).toBe(
    "a b",
  );
  expect(textOf("<p><app><rdgGrp><rdg>a</rdg><rdg>x</rdg></rdgGrp><rdg>y</rdg></app></p>")).toBe("a");
});

it("A restored deletion is text whatever it stands in, but not what was deleted within it", () => {
  expect(textOf("<p><restore>a <hi><del>b <del>x</del></del></hi></restore><del>y</del></p>")).toBe("a b");
});

it("A reading is no text where its entry stands beside the words that it is on", () => {
  expect(textOf('<p><anchor xml:id="a"/>a<app from="#a"><rdg>x</rdg></app></p>')).toBe("a");
  expect(textOf('<p>a</p><listApp><app loc="1"><rdg>x</rdg></app></listApp>')).toBe("a");
  const header =
    '<teiHeader><encodingDesc><variantEncoding method="location-referenced" location="internal"/></encodingDesc></teiHeader>';
  expect(textOf(`${header}<p>a<app loc="1"><rdg>x</rdg></app></p>`)).toBe("a");
});
