import { readString } from "../../src/read/index.ts";
import type { Tree } from "../../src/tree/index.ts";

/** Reads a document that has no faults. */
export function tree(source: string): Tree {
  const { tree: read, findings } = readString(source, { path: "test.xml" });
  if (read === null || findings.length > 0) throw new Error(findings[0]?.message);
  return read;
}
