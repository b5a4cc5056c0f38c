import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { buildAndPublish, startPreview } from "../../src/build/index.ts";
import { folderOf, tei } from "../cli/run.ts";

/** How many indexes were made. */
const made = vi.hoisted(() => ({ count: 0 }));

vi.mock("../../src/build/search/pagefind-index.ts", async (load) => {
  const actual = await load<typeof import("../../src/build/search/pagefind-index.ts")>();
  return {
    ...actual,
    writeIndex: (...given: Parameters<typeof actual.writeIndex>) => {
      made.count++;
      return actual.writeIndex(...given);
    },
  };
});

const OPTIONS = {
  config: null,
  safe: false,
  jobs: 1,
  cache: true,
  reading: "edited",
  strict: false,
} as const;

/** It names the pages of the index by what they hold. */
const ENTRY = "pagefind/pagefind-entry.json.js";

/** Starts a preview, waits until it has a search, and does something with its address. */
async function withSearch(folder: string, work: (get: (path: string) => Promise<string>) => Promise<void>) {
  const preview = await startPreview({ ...OPTIONS, folder, port: 0, out: "out", tell: () => {} });
  const get = async (path: string): Promise<string> => {
    const response = await fetch(preview.url + path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return await response.text();
  };
  try {
    await vi.waitFor(() => get(ENTRY), { timeout: 30_000, interval: 100 });
    await work(get);
  } finally {
    await preview.close();
  }
}

afterEach(() => {
  vi.unstubAllEnvs();
  made.count = 0;
});

describe("the search of a preview", () => {
  it("is that of the build before, and of the preview before, as long as no passage is another", async () => {
    const folder = folderOf({ "tei/a.xml": tei("<p>One.</p>"), "tei/b.xml": tei("<p>Two.</p>") });
    vi.stubEnv("COLOPHON_CACHE", join(folder, "..", `${folder.split("/").at(-1)}-cache`));
    await buildAndPublish({ ...OPTIONS, folder, out: "out", outputs: ["html"], progress: () => {} });
    expect(made.count).toBe(1);
    const before = readFileSync(join(folder, "out/site", ENTRY), "utf8");
    await withSearch(folder, async () => {
      expect(made.count).toBe(1);
      writeFileSync(join(folder, "tei/a.xml"), tei("<p>Three.</p>"));
      await vi.waitFor(() => expect(made.count).toBe(2), { timeout: 30_000, interval: 100 });
    });
    const showsChange = async (get: (path: string) => Promise<string>): Promise<void> =>
      expect(await get(ENTRY)).not.toBe(before);
    // The index of the first may have been given up when it was closed.
    await withSearch(folder, showsChange);
    const known = made.count;
    await withSearch(folder, showsChange);
    expect(made.count).toBe(known);
  });

  it("is other where passages are, and as before where they are as before", async () => {
    const folder = folderOf({ "tei/a.xml": tei("<p>One.</p>") });
    vi.stubEnv("COLOPHON_CACHE", "off");
    await withSearch(folder, async (get) => {
      const before = await get(ENTRY);
      writeFileSync(join(folder, "tei/a.xml"), tei("<p>Two.</p>"));
      const isNew = async (): Promise<void> => expect(await get(ENTRY)).not.toBe(before);
      await vi.waitFor(isNew, { timeout: 30_000, interval: 100 });
      writeFileSync(join(folder, "tei/a.xml"), tei("<p>One.</p>"));
      const isBack = async (): Promise<void> => expect(await get(ENTRY)).toBe(before);
      await vi.waitFor(isBack, { timeout: 30_000, interval: 100 });
    });
  });
});
