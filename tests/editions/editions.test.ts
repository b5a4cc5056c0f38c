import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CitedDocument, citeDocument } from "../../src/cite/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { locusText, treeOf } from "../cite/cases.ts";

const EDITIONS = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

function citedText(edition: string): CitedDocument {
  const folder = join(import.meta.dirname, edition, "in", "tei");
  const documents = readdirSync(folder)
    .sort()
    .map((file) => ({
      id: file.replace(/\.xml$/u, ""),
      tree: treeOf(readFileSync(join(folder, file), "utf8"), `tei/${file}`),
    }));
  const text = documents.find(({ id }) => id === "text")!;
  const scope = linkScope(documents.map(anchorsOf));
  return citeDocument(text.tree, { id: "text", registers: readRegisters(documents), scope });
}

/** As written, form, work or the works that remain possible, loci, and what is wrong. */
function citations({ records, findings }: CitedDocument): string {
  const rows = records.citations.map(({ text, form, work, candidates, loci, line, column }) => {
    const meant = work ?? (candidates.map((key) => `?${key}`).join(" ") || "-");
    const wrong = findings
      .filter((finding) => finding.line === line && finding.column === column)
      .map(({ code }) => code.replace("citations/", ""))
      .filter((code) => code !== "no-register");
    return [text ?? "-", form, meant, loci.map(locusText).join("; ") || "-", ...wrong].join(" | ");
  });
  return `${rows.join("\n")}\n`;
}

function quotations({ records }: CitedDocument): string {
  return records.quotations
    .map(({ text, display, work }) => `${text} | ${display} | ${work ?? "-"}\n`)
    .join("");
}

/** What a reader of the document would say, written by hand; each folder has its `in/` and its `expected/`. */
function expected(edition: string, name: string): string | null {
  const file = join(import.meta.dirname, edition, "expected", name);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

describe.each(EDITIONS)("the edition %s", (edition) => {
  const cited = citedText(edition);

  it("has its citations understood as a reader understands them", () => {
    expect(citations(cited)).toBe(expected(edition, "citations.txt"));
  });

  it("has its quotations traced to their works", () => {
    expect(quotations(cited)).toBe(expected(edition, "quotations.txt") ?? "");
  });

  it("says of each citation by which rule it was resolved", () => {
    expect(cited.records.citations.filter(({ rule }) => rule === "")).toEqual([]);
  });
});
