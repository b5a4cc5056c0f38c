import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileRelaxng, type Odd, readOdd } from "../../src/odd/index.ts";
import { readDocument } from "../../src/read/index.ts";
import { compileGrammar, validateGrammar } from "../../src/validate/index.ts";
import { shared } from "../shared.ts";
import { treeOf } from "../validate/cases.ts";

const specifications = shared("schemas/p5subset-4.9.0a.xml");
const verdicts = shared("corpora/tei-p5-test/jing-tei_all-4.12.0.tsv");

/** Larger documents say nothing more of the schema, and take their time. */
const SMALL = 40_000;

function everything(path: string): Odd {
  const library = treeOf(readFileSync(path, "utf8"), "p5subset.xml");
  const modules = [...library.root.descendantElements("moduleSpec")].map((node) => node.get("ident"));
  const references = modules.map((key) => `<moduleRef key="${key}"/>`).join("");
  const schema = `<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="all" start="TEI teiCorpus">${references}</schemaSpec>`;
  return readOdd(treeOf(schema, "all.odd"), { source: () => library, file: () => null });
}

describe.skipIf(specifications === null || verdicts === null)(
  "the whole of TEI, compiled from its specifications",
  () => {
    it("accepts and refuses the test documents of TEI as the published schema does", async () => {
      const odd = everything(specifications!);
      expect(odd.findings).toEqual([]);
      expect(odd.elements.size).toBeGreaterThan(580);
      const rng = { path: "all.rng", bytes: Buffer.from(compileRelaxng(odd)) };
      const { grammar, findings } = compileGrammar(rng, "relaxng", () => null);
      expect(findings).toEqual([]);
      const lines = readFileSync(verdicts!, "utf8").trim().split("\n");
      const known = lines
        .map((line) => line.split("\t"))
        .filter(([, verdict]) => /^(?:in)?valid$/u.test(verdict!));
      const small = known.filter(([name]) => statSync(join(dirname(verdicts!), name!)).size < SMALL);
      expect(small.length).toBeGreaterThan(10);
      const trees = small.map(
        ([name]) => readDocument(readFileSync(join(dirname(verdicts!), name!)), { path: name! }).tree!,
      );
      const said = (await validateGrammar(trees, grammar!)).map((each) =>
        each.length === 0 ? "valid" : "invalid",
      );
      expect(said).toEqual(small.map(([, verdict]) => verdict));
    });
  },
);
