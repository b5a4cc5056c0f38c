import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readEntry, writeEntry } from "../../src/build/cache/entry-file.ts";

const folder = mkdtempSync(join(tmpdir(), "colophon-entry-"));
const file = join(folder, "a.bin");

it.each([
  ["in one piece", ["one"]],
  ["in several, an empty one among them", ["one", "", "two", "\0\0"]],
  ["without anything in it", []],
])("an entry is read as it was written %s", (_, pieces) => {
  writeEntry(
    folder,
    "a.bin",
    pieces.map((piece) => Buffer.from(piece)),
  );
  expect(readEntry(file)?.toString()).toBe(pieces.join(""));
});

it("an entry is none where a byte of it is another, or some are missing", () => {
  writeEntry(folder, "a.bin", [Buffer.from("one two")]);
  const whole = readFileSync(file);
  for (const [at, byte] of whole.entries()) {
    writeFileSync(file, whole.with(at, byte ^ 1));
    expect(readEntry(file)).toBeNull();
    writeFileSync(file, whole.subarray(0, at));
    expect(readEntry(file)).toBeNull();
  }
});

it("an entry is none whose writer came no further than some of its pieces", () => {
  const seen: Buffer[] = [];
  const pieces = function* (): Generator<Buffer> {
    for (let at = 0; at < 3; at++) {
      for (const name of readdirSync(folder)) seen.push(readFileSync(join(folder, name)));
      yield Buffer.alloc(100_000, at);
    }
  };
  writeEntry(folder, "b.bin", pieces());
  expect(readEntry(join(folder, "b.bin"))).toHaveLength(300_000);
  // What a lost disk leaves of a file is as long as it was at some time, or empty signs.
  for (const part of [Buffer.alloc(0), Buffer.alloc(12), Buffer.alloc(300_012), ...seen]) {
    writeFileSync(file, part);
    expect(readEntry(file)).toBeNull();
  }
});
