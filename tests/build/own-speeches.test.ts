import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";

const ODD = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Own</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><schemaSpec ident="own" start="TEI"><elementSpec ident="reply" ns="https://example.org/own" mode="add"><classes><memberOf key="model.divPart"/><memberOf key="att.ascribed.directed"/></classes></elementSpec></schemaSpec></body></text></TEI>`;

it("Speeches of an edition's own elements are in the indexes, whatever else is made", () => {
  const folder = folderOf({
    "colophon.config.json": '{ "title": "Minutes" }',
    "schemas/own.odd": ODD,
    "tei/one.xml": tei(
      '<div xmlns:o="https://example.org/own"><o:reply who="#a">I object.</o:reply><o:reply>[Laughter.]</o:reply></div><listPerson><person xml:id="a"><persName>Ann</persName></person></listPerson>',
    ),
  });
  const speeches = (outputs: string): unknown => {
    colophon(folder, ["build", "--quiet", "--no-cache", "--no-search", "--outputs", outputs]);
    const made = JSON.parse(readFileSync(join(folder, "out/index/speeches.json"), "utf8"));
    return made.speeches.map(({ who, text }: { who: string[]; text: string }) => [who, text]);
  };
  expect(speeches("index")).toEqual([[["a"], "I object."]]);
  expect(speeches("html,index")).toEqual([[["a"], "I object."]]);
});
