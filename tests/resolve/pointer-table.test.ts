import { describe, expect, it } from "vitest";
import { isPointer } from "../../src/resolve/pointer-table.ts";
import { shared } from "../shared.ts";
import { attributesOfTei } from "./p5subset.ts";

const file = shared("schemas/p5subset-4.9.0a.xml");

describe.skipIf(file === null)("the pointer attributes of TEI P5", () => {
  const uses = file === null ? [] : attributesOfTei(file);

  it("are those that the specifications declare, on every element that has them", () => {
    expect(new Set(uses.map(({ element }) => element)).size).toBe(587);
    const missing = uses.filter(
      ({ attribute, element, isPointer: is }) =>
        is && attribute !== "xml:base" && !isPointer(attribute, element),
    );
    expect(missing).toEqual([]);
  });

  it("are no others", () => {
    const extra = uses.filter(
      ({ attribute, element, isPointer: is }) => !is && isPointer(attribute, element),
    );
    expect(extra).toEqual([]);
  });
});
