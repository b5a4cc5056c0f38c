import { describe, expect, it } from "vitest";
import { casesIn, citationTable, cite } from "./cases.ts";

describe("works that a short form names by itself", () => {
  it.each(casesIn("named-alone.txt"))("$title", ({ body, expected }) => {
    expect(citationTable(cite(body))).toBe(expected);
  });

  it("are noted, and no error", () => {
    const { findings } = cite("<p>a<note>Lund, <hi>Weather Lore</hi>, p. 8.</note></p>");
    expect(findings.map(({ severity }) => severity)).toEqual(["info"]);
  });

  it("are compared with works of their own authors only", () => {
    const letters = "abcdefghijklmnopqrstuvwxyz";
    const nameOf = (at: number): string => `Auth${letters[at % 26]!}${letters[Math.floor(at / 26) % 26]!}olm`;
    const notes = Array.from(
      { length: 600 },
      (_, at) => `<p>a<note>${nameOf(at)}, <hi>River Stone Letter</hi>, p. ${at + 1}.</note></p>`,
    );
    const { records } = cite(notes.join("\n"), false);
    expect(records.citations.map(({ via }) => via.length)).toEqual(notes.map(() => 0));
  });
});
