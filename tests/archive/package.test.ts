import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ajv from "ajv";
import formats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { summarize } from "../../src/report/index.ts";
import { xmllintXsd } from "../../src/validate/xmllint.ts";
import { archive, edition, filesBelow, letter, verify } from "./edition.ts";

const SCHEMAS = join(import.meta.dirname, "schemas");

let folder: string;
let bag: string;
const text = (path: string): string => readFileSync(join(bag, path), "utf8");

beforeAll(async () => {
  folder = edition({
    "tei/facsimile/page-1.png": new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    "tei/b.xml": letter({ body: '<graphic url="facsimile/page-1.png"/>' }),
    "package-lock.json": "{}",
  });
  bag = (await archive(folder, { mets: true })).packed?.bag ?? "";
});

describe("a package", () => {
  it("verifies, as a folder and as a zip file", async () => {
    expect(await verify(bag)).toEqual({ codes: [], messages: [] });
    expect(await verify(`${bag}.zip`)).toEqual({ codes: [], messages: [] });
  });

  it("is a bag with two manifests and clear folders", () => {
    expect(readdirSync(bag).sort()).toEqual([
      "bag-info.txt",
      "bagit.txt",
      "data",
      "manifest-sha256.txt",
      "manifest-sha512.txt",
      "tagmanifest-sha256.txt",
      "tagmanifest-sha512.txt",
    ]);
    const tops = readdirSync(join(bag, "data")).sort();
    expect(tops).toEqual(
      expect.arrayContaining(["README.txt", "index", "report", "schemas", "site", "tei", "text"]),
    );
    expect(existsSync(join(bag, "data/tei/facsimile/page-1.png"))).toBe(true);
    expect(existsSync(join(bag, "data/package-lock.json"))).toBe(true);
  });

  it("says in bag-info.txt what it is, with the date of the newest change and the sum of the payload", () => {
    const payload = [...filesBelow(join(bag, "data")).values()];
    const bytes = payload.reduce((sum, each) => sum + each.length, 0);
    expect(text("bag-info.txt")).toContain("Bagging-Date: 2024-05-06\n");
    expect(text("bag-info.txt")).toContain("Version: 1.0.0\n");
    expect(text("bag-info.txt")).toContain(`Payload-Oxum: ${bytes}.${payload.length}\n`);
  });

  it("has manifests that sha512sum reads", () => {
    const run = (name: string): string =>
      execFileSync("sha512sum", ["--quiet", "--check", name], { cwd: bag, encoding: "utf8" });
    expect(run("manifest-sha512.txt")).toBe("");
    expect(run("tagmanifest-sha512.txt")).toBe("");
  });

  it("has a DataCite record that is valid by DataCite's schema", async () => {
    const related = readdirSync(join(SCHEMAS, "datacite-4.6/include")).map((name) => ({
      name: `include/${name}`,
      text: readFileSync(join(SCHEMAS, "datacite-4.6/include", name), "utf8"),
    }));
    const schema = readFileSync(join(SCHEMAS, "datacite-4.6/metadata.xsd"), "utf8");
    const record = text("data/datacite.xml");
    const broken = record.replace("<publisher>The Engine Press</publisher>", "");
    const [valid, invalid] = await xmllintXsd(schema, [record, broken], related);
    expect(valid).toEqual({ valid: true, messages: [] });
    expect(invalid?.valid).toBe(false);
    expect(record).toContain("https://orcid.org/0000-0002-1825-0097");
  });

  it("has a citation file that is valid by its schema", () => {
    const validator = new ajv.Ajv({ strict: false });
    formats.default(validator);
    const schema = JSON.parse(readFileSync(join(SCHEMAS, "cff-1.2.0.schema.json"), "utf8"));
    const validate = validator.compile(schema);
    const citation = flatYaml(text("data/CITATION.cff"));
    expect(validate(citation), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...citation, type: "edition" })).toBe(false);
    expect(citation).toMatchObject({
      type: "dataset",
      license: "CC-BY-4.0",
      authors: [{ "family-names": "Lovelace", "given-names": "Ada" }],
    });
  });

  it("describes every file but the metadata themselves, with size, checksum and SWHID, and how outputs were made", () => {
    const graph = JSON.parse(text("data/ro-crate-metadata.json"))["@graph"] as Record<string, unknown>[];
    const files = graph
      .filter((entity) => entity["@type"] === "File")
      .map((entity) => decodeURIComponent(String(entity["@id"])));
    const expected = [...filesBelow(join(bag, "data")).keys()].filter(
      (path) => !path.startsWith("ro-crate-"),
    );
    expect(files.sort()).toEqual(expected.sort());
    const made = graph.find((entity) => entity.name === "Reading text and page of a");
    expect(made).toMatchObject({ "@type": "CreateAction", instrument: { "@id": "#tool" } });
    expect(JSON.stringify(made?.result)).toContain("text/a.txt");
    expect(graph.find((entity) => entity["@id"] === "https://orcid.org/0000-0002-1825-0097")).toMatchObject({
      "@type": "Person",
      name: "Ada Lovelace",
    });
  });

  it("names contents and folders as git does", () => {
    const table = new Map(
      text("data/swhids.tsv")
        .trim()
        .split("\n")
        .map((line) => line.split("\t").reverse() as [string, string]),
    );
    const blob = execFileSync("git", ["hash-object", join(bag, "data/tei/a.xml")], {
      encoding: "utf8",
    }).trim();
    expect(table.get("tei/a.xml")).toBe(`swh:1:cnt:${blob}`);
    const git = (...args: string[]): string =>
      execFileSync("git", ["--git-dir", join(folder, ".tree"), ...args], {
        cwd: join(bag, "data/tei"),
        encoding: "utf8",
      }).trim();
    git("init", "-q", "--bare", join(folder, ".tree"));
    git("--work-tree", join(bag, "data/tei"), "add", "-A", "-f", ".");
    expect(table.get("tei")).toBe(`swh:1:dir:${git("write-tree")}`);
  });

  it("tells a stranger in words what it is and how to make it again", () => {
    const words = text("data/README.txt");
    expect(words.replace(/\s+/gu, " ")).toContain("by the schema in the folder “schemas”");
    for (const said of ["Letters", "By Ada Lovelace", "CC-BY-4.0", "sha512sum --check", "XSLT 3.0", "tei/:"])
      expect(words).toContain(said);
    expect(words.split("\n").every((line) => line.length <= 120)).toBe(true);
  });

  it("has PREMIS events of validation and fixity, and a preview without scripts", () => {
    expect(text("data/premis.xml")).toContain("<premis:eventType>validation</premis:eventType>");
    expect(text("data/premis.xml")).toContain(
      "<premis:eventType>message digest calculation</premis:eventType>",
    );
    expect(text("data/mets.xml")).toContain('xlink:href="tei/a.xml"');
    expect(text("data/ro-crate-preview.html")).not.toContain("<script");
  });

  it("holds the portable stylesheets, with how to apply them", () => {
    expect(existsSync(join(bag, "data/stylesheets/reading-text.xsl"))).toBe(true);
    expect(text("data/README.txt")).toContain("-xsl:stylesheets/reading-text.xsl");
    expect(text("data/README.txt")).not.toContain("stylesheets of its own");
  });

  it("is the same again, and names no path of the machine", async () => {
    const before = readFileSync(`${bag}.zip`);
    await archive(folder, { mets: true, jobs: 3 });
    expect(readFileSync(`${bag}.zip`).equals(before)).toBe(true);
    expect(before.includes(folder)).toBe(false);
  });

  it("leaves other versions where they are", async () => {
    const config = join(folder, "colophon.config.json");
    writeFileSync(config, JSON.stringify({ id: "letters", title: "Letters", version: "1.1.0" }));
    await archive(folder);
    expect(readdirSync(join(folder, "out/archive")).sort()).toEqual([
      "letters-1.0.0",
      "letters-1.0.0.zip",
      "letters-1.1.0",
      "letters-1.1.0.zip",
    ]);
  });
});

