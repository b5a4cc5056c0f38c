import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BuildOptions, buildAndPublish, OUTPUTS } from "../../src/build/build.ts";
import { documentEntries } from "../../src/build/cache/document-cache.ts";
import { heldReport } from "../../src/report/index.ts";
import { contentsOf } from "./contents.ts";
import { eachInFolder } from "./each-in-folder.ts";
import { buildWhole } from "./whole-edition.ts";

const header = (title: string): string =>
  `<teiHeader><fileDesc><titleStmt><title>${title}</title></titleStmt><publicationStmt><p>p</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>`;

const letter = (title: string, body: string): string =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">${header(title)}<text><body>${body}</body></text></TEI>\n`;

const REGISTER = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("Register")}<standOff><listPerson>
<person xml:id="ada"><persName>Ada Lovelace</persName></person>
<person xml:id="bob"><persName>Bob Smith</persName></person></listPerson>
<listBibl><bibl xml:id="notes"><author>Ada Lovelace</author> <title>Notes</title> <date when="1843">1843</date></bibl></listBibl>
</standOff></TEI>\n`;

const EDITION = {
  "colophon.config.json": JSON.stringify({ id: "e", title: "E", version: "1" }),
  "tei/a.xml": letter(
    "First",
    `<head>First</head><p xml:id="p1">Of <persName ref="register.xml#ada">Ada</persName>; see <ref target="b.xml#p2">there</ref>
and <ref target="b.xml#nowhere">nowhere</ref>.</p><p>She writes: <cit><quote>We may say</quote>
<bibl>Lovelace, <title>Notes</title>, p. 5</bibl></cit>.</p>`,
  ),
  "tei/b.xml": letter("Second", `<p xml:id="p2">Of <persName ref="register.xml#bob">Bob</persName>.</p>`),
  "tei/c.xml": letter(
    "Third",
    `<sp who="register.xml#ada"><speaker>ADA.</speaker><p xml:id="p3">A word.</p></sp>
<p next="#p3" xml:id="p4">A row.</p><?colophon-ignore links/target-missing of old?><p corresp="#p9">Away.</p>`,
  ),
  "tei/broken.xml": "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>no end</body></text></TEI>",
  "tei/host.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">${header("Host")}<text>
<body><xi:include href="part.xml"/></body></text></TEI>`,
  "tei/part.xml": `<div xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="in">Included.</p></div>`,
  "tei/register.xml": REGISTER,
};

let folder: string;
let cache: string;
eachInFolder(EDITION, (own, kept) => {
  folder = own;
  cache = kept;
});

function options(out: string, more: Partial<BuildOptions> = {}): BuildOptions {
  const named = { folder, config: join(folder, "colophon.config.json"), safe: false, jobs: 1 };
  return { ...named, out, outputs: OUTPUTS, reading: "edited", strict: false, progress: () => {}, ...more };
}

/** The documents that were worked on again in a build. */
async function worked(out: string): Promise<string[]> {
  const paths = new Set<string>();
  const watch: BuildOptions["watch"] = (stage, path, work) => {
    if (stage === "cite" && path !== null) paths.add(path);
    return work();
  };
  await buildAndPublish(options(out, { watch }));
  return [...paths].sort();
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replace(from, to));
}

const ALL = ["tei/a.xml", "tei/b.xml", "tei/c.xml", "tei/host.xml", "tei/register.xml"];

