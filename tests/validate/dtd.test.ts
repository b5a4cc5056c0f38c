import { describe, expect, it } from "vitest";
import { misfit } from "../../src/validate/content-model.ts";
import { casesOf, grammarOf, verdictOf } from "./schema-files.ts";

/** A DTD in the manner of TEI P4: the internal subset of a document chooses which parts it is made of. */
const FILES = {
  "dtd/tei2.dtd": `<!ENTITY % TEI.prose 'IGNORE'>
<!ENTITY % TEI.drama 'IGNORE'>
<!-- <!ENTITY % never SYSTEM "never.ent"> -->
<!ENTITY % core SYSTEM "sub/core.ent">
%core;
<![%TEI.drama;[ <!ENTITY % drama PUBLIC "-//X//Drama" "sub/drama.dtd"> %drama; ]]>
<!ELEMENT TEI.2 (teiHeader, text)>
<!ATTLIST TEI.2 id ID #IMPLIED>
<!ELEMENT teiHeader (title+)>
<!ELEMENT text (%divs;)+>`,
  "dtd/sub/core.ent": `<!ENTITY % divs "p | sp"><!ENTITY ouml "&#246;">
<!ELEMENT title (#PCDATA)><!ELEMENT p (#PCDATA|hi|pb)*><!ELEMENT hi (#PCDATA)><!ELEMENT pb EMPTY>
<!ATTLIST p id ID #IMPLIED rend (bold|it) "it" corresp IDREF #IMPLIED TEIform CDATA #FIXED "p">`,
  "dtd/sub/drama.dtd": `<!ELEMENT sp (speaker, p+, (stage, p)?)><!ATTLIST sp who CDATA #REQUIRED>
<!ELEMENT speaker (#PCDATA)><!ELEMENT stage (#PCDATA)>`,
};

const DOCTYPE = `<!DOCTYPE TEI.2 PUBLIC "-//TEI P4//DTD Main Document Type//EN" "http://www.tei-c.org/Guidelines/DTD/tei2.dtd" [
<!ENTITY % TEI.drama 'INCLUDE'>]>`;

/** The cases count lines from the outermost element on. */
function sameLines(verdict: string, above: number): string {
  return verdict.replace(/^(\d+):/gmu, (_, line: string) => `${Number(line) - above}:`);
}

describe("a DTD", () => {
  const grammar = grammarOf(FILES, "dtd");

  for (const { title, input, expected } of casesOf(import.meta.dirname, "dtd.cases")) {
    it(title, async () => {
      const verdict = await verdictOf(
        `<?xml version="1.0" encoding="ISO-8859-1"?>\n${DOCTYPE}\n${input}`,
        grammar,
      );
      expect(sameLines(verdict, 3)).toBe(expected);
    });
  }

  it("also serves documents without a DOCTYPE, whose outermost element may be any it declares", async () => {
    const text = "<text><p>one</p></text>";
    expect(await verdictOf(text, grammar)).toBe("valid");
    expect(await verdictOf("<text/>", grammar)).toMatch(/1:1 schema\/element-incomplete/u);
  });

  it("is what the document's internal subset makes of it", async () => {
    const speech = `<text><sp who="a"><speaker>A</speaker><p>one</p></sp></text>`;
    expect(await verdictOf(speech, grammar)).toMatch(/schema\/element-unknown <sp/u);
    const chosen = `<!DOCTYPE text SYSTEM "tei2.dtd" [<!ENTITY % TEI.drama "INCLUDE">]>${speech}`;
    expect(await verdictOf(chosen, grammar)).toBe("valid");
  });

  it("takes a document deeper than libxml2 likes", async () => {
    const nested = grammarOf({ "n.dtd": "<!ELEMENT n (n?)>" }, "dtd");
    expect(await verdictOf(`${"<n>".repeat(500)}${"</n>".repeat(500)}`, nested)).toBe("valid");
  });

  it("that is broken is named with file and line", async () => {
    const broken = grammarOf({ "b.dtd": "<!ELEMENT a EMPTY>\n<!ELEMENT b (c,>\n" }, "dtd");
    expect(await verdictOf("<a/>", broken)).toMatch(/^b\.dtd:2:1 schema\/schema-invalid/mu);
  });

  it("is for the document's own entities, whose faults are told in their files", async () => {
    const files = { "e.dtd": "<!ELEMENT a (b*)><!ELEMENT b (#PCDATA)>", "chapter.xml": "<b/>\n<c/>" };
    const text = '<!DOCTYPE a SYSTEM "e.dtd" [<!ENTITY chapter SYSTEM "chapter.xml">]><a>&chapter;</a>';
    const verdict = await verdictOf(text, grammarOf(files, "dtd"));
    expect(verdict).toMatch(/^chapter\.xml:2:1 schema\/not-valid/mu);
    expect(verdict).not.toContain("schema-invalid");
  });

  it("of which a part is not here says so, and does not wait for the network", async () => {
    const parted = grammarOf(
      { "a.dtd": '<!ENTITY % x SYSTEM "http://localhost:1/x.ent">\n%x;\n<!ELEMENT a EMPTY>' },
      "dtd",
    );
    expect(await verdictOf("<a/>", parted)).toMatch(/^a\.dtd|schema\/not-valid/mu);
  });
});

describe("a content model", () => {
  it("names the first child that may not stand where it does", () => {
    expect(misfit("(a , (b | c)* , d?)", ["a", "b", "c", "d"])).toBeNull();
    expect(misfit("(a , (b | c)* , d?)", ["a", "b", "a"])).toEqual({ at: 2, expected: ["b", "c", "d"] });
    expect(misfit("(a , b+)", ["a"])).toEqual({ at: 1, expected: ["b"] });
    expect(misfit("((a | b)+ , c)", [])).toEqual({ at: 0, expected: ["a", "b"] });
  });

  it("that was cut short is not understood, so nothing is claimed", () => {
    expect(misfit("(a , b ...", ["b"])).toBeNull();
  });
});
