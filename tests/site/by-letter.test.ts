import { expect, it } from "vitest";
import { sortedByLetters } from "../../src/site/wording.ts";
import { siteOf, source } from "./small-site.ts";

const NAMES = ["Zola", "Łódź, Jan", "Lodz, Ann", "Ørsted", "Opitz", "Þórr", "Thomas", "Đorđe", "Ængel"];

it("letters that have no base letter and mark stand where one seeks them", () => {
  const sorted = sortedByLetters(NAMES, (name) => name);
  expect(sorted).toEqual("Ængel|Đorđe|Lodz, Ann|Łódź, Jan|Opitz|Ørsted|Thomas|Þórr|Zola".split("|"));
});

it("and under that letter in a long register", () => {
  const persons = [...NAMES, ...Array.from({ length: 40 }, (_, at) => `Zoe ${at}`)].map(
    (name, at) => `<person xml:id="p${at}"><persName>${name}</persName></person>`,
  );
  const files = siteOf({ r: source("Register", `<listPerson>${persons.join("")}</listPerson>`) });
  const page = files.get("people/index.html")!;
  const letters = [...page.matchAll(/class="letter">(.)</gu)].map(([, letter]) => letter);
  expect(letters).toEqual(["A", "D", "L", "O", "T", "Z"]);
});
