import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type BuildOptions, buildAndPublish } from "../../src/build/build.ts";
import { stylesheetReader } from "../../src/build/stylesheet-reader.ts";
import { transformFile } from "../../src/build/transform-file.ts";
import { folderOf, tei } from "../cli/run.ts";

const style = (body: string): string =>
  `<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:output method="text"/><xsl:param name="with" select="'nothing'"/>${body}</xsl:stylesheet>`;

const WORDS = style(
  '<xsl:template match="/"><xsl:value-of select="normalize-space(//body), $with" separator="|"/></xsl:template>',
);

let folder: string;
let elsewhere: string;
beforeEach(() => {
  elsewhere = folderOf({ "secret.txt": "secret", "secret.xml": "<secret/>" });
  folder = folderOf({
    "tei/a.xml": tei("<p>One.</p>"),
    "tei/sub/b.xml": tei("<p>Two.</p>"),
    "words.xsl": WORDS,
  });
  vi.stubEnv("COLOPHON_CACHE", join(elsewhere, "cache"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
});

function build(stages: object, more: Partial<BuildOptions> = {}): ReturnType<typeof buildAndPublish> {
  writeFileSync(join(folder, "colophon.config.json"), JSON.stringify(stages));
  const named = { folder, config: join(folder, "colophon.config.json"), safe: false, jobs: 2, out: "out" };
  return buildAndPublish({
    ...named,
    outputs: ["xslt"],
    reading: "edited",
    strict: false,
    progress: () => {},
    ...more,
  });
}

const made = (path: string): string => readFileSync(join(folder, "out", path), "utf8");

describe("stages", () => {
  it("run a stylesheet on each text, with parameters, and on those of a glob", async () => {
    await build({
      transforms: [
        { stylesheet: "words.xsl", output: "xslt/{id}.txt", parameters: { with: "all" } },
        { stylesheet: "words.xsl", input: "tei/sub/*.xml", output: "xslt/some/{id}.txt" },
      ],
    });
    expect([made("xslt/a.txt"), made("xslt/sub/b.txt"), made("xslt/some/sub/b.txt")]).toEqual([
      "One.|all",
      "Two.|all",
      "Two.|nothing",
    ]);
    expect(existsSync(join(folder, "out/xslt/some/a.txt"))).toBe(false);
  });

  it("are run again when the stylesheet, one of its modules or the text changes", async () => {
    const stages = { stages: [{ name: "words", stylesheet: "top.xsl", output: "xslt/{id}.txt" }] };
    writeFileSync(
      join(folder, "top.xsl"),
      style('<xsl:include href="words.xsl"/>').replace(/<xsl:param[^>]*>/u, ""),
    );
    await build(stages);
    expect(made("xslt/a.txt")).toBe("One.|nothing");
    writeFileSync(join(folder, "words.xsl"), WORDS.replace("'nothing'", "'module'"));
    await build(stages);
    expect(made("xslt/a.txt")).toBe("One.|module");
    writeFileSync(join(folder, "tei/a.xml"), tei("<p>Other.</p>"));
    await build(stages);
    expect([made("xslt/a.txt"), made("xslt/sub/b.txt")]).toEqual(["Other.|module", "Two.|module"]);
  });

  it("are refused where nothing of the edition's may be run", async () => {
    const stages = { transforms: [{ stylesheet: "words.xsl", output: "xslt/{id}.txt" }] };
    await expect(build(stages, { safe: true })).rejects.toThrow("--safe");
    const options = { stylesheet: join(folder, "words.xsl"), output: null, parameters: [], safe: true };
    await expect(transformFile(join(folder, "tei/a.xml"), options)).rejects.toThrow("--safe");
  });

  it("read nothing outside the project, and write nothing outside the output folder", async () => {
    const attempts = {
      "unparsed-text": `<xsl:template match="/"><xsl:value-of select="unparsed-text('file://${elsewhere}/secret.txt')"/></xsl:template>`,
      doc: `<xsl:template match="/"><xsl:copy-of select="doc('file://${elsewhere}/secret.xml')"/></xsl:template>`,
      link: `<xsl:template match="/"><xsl:value-of select="unparsed-text('link.txt')"/></xsl:template>`,
      network: `<xsl:template match="/"><xsl:copy-of select="doc('http://127.0.0.1:9/x.xml')"/></xsl:template>`,
      write: `<xsl:template match="/"><xsl:result-document href="file://${elsewhere}/made.txt">x</xsl:result-document></xsl:template>`,
      above: `<xsl:template match="/"><xsl:result-document href="../../made.txt">x</xsl:result-document></xsl:template>`,
    };
    symlinkSync(join(elsewhere, "secret.txt"), join(folder, "link.txt"));
    for (const [name, body] of Object.entries(attempts)) {
      writeFileSync(join(folder, "attempt.xsl"), style(body));
      const stages = { transforms: [{ stylesheet: "attempt.xsl", output: "xslt/{id}.txt" }] };
      await expect(build(stages, { jobs: 1 }), name).rejects.toThrow(/failed/u);
    }
    expect(existsSync(join(elsewhere, "made.txt"))).toBe(false);
  });
});

describe("the transformation of one file", () => {
  it("writes the result and what stands beside it", async () => {
    const body = `<xsl:template match="/">main<xsl:result-document href="more/extra.txt">extra</xsl:result-document></xsl:template>`;
    writeFileSync(join(folder, "two.xsl"), style(body));
    const output = join(folder, "made", "a.txt");
    await transformFile(join(folder, "tei/a.xml"), {
      stylesheet: join(folder, "two.xsl"),
      output,
      parameters: [],
      safe: false,
    });
    expect([readFileSync(output, "utf8"), readFileSync(join(folder, "made/more/extra.txt"), "utf8")]).toEqual(
      ["main", "extra"],
    );
  });
});

describe("what a stylesheet from elsewhere reads", () => {
  it("is its modules, and what lies in the folder that holds them", () => {
    const files = { "a/main.xsl": "", "b/part.xsl": "", "words.xml": "<w/>", "b/x.txt": "x" };
    const place = folderOf({ ...files, "../never.txt": "" });
    const uri = (path: string): string => `file://${place}/${path}`;
    const reader = stylesheetReader(join(place, "a/main.xsl"), [folder]);
    expect(reader.modules(uri("b/part.xsl"))).toBe("");
    expect(reader.modules(uri("b/x.txt"))).toBeNull();
    const { resolve: reads } = reader.documents([uri("b/part.xsl")]);
    expect([reads(uri("words.xml")), reads(`file://${elsewhere}/secret.xml`)]).toEqual(["<w/>", null]);
    expect(reads(`file://${folder}/words.xsl`)).toBe(WORDS);
  });
});

describe("what stages run on", () => {
  const COUNTS = style(
    `<xsl:template match="/"><xsl:value-of select="string(/*/@n), collection('tei/?select=*.xml;recurse=yes') ! normalize-space(.//body)" separator="|"/></xsl:template>`,
  );

  it("may be any file that they name, and gathers the documents of a folder", async () => {
    writeFileSync(join(folder, "counts.xsl"), COUNTS);
    writeFileSync(join(folder, "about.xml"), '<page n="about"/>');
    const stages = {
      transforms: [{ stylesheet: "counts.xsl", input: "about.xml", output: "xslt/{id}.txt" }],
    };
    await build(stages);
    expect(made("xslt/about.txt")).toBe("about|One.|Two.");
    writeFileSync(join(folder, "tei/sub/c.xml"), tei("<p>Three.</p>"));
    await build(stages);
    expect(made("xslt/about.txt")).toBe("about|One.|Two.|Three.");
  });

  it("is said to be missing where a stage names nothing that is there", async () => {
    const stages = {
      transforms: [{ stylesheet: "words.xsl", input: "data/*.xml", output: "xslt/{id}.txt" }],
    };
    await expect(build(stages)).rejects.toThrow(/has no input: there is no file data\/\*\.xml/u);
  });

  it("leaves out documents that are not well-formed", async () => {
    writeFileSync(join(folder, "tei/broken.xml"), "<TEI>");
    await build({ transforms: [{ stylesheet: "words.xsl", input: "tei/*.xml", output: "xslt/{id}.txt" }] });
    expect([made("xslt/a.txt"), existsSync(join(folder, "out/xslt/broken.txt"))]).toEqual([
      "One.|nothing",
      false,
    ]);
  });
});

describe("a file that is not well-formed", () => {
  it("is what is blamed, not the stylesheet", async () => {
    writeFileSync(join(folder, "broken.xml"), "<a>\n<b></a>");
    const stages = {
      transforms: [{ stylesheet: "words.xsl", input: "broken.xml", output: "xslt/{id}.txt" }],
    };
    await expect(build(stages)).rejects.toThrow(/broken\.xml:2: /u);
    const run = transformFile(join(folder, "broken.xml"), {
      stylesheet: join(folder, "words.xsl"),
      output: null,
      parameters: [],
      safe: false,
    });
    await expect(run).rejects.toThrow(/^\S+broken\.xml:2: /u);
  });
});

describe("a file in another encoding", () => {
  const declared = (encoding: string, element: string): string =>
    `<?xml version="1.0" encoding="${encoding}"?>\n${element}`;
  const CONTENT = style('<xsl:template match="/"><xsl:value-of select="/*"/></xsl:template>');
  const transformed = async (file: string): Promise<string> => {
    const options = { stylesheet: join(folder, "x.xsl"), output: null, parameters: [], safe: false };
    return (await transformFile(join(folder, file), options)).principal;
  };
  beforeEach(() => {
    writeFileSync(join(folder, "x.xsl"), CONTENT);
    writeFileSync(join(folder, "latin.xml"), Buffer.from(declared("ISO-8859-1", "<x>café</x>"), "latin1"));
    writeFileSync(
      join(folder, "wide.xml"),
      Buffer.from(`\uFEFF${declared("UTF-16", "<x>café</x>")}`, "utf16le"),
    );
  });

  it("is read in that encoding, by stages and alone", async () => {
    await build({
      transforms: [{ stylesheet: "x.xsl", input: ["latin.xml", "wide.xml"], output: "xslt/{id}.txt" }],
    });
    expect([made("xslt/latin.txt"), made("xslt/wide.txt")]).toEqual(["café", "café"]);
    expect([await transformed("latin.xml"), await transformed("wide.xml")]).toEqual(["café", "café"]);
  });

  it("is not blamed for what a stylesheet does, but for bytes that are none of it", async () => {
    writeFileSync(
      join(folder, "x.xsl"),
      style(`<xsl:template match="/"><xsl:value-of select="error()"/></xsl:template>`),
    );
    await expect(transformed("wide.xml")).rejects.toThrow(/x\.xsl/u);
    writeFileSync(join(folder, "wrong.xml"), Buffer.from("<x>\ncaf\xE9</x>", "latin1"));
    await expect(transformed("wrong.xml")).rejects.toThrow(/wrong\.xml:2: .*UTF-8/u);
    const stages = { transforms: [{ stylesheet: "x.xsl", input: "wrong.xml", output: "xslt/{id}.txt" }] };
    await expect(build(stages)).rejects.toThrow(/^wrong\.xml:2: .*UTF-8/u);
  });
});

describe("where results go", () => {
  it("is a place for each, or an error that names the files", async () => {
    writeFileSync(join(folder, "tei/sub/a.xml"), tei("<p>Another.</p>"));
    const stages = { stages: [{ name: "words", stylesheet: "words.xsl", output: "html/{name}.html" }] };
    await expect(build(stages)).rejects.toThrow(
      "The stage “words” makes html/a.html of two files, tei/a.xml and tei/sub/a.xml. Write {id} in its output, which tells them apart.",
    );
  });

  it("is told by the id of the document or the name of its file, and those of one stage lie together", async () => {
    const pages = style(
      `<xsl:template match="/">main<xsl:result-document href="more/{1 + 0}.txt">more</xsl:result-document></xsl:template>`,
    );
    writeFileSync(join(folder, "pages.xsl"), pages);
    await build({
      transforms: [{ stylesheet: "pages.xsl", input: "tei/sub/*.xml", output: "html/{name}.html" }],
    });
    expect([made("html/b.html"), made("html/more/1.txt")]).toEqual(["main", "more"]);
  });
});
