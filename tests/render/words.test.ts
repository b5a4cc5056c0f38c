import { describe, expect, it } from "vitest";
import { edtfInWords } from "../../src/render/date-words.ts";
import { INTERFACE_LANGUAGES, wordsFor } from "../../src/render/wording.ts";
import { listInWords, say, type WordKey } from "../../src/render/words.ts";
import { ENGLISH } from "../../src/render/words-en.ts";

const keys = Object.keys(ENGLISH) as WordKey[];

/** What is put into a text, by its names. */
function holesIn(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/gu))].sort();
}

describe.each(INTERFACE_LANGUAGES)("the interface in %s", (language) => {
  const words = wordsFor(language);

  it("has the same put in as in English, in as many forms", () => {
    const shapeOf = (texts: Readonly<Record<WordKey, string>>): readonly string[] =>
      keys.map((key) => `${key} ${texts[key].split("|").length} ${holesIn(texts[key]).join(" ")}`);
    expect(shapeOf(words)).toEqual(shapeOf(ENGLISH));
    expect(words.months.split(" ")).toHaveLength(12);
  });

  it("leaves no text empty or unsaid", () => {
    const values = Object.fromEntries(
      keys.flatMap((key) => holesIn(ENGLISH[key])).map((hole) => [hole.slice(1, -1), 2]),
    );
    const said = keys.map((key) => [key, say(words, key, values)] as const);
    expect(said.filter(([, text]) => text === "" || /[{}|]/u.test(text))).toEqual([]);
  });
});

describe("what goes together in Spanish", () => {
  it.each([
    [["Ana", "Isabel"], "Ana e Isabel"],
    [["Ana", "Íñigo"], "Ana e Íñigo"],
    [["agua", "hielo"], "agua y hielo"],
    [["Ana", "Luis"], "Ana y Luis"],
  ])("has a word between that sounds: %j", (parts, said) => {
    expect(listInWords(parts, wordsFor("es"))).toBe(said);
  });
});

describe("a date of an edition", () => {
  it.each([
    ["en", "3 March 1791", "44 BCE"],
    ["de-AT", "3. März 1791", "44 v. Chr."],
    ["fr", "3 mars 1791", "44 av. J.-C."],
    ["fr-CA", "3 mars 1791", "44 av. J.-C."],
    ["it", "3 marzo 1791", "44 a.C."],
    ["es-MX", "3 de marzo de 1791", "44 a. C."],
    ["nl", "3 March 1791", "44 BCE"],
  ])("is said in %s as there, or in English", (language, day, year) => {
    const said = ["1791-03-03", "-0044"].map((edtf) => edtfInWords(edtf, wordsFor(language)));
    expect(said).toEqual([day, year]);
  });

  it("has its first day said as there", () => {
    const said = ["en", "fr", "it"].map((language) => edtfInWords("1791-05-01", wordsFor(language)));
    expect(said).toEqual(["1 May 1791", "1er mai 1791", "1º maggio 1791"]);
  });
});
