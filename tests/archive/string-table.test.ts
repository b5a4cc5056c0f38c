import { describe, expect, it } from "vitest";
import { StringTable } from "../../src/archive/string-table.ts";

describe("a table of strings", () => {
  it("keeps each once, and gives it back", () => {
    const table = new StringTable();
    const texts = Array.from({ length: 5000 }, (_, at) => `${"é".repeat(at % 300)}/${at}`);
    texts.push("", "long ".repeat(500_000), "after it");
    const numbers = texts.map((text) => table.add(text));
    expect(numbers).toEqual(texts.map((_, at) => at));
    expect(texts.map((text) => table.add(text))).toEqual(numbers);
    expect(texts.map((text) => table.find(text))).toEqual(numbers);
    expect(numbers.map((number) => table.text(number))).toEqual(texts);
    expect(table.find("never added")).toBe(-1);
  });

  it("compares by bytes, and knows a checksum in small letters", () => {
    const table = new StringTable();
    const numbers = ["b", "a", "ab", "AB"].map((text) => table.add(text));
    const sorted = [...numbers].sort((one, other) => table.compare(one, other));
    expect(sorted.map((number) => table.text(number))).toEqual(["AB", "a", "ab", "b"]);
    expect(table.lowered(numbers[3]!)).toBe(numbers[2]);
    expect(table.lowered(numbers[0]!)).toBe(numbers[0]);
  });
});
