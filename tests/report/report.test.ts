import { describe, expect, it } from "vitest";
import { collect, type Finding, isValid, summarize } from "../../src/report/index.ts";
import { finding, report } from "./sample.ts";

const TEXT = "<a>\n<b/>\n<b/>\n</a>";
const at = (marked: string, code: string) => finding(marked, { code });
const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code);

describe("a report", () => {
  it("has its findings in the order of the text, the shorter before the longer, then by code", () => {
    const findings = [
      at("<a>\n<b/>\n⟦<b/>⟧\n</a>", "links/d"),
      at("<a>\n⟦<b/>⟧\n<b/>\n</a>", "links/b"),
      at("<a>\n⟦<b/>⟧\n<b/>\n</a>", "links/a"),
      at("<a>\n⟦<b⟧/>\n<b/>\n</a>", "links/c"),
      at(`⟦⟧${TEXT}`, "links/e"),
    ];
    const [document] = collect([{ path: "a.xml", findings }]).documents;
    expect(codes(document!.findings)).toEqual(["links/e", "links/c", "links/a", "links/b", "links/d"]);
  });

  it("tells a fault once that two checks saw", () => {
    const seen = at("<a>\n⟦<b/>⟧\n<b/>\n</a>", "links/a");
    expect(report(seen, { ...seen, check: "schema" }).documents[0]?.findings).toEqual([seen]);
  });

  it("tells two faults of one element", () => {
    const one = finding("⟦<a>⟧", { message: "@x is wrong" });
    const other = finding("⟦<a>⟧", { message: "@y is wrong" });
    expect(report(one, other).documents[0]?.findings).toHaveLength(2);
  });

  it("gives the same fault on lines that read the same fingerprints of their own", () => {
    const prints = report(
      at("<a>\n⟦<b/>⟧\n<b/>\n</a>", "links/a"),
      at("<a>\n<b/>\n⟦<b/>⟧\n</a>", "links/a"),
    ).documents[0]!.findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(2);
    expect(prints[0]).toBe(at("⟦<b/>⟧", "links/a").fingerprint);
  });

  it("gives a code the severity that the edition wants", () => {
    const findings = [at("⟦<a>⟧", "links/a")];
    const changed = collect([{ path: "a.xml", findings }], { "links/a": "info" });
    expect(changed.documents[0]?.findings[0]?.severity).toBe("info");
    expect(summarize(changed)).toEqual({ documents: 1, valid: 1, errors: 0, warnings: 0 });
  });

  it("counts documents, errors and warnings; a document with warnings alone is valid", () => {
    const findings = [
      finding("⟦<a>⟧", { path: "a.xml" }),
      finding("⟦<a>⟧", { path: "b.xml", severity: "warning" }),
      finding("⟦<a>⟧", { path: "b.xml", severity: "info" }),
    ];
    const { documents } = report(...findings);
    const all = { documents: [...documents, { path: "c.xml", findings: [] }] };
    expect(summarize(all)).toEqual({ documents: 3, valid: 2, errors: 1, warnings: 1 });
    expect(all.documents.map(isValid)).toEqual([false, true, true]);
  });
});
