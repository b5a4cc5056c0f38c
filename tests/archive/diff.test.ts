import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { diffInWords } from "../../src/archive/index.ts";
import { diffArchives } from "../../src/build/archive/diff.ts";
import { TaskError } from "../../src/build/run/task-error.ts";
import { archive, edition, letter } from "./edition.ts";

it("tells two packages apart by document and by part", async () => {
  const folder = edition({
    "tei/b.xml": letter({ body: "To be dropped." }),
    "tei/notes/plan.txt": "The plan.",
  });
  const config = (version: string): string => JSON.stringify({ id: "letters", title: "Letters", version });
  const before = (await archive(folder)).packed?.bag ?? "";
  writeFileSync(join(folder, "tei/a.xml"), letter({ body: "Read me again." }));
  writeFileSync(
    join(folder, "tei/c.xml"),
    letter({ body: "New.</p><div><p>Of it.</p></div><div><p>" }).replace("</p></body>", "</p></div></body>"),
  );
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
  expect(of("c")).toEqual(
    expect.arrayContaining(["added tei/c.xml", "added text/c.txt", "added site/tei/c;ref=2.xml"]),
  );
  expect(diff.parts.find(({ part }) => part === "tei")?.changes).toEqual([
    { change: "moved", path: "tei/notes/draft.txt", from: "tei/notes/plan.txt" },
  ]);
  expect(diffInWords(diff)).toMatch(/document a\n(?: {2}~ .*\n)*? {2}~ tei\/a\.xml/u);
  expect(diffInWords(await diffArchives(after, after))).toMatch(
    /^0 changed, 0 added, 0 removed, 0 moved, \d+ the same\n$/u,
  );
});

it("does not compare what is damaged, and says what is", async () => {
  const { bag, zip } = (await archive(edition())).packed!;
  const broken = async (before: string): Promise<string> => {
    const error: unknown = await diffArchives(before, zip).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TaskError);
    expect((error as Error).message).toContain(`colophon archive verify ${before}`);
    return (error as Error).message;
  };
  const cut = `${zip}.cut.zip`;
  writeFileSync(cut, readFileSync(zip).subarray(0, 5_000));
  expect(await broken(cut)).toMatch(/damaged/u);
  rmSync(join(bag, "data/tei/a.xml"));
  expect(await broken(bag)).toContain("data/tei/a.xml is listed and is not there");
  writeFileSync(join(bag, "manifest-sha512.txt"), "no checksum  data/tei/a.xml\n");
  expect(await broken(bag)).toContain("manifest-sha512.txt: line 1 is not a checksum and a path");
  writeFileSync(join(bag, "manifest-sha512.txt"), Buffer.from([0xff, 0xfe, 0xfd]));
  expect(await broken(bag)).toContain("manifest-sha512.txt cannot be read");
  writeFileSync(join(bag, "inventory.json"), "{");
  expect(await broken(bag)).toContain("inventory.json is not a JSON object");
});
