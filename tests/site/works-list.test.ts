import { expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

function work(id: string, author: string, title: string): string {
  return `<bibl xml:id="${id}"><author><persName><forename>J.</forename> <surname>${author}</surname></persName></author>, <title level="m">${title}</title>, 1900</bibl>`;
}

const FEW = [work("cited", "Zola", "Quoted"), work("uncited", "Adams", "Never")].join("");
const MANY = Array.from({ length: 41 }, (_, at) =>
  work(`more-${at}`, at < 20 ? "Éluard" : "Ōe", `Work ${at}`),
);

/** The list of works of an edition that cites some, as its headings and its items stand one after the other. */
function listed(works: string, text: string): unknown {
  const files = siteOf({
    t: source("T", text),
    register: source("Works", `<listBibl>${works}</listBibl>`),
  });
  const html = files.get("works/index.html")!;
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return [...main.matchAll(/<(h\d|a|p class="(?:lead|count)")([^>]*)>([\s\S]*?)<\/(?:h\d|a|p)>/gu)].map(
    ([, tag, attributes, inner]) =>
      `${tag!.slice(0, 2)}${/id="[^"]*"|href="#[^"]*"/u.exec(attributes!)?.[0] ?? ""} ${inner!.replace(/<[^>]*>/gu, "")}`,
  );
}

const CITING = '<p>As <bibl corresp="#cited">Zola, Quoted, p. 3</bibl> says.</p>';

it("has the works that are cited first, and those that are not told apart", () => {
  expect(listed(FEW, CITING.replace("#cited", "register.xml#cited"))).toEqual([
    "h1 Works cited",
    expect.stringMatching(/^p {1,2}Every work the texts cite/u),
    "a J. Zola, Quoted (1900).",
    expect.stringMatching(/1 citation/u),
    "h2 Not cited in these texts",
    "a J. Adams, Never (1900).",
  ]);
});

it("is a list of works where none is cited", () => {
  expect(listed(FEW, "<p>No citation.</p>")).toEqual([
    "h1 Works",
    "a J. Adams, Never (1900).",
    "a J. Zola, Quoted (1900).",
  ]);
});

it("has ways to letters where it is long, in each of its parts", () => {
  const all = listed(FEW + MANY.join(""), CITING.replace("#cited", "register.xml#cited")) as string[];
  expect(all.slice(2, 12)).toEqual([
    "a J. Zola, Quoted (1900).",
    expect.stringMatching(/1 citation/u),
    "h2 Not cited in these texts",
    'ahref="#uncited-letter-a" A',
    'ahref="#uncited-letter-e" E',
    'ahref="#uncited-letter-o" O',
    'h3id="uncited-letter-a" A',
    "a J. Adams, Never (1900).",
    'h3id="uncited-letter-e" E',
    "a J. Éluard, Work 0 (1900).",
  ]);
});

it("leads to where a work is named without being cited", () => {
  const files = siteOf({
    t: source(
      "T",
      '<p xml:id="p1">I read <rs type="work" ref="register.xml#uncited">that book of hers</rs> in a day.</p>',
    ),
    register: source("Works", `<listBibl>${FEW}</listBibl>`),
  });
  const words = (path: string): string =>
    files
      .get(path)!
      .replace(/<[^>]*>/gu, "")
      .replace(/\s+/gu, " ");
  expect(words("works/index.html")).toContain("J. Adams, Never (1900). 1 mention");
  expect(words("works/uncited.html")).toContain("Named in 1 place I read that book of hers in a day.");
  expect(words("works/uncited.html")).not.toContain("Not cited");
  expect(files.get("works/uncited.html")).toContain('href="../texts/t.html#p1"');
});

it("calls a citation without words by the place that it cites", () => {
  const cited = listed(
    FEW,
    '<p><cit><quote>Sing.</quote><ref cRef="Od. 9.366"/></cit> <cit><quote>So.</quote><ref cRef="nowhere"/></cit></p>',
  ) as string[];
  expect(cited.slice(-3)).toEqual([
    "h2 Citations whose work is not known",
    expect.stringMatching(/^a .*9\.366$/u),
    expect.stringMatching(/^a → cit-/u),
  ]);
});

it.each([
  ["what no part of it says", "ed. by Poe, no. 10 (421)", true],
  ["nothing more", "1900", false],
])("has on the page of a work its entry in its own words where these say %s", (_what, words, isThere) => {
  const entry = `<bibl xml:id="w"><author>Lee</author>, <title>Tides</title>, <date>1900</date>, ${words}</bibl>`;
  const page = siteOf({ t: source("T", "<p>x</p>"), r: source("R", `<listBibl>${entry}</listBibl>`) }).get(
    "works/w.html",
  )!;
  expect(page.includes(`As the register has it: Lee, Tides, 1900, ${words}`)).toBe(isThere);
});
