import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { clearCache, pruneCache, summarizeCache } from "../../src/build/cache/cache-care.ts";
import { cacheLimit, sizeIn } from "../../src/build/cache/cache-limit.ts";
import { DocumentCache, keyOf } from "../../src/build/cache/document-cache.ts";
import { SchemaCache } from "../../src/build/cache/schema-cache.ts";
import { colophon, folderOf } from "../cli/run.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

afterEach(() => vi.unstubAllEnvs());

/** So large, in bytes, that a record has a file of its own. */
const LARGE = 70_000;

/** A cache with a schema and five records, the first of them the oldest. */
function filled(): string {
  const place = folderOf({});
  const main = { path: "m.rng", bytes: bytes("main") };
  new SchemaCache(place, "1").put({ kind: "relaxng", main, load: () => null }, [], bytes("tables"));
  const store = DocumentCache.in(place);
  for (let at = 0; at < 5; at++) {
    store.put(keyOf(at), "x".repeat(LARGE));
    utimesSync(join(place, "documents", `${keyOf(at)}.bin`), 1000 + at, 1000 + at);
  }
  return place;
}

describe("the cache", () => {
  it("is counted by kinds and cleared, and files that are not its own stay", () => {
    const place = filled();
    writeFileSync(join(place, "schemas", "notes.txt"), "mine");
    expect(summarizeCache(place)).toMatchObject({
      files: 7,
      kinds: { schemas: { files: 2 }, documents: { files: 5 }, code: { files: 0, bytes: 0 } },
    });
    expect(clearCache(place).files).toBe(7);
    expect(summarizeCache(place)).toMatchObject({ files: 0, bytes: 0 });
    expect(existsSync(join(place, "schemas", "notes.txt"))).toBe(true);
  });

  it("loses its oldest entries first, down to the limit", () => {
    const place = filled();
    const store = DocumentCache.in(place);
    const left = summarizeCache(place).bytes - 1.5 * LARGE;
    expect(pruneCache(place, left).files).toBe(2);
    expect([0, 1, 2, 3, 4].map((at) => store.get(keyOf(at)) !== null)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(summarizeCache(place).bytes).toBeLessThanOrEqual(left);
    expect(pruneCache(place, 0).files).toBe(5);
  });

  it("loses first what nobody asked for longest", () => {
    const place = filled();
    expect(DocumentCache.in(place).get(keyOf(0))).not.toBeNull();
    pruneCache(place, summarizeCache(place).bytes - 1.5 * LARGE);
    const store = DocumentCache.in(place);
    expect([0, 1, 2, 3].map((at) => store.get(keyOf(at)) !== null)).toEqual([true, false, false, true]);
  });

  it("keeps what each run has to know of all documents longer than what was made of one", () => {
    const place = folderOf({});
    const store = DocumentCache.in(place);
    store.put(keyOf("small"), "x");
    store.close();
    const later = DocumentCache.in(place);
    for (let at = 0; at < 3; at++) later.put(keyOf(at), "x".repeat(LARGE));
    later.close();
    pruneCache(place, LARGE);
    expect(DocumentCache.in(place).get(keyOf("small"))).toBe("x");
    expect([0, 1, 2].map((at) => DocumentCache.in(place).get(keyOf(at)))).toEqual([null, null, null]);
  });

  it("notes that a pack is in use, once it is finished", () => {
    const place = folderOf({});
    const packs = join(place, "documents", "packs");
    const [then, now] = [Date.now() / 1000 - 86_400, Date.now()];
    for (const name of ["asked", "other"]) {
      const store = DocumentCache.in(place);
      store.put(keyOf(name), name);
      store.close();
    }
    const [first = "", second = ""] = readdirSync(packs).sort();
    for (const name of [first, second]) utimesSync(join(packs, name), then, then);
    expect(DocumentCache.in(place).get(keyOf("asked"))).toBe("asked");
    expect(statSync(join(packs, first)).mtimeMs).toBeGreaterThanOrEqual(now - 1000);
    expect(statSync(join(packs, second)).mtimeMs).toBeLessThan(now - 80_000_000);
  });

  it("keeps no more than the environment says, from one run to the next", () => {
    const place = folderOf({});
    vi.stubEnv("COLOPHON_CACHE_LIMIT", "1MB");
    const store = DocumentCache.in(place);
    for (let at = 0; at < 100; at++) store.put(keyOf("limit", at), "x".repeat(LARGE));
    store.close();
    const { bytes: size, limit } = summarizeCache(place);
    expect(limit).toBe(1_000_000);
    expect(size).toBeLessThanOrEqual(limit);
    expect(size).toBeGreaterThan(0);
  });

  it("has a limit that is a size", () => {
    expect(["500MB", "20G", "1.5 gb", "7", "nothing", "-1"].map(sizeIn)).toEqual([
      5e8,
      2e10,
      1.5e9,
      7,
      null,
      null,
    ]);
    expect(cacheLimit({})).toBeNull();
    expect(() => cacheLimit({ COLOPHON_CACHE_LIMIT: "much" })).toThrow(
      "COLOPHON_CACHE_LIMIT is no size: much",
    );
  });

  it("is shown, pruned and cleared on the command line", () => {
    const place = filled();
    const env = { COLOPHON_CACHE: place };
    const folder = folderOf({});
    expect(colophon(folder, ["cache"], env).out).toMatch(
      /: 7 files, 0\.4 MB of at most 2000\.0 MB\n {2}schemas +2 files/u,
    );
    expect(colophon(folder, ["cache", "prune", "--limit", "200KB"], env).out).toMatch(
      /removed \d files, .* left \d files?/u,
    );
  }, 90_000);

  it("of documents remembers what was asked for lately, and no more", () => {
    const place = folderOf({});
    const store = DocumentCache.in(place);
    store.remember();
    for (const key of ["a", "b"]) store.put(keyOf(key), key);
    const get = (key: string): unknown => store.get(keyOf(key));
    const elsewhere = (): unknown => DocumentCache.in(place).get(keyOf("a"));
    expect([get("a"), get("b"), elsewhere()]).toEqual(["a", "b", null]);
    store.forgetUnasked();
    expect([get("a"), get("b"), elsewhere()]).toEqual(["a", "b", "a"]);
    rmSync(join(place, "documents"), { recursive: true });
    store.forgetUnasked();
    expect(get("a")).toBe("a");
    store.forgetUnasked();
    store.close();
    expect([get("a"), get("b")]).toEqual(["a", null]);
  });

  it("of documents is safe with several processes that write, read and prune at once", async () => {
    const place = folderOf({});
    const program = `import { workerData } from "node:worker_threads";
      import { register } from ${JSON.stringify(import.meta.resolve("tsx/esm/api").replace(/\.cjs$/u, ".mjs"))}; register();
      const { DocumentCache, keyOf } = await import(${JSON.stringify(new URL("../../src/build/cache/document-cache.ts", import.meta.url).href)});
      const { pruneCache } = await import(${JSON.stringify(new URL("../../src/build/cache/cache-care.ts", import.meta.url).href)});
      const store = DocumentCache.in(workerData.place);
      for (let n = 0; n < 400; n++) {
        store.put(keyOf(n % 20), { n: n % 20, text: String(n % 20).repeat(20000) });
        const found = store.get(keyOf((n * 7) % 20));
        if (found !== null && found.text !== String(found.n).repeat(20000)) throw new Error("half an entry");
        if (n % 50 === 49) pruneCache(workerData.place, 200000);
      }`;
    const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    const ends = Array.from({ length: 3 }, () => {
      const worker = new Worker(url, { workerData: { place } });
      return new Promise<unknown>((fulfil) => {
        worker.on("error", fulfil);
        worker.on("exit", fulfil);
      });
    });
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    expect(readdirSync(join(place, "documents")).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
