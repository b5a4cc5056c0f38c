import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/read/index.ts";
import type { Finding } from "../../../src/report/index.ts";
import type { Tree } from "../../../src/tree/index.ts";
import { compileSchema, type Schema, validate } from "../../../src/validate/relaxng/index.ts";
import { shared } from "../../shared.ts";
import { type JingPlace, standsWhere } from "../jing.ts";

/** What Jing said of a document: its verdict, and where its first message stands. */
interface Said extends JingPlace {
  readonly path: string;
  readonly verdict: string;
}

const grammar = shared("schemas/tei_all-4.12.0.rng");
const corpora = shared("corpora");

function compiled(path: string): Schema {
  const { schema, findings } = compileSchema({ path, bytes: readFileSync(path) });
  if (schema === null) throw new Error(findings[0]?.message);
  return schema;
}

function saidOf(folder: string): Said[] {
  const table = readFileSync(join(folder, "jing-tei_all-4.12.0.tsv"), "utf8").trim().split("\n").slice(1);
  return table.map((row) => {
    const [path = "", verdict = "", , line, column] = row.split("\t");
    return { path, verdict, line: Number(line), column: Number(column) };
  });
}

function verdictOf(tree: Tree | null, findings: readonly Finding[]): string {
  if (tree === null) return "fatal";
  return findings.length === 0 ? "valid" : "invalid";
}

describe.skipIf(grammar === null || corpora === null)("documents of many projects against all of TEI", () => {
  const schema = grammar === null ? null : compiled(grammar);
  it.each(["gerdracor", "tei-p5-test", "zoo"])("have Jing's verdict, and its first fault: %s", (name) => {
    const folder = join(corpora!, name);
    const different: string[] = [];
    // A document without a verdict asks for a DTD that is not here.
    for (const said of saidOf(folder).filter(({ verdict }) => verdict !== "other")) {
      const { tree } = readDocument(readFileSync(join(folder, said.path)), { path: said.path });
      const findings = tree === null ? [] : validate(tree, schema!);
      const ours = verdictOf(tree, findings);
      const [first] = findings;
      if (ours !== said.verdict) different.push(`${said.path}: ${ours}, not ${said.verdict}`);
      else if (first !== undefined && !standsWhere(first, tree!, said))
        different.push(`${said.path}: elsewhere`);
    }
    expect(different).toEqual([]);
  });
});
