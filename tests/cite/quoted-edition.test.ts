import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAndPublish, explainFiles } from "../../src/build/index.ts";

/** An edition whose register names the texts of two works: a plain text, and a document of the edition. */
describe("an edition with the texts it quotes", () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-quoted-"));
  const asked = { folder, config: null, safe: true };
  const written = (path: string): string => readFileSync(join(folder, "out", path), "utf8");

  beforeAll(async () => {
    cpSync(join(import.meta.dirname, "quoted-edition"), folder, { recursive: true });
    const outputs = ["html", "index", "report"] as const;
    await buildAndPublish({
      ...asked,
      out: "out",
      outputs: [...outputs],
      reading: "edited",
      strict: false,
      cache: false,
      progress: () => {},
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has each quotation found or missed by colophon cite", async () => {
    const { table } = await explainFiles([], asked);
    const rows = table.slice(table.indexOf("line  quoted")).trim().split("\n").slice(1);
    expect(rows.map((row) => row.split(/ {2,}/u).slice(4, 7).join(" "))).toEqual([
      "nearest p. 2 as cited",
      "exact p. 2 as cited",
      "exact p. 1 elsewhere",
      "exact p. 7 as cited",
      "missing – –",
    ]);
  });

  it("leads from its page of quotations to the passage in the source", () => {
    const page = written("site/quotations/index.html");
    expect(page).toContain('href="../texts/roads.html#p2">In its source, p. 7</a>');
    expect(written("site/texts/roads.html")).toContain('id="p2"');
    expect(page).toContain("The source has: The water rose in the night and took the old bridge");
  });

  it("gives the passages in its index, in the shape that is promised", () => {
    const index = JSON.parse(written("index/quotations.json")) as { quotations: { passage?: unknown }[] };
    expect(index.quotations[3]?.passage).toEqual({
      found: "exact",
      path: "tei/roads.xml",
      place: { unit: "page", n: "7" },
      asCited: true,
      text: "the second paragraph is short",
      url: "texts/roads.html#p2",
    });
    const schema = join(import.meta.dirname, "../../schemas/json/quotations.schema.json");
    const holds = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(schema, "utf8")) as object,
    );
    expect(holds(index) ? null : holds.errors).toBeNull();
  });

  it("has misquotations told with both texts side by side", () => {
    const report = written("report/findings.json");
    expect(report).toContain("citations/misquotation");
    expect(report).toContain("quoted: the water rose in the night and took the bridge");
    expect(report).toContain("source: the water rose in the night and took the ⟦old⟧ bridge");
    expect(report).toContain("citations/quotation-elsewhere");
    expect(report).toContain("citations/quotation-not-in-source");
  });
});
