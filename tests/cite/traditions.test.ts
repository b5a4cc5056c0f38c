import { describe, expect, it } from "vitest";
import { type CitedDocument, type CiteOptions, citeDocument, enrichDocument } from "../../src/cite/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { applyEdits, type Tree } from "../../src/tree/index.ts";
import { casesIn, locusText, treeOf } from "./cases.ts";

/** A text behind the list of works that stands before it. */
function sourceOf(body: string): string {
  const at = body.indexOf("<text");
  return body.includes("<TEI")
    ? body
    : `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>${body.slice(0, at)}</standOff>${body.slice(at)}</TEI>`;
}

/** What a document is cited with that has its register in itself. */
function byItself(source: string): { tree: Tree; options: CiteOptions } {
  const tree = treeOf(source, "tei/text.xml");
  const documents = [{ id: "text", tree }];
  const scope = linkScope(documents.map(anchorsOf));
  return { tree, options: { id: "text", registers: readRegisters(documents), scope } };
}

function citeText(body: string): CitedDocument {
  const { tree, options } = byItself(sourceOf(body));
  return citeDocument(tree, options);
}

/** Puts into a text what `cite --write` adds. */
function written(source: string): string {
  const { tree, options } = byItself(source);
  const { pointers, scopes } = enrichDocument(tree, { ...options, likely: false, pathTo: (other) => other });
  return applyEdits(source, [...pointers, ...scopes]);
}

/** The works and places that a text cites. */
function meaning(source: string): readonly string[] {
  const { tree, options } = byItself(source);
  return citeDocument(tree, options).records.citations.map(
    ({ work, candidates, loci }) => `${work ?? candidates.join(" ")} | ${loci.map(locusText).join("; ")}`,
  );
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
  it.each([
    ...casesIn("traditions.txt"),
    ...casesIn("more-traditions.txt"),
    ...casesIn("learned-notes.txt"),
    ...casesIn("argued-notes.txt"),
    ...casesIn("plain-registers.txt"),
    ...casesIn("places-and-signs.txt"),
    ...casesIn("essays-and-editions.txt"),
    ...casesIn("signs-and-sections.txt"),
    ...casesIn("notes-and-false-friends.txt"),
    ...casesIn("whole-works-and-names.txt"),
    ...casesIn("several-sources.txt"),
    ...casesIn("poems-and-signs.txt"),
    ...casesIn("titles-set-apart.txt"),
  ])("$title", ({ body, expected }) => {
    expect(table(citeText(body))).toBe(withoutRemarks(expected));
  });
});

describe("what is written into a text", () => {
  const cases = [
    ...casesIn("more-traditions.txt"),
    ...casesIn("learned-notes.txt"),
    ...casesIn("argued-notes.txt"),
    ...casesIn("plain-registers.txt"),
    ...casesIn("places-and-signs.txt"),
    ...casesIn("essays-and-editions.txt"),
    ...casesIn("signs-and-sections.txt"),
    ...casesIn("notes-and-false-friends.txt"),
    ...casesIn("whole-works-and-names.txt"),
    ...casesIn("poems-and-signs.txt"),
    ...casesIn("titles-set-apart.txt"),
  ];
  it.each(cases)("changes no meaning, and is written once: $title", ({ body }) => {
    const source = sourceOf(body);
    const once = written(source);
    expect(meaning(once)).toEqual(meaning(source));
    expect(written(once)).toBe(once);
    const ADDED = / (?:corresp|source|target)="[^"]*"|<\/?biblScope[^>]*>/gu;
    expect(once.replace(ADDED, "")).toBe(source.replace(ADDED, ""));
  });

  it("stands in the same places where lines end as on Windows", () => {
    const list =
      '<listBibl><bibl xml:id="mill"><author>Mill</author> <title>On Liberty</title></bibl></listBibl>';
    const source = sourceOf(`${list}<text><p><bibl>Mill,\n On Liberty,\n p. 5</bibl></p></text>`);
    const lines = (text: string): string => text.replace(/\n/gu, "\r\n");
    expect(written(source)).toContain('<biblScope unit="page"');
    expect(written(lines(source))).toBe(lines(written(source)));
  });
});