it("holds the portable stylesheets beside those of the edition", async () => {
  const own = `<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>`;
  const stages = [{ name: "Own", stylesheet: "stylesheets/reading-text.xsl", output: "xslt/{id}.txt" }];
  const { packed } = await archive(
    edition({
      "colophon.config.json": JSON.stringify({ id: "own", title: "Own", stages }),
      "stylesheets/reading-text.xsl": own,
    }),
  );
  const data = join(packed!.bag, "data");
  expect(readFileSync(join(data, "stylesheets/reading-text.xsl"), "utf8")).toBe(own);
  expect(existsSync(join(data, "portable-stylesheets/reading.xsl"))).toBe(true);
  const [before, after] = readFileSync(join(data, "README.txt"), "utf8").split("stylesheets of its own");
  expect(before).toContain("-xsl:portable-stylesheets/reading-text.xsl -o:again/text/a.txt");
  expect(after).toContain("-xsl:stylesheets/reading-text.xsl -o:again/xslt/a.txt");
});

it("holds what a stage makes beside the sources of the same path, and each whole", async () => {
  const folder = edition({
    "colophon.config.json": JSON.stringify({
      id: "letters",
      title: "Letters",
      stages: [{ name: "own", stylesheet: "xsl/own.xsl", output: "tei/{id}.xml" }],
    }),
    "xsl/own.xsl":
      '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><made/></xsl:template></xsl:stylesheet>',
  });
  const { packed } = await archive(folder);
  const data = join(packed!.bag, "data");
  expect(readFileSync(join(data, "tei/a.xml"), "utf8")).toBe(letter());
  expect(readFileSync(join(data, "outputs/tei/a.xml"), "utf8")).toContain("<made/>");
  expect(existsSync(join(data, "outputs/site/index.html"))).toBe(true);
  expect((await verify(packed!.bag)).codes).toEqual([]);
});

