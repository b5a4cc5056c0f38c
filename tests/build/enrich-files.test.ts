import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { enrichFiles } from "../../src/build/index.ts";

const folder = mkdtempSync(join(tmpdir(), "colophon-enriched-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REGISTER =
  '<standOff><listBibl><bibl xml:id="w"><author>Müller</author>, <title>Reise</title>, <date>1801</date></bibl>' +
  '<bibl xml:id="v"><author>Schmidt</author>, <title>Fahrt</title>, <date>1805</date></bibl></listBibl></standOff>';

function tei(body: string, encoding = "UTF-8"): string {
  return `<?xml version='1.0'  encoding="${encoding}" ?>\n<!DOCTYPE TEI [<!ENTITY uuml "&#252;">]>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">${REGISTER}<text xml:lang="de"><body>${body}</body></text></TEI>\n`;
}

const BODY = `<p  rend = 'a&quot;b'
  >M&#252;ller sagt: <quote   rend="a'b"  >Etwas</quote > (<bibl  type='y'>M&uuml;ller, Reise, S. 5</bibl  >).
 <cit><quote>Mehr</quote><bibl><![CDATA[Schmidt]]>, Fahrt, S. 3</bibl></cit> <bibl>Ebd., S. 10 ff.</bibl><!-- c --><?pi  x ?></p>`;

/** Has the text of an edition enriched, and gives what it is then. */
async function enriched(
  name: string,
  bytes: Uint8Array,
  more: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const edition = join(folder, name);
  mkdirSync(join(edition, "tei"), { recursive: true });
  for (const [path, text] of Object.entries(more)) writeFileSync(join(edition, path), text);
  writeFileSync(join(edition, "tei", "text.xml"), bytes);
  await enrichFiles([], { folder: edition, config: null, safe: true, likely: false, dryRun: false });
  return readFileSync(join(edition, "tei", "text.xml"));
}

/** What was added: each stretch of signs between two that were there, where nothing else has changed; else null. */
function additions(before: string, after: string): readonly string[] | null {
  const ADDED = / (?:corresp|source)="#[wv]"|<biblScope[^>]*>|<\/biblScope>/gu;
  return after.replace(ADDED, "") === before ? (after.match(ADDED) ?? []) : null;
}

const ADDITIONS = [
  ' source="#w"',
  ' corresp="#w"',
  ' source="#v"',
  ' corresp="#v"',
  ' corresp="#v"',
  '<biblScope unit="page" from="10">',
  "</biblScope>",
];

describe("what cite --write leaves of a file", () => {
  it.each([
    ["lines that end in CR LF", "utf8", tei(BODY).replace(/\n/gu, "\r\n")],
    ["a mark of the order of bytes", "utf8", `\ufeff${tei(BODY)}`],
    ["UTF-16", "utf16le", `\ufeff${tei(BODY, "UTF-16")}`],
    ["ISO-8859-1", "latin1", tei(BODY, "ISO-8859-1")],
  ] as const)("is every byte: %s", async (name, encoding, source) => {
    const after = await enriched(name, Buffer.from(source, encoding));
    expect(additions(source, after.toString(encoding))).toEqual(ADDITIONS);
  });

  it("is an attribute that has no value, which is filled in", async () => {
    const quoting = (source: string, corresp: string): string =>
      tei(
        `<p>M&#252;ller: <quote source = '${source}' >Etwas</quote> (<bibl type="y" corresp="${corresp}">M&#252;ller, Reise</bibl>)</p>`,
      );
    const after = await enriched("empty", Buffer.from(quoting("", " ")));
    expect(after.toString("utf8")).toBe(quoting("#w", "#w").replace("source = '#w' ", 'source="#w" '));
  });

  it("means what the document means with what it includes", async () => {
    const part = '<p xmlns="http://www.tei-c.org/ns/1.0"><bibl>Müller, Reise, S. 4</bibl></p>';
    const source = tei(
      '<p><bibl>Schmidt, Fahrt, S. 9</bibl></p><xi:include href="../part.xml"/><p><bibl>Ebd., S. 11</bibl></p>',
    );
    const more = { "colophon.config.json": '{"xinclude":true}', "part.xml": part };
    const after = (await enriched("included", Buffer.from(source), more)).toString("utf8");
    expect(additions(source, after)).not.toBeNull();
    // Read by itself the file has Schmidt before “Ebd.”.
    expect(after).toContain('<bibl corresp="#w">Ebd., <biblScope unit="page" from="11" to="11">S. 11');
    expect(readFileSync(join(folder, "included", "part.xml"), "utf8")).toBe(part);
  });

  it("is all of it where the file is TEI in no namespace, in which pointers are other ones", async () => {
    const source = tei(BODY).replace('xmlns="http://www.tei-c.org/ns/1.0" ', "");
    expect((await enriched("no namespace", Buffer.from(source))).toString()).toBe(source);
  });
});
