import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type CitedDocument, citeDocument } from "../../src/cite/index.ts";
import { anchorsOf, checkLinks, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { citationTable, treeOf } from "./cases.ts";

const TEI = resolve(import.meta.dirname, "../../tei");
const TEXT = readFileSync(`${TEI}/bukharins-confession.xml`, "utf8");

function documentsOf(text: string) {
  return [
    { id: "bukharins-confession", tree: treeOf(text, "tei/bukharins-confession.xml") },
    { id: "register", tree: treeOf(readFileSync(`${TEI}/register.xml`, "utf8"), "tei/register.xml") },
  ];
}

function cited(text: string): CitedDocument {
  const documents = documentsOf(text);
  const scope = linkScope(documents.map(anchorsOf));
  return citeDocument(documents[0]!.tree, {
    id: "bukharins-confession",
    registers: readRegisters(documents),
    scope,
  });
}

const { records, findings } = cited(TEXT);

/** Form, work and pages as one reads them in the source, in its order. */
const EXPECTED = `full davies-mission-1943 163 | short tokaev-comrade-x-1956 96 | ibid tokaev-comrade-x-1956 98
| opcit court-proceedings-1938 429 | ibid court-proceedings-1938 432-433 | opcit cohen-bukharin-1973 372
| ibid cohen-bukharin-1973 375-376 | opcit court-proceedings-1938 380-381 | ibid court-proceedings-1938 381
| ibid court-proceedings-1938 382 | ibid court-proceedings-1938 386 | ibid court-proceedings-1938 387-388
| ibid court-proceedings-1938 388 | ibid court-proceedings-1938 388-389 | ibid court-proceedings-1938 390-391
| ibid court-proceedings-1938 391 | ibid court-proceedings-1938 393 | ibid court-proceedings-1938 419
| ibid court-proceedings-1938 425 | ibid court-proceedings-1938 430 | ibid court-proceedings-1938 431-432
| ibid court-proceedings-1938 776-779`;

describe("the edition in this repository", () => {
  it("has every citation of its source resolved, with its form and its pages", () => {
    const found = records.citations.map(({ form, work, loci }) => {
      expect(loci.map(({ unit }) => unit)).toEqual(["page"]);
      const [{ from, to } = { from: "", to: undefined }] = loci;
      return `${form} ${work} ${to === undefined ? from : `${from}-${to}`}`;
    });
    expect(found).toEqual(EXPECTED.split("|").map((each) => each.trim()));
    expect(findings).toEqual([]);
  });

  it("says through which citations each ibid. was resolved, down to the one that names the work", () => {
    const byId = new Map(records.citations.map((citation) => [citation.id, citation]));
    for (const { form, via, work } of records.citations) {
      expect(via.map((id) => byId.get(id)?.work)).toEqual(via.map(() => work));
      if (form !== "ibid") continue;
      expect(via.length).toBeGreaterThan(0);
      expect(byId.get(via.at(-1)!)?.form).not.toBe("ibid");
    }
  });

  it("resolves them without the pointers that say which work is meant", () => {
    const pointed = TEXT.replace(
      '<bibl xml:id="cit-3">',
      '<bibl xml:id="cit-3" corresp="register.xml#tokaev-comrade-x-1956">',
    ).replace('<quote xml:id="quo-1">', '<quote xml:id="quo-1" source="register.xml#davies-mission-1943">');
    expect(pointed.length).toBeGreaterThan(TEXT.length + 60);
    const without = pointed.replace(/ (?:corresp|source|target)="register[^"]*"/gu, "");
    expect(citationTable(cited(without))).toBe(citationTable({ records, findings, rows: new Map() }));
    expect(cited(pointed).records.citations.map(({ work }) => work)).toEqual(
      records.citations.map(({ work }) => work),
    );
  });

  it("has every speech with its speaker", () => {
    expect(records.speeches).toHaveLength(TEXT.match(/<sp[ >]/gu)!.length);
    for (const { who, text, quotation, label } of records.speeches) {
      expect(who).toHaveLength(1);
      expect(text).not.toBe("");
      expect(quotation).not.toBeNull();
      if (label !== null) expect(label.replace("Vish", "Vysh").toLowerCase()).toBe(who[0]);
    }
  });

  it("has every quotation, and a citation for all but the two that the source leaves without one", () => {
    expect(records.quotations).toHaveLength(
      TEXT.match(/<quote[ >]/gu)!.length + (TEXT.match(/<(?:q|said)[ >]/gu)?.length ?? 0),
    );
    const loose = records.quotations.filter(({ citation }) => citation === null).map(({ text }) => text);
    expect(loose).toEqual(["fine defence of real Bolshevism", "denunciation of Stalinism"]);
    expect(new Set(records.citations.map(({ quotations }) => quotations.length > 0))).toEqual(
      new Set([true]),
    );
  });

  it("has no pointer that leads to nothing", () => {
    const documents = documentsOf(TEXT);
    const scope = linkScope(documents.map(anchorsOf));
    expect(documents.flatMap((document) => checkLinks(document, scope))).toEqual([]);
  });
});
