import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CitedDocument, citeDocument, sourceOfText, sourceOfTree } from "../../src/cite/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { treeOf } from "./cases.ts";

const REGISTER = treeOf(
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl><bibl xml:id="flood"><author>Ana Ruiz</author>,
   <title>The Flood</title>, <date>1901</date></bibl></listBibl></standOff></TEI>`,
  "tei/register.xml",
);

/** Cites a quotation of the work whose text is given. */
function cited(body: string, source: ReturnType<typeof sourceOfText>): CitedDocument {
  const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body>${body}</body></text></TEI>`;
  const documents = [
    { id: "essay", tree: treeOf(xml, "tei/essay.xml") },
    { id: "register", tree: REGISTER },
  ];
  return citeDocument(documents[0]!.tree, {
    id: "essay",
    registers: readRegisters(documents),
    scope: linkScope(documents.map(anchorsOf)),
    sources: { of: (work) => (work === "flood" ? source : null) },
  });
}

function quoting(words: string, page = ""): string {
  const text = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<p>She writes <cit><quote>${text}</quote> <bibl corresp="register.xml#flood">Ruiz, <title>The Flood</title>${page}</bibl></cit>.</p>`;
}

const CASES = readFileSync(join(import.meta.dirname, "quotation-sources.txt"), "utf8")
  .split(/^# /mu)
  .slice(1)
  .map((part) => {
    const [head = "", behind = ""] = part.split(/^==> /mu);
    const [title = "", ...source] = head.split("\n");
    const [quotation = "", expected = ""] = behind.trim().split("\n");
    return { title, source: source.join("\n"), quotation, expected };
  });

describe("a quotation is held against its source", () => {
  it.each(CASES)("$title", ({ source, quotation, expected }) => {
    const { records } = cited(quoting(quotation), sourceOfText(source, "flood.txt"));
    const passage = records.quotations[0]!.passage!;
    const place = passage.place === null ? "-" : `${passage.place.unit} ${passage.place.n}`;
    expect(`${passage.found} | ${place} | ${passage.text ?? "-"}`).toBe(expected);
  });
});

const TEXT = `[p. 11]\nThe river rose in the night, and nobody slept.\n[p. 12]\nIn the morning it fell as slowly as it had come.\n`;

describe("what is found amiss", () => {
  const SOURCE = sourceOfText(TEXT, "flood.txt");

  it("stands side by side", () => {
    const { findings } = cited(quoting("In the evening it fell as slowly as it had come"), SOURCE);
    expect(findings.map(({ code }) => code)).toEqual(["citations/misquotation"]);
    expect(findings[0]!.message).toContain(
      "quoted: In the ⟦evening⟧ it fell as slowly as it had come\n" +
        "  source: In the ⟦morning⟧ it fell as slowly as it had come",
    );
    expect(findings[0]!.message).toContain("flood.txt, page 12");
  });

  it.each([
    ["p. 12", []],
    ["pp. 11–12", []],
    ["p. 11 f.", []],
    ["p. 14", ["citations/quotation-elsewhere"]],
  ])("asks whether it stands at %s", (page, codes) => {
    const { findings } = cited(quoting("it fell as slowly as it had come", `, ${page}`), SOURCE);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ["the variant word stood there", []],
    ["the lemma word stood there", []],
    ["the other word stood there, fire and sword", []],
    ["the third word stood there, fire & sword", []],
    ["the fourth word stood there", ["citations/misquotation"]],
    ["the variant word stood there, and fire and sword", ["citations/misquotation"]],
  ])("knows what the apparatus has, and “&”: %s", (words, codes) => {
    const tree = treeOf(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>There
       <app><lem>the lemma</lem><rdg wit="#A">the variant</rdg><rdgGrp><rdg wit="#B">the other</rdg><rdg wit="#C">the third</rdg></rdgGrp></app>
       word stood there, fire &amp; sword.</p></body></text></TEI>`,
      "flood.xml",
    );
    const { findings } = cited(quoting(words), sourceOfTree(tree, "flood.xml", null));
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it("takes the one of two places that is cited", () => {
    const twice = sourceOfText("[p. 1]\nand nobody slept\n[p. 2]\nand nobody slept\n", "flood.txt");
    const { records } = cited(quoting("nobody slept", ", p. 2"), twice);
    expect(records.quotations[0]!.passage).toMatchObject({ place: { n: "2" }, asCited: true });
  });

  it("takes an element for what was left out", () => {
    const { findings } = cited(
      quoting("X").replace("X", "The river rose <gap/> nobody slept<note>indeed</note>"),
      SOURCE,
    );
    expect(findings).toEqual([]);
  });
});

