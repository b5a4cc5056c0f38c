import type { SiteFile } from "../../site/index.ts";
import { type DocumentCache, keyOf } from "./document-cache.ts";

/** How many bytes of files are kept in one entry, which is in memory as a whole. */
const BATCH = 8_000_000;

/**
 * Gives the files that are kept by a key; makes and keeps them where they are not, or not all of them any more. They have
 * to be the same, and in the same order, whenever they are made.
 */
export async function* keptFiles(
  store: DocumentCache | null,
  key: string,
  make: () => AsyncIterable<SiteFile>,
): AsyncGenerator<SiteFile> {
  const count = store?.get(key) ?? null;
  let given = 0;
  for (let at = 0; store !== null && at < Number(count); at++) {
    const batch = store.get(keyOf(key, at)) as readonly SiteFile[] | null;
    if (batch === null) break;
    yield* batch;
    given += batch.length;
    if (at + 1 === count) return;
  }
  const made = store === null ? make() : keeping(store, key, make());
  for await (const file of made) if (given-- <= 0) yield file;
}

/** Gives files on, and keeps them. */
async function* keeping(
  store: DocumentCache,
  key: string,
  files: AsyncIterable<SiteFile>,
): AsyncGenerator<SiteFile> {
  let count = 0;
  let batch: SiteFile[] = [];
  let bytes = 0;
  const put = (): void => {
    store.put(keyOf(key, count++), batch);
    batch = [];
    bytes = 0;
  };
  for await (const file of files) {
    yield file;
    batch.push(file);
    bytes += file.bytes.length;
    if (bytes > BATCH) put();
  }
  if (batch.length > 0) put();
  store.put(key, count);
}
