import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { folderOf, tei } from "../cli/run.ts";
import { allText, build, SECRET } from "./house.ts";

describe("what a document says, in what is made of it", () => {
  const BODY = `<p rendition="file:///SECRET">by rendition</p><p><graphic url="../secret.png"/></p>
<cit><quote>=HYPERLINK("http://x","y")</quote><bibl corresp="#w">@SUM(1+1), 400</bibl></cit>`;
  const LIST = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl><biblStruct xml:id="w"><monogr><author>=cmd|' /C calc'!A0</author><title>＝1+1</title><imprint><date when="-0400">400 BC</date></imprint></monogr></biblStruct></listBibl></standOff></TEI>`;
  let out = "";

  beforeAll(async () => {
    const secret = join(folderOf({ "secret.txt": SECRET }), "secret.txt");
    const text = tei(BODY.replace("/SECRET", secret)).replace(
      "<title>T</title>",
      "<title>&lt;/script>&lt;script>alert(6)&lt;/script></title>",
    );
    const folder = folderOf({ "tei/a.xml": text, "tei/register.xml": LIST });
    await build(folder);
    out = join(folder, "out");
  });

  it("closes no script that data stands in", () => {
    const names = readdirSync(join(out, "site"), { recursive: true, encoding: "utf8" });
    const html = names.filter((name) => name.endsWith(".html"));
    const pages = html.map((name) => readFileSync(join(out, "site", name), "utf8")).join("\n");
    const scripts = [...pages.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/gu)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, data = ""] of scripts) expect(() => JSON.parse(data) as unknown).not.toThrow();
    expect(pages).not.toMatch(/<script>alert/u);
  });

  it("reads no file of the house", () => {
    expect(allText(out)).toContain("by rendition");
    expect(allText(out)).not.toContain(SECRET);
  });

  it("is no formula in a table, and a year stays a number", () => {
    const tables = readdirSync(join(out, "index")).filter((name) => name.endsWith(".csv"));
    const cells = tables.flatMap((name) => cellsOf(readFileSync(join(out, "index", name), "utf8")));
    expect(cells.filter((cell) => /^[=@＝＠\t\r\n]|^[-+＋－](?!\d+$)/u.test(cell))).toEqual([]);
    for (const sign of ["'=HYPERLINK", "'@SUM", "'＝1+1"])
      expect(
        cells.some((cell) => cell.startsWith(sign)),
        sign,
      ).toBe(true);
  });
});

/** The cells of a table (RFC 4180). */
function cellsOf(table: string): string[] {
  const text = table.replace(/^\ufeff/u, "");
  return [...text.matchAll(/"((?:[^"]|"")*)"|[^,\r\n]+/gu)].map(
    ([whole, quoted]) => quoted?.replaceAll('""', '"') ?? whole,
  );
}
