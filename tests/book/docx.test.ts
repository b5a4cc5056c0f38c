import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { docx } from "../../src/book/index.ts";
import { folderOf } from "../cli/run.ts";
import { bookWith } from "./sample.ts";
import { zipContents } from "./zip-contents.ts";

const BODY = `<div><head>One</head><p>Some <hi rend="italic">words</hi><note>A <hi rend="italic">note</hi>.</note>, a
<ref target="https://example.org/a">link</ref> and <ref target="https://example.org/b">one more</ref>.</p><p>Second.</p>
<cit><quote><p>Quoted.</p></quote><bibl>Somewhere</bibl></cit>
<sp><speaker>ADA.</speaker><l>In verse</l></sp><list rend="ordered"><item>one</item></list>
<table><row><cell cols="2">wide</cell></row><row><cell>a</cell><cell>b</cell></row></table></div>`;

async function made(body = BODY): Promise<{ bytes: Uint8Array; files: ReadonlyMap<string, string> }> {
  const book = bookWith(body, "docx");
  const bytes = await docx(book, book.texts[0]!);
  const folder = folderOf({});
  const path = join(folder, "a.docx");
  writeFileSync(path, bytes);
  const files = await zipContents(path);
  rmSync(folder, { recursive: true, force: true });
  return { bytes, files };
}

describe("a file for word processors", () => {
  it("is the same a second time, with the date that it is given", async () => {
    const [one, other] = [await made(), await made()];
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
    expect(one.files.get("docProps/core.xml")).toContain(
      '<dcterms:created xsi:type="dcterms:W3CDTF">2001-09-09T01:46:40Z<',
    );
  });

  it("has footnotes that are footnotes, and styles by name", async () => {
    const { files } = await made();
    const text = files.get("word/document.xml")!;
    expect(text).toContain('<w:footnoteReference w:id="1"/>');
    expect(files.get("word/footnotes.xml")).toContain(">note</w:t>");
    for (const style of ["Heading1", "TextIndented", "Quotation", "Citation", "Speaker", "Verse"])
      expect(text).toContain(`<w:pStyle w:val="${style}"/>`);
    expect(text).toContain('<w:gridSpan w:val="2"/>');
    expect(text).toMatch(/<w:rPr><w:i\/>.*?<w:t[^>]*>words</u);
  });

  it("leads out by links that are counted", async () => {
    const { files } = await made();
    expect(files.get("word/document.xml")).toContain('r:id="rIdLink1"');
    const links = files.get("word/_rels/document.xml.rels")!;
    expect(links).toMatch(/Id="rIdLink1"[^>]*Target="https:\/\/example.org\/a"/u);
    expect(links).toMatch(/Id="rIdLink2"[^>]*Target="https:\/\/example.org\/b"/u);
  });

  it("counts its lists as the source does, from another number and with leaps", async () => {
    const item = (n: number): string => `<item n="${n}">item ${n}</item>`;
    const { files } = await made(
      `<list rend="numbered">${[4, 5, 9].map(item).join("")}</list><list rend="numbered"><item>one</item></list>`,
    );
    const numbered = [...files.get("word/document.xml")!.matchAll(/<w:numId w:val="(\d+)"\/>/gu)].map(
      ([, id]) => id!,
    );
    const starts = numbered.map((id) => startOf(files.get("word/numbering.xml")!, id));
    expect(starts).toEqual(["4", "4", "9", "1"]);
    expect(numbered[0]).toBe(numbered[1]);
    expect(new Set(numbered).size).toBe(3);
  });

  it("gives items that say what they are called by no other number", async () => {
    const list = '<list><item n="3">three</item></list><list><item n="a.">first</item></list>';
    const text = (await made(list)).files.get("word/document.xml")!;
    expect(text.match(/<w:numPr>/gu)).toHaveLength(1);
    expect(text).toMatch(/<w:pStyle w:val="ListText"\/>(?:(?!<w:p>).)*a\./su);
  });
});

/** The number that a list begins with, by its id in the numbering of a file (ECMA-376, part 1, section 17.9). */
function startOf(numbering: string, id: string): string | undefined {
  const list = new RegExp(`<w:num w:numId="${id}"[\\s\\S]*?</w:num>`, "u").exec(numbering)?.[0] ?? "";
  const overridden = /<w:startOverride w:val="(\d+)"/u.exec(list)?.[1];
  const kind = /<w:abstractNumId w:val="(\d+)"/u.exec(list)?.[1];
  const levels = new RegExp(`<w:abstractNum w:abstractNumId="${kind}"[\\s\\S]*?</w:abstractNum>`, "u").exec(
    numbering,
  );
  return overridden ?? /<w:start w:val="(\d+)"/u.exec(levels?.[0] ?? "")?.[1];
}
