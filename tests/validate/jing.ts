import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Finding } from "../../src/report/index.ts";
import type { Tree } from "../../src/tree/index.ts";

/** The command; another can be named in the environment. */
const JING = process.env.JING ?? "jing";

/** Whether Jing is on this machine; says so aloud where it is not. */
export function hasJing(): boolean {
  const found = spawnSync(JING, { encoding: "utf8" }).error === undefined;
  if (!found) console.warn("skipped: jing is not installed (apt-get install jing)");
  return found;
}

/** Where a message of Jing's points: behind a tag, or behind a text. */
export interface JingPlace {
  readonly line: number;
  readonly column: number;
}

/** Gives for each document whether Jing accepts it; one run of Jing for all of them. */
export function jingAccepts(schema: string, documents: readonly string[]): boolean[] {
  return jingFaults(schema, documents).map((first) => first === null);
}

/** Gives for each document where Jing sees the first fault, or null; one run of Jing for all of them. */
export function jingFaults(schema: string, documents: readonly string[]): (JingPlace | null)[] {
  const folder = mkdtempSync(join(tmpdir(), "colophon-jing-"));
  try {
    const files = documents.map((_, at) => join(folder, `${at}.xml`));
    files.forEach((file, at) => void writeFileSync(file, documents[at]!));
    const { stdout, error } = spawnSync(JING, [schema, ...files], { encoding: "utf8", maxBuffer: 2 ** 28 });
    if (error !== undefined) throw error;
    if (/: fatal:/u.test(stdout))
      throw new Error(stdout.split("\n").find((line) => line.includes(": fatal:")));
    const first = new Map<string, JingPlace>();
    for (const [, path = "", line, column] of stdout.matchAll(/^(.+)\.xml:(\d+):(\d+): error:/gmu)) {
      if (!first.has(basename(path)))
        first.set(basename(path), { line: Number(line), column: Number(column) });
    }
    return documents.map((_, at) => first.get(String(at)) ?? null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a finding stands where Jing points: Jing points behind a tag, or somewhere behind a text. */
export function standsWhere(finding: Finding, tree: Tree, { line, column }: JingPlace): boolean {
  const behind = tree.lines.offset(line, column);
  const start = tree.lines.offset(finding.line, finding.column);
  const tags = tree.source.slice(start, behind).split(">").length - 1;
  if (finding.code === "schema/text-not-allowed") return start <= behind && tags === 0;
  // A value in an element ends with its end tag, behind which Jing points.
  if (finding.code === "schema/text-invalid" && tree.source[start] !== "<")
    return start < behind && tags === 1;
  return start >= tree.source.lastIndexOf("<", behind - 1) && start < behind;
}