it("says until when it is not to be made public, whether it has a date of its own or not", async () => {
  const config = { id: "kept", title: "Kept", archive: { embargo: "2031-02-03" } };
  const { packed } = await archive(
    edition({
      "colophon.config.json": JSON.stringify(config),
      "tei/a.xml": letter().replace(/<revisionDesc>.*<\/revisionDesc>/u, ""),
    }),
  );
  const record = (name: string): string => readFileSync(join(packed!.bag, "data", name), "utf8");
  expect(record("datacite.xml").replace(/\s*\n\s*/gu, "")).toContain(
    '<dates><date dateType="Available">2031-02-03</date></dates>',
  );
  expect(record("README.txt")).toContain("Not to be made public before 2031-02-03 has passed.");
});

describe("an edition that does not check", () => {
  const faulty = (): string =>
    edition({ "tei/a.xml": letter({ body: '<ref target="#nowhere">there</ref>' }) });

  it("is not packed, and nothing is written", async () => {
    const folder = faulty();
    const { report, packed } = await archive(folder);
    expect(packed).toBeNull();
    expect(report.documents.flatMap(({ findings }) => findings).map(({ code }) => code)).toContain(
      "archive/edition-faulty",
    );
    // What is said of the package is no document more.
    expect(summarize(report)).toMatchObject({ documents: 1, valid: 0 });
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("is packed where findings are allowed, and the package says so", async () => {
    const { packed } = await archive(faulty(), { allowFindings: true });
    const data = join(packed?.bag ?? "", "data");
    expect(readFileSync(join(data, "README.txt"), "utf8")).toContain("NOT WITHOUT FAULTS");
    expect(readFileSync(join(data, "premis.xml"), "utf8")).toContain(
      "<premis:eventOutcome>fail</premis:eventOutcome>",
    );
    expect((await verify(packed?.bag ?? "")).codes).toEqual([]);
  });

  it("that lacks what archives ask is packed with that in words, and speaks of no record that is not there", async () => {
    const bare = letter({ author: "", availability: "" }).replace("<editor>Charles Babbage</editor>", "");
    const { packed } = await archive(edition({ "tei/a.xml": bare }), { allowFindings: true });
    const data = join(packed?.bag ?? "", "data");
    const words = readFileSync(join(data, "README.txt"), "utf8").replace(/\s+/gu, " ");
    expect(words).toContain("found 2 errors; 1 of 1 documents were valid");
    expect(words).toMatch(/tei\/a\.xml: [^:]*author/u);
    expect(words).toMatch(/tei\/a\.xml: [^:]*licence/u);
    const records = ["CITATION.cff", "datacite.xml", "premis.xml", "swhids.tsv", "mets.xml"];
    const present = records.filter((name) => existsSync(join(data, name)));
    expect(present).toEqual(["premis.xml", "swhids.tsv"]);
    expect(records.filter((name) => words.includes(name))).toEqual(present);
  });
});

it("tells commands that a shell reads as they are meant, whatever a path or a parameter holds", async () => {
  const folder = edition({
    "colophon.config.json": JSON.stringify({
      id: "letters",
      title: "Letters",
      stages: [
        {
          name: "own",
          stylesheet: "xsl/my own.xsl",
          output: "made/{id}.txt",
          parameters: { greeting: 'it\'s "$HOME" `x`' },
        },
      ],
    }),
    "tei/a.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
    "tei/a $& b.xml": letter(),
    "xsl/my own.xsl":
      '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">x</xsl:template></xsl:stylesheet>',
  });
  rmSync(join(folder, "tei/a.xml"));
  const { packed } = await archive(folder);
  const lines = readFileSync(join(packed!.bag, "data/README.txt"), "utf8").split("\n");
  const commands = lines.filter((line) => line.includes("java -jar"));
  const script = commands.map((line) => line.replace("java -jar saxon-he.jar", "printf '%s\\n'")).join("\n");
  const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).trim().split("\n");
  expect(words.slice(0, 3)).toEqual([
    "-s:tei/a $& b.xml",
    "-xsl:stylesheets/reading-text.xsl",
    "-o:again/text/a $& b.txt",
  ]);
  expect(words.slice(-4)).toEqual([
    "-s:tei/a $& b.xml",
    "-xsl:xsl/my own.xsl",
    "-o:again/made/a $& b.txt",
    'greeting=it\'s "$HOME" `x`',
  ]);
  expect(existsSync(join(packed!.bag, "data/made/a $& b.txt"))).toBe(true);
});

describe("a package that would not hold", () => {
  const undated = letter()
    .replace(/<date when.*?<\/date>/u, "")
    .replace(/<revisionDesc>.*<\/revisionDesc>/u, "");

  it.each([
    ["nothing dates it", { "tei/a.xml": undated }, /nothing dates it/u],
    [
      "its date is none",
      {
        "tei/a.xml": undated.replace(
          "</fileDesc>",
          "</fileDesc><revisionDesc><change when='2024-02-31'/></revisionDesc>",
        ),
      },
      /nothing dates it/u,
    ],
    ["a path has a backslash", { "tei/a\\b.xml": letter() }, /“tei\/a\\b\.xml”: it holds a backslash/u],
    [
      "a file stands where a record does",
      {
        "colophon.config.json": JSON.stringify({
          id: "letters",
          title: "L",
          archive: { include: ["Readme.txt"] },
        }),
        "Readme.txt": "Mine.",
      },
      /a record of its own where “Readme\.txt” stands/u,
    ],
    ["two paths are one elsewhere", { "tei/A.xml": letter() }, /two of its paths/u],
  ])("is not made, whatever is allowed: %s", async (_, files, reason) => {
    const folder = edition(files);
    const { packed, report } = await archive(folder, { allowFindings: true });
    expect(packed).toBeNull();
    expect(existsSync(join(folder, "out"))).toBe(false);
    const found = report.documents
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => code === "archive/not-packable");
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(reason)]);
  });
});

/** Reads the YAML that is written here: keys at the margin, lists of strings, lists of small records. */
function flatYaml(yaml: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  let list: unknown[] = [];
  const value = (raw: string): unknown => (raw.startsWith('"') ? JSON.parse(raw) : raw);
  for (const line of yaml.trimEnd().split("\n")) {
    const item = /^ {2}- (.*)$/u.exec(line)?.[1];
    const [, key = "", raw = ""] = /^(?: {4}| {2}- )?([\w-]+):\s*(.*)$/u.exec(line) ?? [];
    if (!line.startsWith(" ")) {
      list = [];
      result[key] = raw === "" ? list : value(raw);
    } else if (item?.startsWith('"')) list.push(JSON.parse(item));
    else if (item !== undefined) list.push({ [key]: value(raw) });
    else Object.assign(list.at(-1) as object, { [key]: value(raw) });
  }
  return result;
}
