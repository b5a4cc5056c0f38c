import { describe, expect, it } from "vitest";
import { allSpecs, explain, nearestCode } from "../../src/report/index.ts";

describe("the catalogue", () => {
  const specs = allSpecs();

  it("has codes of the form check/what-is-wrong, each once", () => {
    expect(specs.length).toBeGreaterThan(10);
    const codes = specs.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, check } of specs)
      expect(code).toMatch(new RegExp(`^${check}/[a-z0-9]+(?:-[a-z0-9]+)*$`, "u"));
  });

  it.each(specs.map((spec) => spec.code))("explains %s in whole sentences", (code) => {
    const text = explain(code)!;
    expect(text.startsWith(`${code}: `)).toBe(true);
    const [explanation, example] = text.split("\n\n").slice(1).join("\n\n").split("\nExample:\n");
    expect(explanation?.trim()).toMatch(/[.?!”)]$/u);
    expect(example?.trim()).not.toBe("");
    for (const line of text.trimEnd().split("\n").slice(2)) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe("a code that is not there", () => {
  it("explains nothing", () => expect(explain("links/target-mising")).toBeNull());
  it("has a nearest", () => expect(nearestCode("links/target-mising")).toBe("links/target-missing"));
  it("may be the last part", () => expect(nearestCode("target-missing")).toBe("links/target-missing"));
  it("may be the last part misspelt", () =>
    expect(nearestCode("target-mising")).toBe("links/target-missing"));
  it("may have no nearest", () => expect(nearestCode("zzz")).toBeNull());
});
