import { describe, expect, it } from "vitest";
import { siteOf } from "./small-site.ts";

/** What the page of a text with this author says of how to cite it. */
function citedBy(author: string): { bibtex: string; csl: { author: unknown } } {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>${author}</titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>x</p></body></text></TEI>`;
  const page = siteOf({ t: text }).get("texts/t.html")!;
  return JSON.parse(/id="site:cite">(.*?)<\/script>/su.exec(page)![1]!);
}

describe("an author, as a text is cited", () => {
  it.each([
    [
      "whose family name is marked",
      `<author><persName><forename>Johann Wolfgang</forename> <nameLink>von</nameLink> <surname>Goethe</surname></persName><idno type="pnd">118540238</idno></author>`,
      "von Goethe, Johann Wolfgang",
      { family: "Goethe", given: "Johann Wolfgang", "non-dropping-particle": "von" },
    ],
    [
      "who is said to be a person",
      "<author><persName>Ludo Martens</persName></author>",
      "Martens, Ludo",
      { family: "Martens", given: "Ludo" },
    ],
    [
      "whose name is turned round",
      "<author>Ibsen, Henrik</author>",
      "Ibsen, Henrik",
      { family: "Ibsen", given: "Henrik" },
    ],
    ["that may be a body", "<author>The Assembly</author>", "{The Assembly}", { literal: "The Assembly" }],
    [
      "that is one",
      "<author><orgName>Office of Letters</orgName></author>",
      "{Office of Letters}",
      { literal: "Office of Letters" },
    ],
  ])("%s", (_, author, bibtex, csl) => {
    const cited = citedBy(author);
    expect(cited.bibtex).toContain(`  author = {${bibtex}},`);
    expect(cited.csl.author).toEqual([csl]);
  });
});
