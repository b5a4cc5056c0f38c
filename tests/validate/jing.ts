import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** The command; another can be named in the environment. */
const JING = process.env.JING ?? "jing";

/** Whether Jing is on this machine; says so aloud where it is not. */
export function hasJing(): boolean {
  const found = spawnSync(JING, { encoding: "utf8" }).error === undefined;
  if (!found) console.warn("skipped: jing is not installed (apt-get install jing)");
  return found;
}

/** Gives for each document whether Jing accepts it; one run of Jing for all of them. */
export function jingAccepts(schema: string, documents: readonly string[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), "colophon-jing-"));
  try {
    const files = documents.map((_, at) => join(folder, `${at}.xml`));
    files.forEach((file, at) => void writeFileSync(file, documents[at]!));
    const { stdout, error } = spawnSync(JING, [schema, ...files], { encoding: "utf8", maxBuffer: 2 ** 28 });
    if (error !== undefined) throw error;
    if (/: fatal:/u.test(stdout))
      throw new Error(stdout.split("\n").find((line) => line.includes(": fatal:")));
    const refused = new Set(stdout.split("\n").map((line) => basename(line.split(".xml:")[0]!)));
    return documents.map((_, at) => !refused.has(String(at)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
