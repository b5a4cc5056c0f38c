import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileRelaxng, compileSchematron, type ModelNode, modelsOf, readOdd } from "../../src/odd/index.ts";
import { treeOf } from "../validate/cases.ts";

const SCHEMAS = join(import.meta.dirname, "../../schemas");
const source = (name: string): string => readFileSync(join(SCHEMAS, name), "utf8");
const odd = readOdd(treeOf(source("edition.odd"), "schemas/edition.odd"));

describe("the ODD of the edition", () => {
  it("has nothing wrong with it", () => {
    expect(odd.findings).toEqual([]);
    expect(odd.elements.size).toBeGreaterThan(60);
  });

  it("compiles to the schema that is checked in", () => {
    expect(compileRelaxng(odd)).toBe(source("edition.rng"));
    expect(compileSchematron(odd)).toBe(source("edition.sch"));
  });

  it("says of each element how it is shown", () => {
    const models = modelsOf(odd);
    expect([...odd.elements.keys()].filter((ident) => !models.has(ident))).toEqual([]);
  });

  it.each(["web", "plain"])("shows each element in every case in the form %s", (form) => {
    const always = (model: ModelNode): boolean => model.predicate === null && (model.output ?? form) === form;
    expect([...modelsOf(odd)].filter(([, models]) => !models.some(always)).map(([ident]) => ident)).toEqual(
      [],
    );
  });

  it("uses the Guidelines' behaviours only", () => {
    const behaviours = new Set(
      [...modelsOf(odd).values()].flat().map((model) => (model.kind === "model" ? model.behaviour : null)),
    );
    const known =
      `alternate anchor block body break cell cit document figure glyph graphic heading index inline link list
      listItem metadata note omit paragraph row section table text title`.split(/\s+/u);
    expect([...behaviours].filter((behaviour) => !known.includes(behaviour ?? ""))).toEqual([]);
  });
});
