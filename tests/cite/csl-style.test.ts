import { describe, expect, it } from "vitest";
import { styledReferences } from "../../src/cite/index.ts";
import { readRegisters } from "../../src/resolve/index.ts";
import { treeOf } from "./cases.ts";

const STYLE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Small</title><id>small</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><names variable="author"><name form="long" name-as-sort-order="all"/></names>
<text variable="title" font-style="italic" prefix=" :: "/>
<date variable="issued" prefix=" (" suffix=")"><date-part name="year"/></date></layout></bibliography></style>`;

const TERMS = `<term name="open-quote">“</term><term name="close-quote">”</term>
<term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term><term name="and">and</term>
<term name="et-al">et al.</term><term name="page-range-delimiter">–</term><term name="ordinal">th</term>`;

const LOCALE = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
<style-options punctuation-in-quote="true"/><date form="text"><date-part name="year"/></date><date form="numeric"><date-part name="year"/></date>
<terms>${TERMS}</terms></locale>`;

const REGISTER = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl>
<bibl xml:id="beauvoir"><author>Simone de Beauvoir</author>, <title>Le deuxième sexe &lt;I &amp; II&gt;</title>, <date>1949</date></bibl>
<bibl xml:id="anon"><title>Lazarillo</title>, <date>1554</date></bibl></listBibl></standOff></TEI>`;

describe("a style of the Citation Style Language", () => {
  const { works } = readRegisters([{ id: "register", tree: treeOf(REGISTER, "tei/register.xml") }]);

  it("writes works out through citeproc", () => {
    const references = styledReferences(works.values(), { style: STYLE, locale: LOCALE });
    expect(references.get("beauvoir")).toEqual([
      { text: "Beauvoir, Simone de :: ", italic: false },
      { text: "Le deuxième sexe <I & II>", italic: true },
      { text: " (1949).", italic: false },
    ]);
    expect([...references.keys()]).toEqual(["beauvoir", "anon"]);
  });

  it("is refused where it is none", () => {
    expect(() => styledReferences(works.values(), { style: "<style/>", locale: LOCALE })).toThrow();
  });
});
