import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readModelSource, standingOn } from "../../src/odd/index.ts";
import {
  type CompiledModels,
  compileModels,
  coverModels,
  DEFAULT_ODD,
  type ModelSource,
  plainContext,
  renderHtml,
  renderText,
  writeHtml,
} from "../../src/render/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { tree } from "./sample.ts";

/** A checkout of TEI Publisher's application (`eeditiones/tei-publisher-app`), beside this project or where one says. */
const CHECKOUT =
  process.env.COLOPHON_TEI_PUBLISHER ?? resolve(import.meta.dirname, "../../../tei-publisher-app");
const ODDS = join(CHECKOUT, "resources/odd");
const isThere = existsSync(ODDS);
if (!isThere)
  console.warn("skipped: no checkout of TEI Publisher at COLOPHON_TEI_PUBLISHER or beside the project");

function read(path: string): Tree {
  return tree(readFileSync(path, "utf8"), path);
}

function source(name: string): ModelSource {
  const own = readModelSource(read(join(ODDS, name)));
  return own.base === null || own.base === undefined ? own : standingOn(source(own.base), own);
}

function compiled(name: string): CompiledModels {
  return compileModels(readModelSource(read(DEFAULT_ODD.pathname)), source(name));
}

/** The demonstration documents, with the ODD that each names in its instruction. */
function* documents(): Generator<{ path: string; odd: string }> {
  for (const folder of ["demo", "doc", "sermons", "landing"]) {
    const at = join(CHECKOUT, "data", folder);
    for (const name of readdirSync(at).filter((each) => each.endsWith(".xml"))) {
      const path = join(at, name);
      const odd =
        /<\?teipublisher[^?]*odd="([^"]+)"/u.exec(readFileSync(path, "utf8"))?.[1] ?? "teipublisher.odd";
      if (existsSync(join(ODDS, odd))) yield { path, odd };
    }
  }
}

describe.skipIf(!isThere)("an ODD of TEI Publisher", () => {
  const odds = isThere
    ? readdirSync(ODDS).filter((name) => /^(?!teilite|teipublisher_odds).*\.odd$/u.test(name))
    : [];

  it.each(odds)("compiles: %s", (name) => {
    const { all, problems } = compiled(name);
    expect(all.length).toBeGreaterThan(450);
    // What is left asks the database it runs in: its collections, its configuration, the request.
    for (const { expression } of problems)
      expect(expression).toMatch(/\$|collection\(|doc\(|document-uri|format-date|<\w|\w:\w/u);
  });

  it("shows its demonstration documents, and no word of them is lost", () => {
    const models = new Map<string, CompiledModels>();
    let count = 0;
    for (const { path, odd } of documents()) {
      const using = models.get(odd) ?? compiled(odd);
      models.set(odd, using);
      const document = read(path);
      const { html, notes } = renderHtml(document, using, plainContext());
      const page = writeHtml([...html, ...notes]);
      expect(page, path).toContain("tei-");
      expect(renderText(document, using, plainContext()).length, path).toBeGreaterThan(200);
      const { models: uses } = coverModels([document], using);
      expect(
        uses.filter(({ place, fired }) => place.path.startsWith(ODDS) && fired > 0).length,
        path,
      ).toBeGreaterThan(3);
      count++;
    }
    expect(count).toBeGreaterThan(8);
  });
});
