import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { colophon } from "../cli/run.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const MODEL = `<model behaviour="inline">
            <param name="marks" value="'single'"/>
          </model>`;
const OTHER = `<modelSequence>
            <model output="web" behaviour="inline" cssClass="distance">
              <param name="marks" value="'double'"/>
              <outputRendition>font-variant: small-caps</outputRendition>
            </model>
            <model output="plain" behaviour="inline">
              <param name="marks" value="'none'"/>
            </model>
          </modelSequence>`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "colophon-"));
  for (const part of ["schemas", "tei"]) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
});

/** Gives the page and the reading text of the edition as its ODD has them shown now. */
function built(): { page: string; text: string; css: string } {
  expect(colophon(folder, ["build", "--outputs", "html,text"]).code).toBe(0);
  const read = (path: string): string => readFileSync(join(folder, "out", path), "utf8");
  return {
    page: read("site/texts/bukharins-confession.html"),
    text: read("text/bukharins-confession.txt"),
    css: read("site/assets/colophon.css"),
  };
}

/** Puts other models in place of those of one element. */
function changeModel(element: string): void {
  const path = join(folder, "schemas/edition.odd");
  const odd = readFileSync(path, "utf8");
  const start = odd.indexOf(`<elementSpec ident="${element}">`);
  const end = odd.indexOf("</elementSpec>", start);
  const changed = odd.slice(start, end).replace(MODEL, OTHER);
  expect(changed).toContain("modelSequence");
  writeFileSync(path, odd.slice(0, start) + changed + odd.slice(end));
}

describe("the models of the edition's ODD", () => {
  it("say how an element is shown, in the page and in the text: another model, another page", () => {
    const before = built();
    expect(before.text).toContain("the ‘show trial’ theory");
    expect(before.page).not.toMatch(/class="[^"]*distance/u);
    changeModel("soCalled");
    const after = built();
    expect(after.text).toContain("the show trial theory");
    expect(after.page).toMatch(/<span class="[^"]*\bdistance\b[^"]*">“show trial”<\/span>/u);
    expect(after.css).toContain("font-variant: small-caps");
  });
});
