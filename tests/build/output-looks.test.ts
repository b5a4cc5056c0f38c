import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { lookElsewhere } from "../../src/build/run/early-looks.ts";
import { digestsIn, FolderLooks, looksOf } from "../../src/build/run/output-looks.ts";

let folder: string;
const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "colophon-looks-"));
  mkdirSync(join(folder, "a/b"), { recursive: true });
  for (const path of ["one.txt", "a/two.txt", "a/b/three.txt"]) put(path, path);
});

describe("how a folder of outputs looks", () => {
  it.each<readonly [string, () => void]>([
    ["a file has other bytes", () => put("a/two.txt", "other")],
    ["a file has other bytes of the same length", () => put("a/two.txt", "a/TWO.txt")],
    ["a file is gone", () => rmSync(join(folder, "a/b/three.txt"))],
    ["a file is new", () => put("a/b/four.txt", "")],
    ["a folder is new", () => mkdirSync(join(folder, "c"))],
    ["it is gone", () => rmSync(folder, { recursive: true })],
  ])("is otherwise when %s", (_, change) => {
    const before = looksOf(folder);
    expect(looksOf(folder)).toBe(before);
    const { atime, mtimeMs } = statSync(join(folder, "a/two.txt"));
    change();
    // Clocks of disks tick: what is written in the same tick would have the same time.
    if (looksOf(folder) === before) utimesSync(join(folder, "a/two.txt"), atime, mtimeMs / 1000 + 1);
    expect(looksOf(folder)).not.toBe(before);
  });

  it("is known after a file was written that was expected to be", () => {
    const file = join(folder, "a/two.txt");
    const looks = new FolderLooks(digestsIn(folder));
    expect(looks.expect([file])).toBe(true);
    put("a/two.txt", "something longer");
    expect(looks.digestAfter([file])).toBe(looksOf(folder));
  });

  it("is not known after that where the file was not there before", () => {
    const looks = new FolderLooks(digestsIn(folder));
    expect(looks.expect([join(folder, "a/new.txt"), join(folder, "c/new.txt")])).toBe(true);
    put("a/new.txt", "new");
    expect(looks.digestAfter([join(folder, "a/new.txt")])).toBeNull();
  });

  it("is not as expected where somebody has changed a file beside the one that is to be written", () => {
    const looks = new FolderLooks(digestsIn(folder));
    put("a/more.txt", "");
    expect(looks.expect([join(folder, "one.txt")])).toBe(true);
    expect(looks.expect([join(folder, "a/two.txt")])).toBe(false);
  });

  it("is the same for another process, and not known to one that cannot look", async () => {
    const places = [folder, join(folder, "one.txt")];
    expect(await Promise.all(places.map(lookElsewhere))).toEqual([digestsIn(folder), null]);
  });
});
