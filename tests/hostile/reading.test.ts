import { rmSync, symlinkSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument, readString } from "../../src/read/index.ts";
import type { Finding } from "../../src/report/index.ts";
import { compileSchema, validate } from "../../src/validate/relaxng/index.ts";
import { folderOf, tei } from "../cli/run.ts";
import { allText, build, check, SECRET } from "./house.ts";

describe("entities", () => {
  it("from a file are never read, and never lost in silence", async () => {
    const folder = folderOf({
      "secret.txt": SECRET,
      "tei/a.xml": `<!DOCTYPE TEI [<!ENTITY xxe SYSTEM "../secret.txt"><!ENTITY far SYSTEM "http://127.0.0.1:9/x">]>${tei("<p>It is &xxe; and &far;.</p>")}`,
    });
    const findings = await check(folder);
    expect(findings).toMatchObject([
      { code: "wellformed/entity-not-read", message: expect.stringContaining("&xxe;") },
      { code: "wellformed/entity-not-read", message: expect.stringContaining("&far;") },
    ]);
    expect(JSON.stringify(findings)).not.toContain(SECRET);
  });

  it("of the document itself are what they stand for", () => {
    const source = `<!DOCTYPE p [<!ENTITY mdash "—"><!ENTITY two "&mdash;&mdash;">]><p>a&two;b</p>`;
    expect(readString(source, { path: "a.xml" }).tree?.root.text).toBe("a——b");
  });

  const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  it.each([
    ["that multiply one another", `<!DOCTYPE a [<!ENTITY l0 "lol">${lol.join("")}]><a>&l9;</a>`],
    [
      "that are long and many",
      `<!DOCTYPE a [<!ENTITY l "${"x".repeat(50_000)}">]><a>${"&l;".repeat(20_000)}</a>`,
    ],
    ["that multiply in an attribute", `<!DOCTYPE a [<!ENTITY l0 "lol">${lol.join("")}]><a b="&l9;"/>`],
  ])("%s are refused at once, in little memory", { timeout: 20_000 }, (_what, source) => {
    const before = process.memoryUsage().heapUsed;
    const { tree, findings } = readString(source, { path: "a.xml" });
    expect(tree).toBeNull();
    expect(findings[0]?.code).toMatch(/^wellformed\/(?:entity|expansion)/u);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });
});

describe("shapes without measure", () => {
  it.each([
    ["nesting", "<a>".repeat(200_000)],
    ["attributes", `<a ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`],
  ])("are refused at once: %s", { timeout: 20_000 }, (_what, source) => {
    const { tree, findings } = readString(source, { path: "a.xml" });
    expect(tree).toBeNull();
    expect(findings[0]?.help).toContain("limits.");
  });

  it("of a document are a finding: no string holds it", async () => {
    const folder = folderOf({ "large.xml": "<a>" });
    // The file has a hole for most of its content, which takes no room on the disk.
    truncateSync(join(folder, "large.xml"), 540_000_000);
    const found = await check(folder, [join(folder, "large.xml")]);
    rmSync(folder, { recursive: true });
    expect(found).toMatchObject([{ code: "wellformed/document-too-large" }]);
  });

  /** What is found in a value that matches a pattern all along, and then does not. */
  function found(pattern: string): readonly Finding[] {
    const grammar = `<element name="v" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><data type="string"><param name="pattern">${pattern}</param></data></element>`;
    const { schema, findings } = compileSchema({ path: "s.rng", bytes: Buffer.from(grammar) });
    const { tree } = readDocument(Buffer.from(`<v>${"a".repeat(300)}b</v>`), { path: "a.xml" });
    return schema === null ? findings : validate(tree!, schema);
  }

  it.each([
    ["(a+)+", "schema/text-invalid"],
    ["(a|a?)+", "schema/text-invalid"],
    ["(a|aa?){1,1000}", "schema/text-invalid"],
    ["(a{1,30}){1,30}", "schema/text-invalid"],
    ["(a{1,100}){1,100}", "schema/text-invalid"],
    ["((a{1,30}){1,30}){1,30}", "schema/relaxng-datatype"],
  ])("of a pattern have a verdict in time, or are refused: %s", { timeout: 20_000 }, (pattern, code) => {
    expect(found(pattern)).toMatchObject([{ code }]);
  });
});

describe("addresses on the network", () => {
  it("of DTDs, schemas, inclusions, pictures and stylesheets are never asked", async () => {
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
    const findings = await check(folder);
    await build(folder);
    await new Promise((resolve) => void setTimeout(resolve, 50));
    server.close();
    expect(hits).toBe(0);
    expect(findings.map(({ code }) => code)).toContain("schema/not-here");
  });
});

describe("paths that lead out of the project", () => {
  it("are errors where they would be read, and nothing of them is told", async () => {
    const outside = folderOf({ "secret.xml": `<p xmlns="http://www.tei-c.org/ns/1.0">${SECRET}</p>` });
    const hrefs = [
      "../../secret.xml",
      `${outside}/secret.xml`,
      `file://${outside}/secret.xml`,
      "%2e%2e/%2e%2e/secret.xml",
      "..%2f..%2fsecret.xml",
      "link.xml",
      "C:\\secret.xml",
      "secret.xml%00",
    ];
    const includes = hrefs.map(
      (href) => `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${href}"/>`,
    );
    const folder = folderOf({
      "edition/tei/a.xml": tei(includes.join("\n")),
      "secret.xml": `<p>${SECRET}</p>`,
    });
    const edition = join(folder, "edition");
    symlinkSync(join(outside, "secret.xml"), join(edition, "tei/link.xml"));
    const findings = await check(edition);
    expect(new Set(findings.map(({ line }) => line)).size).toBe(hrefs.length);
    expect(findings.every(({ severity }) => severity === "error")).toBe(true);
    await build(edition);
    expect(JSON.stringify(findings) + allText(join(edition, "out"))).not.toContain(SECRET);
  });
});
