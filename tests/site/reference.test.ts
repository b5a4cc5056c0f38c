import { expect, it } from "vitest";
import { fullReference as chicago, plainReference, shortReference } from "../../src/cite/reference.ts";
import { readString } from "../../src/read/index.ts";
import { wordsFor } from "../../src/render/index.ts";
import { readRegisters, type Work } from "../../src/resolve/index.ts";
import { fullReference, shortNames } from "../../src/site/reference.ts";

function work(entry: string): Work {
  const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl>${entry}</listBibl></standOff></TEI>`;
  const { tree } = readString(source, { path: "tei/r.xml" });
  return [...readRegisters([{ id: "r", tree: tree! }]).works.values()][0]!;
}

const OPEN = work(
  '<biblStruct xml:id="a"><monogr><author><forename>Ann</forename> <surname>Roe</surname></author><author>et al.</author><editor><forename>Bo</forename> <surname>Lee</surname></editor><title>Plain Things</title><imprint><date>1999</date></imprint></monogr></biblStruct>',
);

it("an entry that leaves names out is said to, in the words of the page", () => {
  expect(shortNames(OPEN, wordsFor("en"))).toBe("Roe et al.");
  expect(shortNames(OPEN, wordsFor("de"))).toBe("Roe u. a.");
  expect(JSON.stringify(fullReference(OPEN, wordsFor("en")))).toContain("Ann Roe et al.");
  expect(plainReference(shortReference(OPEN))).toBe("Roe et al., Plain Things");
  expect(plainReference(chicago(OPEN))).toContain("Ann Roe et al., Plain Things, ed. Bo Lee");
});
