import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readString } from "../../src/read/index.ts";
import type { Tree } from "../../src/tree/index.ts";

/** A case of a text file: a title behind `#`, what goes in, a line `==>`, what comes out. */
export interface Case {
  readonly title: string;
  readonly input: string;
  readonly expected: string;
}

/** Reads the cases of a file beside these tests. */
export function casesOf(name: string): readonly Case[] {
  const parts = readFileSync(join(import.meta.dirname, name), "utf8")
    .split(/^# /mu)
    .slice(1);
  return parts.map((part) => {
    const [head = "", ...lines] = part.split("\n");
    const [input, expected] = lines.join("\n").split(/^==>\n?/mu);
    if (input === undefined || expected === undefined) throw new Error(`The case “${head}” has no result`);
    return { title: head, input: input.trim(), expected: expected.trim() };
  });
}

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
