import { describe, expect, it } from "vitest";
import { encode, encodeManuscript, readMarkdown, TEXT_KINDS } from "../../src/encode/index.ts";
import { REGISTERS } from "./kind-registers.ts";

const ESSAY = TEXT_KINDS.get("essay")!;

/** What an essay has of names that no register knows: name, how often, and where first. */
function candidates(source: string, registers = REGISTERS): string[] {
  const { candidates: found } = encodeManuscript(readMarkdown(source, ESSAY), ESSAY, { registers });
  return found.map(({ name, count, line, column }) => `${name} ${count} ${line}:${column}`);
}

const NO_REGISTERS = { people: [], places: [], organisations: [] };

describe("names that no register has", () => {
  it("are listed with how often and where they stand first, the most frequent first", () => {
    const source =
      "The letter went to Rosa Luxemburg in Zurich.\nShe read it, and Jogiches read it. In Zurich nobody answered.\n\nLater Jogiches wrote to\nZurich again.";
    expect(candidates(source)).toEqual(["Zurich 3 1:38", "Jogiches 2 2:18", "Rosa Luxemburg 1 1:20"]);
  });

  it("are never marked", () => {
    const source = "The letter went to Rosa Luxemburg in Zurich.";
    const { xml } = encodeManuscript(readMarkdown(source, ESSAY), ESSAY, { registers: NO_REGISTERS });
    expect(xml).toContain('<p xml:id="p-1">The letter went to Rosa Luxemburg in Zurich.</p>');
  });

  it("are not those that a register has, in whole or in part", () => {
    const registers = {
      ...NO_REGISTERS,
      people: [{ pointer: "r.xml#rl", names: ["Rosa Luxemburg"] }],
    };
    expect(candidates("So wrote Rosa Luxemburg. Then Luxemburg spoke, and Zetkin.", registers)).toEqual([
      "Zetkin 1 1:52",
    ]);
  });

  it("are no words that only begin sentences, lines or headings, nor days and months", () => {
    const source =
      "# The Winter in Question\n\nNobody came. Perhaps it rained on that Monday in May.\n\nSnow fell. Afterwards the snow went away, and perhaps nobody cared.";
    expect(candidates(source)).toEqual([]);
  });

  it("have particles, initials and apostrophes, and may run over a line", () => {
    const source =
      "It was said by Ludwig van\nBeethoven, by J. S. Bach, by D’Alembert and by Sean O’Casey’s brother.";
    expect(candidates(source)).toEqual([
      "Ludwig van Beethoven 1 1:16",
      "J. S. Bach 1 2:15",
      "D’Alembert 1 2:30",
      "Sean O’Casey 1 2:48",
    ]);
  });

  it("are of several words where all nouns have capitals", () => {
    const sentence =
      "Der Brief kam am Abend aus der Stadt, und das Haus lag im Dunkel; nur die Lampe auf dem Tisch gab dem Zimmer etwas Licht. ";
    const source = `${sentence.repeat(4)}Am Morgen las ihn Rosa Luxemburg den Freunden vor.`;
    expect(candidates(source).map((line) => line.replace(/ \d+:\d+$/u, ""))).toEqual(["Rosa Luxemburg 1"]);
  });

  it("are found in Spanish and in Russian", () => {
    expect(candidates("El rey fue a Sevilla, y de Sevilla a Cádiz con Juan de la Cruz.")).toEqual([
      "Sevilla 2 1:14",
      "Cádiz 1 1:38",
      "Juan de la Cruz 1 1:48",
    ]);
    expect(candidates("Письмо получил Лев Троцкий, а ответил Бухарин.")).toEqual([
      "Лев Троцкий 1 1:16",
      "Бухарин 1 1:39",
    ]);
  });

  it("are found behind the signs of an index", () => {
    const { candidates: found } = encode("A title\n\n\nThe plea of Bukharin was heard, and Bukharin fell.\n");
    expect(found).toMatchObject([{ name: "Bukharin", count: 2, line: 4, column: 13 }]);
  });
});
