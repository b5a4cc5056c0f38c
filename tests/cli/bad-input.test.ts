import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { colophon, folderOf, PROGRAM, type Run, tei } from "./run.ts";

const GOOD = tei('<p xml:id="p1">Read me.</p>');

/** One clear message, no stack trace, nothing on stdout. */
function expectRefusal(run: Run, message: RegExp): void {
  expect(run.err).toMatch(message);
  expect(run.err).not.toMatch(/\n\s+at .*:\d+:\d+/u);
  expect(run.out).toBe("");
  expect(run.code).toBe(2);
}

describe("a reader who stops reading", () => {
  it.each([[["--help"]], [["check"]], [["explain", "links/circular"]]])("is no fault: %s", async (args) => {
    const cwd = folderOf({ "tei/a.xml": GOOD });
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    child.stderr.setEncoding("utf8");
    let said = "";
    child.stderr.on("data", (text: string) => {
      said += text;
    });
    expect(await once(child, "close")).toEqual([0, null]);
    expect(said).not.toContain("EPIPE");
  });
});

describe("bad input", () => {
  it("a missing file", () => {
    expectRefusal(
      colophon(folderOf({}), ["check", "nowhere.xml"]),
      /There is no file or folder nowhere\.xml/u,
    );
  });

  it("a folder where a file was meant", () => {
    expectRefusal(colophon(folderOf({ "a.xml": GOOD }), ["encode", "."]), /cannot be used/u);
  });

  it("a folder without documents", () => {
    expectRefusal(
      colophon(folderOf({ "notes/a.txt": "a" }), ["check", "notes"]),
      /The folder notes holds no XML documents/u,
    );
  });

  it("an edition without documents", () => {
    expectRefusal(
      colophon(folderOf({}), ["build"]),
      /no documents in tei[\s\S]*colophon init[\s\S]*"documents"/u,
    );
    expectRefusal(
      colophon(folderOf({ "tei/a.tei": GOOD }), ["build"]),
      /tei\/a\.tei is the first[\s\S]*"tei\/\*\*\/\*\.tei"/u,
    );
    const config = JSON.stringify({ id: "e", title: "E", version: "1", documents: ["texts/*.xml"] });
    expectRefusal(
      colophon(folderOf({ "colophon.config.json": config }), ["build"]),
      /has as documents texts\/\*\.xml, and no file is there/u,
    );
  });

  it("a catalog that is not there, a port that is none, a group of findings to explain", () => {
    const folder = folderOf({ "tei/a.xml": GOOD });
    expectRefusal(colophon(folder, ["check", "--catalog", "none.xml"]), /no catalog none\.xml/u);
    expectRefusal(colophon(folder, ["dev", "--port", "65536"]), /a port from 0 to 65535/u);
    expectRefusal(colophon(folder, ["explain", "links/*"]), /links\/target-missing\n/u);
    expectRefusal(colophon(folder, ["explain", "zzzzzzzzzzzz"]), /printed with their codes/u);
  });

  it.runIf(existsSync("/proc/self"))("a folder that lets none be made in it", () => {
    const folder = folderOf({ "tei/a.xml": GOOD });
    expectRefusal(colophon(folder, ["check", "--quiet", "-o", "/proc/none/a.json"]), /cannot be written/u);
    expectRefusal(
      colophon(folder, ["build", "--quiet", "--outputs", "text", "--out", "/proc/none"]),
      /cannot be written/u,
    );
    expectRefusal(colophon(folder, ["init", "/proc/none"]), /cannot be/u);
    const uncached = colophon(folder, ["check", "--only", "wellformed"], { COLOPHON_CACHE: "/proc/none" });
    expect(uncached).toMatchObject({ code: 0, err: expect.stringContaining("1 valid") });
  });

  it("an unknown command, an unknown option, an unknown check", () => {
    const folder = folderOf({ "tei/a.xml": GOOD });
    expectRefusal(colophon(folder, ["biuld"]), /unknown command 'biuld'[\s\S]*build/u);
    expectRefusal(colophon(folder, ["build", "--ouput", "x"]), /unknown option '--ouput'[\s\S]*--out/u);
    expectRefusal(colophon(folder, ["check", "--only", "shcema"]), /“shcema” is not one of/u);
  });

  it("a configuration that says what is not known, and one that is not there", () => {
    const folder = folderOf({ "tei/a.xml": GOOD, "colophon.config.json": '{"titel": "A"}' });
    expectRefusal(
      colophon(folder, ["build"]),
      /colophon\.config\.json says what is not known[\s\S]*titel[\s\S]*“title”/u,
    );
    const deeper = folderOf({ "tei/a.xml": GOOD, "colophon.config.json": '{"archive": {"zzzzzz": "A"}}' });
    expectRefusal(colophon(deeper, ["build"]), /"zzzzzz"; known are description, [\s\S]*at archive/u);
    const flat = folderOf({ "tei/a.xml": GOOD, "colophon.config.json": '{"schemas": ["a.rng"]}' });
    expectRefusal(
      colophon(flat, ["build"]),
      /an object with files, schema, schematron, received "a\.rng"[\s\S]*at schemas\[0\]/u,
    );
    expectRefusal(
      colophon(folder, ["build", "--config", "other.json"]),
      /There is no configuration other\.json/u,
    );
  });

  it("two configurations, of which one would be ignored", () => {
    const folder = folderOf({
      "tei/a.xml": GOOD,
      "colophon.config.json": '{"title": "One"}',
      "colophon.config.mjs": 'export default { title: "Two" };',
    });
    for (const command of ["check", "build"])
      expectRefusal(
        colophon(folder, [command]),
        /two configurations, colophon\.config\.mjs and colophon\.config\.json/u,
      );
    expect(colophon(folder, ["build", "--config", "colophon.config.json"]).code).toBe(0);
  });

  it.each([
    "../../outside/evil.html",
    "..%2f..%2foutside/evil.html",
    "texts/../../../evil.html",
    "texts/..%5cevil.html",
    "%2fevil.html",
    "texts/a%00.html",
    `texts/${"a".repeat(260)}.html`,
    "https://elsewhere.example/a.html",
  ])("a redirect from or to what is no page of the site, before anything is done: %s", (page) => {
    for (const redirects of [{ [page]: "texts/a.html" }, { "texts/old.html": page }]) {
      const config = JSON.stringify({ site: { redirects } });
      const folder = folderOf({ "tei/a.xml": GOOD, "colophon.config.json": config });
      const run = colophon(folder, ["build"]);
      expectRefusal(run, /a page is a path below the site's folder[\s\S]*at site\.redirects/u);
      expect(run.err).toContain(`“${page}”`);
      expect(run.err).not.toContain("Checking");
    }
  });

  it("and not one between pages of any name", () => {
    const redirects = { "texts/alt%20%23.html#x": "texts/a.html#y", "alt/%C3%A4/..b.html": "texts/a.html" };
    const folder = folderOf({
      "tei/a.xml": GOOD,
      "colophon.config.json": JSON.stringify({ site: { redirects } }),
    });
    expect(colophon(folder, ["build"]).code).toBe(0);
    expect(existsSync(join(folder, "out/site/alt/ä/..b.html"))).toBe(true);
  });

  it("a configuration that is code, with --safe", () => {
    const folder = folderOf({ "tei/a.xml": GOOD, "colophon.config.mjs": "export default {};" });
    expectRefusal(colophon(folder, ["build", "--safe"]), /--safe/u);
    expect(colophon(folder, ["build"]).code).toBe(0);
  });

  it("an output folder that cannot be written: what was built before stays", () => {
    const folder = folderOf({ "tei/a.xml": GOOD, blocked: "a file stands here" });
    expect(colophon(folder, ["build"]).code).toBe(0);
    const before = readFileSync(join(folder, "out/text/a.txt"), "utf8");
    for (const out of ["blocked", "blocked/below"])
      expectRefusal(colophon(folder, ["build", "--out", out]), /blocked.* cannot be written.* is a file\./u);
    expect(readFileSync(join(folder, "out/text/a.txt"), "utf8")).toBe(before);
  });

  it("malformed XML: the others are built, the broken one is named", () => {
    const folder = folderOf({ "tei/a.xml": GOOD, "tei/b.xml": "<TEI>\n  <p>one</q>\n</TEI>\n" });
    const run = colophon(folder, ["build"]);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/tei\/b\.xml:2:9/u);
    expect(readdirSync(join(folder, "out/text"))).toEqual(["a.txt"]);
  });

  it("malformed XML with --strict: nothing is written", () => {
    const folder = folderOf({ "tei/a.xml": GOOD, "tei/b.xml": "<TEI>" });
    expect(colophon(folder, ["build", "--strict"]).code).toBe(1);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("a wrong encoding", () => {
    const bytes = Buffer.concat([Buffer.from("<p>caf"), Buffer.from([0xe9]), Buffer.from("</p>")]);
    const run = colophon(folderOf({ "a.xml": bytes }), ["check", "a.xml"]);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/a\.xml:1:7[\s\S]*UTF-8/u);
  });

  it("a pointer to nothing, at its line and column", () => {
    const folder = folderOf({ "a.xml": tei('<p xml:id="here">See\n  <ref target="#hree">there</ref>.</p>') });
    const run = colophon(folder, ["check", "a.xml", "--format", "json"]);
    expect(run.code).toBe(1);
    const [finding] = JSON.parse(run.out).documents[0].findings;
    expect(finding).toMatchObject({ check: "links", severity: "error", line: 4, column: 16, endColumn: 21 });
    expect(finding.help).toContain("here");
  });

  it("a report for a program goes to stdout alone, also where it is clean", () => {
    const folder = folderOf({ "a.xml": GOOD });
    const run = colophon(folder, ["check", "a.xml", "--format", "json"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(run.out)).toEqual({
      documents: [{ path: "a.xml", valid: true, findings: [] }],
      summary: { documents: 1, valid: 1, errors: 0, warnings: 0 },
    });
  });

  it("a stylesheet that fails, and one that is not there", () => {
    const folder = folderOf({ "a.xml": GOOD, "bad.xsl": "<xsl:nonsense/>" });
    expectRefusal(colophon(folder, ["transform", "a.xml", "--xsl", "none.xsl"]), /none\.xsl/u);
    expectRefusal(colophon(folder, ["transform", "a.xml", "--xsl", "bad.xsl"]), /bad\.xsl/u);
  });

  it("an unknown code", () => {
    expectRefusal(
      colophon(folderOf({}), ["explain", "links/target-mising"]),
      /Did you mean links\/target-missing/u,
    );
  });

  it("a TEI file that was edited since it was encoded is not overwritten", () => {
    const folder = folderOf({ "a.txt": "A title\n\n\nA paragraph.\n" });
    expect(colophon(folder, ["encode", "a.txt", "-o", "a.xml"]).code).toBe(0);
    const first = readFileSync(join(folder, "a.xml"), "utf8");
    expect(colophon(folder, ["encode", "a.txt", "-o", "a.xml"]).code).toBe(0);
    expect(readFileSync(join(folder, "a.xml"), "utf8")).toBe(first);
    const edited = first.replace("A paragraph.", "A better paragraph.");
    writeFileSync(join(folder, "a.xml"), edited);
    expectRefusal(colophon(folder, ["encode", "a.txt", "-o", "a.xml"]), /a\.xml was edited[\s\S]*--force/u);
    expect(readFileSync(join(folder, "a.xml"), "utf8")).toBe(edited);
    expect(colophon(folder, ["encode", "a.txt", "-o", "a.xml", "--force"]).code).toBe(0);
    expect(readFileSync(join(folder, "a.xml"), "utf8")).toBe(first);
  });
});
