import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { codeFiles, loadProgram } from "../../src/build/cache/code-cache.ts";
import { folderOf } from "../cli/run.ts";

describe("the code that V8 made of a program", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = folderOf({
      "program.cjs": Module.wrap("exports.twice = (n) => 2 * n; exports.at = [__filename, __dirname];\n"),
    });
    file = join(folder, "program.cjs");
  });

  function twice(build = "one", place: string | null = folder): number {
    const { exports, keep } = loadProgram(file, place, build);
    const answer = (exports as { twice: (n: number) => number }).twice(21);
    keep();
    return answer;
  }

  it("is kept for the next run, which does the same", () => {
    expect(twice()).toBe(42);
    expect(codeFiles(join(folder, "code"))).toHaveLength(1);
    expect(twice()).toBe(42);
  });

  it("is of a program whose regular expressions have signs that are not ASCII", () => {
    writeFileSync(file, Module.wrap('exports.twice = (n) => (/^[–—]$/u.test("\\u2014") ? 2 * n : 0);\n'));
    expect(twice()).toBe(42);
    expect(twice()).toBe(42);
  });

  it("is added to in the first runs and left alone after them", () => {
    for (let run = 0; run < 3; run++) twice();
    const [kept = ""] = codeFiles(join(folder, "code"));
    const bytes = readFileSync(kept);
    twice();
    expect(readFileSync(kept)).toEqual(bytes);
  });

  it("is never another program's", () => {
    twice("one");
    writeFileSync(file, Module.wrap("exports.twice = (n) => n + n + 0;\n"));
    expect(twice("two")).toBe(42);
    expect(codeFiles(join(folder, "code"))).toHaveLength(2);
  });

  it.each([
    ["cut short", (kept: string) => truncateSync(kept, 40)],
    ["empty", (kept: string) => truncateSync(kept, 0)],
    ["changed by a byte", (kept: string) => flip(kept)],
  ])("is not used when it is %s, and made again", (_, damage) => {
    twice();
    const [kept = ""] = codeFiles(join(folder, "code"));
    const whole = readFileSync(kept).length;
    damage(kept);
    expect(twice()).toBe(42);
    expect(readFileSync(kept).length).toBeGreaterThan(whole / 2);
  });

  it("need not be kept, nor can it be everywhere", () => {
    expect(twice("one", null)).toBe(42);
    expect(twice("one", join(file, "no-folder"))).toBe(42);
    expect(readdirSync(folder)).toEqual(["program.cjs"]);
  });

  it("is kept of a part that is loaded later, which has what it shares from the first", () => {
    const first =
      "exports.sum = () => module.part('part.cjs', (name) => (name === 'shared' ? { n: 40 } : undefined)).sum;\n";
    writeFileSync(file, Module.wrap(first));
    const part = "exports.sum = require('shared').n + require('node:path').sep.length + 1;\n";
    writeFileSync(join(folder, "part.cjs"), Module.wrap(part));
    for (const files of [1, 2, 2]) {
      const { exports, keep } = loadProgram(file, folder, "one");
      if (files > 1) expect((exports as { sum: () => number }).sum()).toBe(42);
      keep();
      expect(codeFiles(join(folder, "code"))).toHaveLength(files);
    }
  });

  it("knows where the program stands", () => {
    const { exports } = loadProgram(file, null, "one");
    expect((exports as { at: string[] }).at).toEqual([file, folder]);
  });
});

function flip(kept: string): void {
  const bytes = readFileSync(kept);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(kept, bytes);
}
