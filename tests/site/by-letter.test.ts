import { expect, it } from "vitest";
import { alphabetOf, alphabetOfTexts } from "../../src/site/alphabet.ts";
import { siteOf, source } from "./small-site.ts";

const NAMES = ["Zola", "Łódź, Jan", "Lodz, Ann", "Ørsted", "Opitz", "Þórr", "Thomas", "Đorđe", "Ængel"];

it("letters that have no base letter and mark stand where one seeks them", () => {
  const sorted = alphabetOf("en").sorted(NAMES, (name) => name);
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

const inOrder = (language: string, names: string): string => {
  const { sorted, letterOf } = alphabetOf(language);
  return sorted(names.split(" "), (name) => name)
    .map((name) => `${letterOf(name)}:${name}`)
    .join(" ");
};

it("letters that a language has of its own stand in their places in its alphabet", () => {
  expect(inOrder("sv", "Öberg Ek Ärlig Ångström Zorn Aalto Übel Øst")).toBe(
    "A:Aalto E:Ek Y:Übel Z:Zorn Å:Ångström Ä:Ärlig Ö:Öberg Ö:Øst",
  );
  for (const language of ["da", "nb", "nn", "no"])
    expect(inOrder(language, "Åse Ørsted Zoëga Aakjær Abel Ærø Öst")).toBe(
      "A:Abel Z:Zoëga Æ:Ærø Ø:Ørsted Ø:Öst Å:Aakjær Å:Åse",
    );
  expect(inOrder("cs", "Ibsen Chopin Hus Čapek Cyril")).toBe("C:Cyril Č:Čapek H:Hus Ch:Chopin I:Ibsen");
  expect(inOrder("is", "Þórr Zola Álfur Abel")).toBe("A:Abel Á:Álfur Z:Zola Þ:Þórr");
  expect(inOrder("es", "Ocampo Ñúñez Nuño Llull Luz")).toBe("L:Llull L:Luz N:Nuño Ñ:Ñúñez O:Ocampo");
});

it("marks count for nothing in other languages, numbers as what they count, and what begins with no letter has none", () => {
  for (const language of ["de", "fr", "en", "la", "grc", "zh", "ru"])
    expect(alphabetOf(language).language).toBeNull();
  expect(inOrder("de", "Öhler Zorn Ohm")).toBe("O:Öhler O:Ohm Z:Zorn");
  expect(inOrder("sv", "Gata-10 Gata-9 10:e ??")).toBe("#:?? #:10:e G:Gata-9 G:Gata-10");
  expect(inOrder("sv", "Ибсен")).toBe("И:Ибсен");
});

it("a family name is sought without its particles", () => {
  const persons = ["von Hoesch Leopold", "de la Torre Ana", "von und zu Stein Karl", "Van Buren Martin"].map(
    (name, at) => {
      const forename = name.split(" ").at(-1)!;
      const surname = name.slice(0, -forename.length - 1);
      return `<person xml:id="p${at}"><persName><forename>${forename}</forename> <surname>${surname}</surname></persName></person>`;
    },
  );
  const page = siteOf({ r: source("Register", `<listPerson>${persons.join("")}</listPerson>`) }).get(
    "people/index.html",
  )!;
  expect([...page.matchAll(/href="[^"]*p\d\.html">([^<]+)/gu)].map(([, name]) => name)).toEqual([
    "Hoesch, Leopold von",
    "Torre, Ana de la",
    "Van Buren, Martin",
    "von und zu Stein, Karl",
  ]);
});

it("a register is in the alphabet of the language that most texts are in", () => {
  expect(alphabetOfTexts(["sv-FI", "sv", "de", null, null]).language).toBe("sv");
  expect(alphabetOfTexts(["sv", "de"]).language).toBeNull();
  expect(alphabetOfTexts([null]).language).toBeNull();
  const persons = ["Åkerhielm", "Adlercreutz", "Zander"].map(
    (name, at) => `<person xml:id="p${at}"><persName>${name}</persName></person>`,
  );
  const text = source("Brev", "<p>Kära du</p>", "sv");
  const page = siteOf({ t: text, r: source("Register", `<listPerson>${persons.join("")}</listPerson>`) }).get(
    "people/index.html",
  )!;
  expect([...page.matchAll(/href="[^"]*p\d\.html">([^<]+)/gu)].map(([, name]) => name)).toEqual([
    "Adlercreutz",
    "Zander",
    "Åkerhielm",
  ]);
});
