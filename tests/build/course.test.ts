import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type BuildOptions, buildAndPublish } from "../../src/build/build.ts";
import { heldReport } from "../../src/report/index.ts";
import { tei } from "../cli/run.ts";
import { contentsOf } from "./contents.ts";
import { eachInFolder } from "./each-in-folder.ts";

const HEAD = `<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>p</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>`;

const speech = (who: string): string =>
  `<sp who="r.xml#${who === "a" ? "ada" : "bob"}"><p>A word of ${who}.</p></sp>`;

const SENT = '<correspAction type="sent"><persName>Ada</persName><date when="1843-01-01"/></correspAction>';

const TEXT = "<text><body><p>Its own.</p></body></text>";

const EDITION = {
  "colophon.config.json": JSON.stringify({ id: "e", title: "E", version: "1" }),
  "tei/a.xml": tei(
    '<p xml:id="a1">Of <persName ref="r.xml#ada">Ada</persName>; <ref target="b.xml#b1">there</ref>.</p>',
  ),
  "tei/b.xml": tei(
    '<p xml:id="b1">A word. <cit><quote>We may</quote> <bibl>Ada, Notes, p. 5</bibl></cit></p>',
  ),
  "tei/c.xml": tei(
    '<p next="#c2" xml:id="c1">One.</p><p xml:id="c2">Two.</p><p><ref target="more.txt">x</ref></p>',
  ),
  "tei/d.xml": tei('<p><ref target="../notes.xml#n">outside</ref></p>'),
  "tei/host.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">${HEAD}<text>
<body><xi:include href="part.xml"/></body></text></TEI>`,
  "tei/hosting.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">${HEAD}
<xi:include href="whole.xml"/></TEI>`,
  "tei/whole.xml": '<text xmlns="http://www.tei-c.org/ns/1.0"><body><p>A text.</p></body></text>',
  "tei/part.xml": '<div xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="in">Included.</p></div>',
  "tei/letter.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0">${HEAD.replace(
    "</teiHeader>",
    `<profileDesc><correspDesc>${SENT}</correspDesc></profileDesc></teiHeader>`,
  )}<text><body><p>A letter.</p></body></text></TEI>`,
  "tei/play.xml": tei([..."abababa"].map(speech).join("")),
  "tei/r.xml": `<TEI xmlns="http://www.tei-c.org/ns/1.0">${HEAD}<standOff><listPerson>
<person xml:id="ada"><persName>Ada Lovelace</persName></person><person xml:id="bob"><persName>Bob</persName></person>
</listPerson>
<listBibl><bibl xml:id="notes"><author>Ada Lovelace</author> <title>Notes</title> <date when="1843"/></bibl></listBibl>
</standOff></TEI>`,
  "notes.xml": tei('<note xml:id="n">A note.</note>'),
};

let folder: string;
eachInFolder(EDITION, (own) => {
  folder = own;
});

function options(out: string, more: Partial<BuildOptions> = {}): BuildOptions {
  const config = join(folder, "colophon.config.json");
  const outputs = ["html", "text", "index", "report"] as const;
  const asked = { outputs, reading: "edited", strict: false, search: false, progress: () => {} } as const;
  return { folder, config, safe: false, jobs: 1, out, ...asked, ...more };
}

const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(join(folder, path), "utf8");
  expect(text).toContain(from);
  put(path, text.replace(from, to));
};

const CHANGES: readonly (readonly [string, () => void])[] = [
  ["a word", () => edit("tei/b.xml", "A word", "Another word")],
  ["an id that is pointed to", () => edit("tei/b.xml", '"b1"', '"b2"')],
  ["the pointer to it", () => edit("tei/a.xml", "b.xml#b1", "b.xml#b2")],
  ["a name in a register", () => edit("tei/r.xml", "Ada Lovelace</persName>", "Augusta Ada</persName>")],
  ["a document that is broken", () => edit("tei/b.xml", "</quote>", "")],
  ["the same, mended", () => put("tei/b.xml", tei('<p xml:id="b2">Mended.</p>'))],
  ["a row that goes in a circle", () => edit("tei/c.xml", 'xml:id="c2"', 'xml:id="c2" next="#c1"')],
  ["a file that is included", () => edit("tei/part.xml", "Included", "Put in")],
  ["a file that is pointed to and no document", () => edit("notes.xml", '"n"', '"m"')],
  ["a file that was missing", () => put("tei/more.txt", "More.")],
  ["a new document", () => put("tei/aa.xml", tei('<p>New: <ref target="b.xml#b2">b</ref></p>'))],
  ["a document that is gone", () => rmSync(join(folder, "tei/d.xml"))],
  ["a part that is a document now", () => edit("tei/hosting.xml", '<xi:include href="whole.xml"/>', TEXT)],
  ["the same, which is a part again", () => edit("tei/hosting.xml", TEXT, '<xi:include href="whole.xml"/>')],
  ["an entry that is gone", () => edit("tei/r.xml", '<person xml:id="ada">', '<person xml:id="eve">')],
];

/** Builds after each change, and beside it what a run without a past makes. */
async function holds(changes: typeof CHANGES, more: Partial<BuildOptions> = {}): Promise<void> {
  await buildAndPublish(options("out", more));
  for (const [what, change] of changes) {
    change();
    const again = await buildAndPublish(options("out", more));
    const anew = await buildAndPublish(options("anew", { ...more, cache: false }));
    expect(contentsOf(join(folder, "out")), what).toEqual(contentsOf(join(folder, "anew")));
    expect(heldReport(again.report), what).toEqual(heldReport(anew.report));
  }
}

it("makes after each change what a run without a past makes", async () => {
  await holds(CHANGES);
});

/** So many that a single change is written down beside the course of the first run. */
const MANY = 250;

it("makes the same of so many documents that their course is not written anew after each change", async () => {
  for (let at = 0; at < MANY; at++) put(`tei/m${at}.xml`, tei(`<p xml:id="m">Number ${at}.</p>`));
  const original = readFileSync(join(folder, "tei/m7.xml"), "utf8");
  await holds(
    [
      ["a word", () => edit("tei/m7.xml", "Number", "Of number")],
      ["the same, taken back", () => put("tei/m7.xml", original)],
      ["a pointer", () => edit("tei/m7.xml", "Number", '<ref target="b.xml#b1">Number</ref>')],
      ["what it points to", () => edit("tei/b.xml", '"b1"', '"b2"')],
    ],
    { outputs: ["text", "index", "report"] },
  );
});

it("leaves the indexes as they stand of which nothing is said otherwise", async () => {
  const written = (): string[] =>
    ["citations.json", "graph.graphml", "people.json", "speeches.csv"].filter((name) => {
      const { ino } = statSync(join(folder, "out/index", name));
      const isOther = inodes.get(name) !== ino;
      inodes.set(name, ino);
      return isOther;
    });
  const inodes = new Map<string, number>();
  const after = async (change: () => void): Promise<string[]> => {
    await holds([["one of a few", change]], { outputs: ["index"] });
    return written();
  };
  await after(() => {});
  expect(await after(() => edit("tei/c.xml", "One.", "One word."))).toEqual([]);
  expect(await after(() => edit("tei/a.xml", ">Ada<", ">Ada herself<"))).toEqual(["people.json"]);
  expect(await after(() => edit("tei/b.xml", "p. 5", "p. 6"))).toEqual(["citations.json"]);
  expect(existsSync(join(folder, "out/index/cmif.xml"))).toBe(true);
  const desc = `<profileDesc><correspDesc>${SENT}</correspDesc></profileDesc>`;
  expect(await after(() => edit("tei/letter.xml", desc, ""))).toEqual([]);
  expect(existsSync(join(folder, "out/index/cmif.xml"))).toBe(false);
  const spoken = speech("b") + speech("a");
  const again = await after(() => edit("tei/play.xml", spoken, spoken + spoken));
  expect(again).toEqual(["graph.graphml", "speeches.csv"]);
  expect(await after(() => edit("tei/r.xml", "Ada Lovelace</persName>", "Ada</persName>"))).toHaveLength(4);
});
