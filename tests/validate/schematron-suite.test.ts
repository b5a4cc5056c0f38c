import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/read/index.ts";
import { serializeNode, type Tree, type XmlNode } from "../../src/tree/index.ts";
import { readSchematron, validateSchematron } from "../../src/validate/index.ts";
import { shared } from "../shared.ts";

/** The two suites differ in namespace and in the names of a document and its parts. */
const suite = shared("suites/schematron");

function casesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".xml"))
    .map((name) => join(folder, name))
    .sort();
}

/** Path and reason of each case that is not passed, from the table beside this file. */
function exclusions(): ReadonlyMap<string, string> {
  const table = readFileSync(join(import.meta.dirname, "schematron-suite.exclusions.tsv"), "utf8");
  const rows = table
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
  return new Map(rows.map(([path = "", reason = ""]) => [path, reason]));
}

function parse(bytes: Uint8Array, path: string): Tree {
  const { tree, findings } = readDocument(bytes, { path });
  if (tree === null) throw new Error(findings[0]?.message ?? path);
  return tree;
}

/** An element as a document of its own. */
function alone(node: XmlNode): Uint8Array {
  return Buffer.from(serializeNode(node));
}

type Verdict = "valid" | "invalid" | "error";

/** What one schema of a case says; parts that cannot be used count as an error, as the suites mean it. */
function verdictOf(schema: XmlNode, files: ReadonlyMap<string, Uint8Array>, phase: string | null): Verdict {
  const path = [...files.keys()][0]!;
  const load = (name: string): Uint8Array | null => files.get(name) ?? null;
  const rules = readSchematron(parse(alone(schema), "schema.sch"), load);
  const findings = validateSchematron(parse(files.get(path)!, path), rules, {
    ...(phase === null ? {} : { phase }),
    load: (name) => (files.has(name) ? parse(files.get(name)!, name) : null),
  });
  const isUnusable = [...rules.findings, ...findings].some(({ code }) => code === "schematron/rule-unusable");
  if (isUnusable) return "error";
  return findings.length > 0 ? "invalid" : "valid";
}

/** Says in what a case is not passed; null where it is. */
function fault(file: string): string | null {
  const { root } = parse(new Uint8Array(readFileSync(file)), file);
  const files = new Map<string, Uint8Array>();
  for (const document of root.element("documents").elements()) {
    const content = document.maybeElement();
    if (content !== null) files.set(document.get("filename") ?? "", alone(content));
  }
  const expected = root.get("expect");
  const schemas = root.element("schemas");
  const verdicts = [...schemas.elements()].map((schema) =>
    verdictOf(schema, files, schemas.get("phase") ?? root.get("phase")),
  );
  const wrong = verdicts.find((verdict) => verdict !== expected);
  return wrong === undefined ? null : `${wrong}, but ${expected} is right`;
}

describe.skipIf(suite === null)("the conformance suites of Schematron", () => {
  const excluded = exclusions();
  const cases =
    suite === null ? [] : [...casesIn(join(suite, "core")), ...casesIn(join(suite, "schxslt2/testcases"))];

  it.each(cases.map((file) => [relative(suite!, file), file]))("%s", (name, file) => {
    const reason = excluded.get(name);
    if (reason === undefined) expect(fault(file)).toBeNull();
    else expect(attempted(file), `${basename(file)} is listed (${reason}), but passes`).not.toBeNull();
  });

  it("has every case that is listed", () => {
    const names = cases.map((file) => relative(suite!, file));
    expect([...excluded.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });
});

function attempted(file: string): string | null {
  try {
    return fault(file);
  } catch (error) {
    return String(error);
  }
}
