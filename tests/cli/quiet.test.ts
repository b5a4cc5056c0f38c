import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { colophon, folderOf, tei } from "./run.ts";

/** What a terminal would obey, in the ways that documents, configurations and names of files can bring it. */
const C1 = "\u009b31m\u202e\u2066";
const ALL = `\u001b]0;evil\u0007${C1}`;
const OBEYED = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const HEBREW = "שלום\u200f";

const SOURCE = tei(
  `<p>Word ${C1} ${HEBREW} crisis <bibl><author>${C1}Doe</author>, <title>Of ${C1}</title>, p. 5</bibl></p><p corresp="#no${C1}"/>`,
);

function said(args: readonly string[], files: Readonly<Record<string, string>> = {}): string {
  const { out, err } = colophon(folderOf({ "tei/a.xml": SOURCE, ...files }), args);
  expect(out + err).not.toBe("");
  return out + err;
}

describe("a terminal obeys nothing", () => {
  it.each([
    [["cite"]],
    [["cite", "tei/a.xml"]],
    [["concordance", "crisis"]],
    [["check"]],
    [["build"]],
    [["check", "--format", "github"]],
    [["check", "--format", "markdown"]],
  ])("of a document: %j", (args) => {
    const text = said(args);
    expect(text).not.toMatch(OBEYED);
    if (args[0] === "concordance") expect(text).toContain(HEBREW);
  });

  it("of a text that is encoded", () => {
    expect(
      said(["encode", "evil.md", "--dry-run"], { "evil.md": `# Title\n\nSee [a](b${ALL}) ${ALL}.\n` }),
    ).not.toMatch(OBEYED);
  });

  it.each([
    { [ALL]: 1 },
    { severity: { [ALL]: "error" } },
    { severity: { "links/target-missing": ALL } },
    { site: { words: ALL } },
    { stages: [{ name: ALL, stylesheet: `${ALL}.xsl`, output: "o" }] },
  ])("of a configuration: %j", (config) => {
    expect(said(["build"], { "colophon.config.json": JSON.stringify(config) })).not.toMatch(OBEYED);
  });

  it.each([
    [["check", `no${ALL}.xml`]],
    [["check", `--${ALL}`]],
    [["transform", `no${ALL}.xml`, "--xsl", "a.xsl"]],
    [["import", `no${ALL}.bib`]],
    [["schema", "add", `no${ALL}.rng`]],
    [["explain", `no/${ALL}`]],
  ])("of the names of files: %j", (args) => {
    expect(said(args)).not.toMatch(OBEYED);
  });

  it.each(["pretty", "github", "markdown"])(
    "of the name of a file that is checked: --format %s",
    (format) => {
      const folder = folderOf({});
      writeFileSync(join(folder, `a${ALL}.xml`), "<TEI");
      const { out, err } = colophon(folder, ["check", `a${ALL}.xml`, "--format", format]);
      expect(out + err).toMatch(/␛\\?\]0;evil␇/u);
      expect(out + err).not.toMatch(OBEYED);
    },
  );
});

describe("a program gets", () => {
  it("what stands there", () => {
    const { out } = colophon(folderOf({ "tei/a.xml": SOURCE }), ["cite", "--format", "json"]);
    expect((JSON.parse(out) as { citations: { text: string }[] }).citations[0]?.text).toContain(C1);
    const csv = colophon(folderOf({ "tei/a.xml": SOURCE }), ["concordance", "crisis", "--csv"]).out;
    expect(csv).toContain(C1);
  });
});
