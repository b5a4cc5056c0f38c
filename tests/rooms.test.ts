import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCE = resolve(import.meta.dirname, "../src");

/** Which room may import which; `docs/architecture.md` says why. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  tree: [],
  formats: [],
  report: ["tree"],
  read: ["tree", "report"],
  xpath: ["tree", "report"],
  encode: ["report"],
  validate: ["tree", "report", "read", "xpath", "formats"],
  odd: ["tree", "report", "read", "xpath", "formats"],
  resolve: ["tree", "report", "xpath"],
  render: ["tree", "report", "xpath", "resolve", "formats", "odd"],
  cite: ["tree", "report", "xpath", "resolve", "formats"],
  site: ["report", "resolve", "render", "cite", "formats"],
  book: ["report", "resolve", "render", "cite", "site", "formats"],
  archive: ["report", "formats"],
  edition: ["tree", "report", "read", "validate", "resolve", "render", "cite", "site"],
  "relaxng.ts": ["tree", "report", "read", "validate"],
  cli: ["edition", "build", "report"],
};

/** Rooms at the end of every arrow: they may import all others. */
const FREE = ["build", "index.ts"];

/** The files that may touch the disk: the build room and the command line. */
const MAY_TOUCH_DISK = /^(?:build\/|cli)/u;

interface Import {
  readonly file: string;
  readonly specifier: string;
}

const FILES = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.split(sep).join("/"))
  .sort();

const IMPORTS: readonly Import[] = FILES.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SOURCE, file), "utf8");
  const found = text.matchAll(
    /^(?:import|export)\s[^;]*?from\s+"([^"]+)"|\bimport\("([^"]+)"\)|^import\s+"([^"]+)"/gmu,
  );
  return [...found].map((match) => ({ file, specifier: (match[1] ?? match[2] ?? match[3])! }));
}

function roomOf(file: string): string {
  const room = file.split("/")[0]!;
  return room === "cli.ts" || room === "edition.ts" ? room.slice(0, -".ts".length) : room;
}

function target({ file, specifier }: Import): string {
  return relative(SOURCE, resolve(SOURCE, dirname(file), specifier))
    .split(sep)
    .join("/");
}

function isRelative({ specifier }: Import): boolean {
  return specifier.startsWith(".");
}

function crosses(one: Import): boolean {
  return isRelative(one) && roomOf(one.file) !== roomOf(target(one));
}

describe("the rooms of the house", () => {
  it("import only what the table allows", () => {
    const walls = IMPORTS.filter(crosses).filter(
      (one) => !FREE.includes(roomOf(one.file)) && !ALLOWED[roomOf(one.file)]?.includes(roomOf(target(one))),
    );
    expect(walls).toEqual([]);
  });

  it("are entered by their contents page", () => {
    const windows = IMPORTS.filter(crosses).filter(
      (one) => !/(?:\/index|^edition|^cli)\.ts$/u.test(target(one)),
    );
    expect(windows).toEqual([]);
  });

  it("import each package in one file only", () => {
    const files = new Map<string, Set<string>>();
    for (const one of IMPORTS.filter((each) => !isRelative(each) && !each.specifier.startsWith("node:"))) {
      const name = one.specifier
        .split("/")
        .slice(0, one.specifier.startsWith("@") ? 2 : 1)
        .join("/");
      files.set(name, (files.get(name) ?? new Set()).add(one.file));
    }
    const shared = [...files]
      .filter(([, importers]) => importers.size > 1)
      .map(([name, set]) => [name, [...set]]);
    expect(files.size).toBeGreaterThan(3);
    expect(shared).toEqual([]);
  });

  it("leave the disk to the build and the command line", () => {
    const touching = IMPORTS.filter(({ specifier }) =>
      /^node:(?:fs|child_process|net|http|https)/u.test(specifier),
    )
      .map(({ file }) => file)
      .filter((file) => !MAY_TOUCH_DISK.test(file));
    expect(touching).toEqual([]);
  });

  it("have no clock but there", () => {
    const ticking = FILES.filter((file) => !MAY_TOUCH_DISK.test(file)).filter((file) =>
      /new Date\(\)|Date\.now\(|Math\.random\(/u.test(readFileSync(join(SOURCE, file), "utf8")),
    );
    expect(ticking).toEqual([]);
  });
});
