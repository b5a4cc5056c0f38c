import { describe, expect, it } from "vitest";
import { printReportAs, type Report, summarize } from "../../src/report/index.ts";
import { finding } from "./sample.ts";

/** Two documents that share a schema with a fault, of which one has a fault of its own. */
function sharing(): Report {
  const shared = { ...finding("⟦<schema>⟧", { code: "schema/odd-needs-tei" }), path: "schemas/my.odd" };
  const own = { ...finding("⟦<a>⟧", { code: "links/target-missing" }), path: "b.xml" };
  return {
    documents: [
      { path: "a.xml", findings: [shared] },
      { path: "b.xml", findings: [own, shared] },
      { path: "c.xml", findings: [] },
    ],
  };
}

describe("what was found in a file that several documents use", () => {
  it("is told once, and leaves all of them invalid", () => {
    const pretty = printReportAs("pretty", sharing());
    expect(pretty.match(/odd-needs-tei/gu)).toHaveLength(1);
    expect(pretty).toContain("3 documents checked, 1 valid: 2 errors, 0 warnings");
    expect(pretty).not.toContain("b.xml: 2 errors");
  });

  it.each(["sarif", "gitlab", "rdjson", "github"] as const)("is told once to code hosts: %s", (format) => {
    expect(
      printReportAs(format, sharing()).match(
        /"?(?:check_name|ruleId|title|value)"?(?:=|: ?)"?schema\/odd-needs-tei/gu,
      ),
    ).toHaveLength(1);
  });

  it("is told of each document where a form tells what holds for it", () => {
    const { documents, summary } = JSON.parse(printReportAs("json", sharing()));
    expect(documents.map(({ findings }: { findings: unknown[] }) => findings.length)).toEqual([1, 2, 0]);
    expect(summary).toEqual(summarize(sharing()));
    expect(summary.errors).toBe(3);
  });
});
