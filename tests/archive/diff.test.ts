import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { diffInWords } from "../../src/archive/index.ts";
import { diffArchives } from "../../src/build/archive-diff.ts";
import { archive, edition, letter } from "./edition.ts";

it("tells two packages apart by document and by part", async () => {
  const folder = edition({
    "tei/b.xml": letter({ body: "To be dropped." }),
    "tei/notes/plan.txt": "The plan.",
  });
  const config = (version: string): string => JSON.stringify({ id: "letters", title: "Letters", version });
  const before = (await archive(folder)).packed?.bag ?? "";
  writeFileSync(join(folder, "tei/a.xml"), letter({ body: "Read me again." }));
  writeFileSync(join(folder, "tei/c.xml"), letter({ body: "New." }));
  writeFileSync(join(folder, "tei/notes/draft.txt"), "The plan.");
  writeFileSync(join(folder, "colophon.config.json"), config("1.1.0"));
  rmSync(join(folder, "tei/b.xml"));
  rmSync(join(folder, "tei/notes/plan.txt"));
  const after = (await archive(folder)).packed?.bag ?? "";
  const diff = await diffArchives(before, `${after}.zip`);
  const of = (id: string): string[] =>
    (diff.documents.find(({ document }) => document === id)?.changes ?? []).map(
      ({ change, path }) => `${change} ${path}`,
    );
  expect(of("a")).toEqual(
    expect.arrayContaining(["changed tei/a.xml", "changed text/a.txt", "changed site/texts/a.html"]),
  );
  expect(of("b")).toEqual(expect.arrayContaining(["removed tei/b.xml", "removed text/b.txt"]));
  expect(of("c")).toEqual(expect.arrayContaining(["added tei/c.xml", "added text/c.txt"]));
  expect(diff.parts.find(({ part }) => part === "tei")?.changes).toEqual([
    { change: "moved", path: "tei/notes/draft.txt", from: "tei/notes/plan.txt" },
  ]);
  expect(diffInWords(diff)).toMatch(/document a\n(?: {2}~ .*\n)*? {2}~ tei\/a\.xml/u);
  expect(diffInWords(await diffArchives(after, after))).toMatch(
    /^0 changed, 0 added, 0 removed, 0 moved, \d+ the same\n$/u,
  );
});
