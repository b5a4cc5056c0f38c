import { describe, expect, it } from "vitest";
import {
  collect,
  defineFinding,
  type Finding,
  isValid,
  type LongReport,
  retold,
  summarize,
} from "../../src/report/index.ts";
import { notableIn } from "../../src/report/report.ts";
import { LineTable } from "../../src/tree/index.ts";
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
    const told = report(seen, { ...seen, check: "schema" }).documents[0]!.findings;
    expect(told).toEqual([{ ...seen, fingerprint: told[0]!.fingerprint }]);
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
    expect(prints[0]).toBe(report(at("⟦<b/>⟧", "links/a")).documents[0]?.findings[0]?.fingerprint);
  });

  it("gives a code the severity that the edition wants", () => {
    const findings = [at("⟦<a>⟧", "links/a")];
    const changed = collect([{ path: "a.xml", findings }], { "links/a": "info" });
    expect(changed.documents[0]?.findings[0]?.severity).toBe("info");
    expect(summarize(changed)).toEqual({ documents: 1, valid: 1, errors: 0, warnings: 0 });
  });

  it("knows a fault again after lines were added, by whatever path the edition is named", () => {
    const twice = (line: number) =>
      defineFinding<{ id: string; line: number }>({
        code: "links/a",
        check: "links",
        severity: "error",
        title: "A",
        explanation: "A.",
        message: ({ id, line: at }) => `${id} stands on line ${at} too`,
      })(
        {
          path: "a.xml",
          lines: new LineTable(`${"\n".repeat(line)}  <b/>`),
          span: { start: line + 2, end: line + 6 },
          elementPath: null,
        },
        { id: "b", line },
      );
    const print = (path: string, root: string, one: Finding) =>
      collect([{ path, findings: [{ ...one, path }] }], {}, root).documents[0]!.findings[0]!.fingerprint;
    const first = print("a.xml", "", twice(1));
    expect(print("a.xml", "", twice(9))).toBe(first);
    expect(print("./a.xml", "", twice(9))).toBe(first);
    expect(print("home/edition/a.xml", "home/edition/", twice(9))).toBe(first);
    expect(print("b.xml", "", twice(1))).not.toBe(first);
  });

  it("knows a fault by what stands there, whatever else is changed on the line", () => {
    const far = "x".repeat(5000);
    const print = (marked: string) => report(at(marked, "links/a")).documents[0]!.findings[0]!.fingerprint;
    expect(print(`<p>${far}<b/>${far}⟦<c/>⟧${far}</p>`)).toBe(print(`<p>${far}${far}⟦<c/>⟧${far}</p>`));
  });

  it("gives a group of codes a severity, the code itself another, and leaves out what is off", () => {
    const findings = ["links/a", "links/b", "links/cc"].map((code) => at("⟦<a>⟧", code));
    const changed = collect([{ path: "a.xml", findings }], {
      "links/*": "info",
      "links/a": "warning",
      "links/c*": "off",
    });
    expect(changed.documents[0]!.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ["links/a", "warning"],
      ["links/b", "info"],
    ]);
  });

  it("has the findings of the document before those of the files it includes", () => {
    const findings = [
      finding("⟦<a>⟧", { path: "b.xml" }),
      finding("\n\n⟦<a>⟧", { path: "main.xml" }),
      finding("⟦<a>⟧", { path: "a.xml" }),
    ];
    const [document] = collect([{ path: "main.xml", findings }]).documents;
    expect(document!.findings.map(({ path }) => path)).toEqual(["main.xml", "a.xml", "b.xml"]);
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

describe("a report on very many documents", () => {
  it("is counted and retold by those that have findings, where it is known which they are", () => {
    const { documents } = collect([{ path: "a.xml", findings: [finding("⟦<a>⟧", { severity: "warning" })] }]);
    const long: LongReport = {
      documents: {
        length: 1000,
        notable: documents,
        [Symbol.iterator]: () => {
          throw new Error("all were gone through");
        },
      },
    };
    const retelling = { documents: retold(long.documents, (each) => ({ ...each, path: `b/${each.path}` })) };
    expect([...notableIn(retelling)].map(({ path }) => path)).toEqual(["b/a.xml"]);
    expect(summarize(retelling)).toEqual({ documents: 1000, valid: 1000, errors: 0, warnings: 1 });
  });
});
