import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markdown } from "../../src/book/index.ts";
import { buildAndPublish } from "../../src/build/build.ts";
import { casesOf } from "../cases.ts";
import { folderOf } from "../cli/run.ts";
import { bookWith } from "./sample.ts";

describe("Markdown", () => {
  for (const { title, input, expected } of casesOf(import.meta.dirname, "markdown.cases")) {
    it(title, () => {
      const book = bookWith(input, "markdown");
      const [head, ...rest] = markdown(book, book.texts[0]!, () => false).split("\n\n");
      expect(head).toMatch(/^# /u);
      expect(rest.join("\n\n").trim()).toBe(expected);
    });
  }
});

function documentOf(body: string, status = "published"): string {
  return `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><revisionDesc status="${status}"/></teiHeader>
<text><body>${body}</body></text></TEI>`;
}

it("links from file to file, and to none that is not written", async () => {
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "E" }),
    "tei/a.xml": documentOf(
      '<p>See <ref target="more/b.xml#p">b</ref>, <ref target="draft.xml">a draft</ref><note>and <ref target="more/b.xml">b</ref></note>.</p>',
    ),
    "tei/more/b.xml": documentOf('<p xml:id="p">Back to <ref target="../a.xml">a</ref>.</p>'),
    "tei/draft.xml": documentOf("<p>Not yet.</p>", "draft"),
  });
  await buildAndPublish({
    folder,
    config: null,
    safe: false,
    jobs: 1,
    cache: false,
    out: "out",
    outputs: ["markdown"],
    reading: "edited",
    strict: false,
    progress: () => {},
  });
  const written = readdirSync(join(folder, "out/markdown"), { recursive: true, encoding: "utf8" });
  const textOf = (name: string): string => readFileSync(join(folder, "out/markdown", name), "utf8");
  expect(written.filter((name) => name.endsWith(".md")).sort()).toEqual(["a.md", "more/b.md"]);
  expect(textOf("a.md")).toContain("See [b](more/b.md), a draft[^1].");
  expect(textOf("a.md")).toContain("[^1]: and [b](more/b.md)");
  expect(textOf("more/b.md")).toContain("Back to [a](../a.md).");
});
