import { expect, it } from "vitest";
import { countReadingWords, plainContext } from "../../src/render/index.ts";
import { models, tree } from "./sample.ts";

const DEFAULTS = models();
const PEOPLE =
  '<listPerson><person xml:id="a"><persName>Ann Bee</persName><birth when="1900"/></person></listPerson>';
const WORKS =
  '<listBibl><bibl xml:id="w"><author>J. Doe</author>, <title>A Work</title>, 1900.</bibl></listBibl>';

it.each([
  ["three words here", "<p>Three words here.</p>", "", 3],
  [
    "no registers behind it, whether in a division with a heading or by themselves",
    "<p>Three words here.</p>",
    `<back><div type="register"><head>People and works</head>${PEOPLE}${WORKS}</div>${WORKS}</back>`,
    3,
  ],
  [
    "registers as far as they stand among other words behind it",
    "<p>Three words here.</p>",
    `<back><div><head>Notes</head><p>Two more.</p><div><head>People</head>${PEOPLE}</div></div></back>`,
    6,
  ],
  ["a list of works in its body", `<p>Three words here.</p>${WORKS}`, "", 8],
  ["a note behind it", "<p>Three<note>Two words.</note> words here.</p>", `<back>${PEOPLE}</back>`, 6],
])("counts of a text %s", (_, body, back, count) => {
  const document = tree(
    `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><text><body>${body}</body>${back}</text></TEI>`,
  );
  expect(countReadingWords(document, DEFAULTS, plainContext())).toBe(count);
});

it("counts the entries of a document that is a register", () => {
  const document = tree(
    `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><text><body><div>${PEOPLE}</div></body><back>${WORKS}</back></text></TEI>`,
  );
  expect(countReadingWords(document, DEFAULTS, plainContext())).toBeGreaterThan(5);
});
