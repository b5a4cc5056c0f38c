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
import { PublishError } from "../../src/build/output-place.ts";
import { publish } from "../../src/build/publish.ts";
import type { AmendedPart } from "../../src/build/staging.ts";
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

  const all = (): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

  it("makes a part anew of the files that stay and those that are others, and forgets those that go", async () => {
    await publish(
      folder,
      ["a", "b", "c", "d/e"].map((name) => file(`text/${name}.txt`, name)),
    );
    async function* amended(): AsyncGenerator<OutputFile | AmendedPart> {
      yield file("text/b.txt", "other");
      yield file("text/d/new.txt", "new");
      yield {
        part: "text",
        standing: ["text/a.txt", "text/d/e.txt"],
        gone: ["text/c.txt", "text/never.txt"],
      };
      yield file("index/i.json", "[]");
    }
    const inode = statSync(join(folder, "text/a.txt")).ino;
    expect(await publish(folder, amended())).toBe(5);
    expect(all().filter((path) => /[.]/u.test(path))).toEqual([
      "index/i.json",
      "text/a.txt",
      "text/b.txt",
      "text/d/e.txt",
      "text/d/new.txt",
    ]);
    expect([read("text/a.txt"), read("text/b.txt"), read("text/d/new.txt")]).toEqual(["a", "other", "new"]);
    expect(statSync(join(folder, "text/a.txt")).ino).toBe(inode);
  });

  it("takes out of a part what neither is made nor stays, where nobody says what goes", async () => {
    const names = ["site/a.html", "site/b.html", "site/d/c.html", "site/d/e.html"];
    await publish(
      folder,
      names.map((name) => file(name, name)),
    );
    async function* amended(): AsyncGenerator<OutputFile | AmendedPart> {
      yield file("site/b.html", "other");
      yield { part: "site", standing: ["site/a.html"], gone: null };
    }
    expect(await publish(folder, amended())).toBe(2);
    expect(all()).toEqual(["site", "site/a.html", "site/b.html"]);
    expect([read("site/a.html"), read("site/b.html")]).toEqual(["site/a.html", "other"]);
  });

  it.each<readonly [string, readonly OutputFile[], readonly string[]]>([
    ["is another", [file("text/a.txt", "other")], []],
    ["is new", [file("text/new/c.txt", "c")], []],
    ["goes", [], ["text/d/e.txt", "text/never.txt"]],
    ["is as before", [file("text/a.txt", "text/a.txt")], ["text/never.txt"]],
  ])("leaves a part where it stands if a single file of it %s", async (_, made, gone) => {
    const names = ["text/a.txt", "text/b.txt", "text/d/e.txt"];
    await publish(
      folder,
      names.map((name) => file(name, name)),
    );
    const inode = statSync(join(folder, "text")).ino;
    const [changed, leaving] = [new Set(made.map(({ path }) => path)), new Set(gone)];
    const standing = names.filter((name) => !changed.has(name) && !leaving.has(name));
    async function* amended(): AsyncGenerator<OutputFile | AmendedPart> {
      yield* made;
      yield { part: "text", standing, gone };
    }
    await publish(folder, amended());
    expect(statSync(join(folder, "text")).ino).toBe(inode);
    expect(all().filter((path) => path.endsWith(".txt"))).toEqual([...standing, ...changed].sort());
    for (const { path, bytes } of made) expect(read(path)).toBe(String(bytes));
    expect(existsSync(join(folder, "text/d"))).toBe(!leaving.has("text/d/e.txt"));
    expect(readdirSync(folder)).toEqual(["text"]);
  });

  it("finds by itself whether a single file is another, and moves the whole part if one is in the place of a folder", async () => {
    const names = Array.from({ length: 20 }, (_, at) => `site/${at}.html`);
    await publish(
      folder,
      names.map((name) => file(name, name)),
    );
    const inode = statSync(join(folder, "site")).ino;
    const others = (count: number): OutputFile[] =>
      names.map((name, at) => file(name, at < count ? "other" : name));
    await publish(folder, others(1));
    expect(statSync(join(folder, "site")).ino).toBe(inode);
    expect([read("site/0.html"), read("site/1.html")]).toEqual(["other", "site/1.html"]);
    mkdirSync(join(folder, "site/20.html"));
    await publish(folder, [...others(1), file("site/20.html", "a file")]);
    expect(read("site/20.html")).toBe("a file");
    await publish(folder, [...others(2), file("site/20.html/below.html", "below")]);
    expect(readdirSync(join(folder, "site"))).toHaveLength(21);
    expect([read("site/1.html"), read("site/20.html/below.html")]).toEqual(["other", "below"]);
    expect(readdirSync(folder)).toEqual(["site"]);
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
