import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import { colophon, folderOf, type Run, tei } from "../cli/run.ts";

/** What stands in files that nobody may read by way of a document. */
const SECRET = "the secret of the house";

/** What is measured here has a program to start first, on a machine that has other things to do. */
const PATIENT = { timeout: 60_000 };

interface Said {
  readonly code: string;
  readonly message: string;
  readonly line: number;
}

function findingsOf(run: Run): Said[] {
  const { documents } = JSON.parse(run.out) as { documents: { findings: Said[] }[] };
  return documents.flatMap(({ findings }) => findings);
}

function check(folder: string, ...args: readonly string[]): Run {
  return colophon(folder, ["check", "--format", "json", ...args], { COLOPHON_CACHE: "off" });
}

/** All that was written below a folder, as one text: whatever is hidden in it is found. */
function allText(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return files.map((path) => readFileSync(path, "latin1")).join("\n");
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe("entities", () => {
  it("from a file are never read, and never lost in silence", PATIENT, () => {
    const folder = folderOf({
      "secret.txt": SECRET,
      "tei/a.xml": `<!DOCTYPE TEI [<!ENTITY xxe SYSTEM "../secret.txt"><!ENTITY far SYSTEM "http://127.0.0.1:9/x">]>${tei("<p>It is &xxe; and &far;.</p>")}`,
    });
    const run = check(folder);
    expect(run.code).toBe(1);
    expect(findingsOf(run).map(({ message }) => message)).toEqual([expect.stringContaining("xxe")]);
    expect(run.out + run.err).not.toContain(SECRET);
  });

  it("of the document itself are what they stand for", () => {
    const { tree } = readString(
      `<!DOCTYPE p [<!ENTITY mdash "—"><!ENTITY two "&mdash;&mdash;">]><p>a&two;b</p>`,
      {
        path: "a.xml",
      },
    );
    expect(tree?.root.text).toBe("a——b");
  });

  const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
    "",
  );
  it.each([
    ["that double one another", `<!DOCTYPE a [<!ENTITY l0 "lol">${lol}]><a>&l9;</a>`],
    [
      "that are long and many",
      `<!DOCTYPE a [<!ENTITY l "${"x".repeat(50_000)}">]><a>${"&l;".repeat(20_000)}</a>`,
    ],
    ["that double one another in an attribute", `<!DOCTYPE a [<!ENTITY l0 "lol">${lol}]><a b="&l9;"/>`],
  ])("%s are refused at once, in little memory", (_what, source) => {
    const before = process.memoryUsage().heapUsed;
    let code: string | undefined;
    const time = milliseconds(() => {
      const { tree, findings } = readString(source, { path: "a.xml" });
      expect(tree).toBeNull();
      code = findings[0]?.code;
    });
    expect(code).toMatch(/^wellformed\/(?:entity|expansion)/u);
    expect(time).toBeLessThan(1000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });
});

describe("shapes without measure", () => {
  it("are refused at once: nesting, attributes", () => {
    const sources = [
      "<a>".repeat(200_000),
      `<a ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`,
    ];
    for (const source of sources) {
      expect(milliseconds(() => expect(readString(source, { path: "a.xml" }).tree).toBeNull())).toBeLessThan(
        1000,
      );
    }
  });

  it("of a pattern have a verdict in time", PATIENT, () => {
    const data = (pattern: string): string =>
      `<element name="v" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><data type="string"><param name="pattern">${pattern}</param></data></element>`;
    const folder = folderOf({
      "one.rng": data("(a+)+"),
      "two.rng": data("((a{1,30}){1,30})"),
      "a.xml": `<v>${"a".repeat(2000)}b</v>`,
    });
    for (const schema of ["one.rng", "two.rng"]) {
      let run: Run | undefined;
      const time = milliseconds(() => {
        run = check(folder, "a.xml", "--only", "schema", "--schema", schema);
      });
      expect(run?.code).toBe(1);
      expect(time).toBeLessThan(15_000);
    }
  });
});

describe("addresses on the network", () => {
  it("of DTDs, schemas, inclusions, pictures and stylesheets are never asked", PATIENT, async () => {
    let hits = 0;
    const server = createServer((socket) => {
      hits++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const host = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const head = `<?xml-model href="${host}/a.rng"?><?xml-stylesheet type="text/xsl" href="${host}/a.xsl"?><!DOCTYPE TEI SYSTEM "${host}/tei.dtd">`;
    const body = `<p facs="${host}/f.jpg"><graphic url="${host}/g.jpg"/><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${host}/i.xml"/><ptr target="${host}/p"/></p>`;
    const folder = folderOf({
      "tei/a.xml": head + tei(body),
      "tei/b.xml": tei(`<p corresp="${host}/b.xml#x">b</p>`),
    });
    const runs = [check(folder), colophon(folder, ["build"], { COLOPHON_CACHE: "off" })];
    await new Promise((resolve) => void setTimeout(resolve, 50));
    server.close();
    expect(hits).toBe(0);
    expect(runs.map(({ code }) => code)).toEqual([1, 1]);
    expect(findingsOf(runs[0]!).map(({ code }) => code)).toContain("schema/not-here");
  });
});

describe("paths that lead out of the project", () => {
  it("are errors where they would be read, and nothing of them is told", PATIENT, () => {
    const outside = folderOf({
      "secret.xml": `<p xmlns="http://www.tei-c.org/ns/1.0">${SECRET}</p>`,
      "secret.txt": SECRET,
    });
    const hrefs = [
      "../../secret.xml",
      `${outside}/secret.xml`,
      `file://${outside}/secret.xml`,
      "%2e%2e/%2e%2e/secret.xml",
      "link.xml",
      "C:\\secret.xml",
    ];
    const includes = hrefs.map(
      (href) => `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${href}"/>`,
    );
    const folder = folderOf({
      "edition/tei/a.xml": tei(includes.join("\n")),
      "secret.xml": `<p>${SECRET}</p>`,
    });
    symlinkSync(join(outside, "secret.xml"), join(folder, "edition/tei/link.xml"));
    const edition = join(folder, "edition");
    const run = check(edition, "tei/a.xml");
    expect(run.code).toBe(1);
    expect(new Set(findingsOf(run).map(({ line }) => line)).size).toBe(hrefs.length);
    colophon(edition, ["build"], { COLOPHON_CACHE: "off" });
    expect(run.out + run.err + allText(edition)).not.toContain(SECRET);
  });

  it("in a bag are errors", PATIENT, () => {
    const folder = folderOf({
      "secret.txt": SECRET,
      "bag/bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
      "bag/data/a.txt": "abc",
      "bag/manifest-sha256.txt": `ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  data/a.txt\n${"0".repeat(64)}  data/../../secret.txt\n`,
    });
    const run = colophon(folder, ["archive", "verify", "bag"]);
    expect(run.code).toBe(1);
    expect(run.err).toContain("../../secret.txt");
  });

  it("of a stylesheet are refused, to read and to write", PATIENT, () => {
    const sheet = (body: string): string =>
      `<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">${body}</xsl:template></xsl:stylesheet>`;
    const folder = folderOf({
      "secret.txt": SECRET,
      "edition/a.xml": tei("<p>a</p>"),
      "edition/colophon.config.json": "{}",
      "edition/read.xsl": sheet(`<xsl:value-of select="unparsed-text('../secret.txt')"/>`),
      "edition/write.xsl": sheet(`<xsl:result-document href="../../written.txt">w</xsl:result-document>`),
    });
    const edition = join(folder, "edition");
    const runs = ["read.xsl", "write.xsl"].map((xsl) =>
      colophon(edition, ["transform", "a.xml", "--xsl", xsl]),
    );
    for (const run of runs) {
      expect(run.code).toBe(2);
      expect(run.out + run.err).not.toContain(SECRET);
    }
    expect(existsSync(join(folder, "written.txt"))).toBe(false);
    expect(existsSync(join(folder, "..", "written.txt"))).toBe(false);
    expect(colophon(edition, ["transform", "a.xml", "--xsl", "write.xsl", "--safe"]).code).toBe(2);
  });
});

describe("what a document says, in what is made of it", () => {
  const ADDRESSES = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java&#9;script:alert(1)",
    "data:text/html,x",
    "vbscript:x",
  ];
  const BODY = `${ADDRESSES.map((address) => `<p><ref target="${address}">click</ref></p>`).join("")}
<p style="background:url(javascript:alert(2))" rend="x&quot; onmouseover=&quot;alert(3)">styled</p>
<p rendition="file:///SECRET">by rendition</p><p><graphic url="../secret.png"/></p>
<figure><svg xmlns="http://www.w3.org/2000/svg" onload="alert(4)"><script>alert(5)</script></svg></figure>
<cit><quote>=HYPERLINK("http://x","y")</quote><bibl corresp="#w">@SUM(1+1), 400</bibl></cit>`;
  const LIST = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listBibl><biblStruct xml:id="w"><monogr><author>=cmd|' /C calc'!A0</author><title>＝1+1</title><imprint><date when="-0400">400 BC</date></imprint></monogr></biblStruct></listBibl></standOff></TEI>`;
  let folder = "";
  let out = "";

  beforeAll(() => {
    const secret = join(folderOf({ "secret.txt": SECRET }), "secret.txt");
    const text = tei(BODY.replace("/SECRET", secret)).replace(
      "<title>T</title>",
      "<title>&lt;/script>&lt;script>alert(6)&lt;/script></title>",
    );
    folder = folderOf({ "tei/a.xml": text, "tei/register.xml": LIST });
    colophon(folder, ["build"], { COLOPHON_CACHE: "off" });
    out = join(folder, "out");
  }, 60_000);

  afterAll(() => expect(existsSync(out)).toBe(true));

  function pages(): string {
    const names = readdirSync(join(out, "site"), { recursive: true, encoding: "utf8" });
    const html = names.filter((name) => name.endsWith(".html"));
    expect(html.length).toBeGreaterThan(1);
    return html.map((name) => readFileSync(join(out, "site", name), "utf8")).join("\n");
  }

  it("runs nothing", () => {
    const html = pages();
    expect(html).not.toMatch(/<script>alert|onload=|onmouseover="|href="\s*(?:java|vb|data:text)/iu);
    expect(html).not.toMatch(/url\(\s*javascript/iu);
    expect(html).toContain("click");
  });

  it("closes no script that data stands in", () => {
    const scripts = [...pages().matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/gu)];
    for (const [, data = ""] of scripts) expect(() => JSON.parse(data) as unknown).not.toThrow();
  });

  it("reads no file of the house", () => {
    expect(allText(out)).not.toContain(SECRET);
  });

  it("is no formula in a table, and a year stays a number", () => {
    const tables = readdirSync(join(out, "index")).filter((name) => name.endsWith(".csv"));
    expect(tables.length).toBeGreaterThan(0);
    const cells = tables.flatMap((name) => cellsOf(readFileSync(join(out, "index", name), "utf8")));
    expect(cells.filter((cell) => /^[=@＝\t\r]|^[+-](?!\d+$)/u.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.includes("HYPERLINK") || cell.includes("SUM("))).toBe(true);
  });
});

/** The cells of a table (RFC 4180). */
function cellsOf(table: string): string[] {
  const text = table.replace(/^\ufeff/u, "");
  return [...text.matchAll(/"((?:[^"]|"")*)"|[^,\r\n]+/gu)].map(
    ([whole, quoted]) => quoted?.replaceAll('""', '"') ?? whole,
  );
}
