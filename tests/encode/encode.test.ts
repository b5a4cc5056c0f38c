import { describe, expect, it } from "vitest";
import { type Encoded, type EncodeOptions, encode, reviewTable, wasEdited } from "../../src/encode/index.ts";
import { casesOf } from "../cases.ts";

const REGISTERS = {
  people: [{ pointer: "register.xml#karen", names: ["Karen"] }],
  places: [],
  organisations: [],
};

function encoded(source: string, options: EncodeOptions = {}): Encoded {
  return encode(`A title\n\n\n${source}\n`, { registers: REGISTERS, ...options });
}

/** What stands in the division behind its head, without the indentation of the division. */
function divisionOf(xml: string): string {
  const [, content] = /<\/head>\n([\s\S]*?)\n {6}<\/div>/u.exec(xml)!;
  return content!.replace(/^ {8}/gmu, "");
}

describe("a paragraph is encoded", () => {
  it.each(casesOf(import.meta.dirname, "paragraphs.cases"))("$title", ({ input, expected }) => {
    // In the cases a tilde stands for the sign of the index, which one could not see.
    expect(divisionOf(encoded(input.replaceAll("~", "\u00a0")).xml)).toBe(expected);
  });
});

describe("a corrections list", () => {
  const correct = (source: string, entry: string): Encoded => encoded(source, { corrections: entry });

  it("puts the correction beside the slip", () => {
    const { xml } = correct("It was tranforming fast.", "was \ttranforming\ttransforming\t fast");
    expect(divisionOf(xml)).toContain("<choice><sic>tranforming</sic><corr>transforming</corr></choice>");
  });

  it("mends a sign that closes a quotation, which then has no mark of its own", () => {
    const { xml } = correct("She wrote: `That is all.` Then she left.", "That is all.\t`\t'\t Then\t");
    expect(divisionOf(xml)).toContain(
      '<quote xml:id="quo-1" rend="unclosed">That is all.<choice><sic>‘</sic><corr>’</corr></choice></quote> Then',
    );
  });

  it.each([
    ["that is found nowhere", "never\tthere\tx\t\t", "found nowhere"],
    ["that fits two places", "\tone\ttwo\t\t", "fits 2 places"],
    ["without a slip", "one\t\tx\t\t", "has no sic"],
  ])("says so of an entry %s", (_what, entry, reason) => {
    const { review, xml } = correct("one and one.", entry);
    expect(review.map((item) => item.reason).join()).toMatch(new RegExp(reason, "u"));
    expect(xml).not.toContain("<choice>");
  });

  it("puts a doubt on the review list and leaves its place alone", () => {
    const { review, xml } = correct("an end into itself.", "end \tinto\t\t itself\tdoubtful: in?");
    expect(review).toContainEqual(
      expect.objectContaining({ line: 4, column: 8, text: "into", reason: "doubtful: in?" }),
    );
    expect(xml).toContain("an end into itself.");
  });
});

describe("the encoder", () => {
  it("asks where the source marks a name that no register holds", () => {
    const { review } = encoded("Then Ames\u00a0 came.");
    expect(review).toContainEqual(expect.objectContaining({ line: 4, column: 6, text: "Ames" }));
    expect(reviewTable(review)).toMatch(/^line\tcolumn\ttext\tdecision\treason\n4\t6\tAmes\t/u);
  });

  it("names the other of two speakers where a dialogue opens without a label, and asks", () => {
    const people = [...REGISTERS.people, { pointer: "register.xml#ames", names: ["Ames"] }];
    const { xml, review } = encoded("`I came.\n\n`Ames:  When?\n\n`Karen:  Late.'", {
      registers: { ...REGISTERS, people },
    });
    expect(xml).toContain('<sp xml:id="sp-1" who="register.xml#karen" cert="medium">');
    expect(review.some(({ reason }) => reason.includes("of two speakers"))).toBe(true);
  });

  it("knows its own work from an editor's", () => {
    const { xml } = encoded("A paragraph.");
    expect(wasEdited(xml)).toBe(false);
    expect(wasEdited(xml.replace("A paragraph", "The paragraph"))).toBe(true);
    expect(wasEdited("<TEI/>")).toBe(true);
  });
});
