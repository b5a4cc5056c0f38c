import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SchemaCache } from "../../src/build/cache/schema-cache.ts";
import { loadModels } from "../../src/build/edition-models.ts";
import { plainContext, renderHtml, writeHtml } from "../../src/render/index.ts";
import { folderOf, tei } from "../cli/run.ts";
import { tree } from "../render/sample.ts";

const TEMPLATE = `<pb:template xmlns:pb="http://teipublisher.com/1.0"><b>[[content]]</b></pb:template>`;

/** An ODD that shows paragraphs by a behaviour, with something in the model. */
function odd(behaviour: string, inside = ""): string {
  return `<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="e" start="TEI"><elementSpec ident="p" mode="change">
<model predicate="not(@rend)" behaviour="${behaviour}">${inside}<outputRendition>color: red</outputRendition></model>
</elementSpec></schemaSpec>`;
}

describe("the models of an edition", () => {
  const folder = folderOf({ "schemas/e.odd": odd("block") });
  const cache = (): SchemaCache => new SchemaCache(folder, "1");
  const shown = async (kept: SchemaCache | null): Promise<string> => {
    const models = await loadModels({}, folder, kept);
    expect(models.problems).toEqual([]);
    const places = models.all.map(({ place, condition }) => [place, condition]);
    const { html } = renderHtml(tree(tei("<p>One <hi>two</hi>.</p>"), "tei/a.xml"), models, plainContext());
    return JSON.stringify([models.css, places, writeHtml(html)]);
  };
  const entries = (): number =>
    readdirSync(join(folder, "schemas")).filter((name) => name.endsWith(".bin")).length;

  it("are the same when they are taken from the cache", async () => {
    const expected = await shown(null);
    expect(await shown(cache())).toBe(expected);
    expect(entries()).toBe(2);
    expect(await shown(cache())).toBe(expected);
  });

  it("are others when the ODD is another, and read anew where they have templates", async () => {
    writeFileSync(join(folder, "schemas/e.odd"), odd("heading"));
    const expected = await shown(null);
    for (let time = 0; time < 2; time++) expect(await shown(cache())).toBe(expected);
    expect(entries()).toBe(3);
    writeFileSync(join(folder, "schemas/e.odd"), odd("block", TEMPLATE));
    const written = await shown(null);
    expect(written).toContain("<b>");
    for (let time = 0; time < 2; time++) expect(await shown(cache())).toBe(written);
    expect(entries()).toBe(3);
  });
});
