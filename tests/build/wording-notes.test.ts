import { expect, it } from "vitest";
import { ENGLISH } from "../../src/render/words-en.ts";
import { colophon, folderOf, tei } from "../cli/run.ts";

/** What a build says of the words of a site in Hebrew that has these of its own. */
function saidOf(own: Readonly<Record<string, string>> | null): string {
  const site = { language: "he", search: false, ...(own === null ? {} : { words: "words.he.json" }) };
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "מכתבים", site }),
    "tei/one.xml": tei("<p>One.</p>"),
    ...(own === null ? {} : { "words.he.json": JSON.stringify(own) }),
  });
  const { code, err } = colophon(folder, ["build", "--outputs", "html"]);
  expect(code).toBe(0);
  return err.replace(/\u001b\[\d+m/gu, "");
}

it("A build says that the words of a site are English where its language has none", () => {
  expect(saidOf(null)).toContain("there are no words for “he”");
});

it("A build names the words that a site lacks in its language, and those of its own that no page has", () => {
  const { about: _about, notes: _notes, ...others } = ENGLISH;
  const said = saidOf({ ...others, abouut: "אודות" });
  expect(said).toContain(
    `words.he.json lacks 2 of ${Object.keys(ENGLISH).length} texts for “he”, which are in English:`,
  );
  expect(said).toMatch(/English: (?:about, notes|notes, about)\./u);
  expect(said).toContain("words.he.json has 1 that no page uses: abouut (about?).");
  expect(saidOf(ENGLISH)).not.toContain("words.he.json");
});
