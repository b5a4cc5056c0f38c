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
});
