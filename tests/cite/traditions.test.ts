import { describe, expect, it } from "vitest";
import { type CitedDocument, citeDocument } from "../../src/cite/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { casesIn, locusText, treeOf } from "./cases.ts";

/** Cites a text by the list of works that stands before it. */
function citeText(body: string): CitedDocument {
  const at = body.indexOf("<text");
  const source = body.includes("<TEI")
    ? body
    : `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>${body.slice(0, at)}</standOff>${body.slice(at)}</TEI>`;
  const documents = [{ id: "text", tree: treeOf(source, "tei/text.xml") }];
  const [{ tree }] = documents as [{ id: string; tree: ReturnType<typeof treeOf> }];
  const scope = linkScope(documents.map(anchorsOf));
  return citeDocument(tree, { id: "text", registers: readRegisters(documents), scope });
}

/** As written, form, work or the works that remain possible, loci, and what is wrong. */
function table({ records, findings }: CitedDocument): string {
  return records.citations
    .map(({ text, form, work, candidates, loci, line, column }) => {
      const meant = work ?? (candidates.map((key) => `?${key}`).join(" ") || "-");
      const wrong = findings
        .filter((finding) => finding.line === line && finding.column === column)
        .map(({ code }) => code.replace("citations/", ""))
        .filter((code) => code !== "no-register");
      return [text ?? "-", form, meant, loci.map(locusText).join("; ") || "-", ...wrong].join(" | ");
    })
    .join("\n");
}

/** Lines that begin with `--` say why an answer is expected. */
function withoutRemarks(expected: string): string {
  return expected.replace(/^-- .*\n?/gmu, "");
}

/** What an editor who reads the text would say, written by hand before the program was asked. */
describe("citations of many traditions", () => {
  it.each([...casesIn("traditions.txt"), ...casesIn("more-traditions.txt")])(
    "$title",
    ({ body, expected }) => {
      expect(table(citeText(body))).toBe(withoutRemarks(expected));
    },
  );
});
