import { readFileSync } from "node:fs";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { allSpecs, printReportAs, type Report } from "../../src/report/index.ts";
import { shared } from "../shared.ts";
import { finding, report } from "./sample.ts";

/** The schema of OASIS is not ours to pass on: it is asked for beside the project. */
const file = shared("schemas/sarif-schema-2.1.0.json");

describe.skipIf(file === null)("SARIF 2.1.0", () => {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
  addFormats.default(ajv as unknown as Parameters<typeof addFormats.default>[0]);
  const validate = file === null ? null : ajv.compile(JSON.parse(readFileSync(file, "utf8")));

  const isValid = (title: string, given: Report) =>
    it(title, () => {
      const printed = JSON.parse(printReportAs("sarif", given));
      expect(validate!(printed) ? [] : validate!.errors).toEqual([]);
    });

  isValid("of nothing", { documents: [] });
  isValid(
    "of every code",
    report(...allSpecs().map(({ code }) => finding("<p>⟦x⟧</p>", { code, help: "Mend it" }))),
  );
  isValid(
    "of all severities, of code unknown, and of names and messages of any kind",
    report(
      finding("⟦⟧", { severity: "info", elementPath: null }),
      finding("⟦<p\n>⟧", { severity: "warning", code: "other/unknown" }),
      finding("⟦<p>⟧", { path: "/a b/é\u{1d11e}.xml", message: "\u0000\ud800<&>\r\n" }),
      finding("⟦<p>⟧", { path: "C:\\tei\\a.xml" }),
      finding(`${"x".repeat(9999)}⟦y⟧${"z".repeat(9999)}`, { path: "../long.xml" }),
    ),
  );
});
