import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coverEdition, explainPassage } from "../../src/build/index.ts";

const TEI = (text: string): string =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n${text}\n</body></text></TEI>`;
const ODD = (source: string, models: string): string =>
  `<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="x"${source}>${models}</schemaSpec>`;

describe("colophon odd", () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-odd-"));
  const options = { folder, config: null, safe: false };

  beforeAll(() => {
    for (const name of ["tei", "schemas"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "tei/a.xml"), TEI("<p>a <hi>b</hi></p>"));
    writeFileSync(
      join(folder, "schemas/a.odd"),
      ODD(
        ' source="base.xml"',
        '<elementSpec ident="hi" mode="change"><model behaviour="omit"/></elementSpec>',
      ),
    );
    writeFileSync(
      join(folder, "schemas/base.xml"),
      ODD(
        "",
        '<elementSpec ident="p"><model behaviour="block"/></elementSpec><elementSpec ident="hi"><model behaviour="block"/></elementSpec>',
      ),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("covers an edition whose ODD stands on another", async () => {
    const { models, documents } = await coverEdition([], options);
    const own = models.filter(({ place }) => place.path.startsWith("schemas/"));
    expect(documents).toBe(1);
    expect(own.map(({ place, behaviour, fired }) => [place.ident, behaviour, fired])).toEqual([
      ["p", "block", 2],
      ["hi", "omit", 2],
    ]);
  });

  it("explains a passage, and says what is no place", async () => {
    const [web] = await explainPassage(join(folder, "tei/a.xml:2:7"), options);
    expect(web).toMatchObject({ element: "hi", line: 2, column: 6 });
    await expect(explainPassage("tei/a.xml", options)).rejects.toThrow("is no place");
  });
});