describe("a source in TEI", () => {
  const tree = treeOf(
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><div type="chapter" n="2"><pb n="7"/><p xml:id="p7">The
     <choice><sic>rivre</sic><corr>river</corr></choice> rose in<note>At night.</note> the <pb n="8"/>night.</p></div></body></text></TEI>`,
    "tei/flood.xml",
  );

  it("is linked to, and counted by its pages and divisions", () => {
    const source = sourceOfTree(tree, "tei/flood.xml", "flood");
    const { records, findings } = cited(quoting("The river rose", ", chap. 2"), source);
    expect(findings).toEqual([]);
    expect(records.quotations[0]!.passage).toMatchObject({
      found: "exact",
      place: { unit: "chapter", n: "2" },
      url: "texts/flood.html#p7",
    });
  });

  it.each([
    ["The river rose in the night", "exact", "7"],
    ["The rivre rose in the night", "exact", "7"],
    ["At night", "exact", "7"],
    ["The rover rose in the night", "nearest", "7"],
  ])("has the words around a note, the note, and what was corrected: %s", (words, found, n) => {
    const source = sourceOfTree(tree, "tei/flood.xml", "flood");
    const { records } = cited(quoting(words, ", p. 7"), source);
    expect(records.quotations[0]!.passage).toMatchObject({ found, place: { unit: "page", n } });
  });
});

const word = fc.stringMatching(/^[a-z]{2,9}$/u);

describe("any passage of any source", () => {
  const made = fc.array(word, { minLength: 60, maxLength: 200 }).chain((words) =>
    fc.record({
      words: fc.constant(words),
      from: fc.nat(words.length - 30),
      length: fc.integer({ min: 12, max: 28 }),
    }),
  );

  it("is found again after changes that are allowed", () => {
    const change = fc.array(fc.constantFrom(" ", "  ", "\n", ", ", " — ", "-\n", " “"), {
      minLength: 30,
      maxLength: 30,
    });
    fc.assert(
      fc.property(made, change, fc.nat(8), ({ words, from, length }, signs, cut) => {
        const source = sourceOfText(words.join(" "), "any.txt");
        const passage = words.slice(from, from + length);
        const quoted = passage.map((each, at) => each + (at === length - 1 ? "" : signs[at]!));
        const shortened = [...quoted.slice(0, cut + 1), " […] ", ...quoted.slice(cut + 3)];
        for (const text of [quoted.join(""), shortened.join("").toUpperCase()]) {
          const { records } = cited(quoting(text), source);
          expect(records.quotations[0]!.passage!.found).toBe("exact");
        }
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it("is reported with the word that was exchanged", () => {
    fc.assert(
      fc.property(made, fc.nat(9), ({ words, from, length }, place) => {
        const source = sourceOfText(words.join(" "), "any.txt");
        const quoted = words
          .slice(from, from + length)
          .map((each, at) => (at === place + 1 ? "QXZQXZ" : each));
        const { findings } = cited(quoting(quoted.join(" ")), source);
        expect(findings.map(({ code }) => code)).toEqual(["citations/misquotation"]);
        expect(findings[0]!.message).toContain("⟦QXZQXZ⟧");
        expect(findings[0]!.message).toContain(`⟦${words[from + place + 1]}⟧`);
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});
