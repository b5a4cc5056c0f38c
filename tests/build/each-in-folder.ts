import { rmSync } from "node:fs";
import { afterEach, beforeEach, vi } from "vitest";
import { folderOf } from "../cli/run.ts";

/** Gives each test a folder with these files, and a cache of its own that is empty. */
export function eachInFolder(
  files: Parameters<typeof folderOf>[0],
  take: (folder: string, cache: string) => void,
): void {
  let made: readonly string[] = [];
  beforeEach(() => {
    const [folder, cache] = [folderOf(files), folderOf({})];
    made = [folder, cache];
    vi.stubEnv("COLOPHON_CACHE", cache);
    take(folder, cache);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const each of made) rmSync(each, { recursive: true, force: true });
  });
}
