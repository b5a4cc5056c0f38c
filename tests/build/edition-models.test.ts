import { readdirSync, symlinkSync, writeFileSync } from "node:fs";
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

describe("the stylesheets of an ODD", () => {
  const css = async (source: string, prepare: (folder: string) => void = () => {}): Promise<string> => {
    const declared = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><tagsDecl><rendition source="${source}"/></tagsDecl></encodingDesc></teiHeader>
      <text><body>${odd("block")}</body></text></TEI>`;
    const rule = ".own { color: red }";
    const folder = folderOf({
      "schemas/e.odd": declared,
      "schemas/more/e.css": rule,
      "schemas/e.txt": rule,
      "e.css": rule,
    });
    prepare(folder);
    return (await loadModels({}, folder)).css;
  };

  it("are files beside it whose names end in .css, and links are not followed", async () => {
    expect(await css("more/e.css")).toContain(".own");
    expect(await css("../schemas/more/e.css")).toContain(".own");
    for (const source of ["e.txt", "../e.css", "missing.css", "more"])
      expect(await css(source)).not.toContain(".own");
    const linked = (target: string) => (folder: string) =>
      symlinkSync(join(folder, target), join(folder, "schemas/link.css"));
    for (const target of ["e.css", "schemas/e.txt", "schemas/more/e.css"])
      expect(await css("link.css", linked(target))).not.toContain(".own");
  });
});
