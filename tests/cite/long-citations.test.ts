import { describe, expect, it } from "vitest";
import { numbered } from "../../src/resolve/numeral.ts";
import { cite } from "./cases.ts";

const UNITS = ["a.", "IV.", "iv.", "1, ", "1.", "A. ", "(a) "];

const SHAPES = [
  (words: string) => `<p><ref cRef="${words}">x</ref></p>`,
  (words: string) => `<p><ref cRef="${words}!">x</ref></p>`,
  (words: string) => `<p><bibl>${words}!</bibl></p>`,
  (words: string) => `<p><bibl>Doe, ${words}, p. 4</bibl></p>`,
  (words: string) => `<p><bibl><title>Work</title> <biblScope>${words}!</biblScope></bibl></p>`,
];

describe("a citation without measure", () => {
  // Some of these took longer than anybody waits.
  it.each(UNITS)("is read, whatever is repeated in it: %s", { timeout: 300_000 }, (unit) => {
    for (const shape of SHAPES) expect(cite(shape(unit.repeat(60_000 / unit.length)))).toBeDefined();
  });
});

describe("the number behind a title", () => {
  it.each([
    ["Report on Tin II", "Report on Tin", "II", 2],
    ["Römerbrief 1", "Römerbrief", "1", 1],
    ["  Work (A.) , XXXVIII.,", "Work (A.)", "XXXVIII", 38],
    ["  Stones, iii. ", "Stones", "iii", 3],
    ["Work’,12", "Work’", "12", 12],
    ["Work\u0301.») , IX", "Work\u0301.»)", "IX", 9],
  ])("ends the words: %j", (text, words, written, value) => {
    expect(numbered(text)).toEqual({ words, written, value });
  });

  it.each(["Stones iii", "Stones,, iii", "Tin2", "Tin 1234", "Tin IIII", "1 2", "II", "Work XXXXVIII"])(
    "is none in %j",
    (text) => expect(numbered(text)).toBeNull(),
  );
});
