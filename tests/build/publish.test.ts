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

  it("amends a part that stays, and finishes that where a process died over it", async () => {
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
    const all = (): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    const whole = [
      "index",
      "index/i.json",
      "text",
      "text/a.txt",
      "text/b.txt",
      "text/d",
      "text/d/e.txt",
      "text/d/new.txt",
    ];
    expect(all()).toEqual(whole);
    expect([read("text/a.txt"), read("text/b.txt"), read("text/d/new.txt")]).toEqual(["a", "other", "new"]);
    expect(statSync(join(folder, "text/a.txt")).ino).toBe(inode);
    mkdirSync(join(folder, ".changes/text/d"), { recursive: true });
    writeFileSync(join(folder, ".changes/text/d/e.txt"), "moved later");
    writeFileSync(join(folder, ".changes/.gone"), "text/a.txt\ntext/b.txt");
    await publish(folder, [file("index/i.json", "[1]")]);
    expect(all()).toEqual(whole.filter((path) => !/[ab]\.txt/u.test(path)));
    expect(read("text/d/e.txt")).toBe("moved later");
  });

  it("moves a few files into a part that stays, and takes away what is not among them any more", async () => {
    const names = Array.from({ length: 20 }, (_, at) => `site/${at}.html`);
    await publish(
      folder,
      [...names, "site/old/a.html", "site/b.html"].map((name) => file(name, name)),
    );
    const inode = statSync(join(folder, "site")).ino;
    const again = [...names.slice(1).map((name) => file(name, name)), file("site/0.html", "other")];
    expect(await publish(folder, [...again, file("site/b.html/c.html", "below")])).toBe(21);
    expect(statSync(join(folder, "site")).ino).toBe(inode);
    expect(readdirSync(join(folder, "site"))).toHaveLength(21);
    expect([read("site/0.html"), read("site/b.html/c.html")]).toEqual(["other", "below"]);
    await publish(
      folder,
      names.map((name, at) => file(name, at < 10 ? "x" : name)),
    );
    expect(statSync(join(folder, "site")).ino).not.toBe(inode);
    expect(readdirSync(join(folder, "site")).sort()).toEqual(names.map((name) => name.slice(5)).sort());
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
