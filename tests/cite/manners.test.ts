import { describe, expect, it } from "vitest";
import { bibliographyEntry, type Manner, plainReference } from "../../src/cite/index.ts";
import { readRegisters } from "../../src/resolve/index.ts";
import { treeOf } from "./cases.ts";

const SOURCE = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl>
<bibl xml:id="b"><author>Stephen F. Cohen</author>, <title level="m">Bukharin</title>, <pubPlace>New York</pubPlace>: <publisher>Knopf</publisher>, <date when="1973"/></bibl>
<bibl xml:id="a"><author>Simone Weil</author> <author>Ann Lee</author> <title level="a">L'Iliade?</title> <title level="j">Cahiers</title> <biblScope unit="volume">27</biblScope> <biblScope unit="issue">2</biblScope> <date when="1940-12"/> <biblScope unit="page" from="561" to="574"/></bibl>
</listBibl></standOff></TEI>`;
const { works } = readRegisters([{ id: "r", tree: treeOf(SOURCE, "tei/r.xml") }]);

describe("a bibliography", () => {
  it.each<[Manner, string, string]>([
    [
      "chicago-notes",
      "Cohen, Stephen F. Bukharin. New York: Knopf, 1973.",
      "Weil, Simone, and Ann Lee. “L'Iliade?” Cahiers 27, no. 2 (1940): 561–574.",
    ],
    [
      "chicago-author-date",
      "Cohen, Stephen F. 1973. Bukharin. New York: Knopf.",
      "Weil, Simone, and Ann Lee. 1940. “L'Iliade?” Cahiers 27 (2): 561–574.",
    ],
    [
      "mla",
      "Cohen, Stephen F. Bukharin. Knopf, 1973.",
      "Weil, Simone, and Ann Lee. “L'Iliade?” Cahiers, vol. 27, no. 2, 1940, pp. 561–574.",
    ],
    [
      "apa",
      "Cohen, S. F. (1973). Bukharin. Knopf.",
      "Weil, S., & Lee, A. (1940). L'Iliade? Cahiers, 27(2), 561–574.",
    ],
  ])("in the manner of %s", (manner, book, article) => {
    expect(plainReference(bibliographyEntry(works.get("b")!, manner))).toBe(book);
    expect(plainReference(bibliographyEntry(works.get("a")!, manner))).toBe(article);
  });
});