describe("a run, document by document", () => {
  it("makes the bytes that the pipeline in one piece makes", async () => {
    await buildWhole(options("whole"));
    const { report } = await buildAndPublish(options("single"));
    expect(contentsOf(join(folder, "single"))).toEqual(contentsOf(join(folder, "whole")));
    const codes = [...report.documents].flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes).toContain("links/target-missing");
    expect([...report.documents].map(({ path }) => path)).not.toContain("tei/part.xml");
  });

  it("makes the same bytes in threads, whatever their number, and without a cache", async () => {
    await buildAndPublish(options("one"));
    await buildAndPublish(options("three", { jobs: 3, worthThreads: 0, cache: false }));
    expect(contentsOf(join(folder, "three"))).toEqual(contentsOf(join(folder, "one")));
  });

  it("makes a site without a search on request, and the same one again with it", async () => {
    await buildAndPublish(options("with"));
    await buildAndPublish(options("without", { search: false }));
    const without = contentsOf(join(folder, "without"));
    expect(without.get("/site/texts/a.html")).not.toContain("search.html");
    expect([...without.keys()].filter((path) => /search|pagefind/u.test(path))).toEqual([]);
    await buildAndPublish(options("again"));
    expect(contentsOf(join(folder, "again"))).toEqual(contentsOf(join(folder, "with")));
    expect(contentsOf(join(folder, "with")).has("/site/pagefind/pagefind.js.js")).toBe(true);
  });

  it("does nothing again where nothing changed", async () => {
    expect(await worked("out")).toEqual(ALL);
    const before = contentsOf(join(folder, "out"));
    expect(await worked("out")).toEqual([]);
    expect(contentsOf(join(folder, "out"))).toEqual(before);
  });

  it("does nothing at all where the outputs stand as well, and says what it said", async () => {
    const built = async (): Promise<object> => {
      const { report, summary } = await buildAndPublish(options("out"));
      return { report: heldReport(report), summary };
    };
    const first = await built();
    const times = (): number[] =>
      readdirSync(join(folder, "out"), { recursive: true, encoding: "utf8" }).map(
        (name) => statSync(join(folder, "out", name)).ctimeMs,
      );
    const before = times();
    // What a build left that was killed; no process has this number.
    const left = join(folder, "out/.next-99999999-x");
    mkdirSync(left);
    expect(await built()).toEqual(first);
    expect(existsSync(left)).toBe(false);
    expect(times()).toEqual(before);
    const page = join(folder, "out/site/texts/b.html");
    const text = readFileSync(page, "utf8");
    writeFileSync(page, "spoiled");
    expect(await built()).toEqual(first);
    expect(readFileSync(page, "utf8")).toBe(text);
    writeFileSync(join(folder, "out/site/more.html"), "of another program");
    await buildAndPublish(options("out"));
    expect(existsSync(join(folder, "out/site/more.html"))).toBe(false);
  });

  it("is done again where a file has come or gone that no document is, but one asks for", async () => {
    edit("tei/b.xml", "Of ", '<graphic url="b.svg"/>Of ');
    const codes = async (): Promise<string[]> =>
      [...(await buildAndPublish(options("out"))).report.documents]
        .filter(({ path }) => path === "tei/b.xml")
        .flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(await codes()).not.toEqual([]);
    writeFileSync(join(folder, "tei/b.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    expect(await codes()).toEqual([]);
    rmSync(join(folder, "tei/b.svg"));
    expect(await codes()).not.toEqual([]);
  });

  it("does again what changed, and what asks of it", async () => {
    await worked("out");
    edit("tei/b.xml", "Of ", "About ");
    expect(await worked("out")).toEqual(["tei/b.xml"]);
    edit("tei/b.xml", 'xml:id="p2"', 'xml:id="p22"');
    expect(await worked("out")).toEqual(["tei/a.xml", "tei/b.xml"]);
    edit("tei/part.xml", "Included", "Put in");
    expect(await worked("out")).toEqual(["tei/host.xml"]);
    const after = contentsOf(join(folder, "out"));
    await buildAndPublish(options("fresh", { cache: false }));
    expect(contentsOf(join(folder, "fresh"))).toEqual(after);
  });

  it("leaves pages where they stand, and makes those that were spoiled or have no document any more", async () => {
    await worked("out");
    const page = (id: string): string => join(folder, `out/site/texts/${id}.html`);
    const inode = statSync(page("b")).ino;
    edit("tei/c.xml", "A word", "A new word");
    await worked("out");
    expect(statSync(page("b")).ino).toBe(inode);
    writeFileSync(page("b"), "spoiled");
    rmSync(join(folder, "tei/c.xml"));
    await worked("out");
    expect(existsSync(page("c"))).toBe(false);
    const after = contentsOf(join(folder, "out"));
    await buildAndPublish(options("fresh", { cache: false }));
    expect(contentsOf(join(folder, "fresh"))).toEqual(after);
  });

  it("does again the documents that mention an entry of a register, and no others", async () => {
    await worked("out");
    edit("tei/register.xml", "Bob Smith", "Bob A. Smith");
    expect(await worked("out")).toEqual(["tei/b.xml", "tei/register.xml"]);
    const after = contentsOf(join(folder, "out"));
    await buildAndPublish(options("fresh", { cache: false }));
    expect(contentsOf(join(folder, "fresh"))).toEqual(after);
  });

  it("calls a text anew where a register bears its title, and the register where the text does so no more", async () => {
    const list = `<listPerson><person xml:id="eve"><persName>Eve</persName><note>Of
<persName ref="#max">Max</persName>.</note></person><person xml:id="max"><persName>Max</persName></person></listPerson>`;
    const headed = (page: string): string[] =>
      [...readFileSync(join(folder, "out/site/people", page), "utf8").matchAll(/<h3>([^<]*)/gu)].map(
        ([, title]) => title!,
      );
    await worked("out");
    expect(headed("bob.html")).toEqual(["Second"]);
    writeFileSync(join(folder, "tei/names.xml"), letter("Second", list));
    await worked("out");
    expect(headed("bob.html")).toEqual(["Second (b)"]);
    expect(headed("max.html")).toEqual(["Second (names)"]);
    edit("tei/b.xml", "<title>Second", "<title>2nd");
    await worked("out");
    expect(headed("bob.html")).toEqual(["2nd"]);
    expect(headed("max.html")).toEqual(["Second"]);
    await buildAndPublish(options("fresh", { cache: false }));
    expect(contentsOf(join(folder, "fresh"))).toEqual(contentsOf(join(folder, "out")));
  });

  it("finds damaged entries and makes them again", async () => {
    await worked("out");
    const before = contentsOf(join(folder, "out"));
    for (const file of documentEntries(join(cache, "documents"))) {
      const bytes = readFileSync(file);
      for (let place = 99; place < bytes.length; place += 99) bytes[place]! ^= 1;
      writeFileSync(file, bytes);
    }
    rmSync(join(folder, "out"), { recursive: true });
    expect(await worked("out")).not.toEqual([]);
    expect(contentsOf(join(folder, "out"))).toEqual(before);
    rmSync(join(folder, "out"), { recursive: true });
    expect(await worked("out")).toEqual([]);
    expect(contentsOf(join(folder, "out"))).toEqual(before);
  });
});
