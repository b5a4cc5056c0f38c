import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One case of a file of cases: a title behind `#`, what goes in, a line `==>`, what comes out. */
export interface Case {
  readonly title: string;
  readonly input: string;
  readonly expected: string;
}

/** Reads the cases of a text file beside the tests. Throws where a case has no result, so that none passes unseen. */
export function casesOf(folder: string, name: string): readonly Case[] {
  const parts = readFileSync(join(folder, name), "utf8").split(/^# /mu).slice(1);
  return parts.map((part) => {
    const [head = "", ...lines] = part.split("\n");
    const [input, expected] = lines.join("\n").split(/^==>\n?/mu);
    if (input === undefined || expected === undefined) throw new Error(`The case “${head}” has no result`);
    return { title: head.trim(), input: input.trim(), expected: expected.trim() };
  });
}
