import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeFile } from "../../src/build/index.ts";

const REGISTER = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Register</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><listPerson><person xml:id="luxemburg"><persName>Rosa Luxemburg</persName></person></listPerson></body></text></TEI>`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "encode-"));
  writeFileSync(join(folder, "register.xml"), REGISTER);
  writeFileSync(
    join(folder, "essay.md"),
    "The letter went to Rosa Luxemburg in Zurich.\n\nIn Zurich nobody knew Jogiches.\n",
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS = {
  config: null,
  safe: false,
  output: "essay.xml",
  profile: null,
  language: null,
  header: null,
  corrections: null,
  review: null,
  force: false,
};

function here(): { folder: string; registers: string } {
  return { folder, registers: join(folder, "register.xml") };
}

describe("a dry run of the encoder", () => {
  it("lists what is marked and the names that no register has, and writes nothing", async () => {
    const { summary } = await encodeFile("essay.md", { ...OPTIONS, ...here(), dryRun: true });
    expect(summary).toContain("essay.md:1:20: “Rosa Luxemburg”: encoded as persName");
    expect(summary).toContain(
      "Names that no register has, none of them marked:\n  Zurich, 2 times, essay.md:1:38\n  Jogiches, once, essay.md:3:23\n",
    );
    expect(existsSync(join(folder, "essay.xml"))).toBe(false);
  });

  it("is the only run that lists them", async () => {
    const { xml, summary } = await encodeFile("essay.md", { ...OPTIONS, ...here() });
    expect(summary).not.toContain("Zurich");
    expect(xml).not.toContain("<placeName");
  });
});
