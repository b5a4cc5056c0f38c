import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readString } from "../../src/read/index.ts";
import type { Tree } from "../../src/tree/index.ts";

/** Reads a test's XML. */
export function treeOf(source: string, path = "test.xml"): Tree {
  const { tree, findings } = readString(source, { path });
  if (tree === null) throw new Error(findings[0]?.message ?? "broken");
  return tree;
}

/** A file of this repository. */
export function own(path: string): string {
  return readFileSync(join(import.meta.dirname, "../..", path), "utf8");
}
