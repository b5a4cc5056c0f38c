import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";

it("A site is called by the title of its configuration, whatever else that leaves out", () => {
  const folder = folderOf({
    "colophon.config.json": '{ "title": "Letters from Nowhere" }',
    "tei/one.xml": tei("<p>One.</p>"),
    "tei/two.xml": tei("<p>Two.</p>"),
  });
  expect(colophon(folder, ["build", "--quiet", "--outputs", "html,index", "--no-search"]).code).toBe(0);
  expect(readFileSync(join(folder, "out/site/index.html"), "utf8")).toContain(
    "<title>Letters from Nowhere</title>",
  );
  // The indexes name an edition that has all of id, title and version.
  const { edition } = JSON.parse(readFileSync(join(folder, "out/index/citations.json"), "utf8"));
  expect(edition).toBeNull();
});
