import { describe, expect, it } from "vitest";
import { encode, type ReviewItem } from "../../src/encode/index.ts";
import { casesOf } from "../cases.ts";

const textOf = (input: string): string => `A title\n\n\n${input.replaceAll("~", "\u00a0")}\n`;

/** What stands in the chapter behind its head, without the indentation of the chapter. */
function chapterOf(input: string): string {
  const [, content] = /<\/head>\n([\s\S]*)\n {6}<\/div>/u.exec(encode(textOf(input)).xml)!;
  return content!.replace(/^ {8}/gmu, "");
}

const reviewOf = (input: string, corrections = ""): readonly ReviewItem[] =>
  encode(textOf(input), { corrections }).review;

describe("without registers", () => {
  it.each(casesOf(import.meta.dirname, "unmarked.cases"))("$title", ({ input, expected }) => {
    expect(chapterOf(input)).toBe(expected);
  });
});

describe("the review list asks about", () => {
  it.each([
    ["a sign of the index behind no name", "It was kulak~ work.", "kulak", /no name/u],
    ["a line that may be a heading", "One.\n\nThe purge\n\nTwo.", "The purge", /a heading\?/u],
    ["a section's head", "One.\n\n\nThe purge\n\n\nTwo.", "The purge", /set off by blank lines/u],
    [
      "a sentence that may cite",
      "It is told in vol. 3, p. 7.",
      "It is told in vol. 3, p. 7.",
      /a citation\?/u,
    ],
    ["a label that may be none", "`Note: no speech.'", "Note:", /a speaker\?/u],
    ["an author whom nothing marks", "Cole, op. cit. , p. 3.", "Cole", /an author, or a title/u],
    ["marks that do not fit", "The ``White Guards'' fled.", "``White Guards''", /how deep/u],
    ["a character that XML has none of", "A bell\u0007 rang.", "U+0007", /no such character/u],
  ])("%s", (_what, input, text, reason) => {
    expect(reviewOf(input)).toContainEqual(
      expect.objectContaining({ text, reason: expect.stringMatching(reason) }),
    );
  });

  it("an entry of the corrections list that crosses another", () => {
    const crossing = reviewOf("It was slpi by slpi.", "\tslpi by\tslip by\t\t\n\tby slpi\tby slip\t\t");
    expect(crossing.map(({ text, decision }) => [text, decision])).toEqual([["by slpi", "not applied"]]);
  });

  it("the two speakers of a dialogue whose first paragraph has no label, though no register holds them", () => {
    const [item] = reviewOf("`I came.\n\n`Ames: When?\n\n`Cole: Late.'");
    expect(item).toMatchObject({ line: 4, column: 2, decision: "a speech of Cole" });
  });
});

describe("a corrections list", () => {
  it("closes a displayed quotation that ends with the wrong sign, so that the next is another", () => {
    const { xml } = encode(textOf("`One.`\n\n`Two.'\n\nIbid. , p. 2."), { corrections: "One.\t`\t'\t\t" });
    expect(xml).toContain('<quote xml:id="quo-1" rend="unclosed">');
    expect(xml).toContain("One.<choice><sic>‘</sic><corr>’</corr></choice></p>");
    expect(xml).toContain('<quote xml:id="quo-2">');
  });
});
