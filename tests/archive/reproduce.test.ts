import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { compareTrees } from "../../src/build/archive/reproduce.ts";
import { colophon, folderOf } from "../cli/run.ts";
import { edition } from "./edition.ts";

describe("the same input", () => {
  it("makes the same outputs and the same package of the edition in this repository", () => {
    const run = colophon(resolve(import.meta.dirname, "../.."), ["archive", "--reproduce"]);
    expect(run.err).toMatch(/The same bytes twice, in \d\d\d files/u);
    expect(run).toMatchObject({ code: 0, out: "" });
  });

  it.each(["build", "archive"])(
    "makes the same by %s, and leaves the edition's own outputs alone",
    (command) => {
      const folder = edition();
      const run = colophon(folder, [command, "--reproduce"]);
      expect(run.err).toMatch(/The same bytes twice/u);
      expect(run.code).toBe(0);
      expect(existsSync(`${folder}/out`)).toBe(false);
    },
  );

  it("made other bytes: the first difference is told", () => {
    const one = folderOf({ "a.txt": "same", "b.txt": "abcdef" });
    expect(compareTrees(one, folderOf({ "a.txt": "same", "b.txt": "abcdef" }))).toEqual({
      files: 2,
      difference: null,
    });
    expect(compareTrees(one, folderOf({ "a.txt": "same", "b.txt": "abXdef" })).difference).toBe(
      "b.txt differs from byte 3 on",
    );
    expect(compareTrees(one, folderOf({ "b.txt": "abcdef" })).difference).toBe(
      "a.txt was made only the first time",
    );
  });
});
