import { describe, expect, it } from "vitest";
import { compileRelaxng } from "../../src/odd/index.ts";
import { casesOf } from "../cases.ts";
import { oddOf } from "./cases.ts";

/** The definitions of a grammar, without what is around them. */
function definitions(relaxng: string): string {
  const from = relaxng.indexOf("</start>");
  const inner = relaxng.slice(relaxng.indexOf("\n", from < 0 ? relaxng.indexOf("<start") : from) + 1);
  return inner.slice(0, inner.lastIndexOf("</grammar>")).replace(/^ {2}/gmu, "").trim();
}

describe("an ODD compiled to RELAX NG", () => {
  for (const { title, input, expected } of casesOf(import.meta.dirname, "relaxng.cases")) {
    it(title, () => {
      expect(definitions(compileRelaxng(oddOf(input)))).toBe(expected);
    });
  }
});

describe("what is wrong with an ODD", () => {
  for (const { title, input, expected } of casesOf(import.meta.dirname, "findings.cases")) {
    it(title, () => {
      const { findings } = oddOf(input);
      const said = findings
        .toSorted((one, other) => one.line - other.line || one.column - other.column)
        .map(
          ({ line, column, code, message, help }) =>
            `${line}:${column} ${code} ${message}${help === null ? "" : `. ${help}`}`,
        );
      expect(said.join("\n")).toBe(expected);
    });
  }
});
