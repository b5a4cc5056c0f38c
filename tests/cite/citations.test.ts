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
});
