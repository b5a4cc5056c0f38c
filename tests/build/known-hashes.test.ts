import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { DocumentCache } from "../../src/build/cache/document-cache.ts";
import { KnownHashes } from "../../src/build/cache/known-hashes.ts";
import { hashOf, hashOfSource, SourceFiles } from "../../src/build/run/document-source.ts";
import type { Source } from "../../src/edition/index.ts";

const folder = mkdtempSync(join(tmpdir(), "colophon-hashes-"));
const file = join(folder, "a.xml");
const store = DocumentCache.in(join(folder, "cache"));

/** The document as a new run meets it. */
function loaded(): Source {
  return new SourceFiles(folder, 0, ["a.xml"]).add(0);
}

/** What a run says of the document's bytes, so many milliseconds after now. */
function hashedBy(later: number): string {
  vi.useFakeTimers({ now: Date.now() + later, toFake: ["Date"] });
  try {
    const source = loaded();
    const hashes = new KnownHashes(store, folder, { sources: [source], context: [] });
    const hash = hashOfSource(source);
    hashes.keep();
    return hash;
  } finally {
    vi.useRealTimers();
  }
}

/** Writes other bytes of the same length without a trace in the file's looks, but for the time of the change, which nobody can set. */
function changeUnseen(text: string): void {
  const { atime, mtime } = statSync(file);
  writeFileSync(file, text);
  utimesSync(file, atime, mtime);
}

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

describe("the hash of a file that was hashed before", () => {
  mkdirSync(join(folder, "cache"));

  it("is known without reading it, as long as it looks the same", () => {
    writeFileSync(file, "<a/>");
    expect(hashedBy(5000)).toBe(hashOf(Buffer.from("<a/>")));
    const source = loaded();
    new KnownHashes(store, folder, { sources: [source], context: [] });
    rmSync(file);
    expect(hashOfSource(source)).toBe(hashOf(Buffer.from("<a/>")));
  });

  it("is another when the file was changed, though its size and time are as they were", () => {
    writeFileSync(file, "<a/>");
    hashedBy(5000);
    changeUnseen("<b/>");
    expect(hashedBy(5000)).toBe(hashOf(Buffer.from("<b/>")));
  });

  it("is not kept of a file that was changed a moment ago", () => {
    writeFileSync(file, "<c/>");
    hashedBy(0);
    const source = loaded();
    new KnownHashes(store, folder, { sources: [source], context: [] });
    rmSync(file);
    expect(() => hashOfSource(source)).toThrow("a.xml has changed while it was worked on");
  });
});
