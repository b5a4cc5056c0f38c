import { describe, expect, it } from "vitest";
import { encode, encodeManuscript, readMarkdown, TEXT_KINDS } from "../../src/encode/index.ts";
import { readString } from "../../src/read/index.ts";
import { REGISTERS } from "./kind-registers.ts";

const LINES = Array.from({ length: 300 }, (_, at) => at + 1);

/** What no author writes: the encoder comes back from it, in time and with TEI that can be read. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ["5,000 signs of quotation", `${">".repeat(5000)} a`],
  ["5,000 signs of quotation set apart", `${"> ".repeat(5000)}a`],
  ["lines quoted ever deeper", LINES.map((deep) => `${">".repeat(deep)} a`).join("\n")],
  ["lists in lists", LINES.map((deep) => `${"  ".repeat(deep)}- a\n${"  ".repeat(deep)}- b`).join("\n")],
  ["200 KB of stars", "*".repeat(200_000)],
  ["200 KB of backticks", "`".repeat(200_000)],
  ["brackets that nothing closes", "[(".repeat(50_000)],
  ["stars around letters", "**a** ".repeat(5000)],
  ["quotation marks that nothing closes", "“a ".repeat(20_000)],
  ["one paragraph of 200 KB with quotations", "He said “the hall is ‘very’ cold”. ".repeat(6_000)],
  ["one paragraph of 200 KB with signs of TeX", "He said ``the hall is `very' cold''. ".repeat(5_500)],
  ["capitals and white space", `A${" ".repeat(100_000)}a Ab${" ".repeat(100_000)}b`],
  ["addresses that nothing closes", "<http:a".repeat(10_000)],
  ["initials", "A.".repeat(100_000)],
  ["calls of no notes", "[^1]".repeat(20_000)],
];

const KINDS = [...TEXT_KINDS.values()].slice(0, 2);

describe("a hostile text", () => {
  it.each(HOSTILE)("of %s is encoded, and what is made can be read", (_what, source) => {
    const made = [
      encode(`A title\n\n\n${source}\n`).xml,
      ...KINDS.map(
        (kind) => encodeManuscript(readMarkdown(source, kind), kind, { registers: REGISTERS }).xml,
      ),
    ];
    for (const xml of made) {
      const { tree, findings } = readString(xml, { path: "made.xml" });
      expect(findings).toEqual([]);
      const letters = (text: string): number => text.match(/[ab]/gu)?.length ?? 0;
      const body = tree!.document.descendantElements("body").next().value!;
      expect(letters(body.text)).toBeGreaterThanOrEqual(letters(source));
    }
  });
});
