import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { CACHE_LIMIT, cacheLimit } from "./cache-limit.ts";
import { codeFiles } from "./code-cache.ts";
import { documentEntries } from "./document-cache.ts";
import { leastUsedFirst } from "./file-uses.ts";
import { schemaFiles } from "./schema-cache.ts";

/** What is kept: compiled schemas, what was made of documents, and what V8 made of the program. */
export const CACHE_KINDS = ["schemas", "documents", "code"] as const;
export type CacheKind = (typeof CACHE_KINDS)[number];

const FILES: Readonly<Record<CacheKind, (folder: string) => string[]>> = {
  schemas: schemaFiles,
  documents: documentEntries,
  code: codeFiles,
};

interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** What a cache holds, and how many bytes it may hold. */
export interface CacheSummary extends Amount {
  readonly folder: string;
  readonly kinds: Readonly<Record<CacheKind, Amount>>;
  readonly limit: number;
}

interface CachedFile {
  readonly file: string;
  readonly kind: CacheKind;
  readonly size: number;
  readonly time: number;
}

/** Counts what is in a cache. */
export function summarizeCache(folder: string): CacheSummary {
  return summaryOf(folder, cachedFiles(folder));
}

/** Empties a cache; gives what was in it. Files that are not the cache's own stay. */
export function clearCache(folder: string): CacheSummary {
  const files = cachedFiles(folder);
  for (const { file } of files) rmSync(file, { force: true });
  return summaryOf(folder, files);
}

/** Takes away from a cache what nobody asked for longest, until it holds no more than so many bytes; gives what was taken away. */
export function pruneCache(
  folder: string,
  limit: number = cacheLimit(process.env) ?? CACHE_LIMIT,
): CacheSummary {
  const files = leastUsedFirst(cachedFiles(folder));
  let total = files.reduce((sum, { size }) => sum + size, 0);
  const taken: CachedFile[] = [];
  for (const each of files) {
    if (total <= limit) break;
    rmSync(each.file, { force: true });
    total -= each.size;
    taken.push(each);
  }
  return summaryOf(folder, taken);
}

/** Another process may take files away while they are counted. */
function cachedFiles(folder: string): CachedFile[] {
  return CACHE_KINDS.flatMap((kind) =>
    FILES[kind](join(folder, kind)).flatMap((file) => {
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats === undefined ? [] : [{ file, kind, size: stats.size, time: stats.mtimeMs }];
    }),
  );
}

function summaryOf(folder: string, files: readonly CachedFile[]): CacheSummary {
  const amount = (some: readonly CachedFile[]): Amount => ({
    files: some.length,
    bytes: some.reduce((sum, { size }) => sum + size, 0),
  });
  const kinds = { schemas: of("schemas"), documents: of("documents"), code: of("code") };
  return { folder, ...amount(files), kinds, limit: cacheLimit(process.env) ?? CACHE_LIMIT };

  function of(kind: CacheKind): Amount {
    return amount(files.filter((each) => each.kind === kind));
  }
}
