import { describe, expect, it } from "vitest";
import type { Source } from "../../src/edition/index.ts";
import { type EditionSetup, makeEdition } from "../../src/edition.ts";
import { compileGrammar, type Grammar } from "../../src/validate/index.ts";
import { tei } from "../cli/run.ts";

const schema = `<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>`;
const grammar: Grammar = compileGrammar({ path: "a.rng", bytes: Buffer.from(schema) }, "relaxng", () => null)
  .grammar!;

/** What surrounds the pipeline here has a fault of its own, which shows at what only one document asks for. */
const fails = (): never => {
  throw new TypeError("not made for this");
};

const setup: EditionSetup = {
  read: { limits: {}, load: () => null, open: fails },
  cite: {},
  check: {
    checks: ["wellformed", "schema", "links"],
    schemasOf: async (path) => ({
      grammars: path === "b.xml" ? [{ ...grammar, language: "unheard-of" as never }] : [grammar],
      schematron: [],
      findings: [],
    }),
    severity: {},
    exists: fails,
  },
};

const source = (path: string, body: string): Source => ({
  id: path.slice(0, 1),
  path,
  bytes: Buffer.from(tei(body)),
});

describe("a fault of the program in one document", () => {
  it("is a finding of that document, and the others have their own verdicts", async () => {
    const { report } = await makeEdition(
      [
        source("a.xml", '<p><ref target="#nowhere"/></p>'),
        source("b.xml", '<p><graphic url="picture.png"/></p>'),
        source("c.xml", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'),
        source("d.xml", "<p/>"),
      ],
      [],
      setup,
    );
    const codes = report.documents.map(({ findings }) =>
      [...new Set(findings.map(({ code }) => code))].sort(),
    );
    expect(codes).toEqual([
      ["links/target-missing", "schema/element-unknown"],
      ["links/program-failed", "schema/program-failed"],
      ["wellformed/program-failed"],
      ["schema/element-unknown"],
    ]);
    expect(report.documents[2]!.findings[0]!.message).toMatch(
      /^The program failed in this check: TypeError: not made for this \(in \w+/u,
    );
  });
});
