import { describe, expect, it } from "vitest";
import { javaScriptSource } from "../../../src/validate/datatypes/expression-source.ts";
import { PatternAutomaton } from "../../../src/validate/datatypes/pattern-automaton.ts";
import { parsePattern } from "../../../src/validate/datatypes/pattern-parser.ts";
import { Random } from "../random.ts";

const QUANTIFIERS = ["", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}", "{2,}"];

/** A pattern of few letters, with groups in groups. */
function patternOf(random: Random, depth: number): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => {
    const part = depth === 0 || random.below(2) === 0 ? random.one(["a", "b", "[ab]", "[^a]", "."]) : group();
    return part + random.one(QUANTIFIERS);
  });
  return parts.join("");

  function group(): string {
    const branches = Array.from({ length: 1 + random.below(3) }, () => patternOf(random, depth - 1));
    return `(${branches.join("|")})`;
  }
}

const VALUES = Array.from({ length: 6 }, (_, length) => length).flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, bits) =>
    Array.from({ length }, (_, at) => ((bits >> at) & 1 ? "a" : "b")).join(""),
  ),
);

describe("an automaton", () => {
  it("matches what JavaScript's engine matches, which tries one way after another", () => {
    const random = new Random(8);
    for (let round = 0; round < 200; round++) {
      const source = patternOf(random, 1);
      const { expression } = parsePattern(source);
      const [automaton, engine] = [
        new PatternAutomaton(expression!),
        new RegExp(javaScriptSource(expression!), "v"),
      ];
      const wrong = VALUES.filter((value) => automaton.matches(value) !== engine.test(value));
      expect({ source, wrong }).toEqual({ source, wrong: [] });
    }
  });

  it("takes characters outside of the basic plane as one", () => {
    const automaton = new PatternAutomaton(parsePattern("(.|..){2}").expression!);
    expect(["𝔞𝔟", "𝔞", "𝔞𝔟𝔠𝔡", "𝔞𝔟𝔠𝔡𝔢"].map((value) => automaton.matches(value))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
