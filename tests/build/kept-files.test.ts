import { expect, test } from "vitest";
import { DocumentCache, keyOf } from "../../src/build/cache/document-cache.ts";
import { keptFiles } from "../../src/build/cache/kept-files.ts";
import type { SiteFile } from "../../src/site/index.ts";

/** Larger than an entry of the cache, so that each file has one of its own. */
const SIZE = 9_000_000;

const FILES: readonly SiteFile[] = ["a", "b", "c"].map((path) => ({
  path,
  bytes: new Uint8Array(SIZE).fill(path.charCodeAt(0)),
}));

/** What is given by a key, and how often files were made for it. */
async function given(store: DocumentCache | null, key: string): Promise<[string, number]> {
  let count = 0;
  const make = async function* (): AsyncGenerator<SiteFile> {
    count++;
    yield* FILES;
  };
  const found: string[] = [];
  for await (const { path, bytes } of keptFiles(store, key, make))
    found.push(`${path}${String.fromCharCode(bytes[SIZE - 1]!)}`);
  return [found.join(" "), count];
}

test("files are made once, and again where they are asked for by another key or not kept", async () => {
  const store = DocumentCache.temporary();
  try {
    expect(await given(store, "1".repeat(64))).toEqual(["aa bb cc", 1]);
    expect(await given(store, "1".repeat(64))).toEqual(["aa bb cc", 0]);
    expect(await given(store, "2".repeat(64))).toEqual(["aa bb cc", 1]);
    expect(await given(null, "1".repeat(64))).toEqual(["aa bb cc", 1]);
  } finally {
    store.close();
  }
});

test("files of which some are kept no longer are made again, and each is given once", async () => {
  const store = DocumentCache.temporary();
  const key = "3".repeat(64);
  try {
    await given(store, key);
    store.put(keyOf(key, 1), null);
    expect(await given(store, key)).toEqual(["aa bb cc", 1]);
    expect(await given(store, key)).toEqual(["aa bb cc", 0]);
  } finally {
    store.close();
  }
});
