import type { ReadResult } from "../../src/read/index.ts";
import { outline } from "./outline.ts";

/** Writes what came of reading as the cases expect it: each finding with place, code, message and help, then the tree. */
export function report({ tree, findings }: ReadResult): string {
  const lines = findings.flatMap((one) => [
    `${one.line}:${one.column}-${one.endLine}:${one.endColumn} ${one.code}`,
    one.message,
    ...(one.help === null ? [] : [`help: ${one.help}`]),
  ]);
  return [...lines, ...(tree === null ? [] : [outline(tree)])].join("\n");
}
