import { describe, expect, it } from "vitest";
import { nearest } from "../../src/report/index.ts";
import { editDistance } from "../../src/report/nearest.ts";

const PEOPLE = ["bukharin", "vyshinsky", "tomsky", "trotsky", "davies"];

describe("the nearest word", () => {
  const means = (word: string, meant: string | null) =>
    it(`to ${JSON.stringify(word)} is ${meant ?? "none"}`, () => expect(nearest(word, PEOPLE)).toBe(meant));

  means("bucharin", "bukharin");
  means("vishinsky", "vyshinsky");
  means("Tomsky", "tomsky");
  means("trotksy", "trotsky");
  means("daveis", "davies");
  means("stalin", null);
  means("", null);
  means("d", null);

  it("is the first of two equally near", () => expect(nearest("cat", ["bat", "hat"])).toBe("bat"));
  it("is the very word before one in another case", () => expect(nearest("P-1", ["p-1", "P-1"])).toBe("P-1"));
  it("is none without candidates", () => expect(nearest("p", [])).toBeNull());
  it("may be one letter off in a short word", () => expect(nearest("q", ["p"])).toBe("p"));
});

describe("edit distance", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
    ["ab", "ba", 1],
    ["abc", "abc", 0],
  ])("from %j to %j is %i", (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});
