import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/report/index.ts";
import { loadGrammar } from "../../../src/validate/relaxng/load.ts";
import { SchemaDatatypes } from "../../../src/validate/relaxng/schema-datatypes.ts";
import { SchemaFiles } from "../../../src/validate/relaxng/schema-files.ts";
import { shared } from "../../shared.ts";
import { writeSimpleForm } from "./simple-form.ts";
import { type CompactCase, compactCases, type SuiteSchema } from "./suite.ts";

const path = shared("suites/relaxng/compacttest.xml");
const cases = path === null ? [] : compactCases(path);
const correct = cases.filter(({ xml }) => xml !== null) as (CompactCase & { readonly xml: SuiteSchema })[];

/** What a file says before anything is looked up: the suite has schemas that are well written and yet cannot be used. */
function written({ main, load }: SuiteSchema): string {
  const findings: Finding[] = [];
  const datatypes = new SchemaDatatypes((finding) => findings.push(finding));
  const pattern = new SchemaFiles(main, load, datatypes).main();
  expect(findings).toEqual([]);
  return JSON.stringify(pattern, withoutPlaces, 1);
}

function withoutPlaces(key: string, value: unknown): unknown {
  if (key === "place" || key === "components") return key === "place" ? undefined : value;
  return key === "href" || key === "path" ? String(value).replace(/\.rn[cg]$/u, "") : value;
}

function simple({ main, load }: SuiteSchema): string | null {
  const { grammar } = loadGrammar(main, load);
  return grammar === null ? null : writeSimpleForm(grammar);
}

describe.skipIf(path === null)("James Clark's tests of the compact syntax", () => {
  it("are all there", () => {
    expect(cases.length).toBe(87);
    expect(correct.length).toBe(56);
  });

  it.each(cases.filter(({ xml }) => xml === null))("$title: is refused", ({ compact }) => {
    expect(loadGrammar(compact.main, compact.load).grammar).toBeNull();
  });

  it.each(correct)("$title: says what its equivalent in XML says", ({ compact, xml }) => {
    expect(written(compact)).toBe(written(xml));
    expect(simple(compact)).toBe(simple(xml));
  });
});
