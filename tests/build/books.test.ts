import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildAndPublish } from "../../src/build/build.ts";
import { zipContents } from "../book/zip-contents.ts";
import { folderOf } from "../cli/run.ts";
import { source } from "../site/small-site.ts";

const PERSONS = source(
  "Persons",
  `<listPerson><person xml:id="ann"><persName>Ann Bee</persName></person></listPerson>`,
);

/** The chapters of the EPUB that is made of documents, by the titles in its contents. */
async function chaptersOf(documents: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = Object.entries(documents).map(([id, text]) => [`tei/${id}.xml`, text]);
  const folder = folderOf({ "colophon.config.json": '{ "id": "e" }', ...Object.fromEntries(files) });
  try {
    await buildAndPublish({
      folder,
      config: null,
      safe: false,
      jobs: 1,
      cache: false,
      out: "out",
      outputs: ["epub"],
      reading: "edited",
      strict: false,
      progress: () => {},
    });
    const inside = await zipContents(join(folder, "out/epub/e.epub"));
    const [, contents] = [...inside].find(([path]) => path.endsWith("nav.xhtml"))!;
    return [...contents.matchAll(/<a href="text[^"]*">([^<]*)<\/a>/gu)].map(([, title]) => title!);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the chapters of a book", () => {
  it("are its texts, not its registers", async () => {
    const letter = source("A letter", `<p>Dear <persName ref="z-persons.xml#ann">Ann</persName>.</p>`);
    const other = source("Another", "<p>Dear Bob.</p>");
    expect(await chaptersOf({ a: letter, b: other, "z-persons": PERSONS })).toEqual(["A letter", "Another"]);
  });

  it("are the registers where there is nothing else", async () => {
    expect(await chaptersOf({ persons: PERSONS })).toEqual(["Persons"]);
  });
});
