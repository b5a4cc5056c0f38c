import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  encodeManuscript,
  readDocx,
  readMarkdown,
  TEXT_KINDS,
  type TextKind,
} from "../../src/encode/index.ts";
import { readString } from "../../src/read/index.ts";
import { shared } from "../shared.ts";
import { arbitraryManuscript } from "./arbitrary.ts";
import { essayDocx } from "./essay-docx.ts";
import { REGISTERS } from "./kind-registers.ts";

const KINDS = [...TEXT_KINDS.values()];

function xmlOf(source: string, kind: TextKind): string {
  return encodeManuscript(readMarkdown(source, kind), kind, { registers: REGISTERS }).xml;
}

/** The letters of an encoded text, with those of what its links lead to, in no order: notes move to their calls. */
function lettersIn(xml: string): string {
  const { tree, findings } = readString(xml, { path: "made.xml" });
  expect(findings).toEqual([]);
  const body = tree!.document.descendantElements("body").next().value!;
  const parts = [...body.descendants()].map((node) => (node.isText ? node.text : (node.get("target") ?? "")));
  return lettersOf(parts.join(""));
}

function lettersOf(text: string): string {
  return (text.match(/\p{L}/gu) ?? []).sort().join("");
}

describe.each(KINDS.map((kind) => [kind.name, kind] as const))("of any text, as %s,", (_name, kind) => {
  it("no letter is lost and none is added, and the same comes each time", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const source = arbitraryManuscript(seed);
      const xml = xmlOf(source, kind);
      expect(lettersIn(xml), `seed ${seed}: ${source}`).toBe(lettersOf(source));
      expect(xmlOf(source, kind)).toBe(xml);
    }
  });
});

describe("Jing accepts, against tei_all,", () => {
  it("what is made of any text and of a DOCX, as any kind", async () => {
    const schema = shared("schemas/tei_all-4.12.0.rng");
    if (schema === null || spawnSync("jing", []).error !== undefined) {
      console.warn("skipped: Jing or tei_all is not here");
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), "colophon-kinds-"));
    const docx = await readDocx(await essayDocx());
    const texts = [
      "",
      "One line",
      "Dear all,",
      ...Array.from({ length: 6 }, (_, at) => arbitraryManuscript(at + 1)),
    ];
    const made = KINDS.flatMap((kind) => [
      encodeManuscript(docx, kind).xml,
      ...texts.map((text) => xmlOf(text, kind)),
    ]);
    const files = made.map((xml, at) => {
      const file = join(folder, `${at}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const judged = spawnSync("jing", [schema, ...files], { encoding: "utf8" });
    expect(judged.stdout).toBe("");
    expect(judged.status).toBe(0);
  });
});
