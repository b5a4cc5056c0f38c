import { expect, it } from "vitest";
import { reportFiles } from "../../src/edition.ts";
import {
  heldReport,
  printReportAs,
  REPORT_FORMATS,
  type ReportFormat,
  retold,
} from "../../src/report/index.ts";
import { finding, report } from "./sample.ts";

const FORMATS: Readonly<Record<string, ReportFormat>> = {
  "report/findings.json": "json",
  "report/findings.sarif": "sarif",
  "report/junit.xml": "junit",
};

it("the report on many documents is written piece by piece, as the one on few is printed", () => {
  const [document] = report(finding("⟦<p>⟧ with “quotes” & 𝄞"), finding("⟦<q>⟧")).documents;
  const many = Array.from({ length: 1500 }, (_, at) => ({
    path: `tei/${at}.xml`,
    findings: at % 3 === 0 ? document!.findings : [],
  }));
  for (const documents of [many, many.slice(0, 2), []])
    for (const { path, bytes, pieces } of reportFiles({ report: { documents } })) {
      const written = Buffer.concat([...(pieces?.() ?? [bytes])]).toString();
      expect(written).toBe(printReportAs(FORMATS[path]!, { documents }));
      expect(pieces !== undefined).toBe(documents.length > 1000);
    }
});

it("a report whose documents are made whenever they are told reads as one that holds them", () => {
  const { documents } = report(finding("⟦<p>⟧ one"), finding("⟦<q>⟧ two"), finding("⟦<q>⟧ three"));
  const made: string[] = [];
  const long = {
    documents: retold(documents, (document) => {
      made.push(document.path);
      return { ...document };
    }),
    notes: ["A note."],
  };
  const held = heldReport(long);
  expect(held).toEqual({ documents, notes: ["A note."] });
  for (const format of REPORT_FORMATS)
    for (const repositoryFolder of ["", "books/"]) {
      const options = { color: false, repositoryFolder };
      expect(printReportAs(format, long, options), format).toBe(printReportAs(format, held, options));
    }
  expect(made.length).toBeGreaterThan(REPORT_FORMATS.length * documents.length);
});
