import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { EXAMPLES } from "../../src/report/examples.ts";
import { allSpecs, exampleOf, findingsPage } from "../../src/report/index.ts";

const PAGE = resolve(import.meta.dirname, "../../docs/findings.md");

describe("the page of findings", () => {
  it("is that of the catalogue; npx tsx tests/report/write-findings.ts writes it anew", () => {
    expect(readFileSync(PAGE, "utf8")).toBe(findingsPage());
  });

  it("has an example of every code", () => {
    expect(
      allSpecs()
        .filter((spec) => exampleOf(spec) === null)
        .map(({ code }) => code),
    ).toEqual([]);
  });

  it("has no examples of codes that are none, or that have one of their own", () => {
    const without = new Set(
      allSpecs()
        .filter(({ example }) => example === undefined)
        .map(({ code }) => code),
    );
    expect(Object.keys(EXAMPLES).filter((code) => !without.has(code))).toEqual([]);
  });
});
