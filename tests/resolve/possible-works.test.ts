import { describe, expect, it } from "vitest";
import { type CitedWords, NO_WORDS } from "../../src/resolve/cited-words.ts";
import { readRegisters } from "../../src/resolve/index.ts";
import { indexWorks, parseWords, possibleWorks } from "../../src/resolve/work-index.ts";
import { treeOf } from "../cite/cases.ts";

const REGISTER = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl>
<bibl xml:id="lund"><author>Ida Lund</author>, <title>Weather Lore</title>, <date>1870</date></bibl>
<bibl xml:id="dale"><author>Otto Dale</author>, <title>Weather and Winds</title>, <date>1880</date></bibl>
<bibl xml:id="arnt"><author>Carl Arnt</author>, <title level="a">Harbours</title>, <title level="j">Weather</title> 3 (1890)</bibl>
</listBibl></standOff></TEI>`;

const INDEX = indexWorks(readRegisters([{ id: "register", tree: treeOf(REGISTER, "tei/register.xml") }]));

function found(words: Partial<CitedWords>): string[] {
  return possibleWorks(parseWords({ ...NO_WORDS, ...words }), INDEX).map(({ work }) => work.key);
}

const LUND = { authors: [{ text: "Lund", key: null }] };

describe("the works that a citation is compared with", () => {
  it("are those with its words", () => {
    expect(found({ titles: ["Weather"] })).toEqual(["lund", "dale", "arnt"]);
  });

  it("are those of its authors, and what stands in something", () => {
    expect(found({ ...LUND, titles: ["Weather"] })).toEqual(["lund", "arnt"]);
  });

  it("are those of others as well where a year may prove one, or a name is cut short", () => {
    expect(found({ ...LUND, titles: ["Weather"], years: ["1880"] })).toEqual(["lund", "dale", "arnt"]);
    expect(found({ authors: [{ text: "Lu.", key: null }], titles: ["Weather"] })).toEqual([
      "lund",
      "dale",
      "arnt",
    ]);
  });
});
