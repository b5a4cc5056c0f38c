import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { cacheFolder } from "../../src/build/cache/cache-folder.ts";
import { type CachedSchema, type CacheQuestion, SchemaCache } from "../../src/build/cache/schema-cache.ts";
import { folderOf } from "../cli/run.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function questionOf(
  files: Readonly<Record<string, string>>,
  main = "s/main.rng",
  kind = "relaxng",
): CacheQuestion {
  return {
    kind,
    main: { path: main, bytes: bytes(files[main]!) },
    load: (path) => (files[path] === undefined ? null : bytes(files[path])),
  };
}

const FILES = { "s/main.rng": "main", "s/sub/part.rng": "part" };
const PARTS = ["s/sub/part.rng", "http://x.org/absent.rng"];

function text(kept: CachedSchema | null): string | null {
  return kept === null ? null : Buffer.from(kept.payload).toString();
}

describe("the cache of compiled schemas", () => {
  const folder = folderOf({});
  const cache = new SchemaCache(folder, "1");
  cache.put(questionOf(FILES), PARTS, bytes("tables"));

  it("gives what was kept, also to a project in another place", () => {
    expect(text(cache.get(questionOf(FILES)))).toBe("tables");
    const moved = { "/other/main.rng": "main", "/other/sub/part.rng": "part" };
    expect(text(cache.get(questionOf(moved, "/other/main.rng")))).toBe("tables");
  });

  it("does not give it where a file is another, is gone, or has come", () => {
    expect(cache.get(questionOf({ ...FILES, "s/main.rng": "other" }))).toBeNull();
    expect(cache.get(questionOf({ ...FILES, "s/sub/part.rng": "other" }))).toBeNull();
    expect(cache.get(questionOf({ "s/main.rng": "main" }))).toBeNull();
    expect(cache.get(questionOf({ ...FILES, "http://x.org/absent.rng": "here" }))).toBeNull();
  });

  it("does not give it to another program, nor for another kind", () => {
    expect(new SchemaCache(folder, "2").get(questionOf(FILES))).toBeNull();
    expect(cache.get(questionOf(FILES, "s/main.rng", "odd"))).toBeNull();
  });

  it("keeps several schemas whose main files are alike", () => {
    const other = { ...FILES, "s/sub/part.rng": "another part" };
    cache.put(questionOf(other), PARTS, bytes("other tables"));
    expect(text(cache.get(questionOf(other)))).toBe("other tables");
    expect(text(cache.get(questionOf(FILES)))).toBe("tables");
  });

  it("does not use what is damaged, and writes it anew", () => {
    for (const spoil of [
      (b: Buffer) => b.subarray(0, b.length / 2),
      (b: Buffer) => Buffer.concat([b.subarray(0, -1), Buffer.of(b.at(-1)! ^ 1)]),
    ]) {
      const place = folderOf({});
      const own = new SchemaCache(place, "1");
      own.put(questionOf(FILES), PARTS, bytes("tables"));
      const entry = readdirSync(join(place, "schemas")).find((name) => name.endsWith(".bin"))!;
      const file = join(place, "schemas", entry);
      writeFileSync(file, spoil(readFileSync(file)));
      expect(own.get(questionOf(FILES))).toBeNull();
      own.put(questionOf(FILES), PARTS, bytes("tables"));
      expect(text(own.get(questionOf(FILES)))).toBe("tables");
    }
  });

  it("does not trip over an index that is nonsense", () => {
    const place = folderOf({});
    const own = new SchemaCache(place, "1");
    own.put(questionOf(FILES), PARTS, bytes("tables"));
    const index = readdirSync(join(place, "schemas")).find((name) => name.endsWith(".json"))!;
    for (const nonsense of ["", "{", "null", '[{"parts":1}]', "[null]"]) {
      writeFileSync(join(place, "schemas", index), nonsense);
      expect(own.get(questionOf(FILES))).toBeNull();
    }
  });

  it("that cannot be written keeps nothing, and that is all", () => {
    const place = folderOf({ cache: "a file stands here" });
    const own = new SchemaCache(join(place, "cache"), "1");
    own.put(questionOf(FILES), PARTS, bytes("tables"));
    expect(own.get(questionOf(FILES))).toBeNull();
  });

  it("is safe with many writers at once: whoever reads finds all of it or nothing", async () => {
    const place = folderOf({});
    const own = new SchemaCache(place, "1");
    const large = bytes("tables ".repeat(100_000));
    const program = `import { workerData } from "node:worker_threads";
      import { register } from ${JSON.stringify(import.meta.resolve("tsx/esm/api").replace(/\.cjs$/u, ".mjs"))}; register();
      const { SchemaCache } = await import(${JSON.stringify(new URL("../../src/build/cache/schema-cache.ts", import.meta.url).href)});
      const main = { path: "m.rng", bytes: new TextEncoder().encode("main") };
      const cache = new SchemaCache(workerData.place, "1");
      for (let n = 0; n < 30; n++) cache.put({ kind: "relaxng", main, load: () => null }, [], workerData.large);`;
    const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    const writers = Array.from({ length: 3 }, () => new Worker(url, { workerData: { place, large } }));
    let done = 0;
    for (const writer of writers) writer.on("exit", () => void done++);
    let found = 0;
    while (done < writers.length) {
      const kept = own.get(questionOf({ "m.rng": "main" }, "m.rng"));
      if (kept !== null) {
        expect(kept.payload.length).toBe(large.length);
        found++;
      }
      await new Promise((next) => setTimeout(next, 5));
    }
    expect(found).toBeGreaterThan(0);
    expect(readdirSync(join(place, "schemas")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("lies where the environment says, then the configuration, then the system", () => {
    mkdirSync(folder, { recursive: true });
    expect(cacheFolder(null, { COLOPHON_CACHE: "/c", XDG_CACHE_HOME: "/x" })).toBe("/c");
    expect(cacheFolder("/conf", { XDG_CACHE_HOME: "/x" })).toBe("/conf");
    expect(cacheFolder(null, { XDG_CACHE_HOME: "/x" })).toBe("/x/colophon");
    expect(cacheFolder(false, {})).toBeNull();
    expect(cacheFolder("/conf", { COLOPHON_CACHE: "off" })).toBeNull();
  });
});
