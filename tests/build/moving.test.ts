import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { buildAndPublish } from "../../src/build/build.ts";
import { folderOf, tei } from "../cli/run.ts";

const PAGE = readFileSync(new URL("../../docs/moving.md", import.meta.url), "utf8");
const [, SECTION] = PAGE.split("## Stylesheets of dse-static");

/** A block of code in what is said of stylesheets. */
const block = (kind: string): string =>
  new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?)^\`\`\`$`, "mu").exec(SECTION!)![1]!.trim();

const sheet = (body: string, version = "2.0"): string =>
  `<xsl:stylesheet version="${version}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">${body}</xsl:stylesheet>`;

const PERSON = `<person xml:id="nansen"><persName>Nansen</persName></person>`;

describe("docs/moving.md", () => {
  let folder = "";
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is true of the stylesheets of a build.xml", async () => {
    folder = folderOf({
      "colophon.config.json": block("json"),
      "data/editions/letter-1.xml": tei('<p>One by <persName ref="#nansen">N.</persName></p>'),
      "data/editions/letter-2.xml": tei("<p>Two</p>"),
      "data/meta/about.xml": "<about/>",
      "data/indices/listperson.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>${PERSON}</listPerson></standOff></TEI>`,
      "xslt/partials/shared.xsl": sheet(
        `<xsl:param name="project">An edition</xsl:param><xsl:template name="foot"><p><xsl:value-of select="$project"/></p></xsl:template>`,
      ),
      "xslt/editions.xsl": sheet(
        `<xsl:import href="./partials/shared.xsl"/><xsl:template match="/"><html><xsl:value-of select="document('../data/indices/listperson.xml')//tei:person[@xml:id = substring-after(current()//tei:body//tei:persName/@ref, '#')]/tei:persName"/><xsl:call-template name="foot"/></html></xsl:template>`,
        "1.0",
      ),
      "xslt/toc.xsl": sheet(
        `<xsl:template match="/"><html><xsl:for-each select="collection('../data/editions/?select=*.xml')//tei:TEI"><a href="{replace(tokenize(base-uri(.), '/')[last()], '.xml', '.html')}"/></xsl:for-each></html></xsl:template>`,
      ),
      "xslt/listperson.xsl": sheet(
        `<xsl:template match="/"><html><xsl:for-each select="//tei:person"><xsl:result-document href="{@xml:id}.html"><html/></xsl:result-document></xsl:for-each></html></xsl:template>`,
        "3.0",
      ),
    });
    vi.stubEnv("COLOPHON_CACHE", join(folder, "cache"));
    const config = join(folder, "colophon.config.json");
    const shared = {
      folder,
      config,
      safe: false,
      jobs: 1,
      out: "out",
      reading: "edited",
      strict: false,
    } as const;
    await buildAndPublish({ ...shared, outputs: ["xslt"], progress: () => {} });
    const made = readdirSync(join(folder, "out/html")).sort();
    expect(made.map((name) => `out/html/${name}`).join("\n")).toBe(block("text"));
    const page = (name: string): string => readFileSync(join(folder, "out/html", name), "utf8");
    expect(page("letter-1.html")).toMatch(/Nansen.*An edition/su);
    expect(page("toc.html")).toMatch(/href="letter-1\.html".*href="letter-2\.html"/su);
  });
});
