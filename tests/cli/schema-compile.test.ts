import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { colophon, folderOf } from "./run.ts";

const LIBRARY = readFileSync(resolve(import.meta.dirname, "../odd/library.xml"));
const TEI = 'xmlns="http://www.tei-c.org/ns/1.0"';

describe("colophon schema compile", () => {
  const folder = folderOf({
    "from/p5subset.xml": LIBRARY,
    "tei/a.xml": `<TEI ${TEI}><p>A <hi>word</hi> and <name>name</name></p></TEI>`,
    "schemas/parts.xml": `<specGrp ${TEI}><moduleRef key="names"/></specGrp>`,
    "schemas/my own.odd": `<TEI ${TEI} xmlns:xi="http://www.w3.org/2001/XInclude"><schemaSpec ident="own" start="TEI">
      <moduleRef key="tei"/><moduleRef key="core" except="hi"/><xi:include href="parts.xml"/></schemaSpec></TEI>`,
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("names the command that gets TEI, where it is not in the store, and writes nothing", () => {
    const { code, err } = colophon(folder, ["schema", "compile", "schemas/my own.odd"]);
    expect(code).toBe(1);
    expect(err).toContain("Run: colophon schema add https://www.tei-c.org/");
    expect(existsSync(join(folder, "schemas/my own.rng"))).toBe(false);
    const checked = colophon(folder, [
      "check",
      "tei/a.xml",
      "--only",
      "schema",
      "--schema",
      "schemas/my own.odd",
    ]);
    expect(checked.err).toContain("schema/odd-needs-tei");
    expect(checked.err).toContain("1 error, 0 warnings");
  });

  it("compiles a customisation with what is in the store, to be checked with as it is or compiled", () => {
    expect(colophon(folder, ["schema", "add", "from/p5subset.xml"]).code).toBe(0);
    const { code, err } = colophon(folder, ["schema", "compile", "schemas/my own.odd", "--out", "made"]);
    expect(err).toContain("0 errors, 0 warnings");
    expect(code).toBe(0);
    for (const schema of ["made/my own.rng", "made/my own.rnc", "schemas/my own.odd"]) {
      const checked = colophon(folder, ["check", "tei/a.xml", "--only", "schema", "--schema", schema]);
      expect(checked.err).toContain("The schema knows no element <hi>");
      expect(checked.err).toContain("1 error, 0 warnings");
      expect(checked.code).toBe(1);
    }
    expect(readFileSync(join(folder, "made/my own.sch"), "utf8")).toContain('context="tei:p"');
  });

  it("knows the specifications by the address that a file stands for", () => {
    const other = folderOf({
      "from/mine.xml": LIBRARY,
      "my.odd": `<schemaSpec ${TEI} ident="own" start="TEI"><moduleRef key="tei"/><moduleRef key="core"/></schemaSpec>`,
    });
    const address = "https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml";
    expect(colophon(other, ["schema", "add", "from/mine.xml", "--as", address]).code).toBe(0);
    expect(colophon(other, ["schema", "compile", "my.odd", "--out", "made"]).err).toContain(
      "wrote made/my.rng",
    );
    rmSync(other, { recursive: true });
  });
});
