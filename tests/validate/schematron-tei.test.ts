import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/read/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { readSchematron, validateSchematron } from "../../src/validate/index.ts";
import { shared } from "../shared.ts";

/**
 * The rules of tei_all over the corpora, held to what SchXslt 1 finds on Saxon-HE 9.9: document, path of the element,
 * message. A document that the table does not name has no finding.
 */
const corpora = shared("corpora");
const teiAll = shared("schemas/tei_all-4.12.0.rng");

function parse(path: string): Tree {
  const { tree, findings } = readDocument(new Uint8Array(readFileSync(path)), { path });
  if (tree === null) throw new Error(findings[0]?.message ?? path);
  return tree;
}

function expectations(): Map<string, string[]> {
  const expected = new Map<string, string[]>();
  for (const line of readFileSync(join(import.meta.dirname, "schematron-tei.tsv"), "utf8").split("\n")) {
    const [file = "", path = "", message = ""] = line.split("\t");
    if (file !== "") expected.set(file, [...(expected.get(file) ?? []), `${path} ${message}`]);
  }
  return expected;
}

/** The oracle counts every step and writes no prefixes. */
function counted(path: string): string {
  return path
    .split("/")
    .map((step) => step.replace(/^[^:[]*:/u, "").replace(/^[^[]+$/u, "$&[1]"))
    .join("/");
}

describe.skipIf(corpora === null || teiAll === null)("the rules of tei_all", () => {
  it("find in every document what SchXslt finds", () => {
    const schema = readSchematron(parse(teiAll!));
    const expected = expectations();
    const names = readdirSync(corpora!, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".xml"),
    );
    expect(schema.findings).toEqual([]);
    expect([...expected.keys()].filter((name) => !names.includes(name))).toEqual([]);
    for (const name of names) {
      const tree = parse(join(corpora!, name));
      const found = validateSchematron(tree, schema).map(
        ({ elementPath, message }) => `${counted(elementPath ?? "")} ${message}`,
      );
      expect([name, found.sort()]).toEqual([name, (expected.get(name) ?? []).sort()]);
    }
  });
});
