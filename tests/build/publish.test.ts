import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { PublishError, publish } from "../../src/build/publish.ts";
import type { OutputFile } from "../../src/edition/index.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "colophon-")), "out");
});

const file = (path: string, text: string): OutputFile => ({ path, bytes: Buffer.from(text) });
const read = (path: string): string => readFileSync(join(folder, path), "utf8");

describe("publishing", () => {
  it("writes every file", async () => {
    expect(await publish(folder, [file("site/index.html", "one"), file("text/a/b.txt", "two")])).toBe(2);
    expect([read("site/index.html"), read("text/a/b.txt")]).toEqual(["one", "two"]);
  });

  it("replaces a part whole and leaves the others", async () => {
    await publish(folder, [file("site/old.html", "old"), file("text/a.txt", "kept")]);
    await publish(folder, [file("site/new.html", "new")]);
    expect(readdirSync(folder).sort()).toEqual(["site", "text"]);
    expect(readdirSync(join(folder, "site"))).toEqual(["new.html"]);
  });

  it("takes over files that are as they should be, and no others", async () => {
    const inode = (path: string): number => statSync(join(folder, path)).ino;
    await publish(folder, [
      file("site/a.html", "same"),
      file("site/b.html", "one"),
      file("site/c.html", "x"),
    ]);
    const before = ["site/a.html", "site/b.html"].map(inode);
    rmSync(join(folder, "site/c.html"));
    symlinkSync(join(folder, "site/a.html"), join(folder, "site/c.html"));
    await publish(folder, [
      file("site/a.html", "same"),
      file("site/b.html", "two"),
      file("site/c.html", "same"),
    ]);
    expect([read("site/a.html"), read("site/b.html"), read("site/c.html")]).toEqual(["same", "two", "same"]);
    expect(inode("site/a.html")).toBe(before[0]);
    expect(inode("site/b.html")).not.toBe(before[1]);
    expect(lstatSync(join(folder, "site/c.html")).isFile()).toBe(true);
    expect(statSync(join(folder, "site/a.html")).nlink).toBe(1);
  });

  it("leaves what stood there when the making fails", async () => {
    await publish(folder, [file("site/a.html", "before")]);
    function* failing(): Generator<OutputFile> {
      yield file("site/a.html", "after");
      throw new RangeError("the making failed");
    }
    await expect(publish(folder, failing())).rejects.toThrow("the making failed");
    expect(read("site/a.html")).toBe("before");
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it("puts back what a process that died between two moves had taken away", async () => {
    mkdirSync(join(folder, ".previous/site"), { recursive: true });
    writeFileSync(join(folder, ".previous/site/a.html"), "before");
    await publish(folder, [file("text/a.txt", "new")]);
    expect(read("site/a.html")).toBe("before");
    expect(existsSync(join(folder, ".previous"))).toBe(false);
  });

  it("sweeps what a dead process left and spares a living one's work", async () => {
    mkdirSync(join(folder, ".next-999999999-abc"), { recursive: true });
    mkdirSync(join(folder, `.next-${process.ppid}-abc`));
    await publish(folder, [file("text/a.txt", "new")]);
    expect(readdirSync(folder).sort()).toEqual([`.next-${process.ppid}-abc`, "text"]);
  });

  it("refuses a path that leaves the folder", async () => {
    await expect(publish(folder, [file("../evil.txt", "x")])).rejects.toThrow(PublishError);
    expect(existsSync(join(folder, "../evil.txt"))).toBe(false);
  });

  it("says so where the folder cannot be written", async () => {
    writeFileSync(folder, "a file stands here");
    await expect(publish(folder, [file("a/b", "x")])).rejects.toThrow(/cannot be written/u);
  });
});
