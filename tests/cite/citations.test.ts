import { describe, expect, it } from "vitest";
import { casesIn, citationTable, cite } from "./cases.ts";

describe("citations", () => {
  it.each(casesIn("citations.txt"))("$title", ({ body, expected }) => {
    expect(citationTable(cite(body))).toBe(expected);
  });

  it("mean the same works without the pointers that say so", () => {
    for (const { body } of casesIn("citations.txt").filter(({ title }) => !title.startsWith("Pointers"))) {
      const bare = body.replace(/ (?:corresp|source)="[^"]*"/gu, "");
      expect(citationTable(cite(bare))).toBe(citationTable(cite(body)));
    }
  });

  it("are told of without a register of works only where an editor has marked them", () => {
    const codesIn = (body: string): string[] => cite(body, false).findings.map(({ code }) => code);
    expect(codesIn("<p>So he says.<note>Ibid., p. 13.</note></p>")).not.toContain(
      "citations/ibid-without-antecedent",
    );
    expect(codesIn("<p>So he says.<note><bibl>Ibid., p. 13.</bibl></note></p>")).toContain(
      "citations/ibid-without-antecedent",
    );
    expect(cite("<p>So he says.<note>Ibid., p. 13.</note></p>").findings[0]?.code).toBe(
      "citations/ibid-without-antecedent",
    );
  });

  it("are told of in the prose of notes where works are cited in full there as often as short forms lead nowhere", () => {
    const full = "<note>J. Roe, <hi>Travels in the North</hi> (London, 1850), p. 3.</note>";
    const astray = "<note>So in the register. (Id., p. 227.)</note>";
    const codesIn = (body: string): string[] =>
      cite(`<p>A.${body}</p>`, false)
        .findings.map(({ code }) => code)
        .filter((code) => code !== "citations/no-register");
    expect(codesIn(`${astray}${full}`)).toEqual(["citations/ibid-without-antecedent"]);
    expect(codesIn(`${astray}${astray}${astray}${full}`)).toEqual([]);
    const marked =
      "<note><bibl>J. Roe, <title>Travels in the North</title> (London, 1850), p. 3.</bibl></note>";
    expect(codesIn(`${astray}${astray}${astray}${marked}`)).toContain("citations/ibid-without-antecedent");
  });
});
