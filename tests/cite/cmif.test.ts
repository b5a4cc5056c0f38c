import { describe, expect, it } from "vitest";
import { citeDocument, cmif } from "../../src/cite/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { treeOf } from "./cases.ts";

const LETTER = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>G. an Schiller</title><editor>Anna
Ott</editor></titleStmt><publicationStmt><publisher>Archiv</publisher><date when="2021-05-03">Mai 2021</date><availability><licence
target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability></publicationStmt></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName ref="#goethe">G.</persName><placeName ref="https://www.geonames.org/2812482">Weimar</placeName>
<date when="1794-06-13">13. Juni 1794</date></correspAction>
<correspAction type="received"><persName>Friedrich <surname>Schiller</surname></persName><rs type="place">Jena</rs><date>später</date></correspAction>
<correspAction type="forwarded"><persName>Meyer</persName></correspAction></correspDesc></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="goethe"><persName>Johann Wolfgang Goethe</persName><idno type="GND">https://d-nb.info/gnd/118540238</idno></person></listPerson></standOff>
<text><body><p>Text</p></body></text></TEI>`;

function letters(siteUrl: string | null, source = LETTER): string | null {
  const documents = [{ id: "letters/1 a", tree: treeOf(source, "tei/letters/1 a.xml") }];
  const registers = readRegisters(documents);
  const scope = linkScope(documents.map(anchorsOf));
  const { records } = citeDocument(documents[0]!.tree, { id: "letters/1 a", registers, scope });
  return cmif({ id: "x", title: "Letters & more", version: "1" }, siteUrl, registers, [records]);
}

describe("letters for exchange", () => {
  it("say who wrote to whom, when and from where, by the registers and authority files", () => {
    const text = letters("https://example.org/x/")!;
    const id = /<bibl [^>]*xml:id="(e[0-9a-f]{7}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12})"/u.exec(
      text,
    )?.[1];
    const description = text.slice(text.indexOf("<correspDesc"), text.indexOf("</profileDesc>"));
    expect(description.replace(/\s*\n\s*/gu, "")).toBe(
      `<correspDesc source="#${id}" ref=` +
        '"https://example.org/x/texts/letters/1%20a.html">' +
        '<correspAction type="sent"><persName ref="https://d-nb.info/gnd/118540238">Johann Wolfgang Goethe</persName>' +
        '<placeName ref="https://www.geonames.org/2812482">Weimar</placeName><date when="1794-06-13">13. Juni 1794</date></correspAction>' +
        '<correspAction type="received"><persName>Friedrich Schiller</persName></correspAction></correspDesc>',
    );
    expect(text).toContain("<title>Letters &amp; more</title>");
    expect(text).toContain('<idno type="url">https://example.org/x/cmif.xml</idno>');
  });

  it("say who edits them and what is allowed as their headers do", () => {
    const head = letters("https://example.org/x/")!.replace(/\s*\n\s*/gu, "");
    expect(head).toContain("<editor>Anna Ott</editor>");
    expect(head).toContain(
      '<publisher><ref target="https://example.org/x/">Archiv</ref></publisher><idno type="url">https://example.org/x/cmif.xml</idno>' +
        '<date when="2021-05-03"/><availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>',
    );
    const silent = letters(null, LETTER.replace(/<fileDesc>.*<\/fileDesc>/su, ""))!;
    expect(silent).toContain('<availability status="unknown">');
    expect(silent).not.toContain("<licence");
  });

  it("name each of the bodies and persons that one element names", () => {
    const source = LETTER.replace(
      "Archiv</publisher>",
      "<orgName>Archiv</orgName>\n<orgName>Verlag</orgName></publisher>",
    ).replace(/Anna\s+Ott/u, "<name>Ott, Anna</name>\n<name>Ude, Bo</name>");
    const head = letters(null, source)!.replace(/\s*\n\s*/gu, "");
    expect(head).toContain("<editor>Ott, Anna</editor><editor>Ude, Bo</editor>");
    expect(head).toContain("<publisher>Archiv</publisher><publisher>Verlag</publisher>");
  });

  it("are sent once, though they were written as well", () => {
    const sent = '<correspAction type="sent">';
    const written = `<correspAction type="written"><persName>G.</persName><date when="1794-06-12"/></correspAction>`;
    expect(letters(null, LETTER.replace(sent, `${written}${sent}`))).toBe(letters(null));
    const undated = LETTER.replace(/<date when="1794.*?<\/date>/u, "");
    const text = letters(null, undated.replace(sent, `${written}${sent}`))!;
    expect(text.match(/type="sent"/gu)).toHaveLength(1);
    expect(text).toContain('<date when="1794-06-12"/>');
    expect(letters(null, LETTER.replace(sent, '<correspAction type="sentBy">'))).toBe(letters(null));
  });

  it("name nobody where nobody is known", () => {
    const source = LETTER.replace(/<correspAction type="received">.*?<\/correspAction>/su, "");
    expect(letters(null, source)!.replace(/\s*\n\s*/gu, "")).toContain(
      '<correspAction type="received"><persName>Unknown</persName></correspAction></correspDesc>',
    );
  });

  it("are none where no header describes one", () => {
    expect(letters(null, LETTER.replace(/<correspDesc>.*<\/correspDesc>/su, ""))).toBeNull();
  });
});
