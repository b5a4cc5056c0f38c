import { describe, expect, it } from "vitest";
import { readString } from "../../../src/read/index.ts";
import { compileSchema, validate } from "../../../src/validate/relaxng/index.ts";
import { shared } from "../../shared.ts";
import { type SpecCase, specCases } from "./suite.ts";

const path = shared("suites/relaxng/spectest.xml");
const cases = path === null ? [] : specCases(path);

function accepts({ schema }: SpecCase): boolean {
  return compileSchema(schema.main, schema.load).schema !== null;
}

/** The instances whose verdict is not the one the suite asks for. */
function misjudged({ schema, instances }: SpecCase): string[] {
  const compiled = compileSchema(schema.main, schema.load).schema!;
  return instances.flatMap(({ text, isValid }) => {
    const { tree } = readString(text, { path: "instance.xml" });
    return (validate(tree!, compiled).length === 0) === isValid ? [] : [text];
  });
}

describe.skipIf(path === null)("James Clark's tests of the specification", () => {
  it("are all there", () => {
    expect(cases.length).toBe(385);
    expect(cases.filter(({ isCorrect }) => isCorrect).length).toBe(172);
    expect(cases.flatMap(({ instances }) => instances).length).toBe(580);
  });

  it.each(cases.filter(({ isCorrect }) => !isCorrect))("$title: the schema is refused", (one) => {
    const { schema, findings } = compileSchema(one.schema.main, one.schema.load);
    expect(schema).toBeNull();
    expect(findings.map(({ severity }) => severity)).toContain("error");
  });

  it.each(cases.filter(({ isCorrect }) => isCorrect))("$title: the schema is accepted", (one) => {
    expect(accepts(one)).toBe(true);
    expect(misjudged(one)).toEqual([]);
  });
});
