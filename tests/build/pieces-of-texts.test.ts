import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";

const CHAPTER = `<div xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><head>Of Cheese<note>Here.</note></head>
<p>It is old.</p><div><head>Its age</head><p>Very.</p></div></div>`;
const INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="chapter.xml"/>';

/** Builds the site of some documents; gives the folder of its texts. */
function built(documents: Readonly<Record<string, string>>): string {
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "E", site: { search: false } }),
    ...documents,
  });
  expect(colophon(folder, ["build", "--outputs", "html"]).code).toBe(0);
  return join(folder, "out/site/texts");
}

it("A chapter in a file of its own has a page, called by its heading", () => {
  const page = readFileSync(join(built({ "tei/chapter.xml": CHAPTER }), "chapter.html"), "utf8");
  expect(page).toContain("<h1>Of Cheese</h1>");
  expect(page).toContain("It is old.");
  expect(page).toContain("Its age");
});

it("A chapter that another document includes has none of its own", () => {
  const texts = built({ "tei/chapter.xml": CHAPTER, "tei/book.xml": tei(INCLUDE) });
  expect(existsSync(join(texts, "chapter.html"))).toBe(false);
  expect(readFileSync(join(texts, "book.html"), "utf8")).toContain("It is old.");
});
