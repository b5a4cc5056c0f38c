import { readFileSync } from "node:fs";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { allSpecs, printReportAs, type Report } from "../../src/report/index.ts";
import { shared } from "../shared.ts";
import { finding, report } from "./sample.ts";
import { SARIF_PROFILE } from "./sarif-profile.ts";

const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
addFormats.default(ajv as unknown as Parameters<typeof addFormats.default>[0]);

/** The schema of OASIS is not ours to pass on: it is asked for beside the project. */
const file = shared("schemas/sarif-schema-2.1.0.json");
const OASIS: object | null = file === null ? null : JSON.parse(readFileSync(file, "utf8"));

const REPORTS: Readonly<Record<string, Report>> = {
  "of nothing": { documents: [] },
  "of every code": report(...allSpecs().map(({ code }) => finding("<p>⟦x⟧</p>", { code, help: "Mend it" }))),
  "of all severities, of code unknown, and of names and messages of any kind": report(
    finding("⟦⟧", { severity: "info", elementPath: null }),
    finding("⟦<p\n>⟧", { severity: "warning", code: "other/unknown" }),
    finding("⟦<p>⟧", { path: "/a b/é\u{1d11e}.xml", message: "\u0000\ud800<&>\r\n" }),
    finding("⟦<p>⟧", { path: "C:\\tei\\a.xml" }),
    finding(`${"x".repeat(9999)}⟦y⟧${"z".repeat(9999)}`, { path: "../long.xml" }),
  ),
};

function faultsBy(schema: object, given: Report): unknown {
  const validate = ajv.compile(schema);
  return validate(JSON.parse(printReportAs("sarif", given))) ? [] : validate.errors;
}

describe("SARIF 2.1.0", () => {
  it.each(Object.entries(REPORTS))("%s, by what the specification says of what is printed", (_, given) => {
    expect(faultsBy(SARIF_PROFILE, given)).toEqual([]);
  });

  it("points to the rule of each finding", () => {
    const [run] = JSON.parse(printReportAs("sarif", REPORTS["of every code"]!)).runs;
    const ids = run.results.map(
      ({ ruleIndex }: { ruleIndex: number }) => run.tool.driver.rules[ruleIndex].id,
    );
    expect(ids).toEqual(run.results.map(({ ruleId }: { ruleId: string }) => ruleId));
  });

  it.skipIf(OASIS === null).each(Object.entries(REPORTS))("%s, by the schema of OASIS", (_, given) => {
    expect(faultsBy(OASIS!, given)).toEqual([]);
  });
});
