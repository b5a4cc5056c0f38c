import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { expect, it } from "vitest";
import { PublishError, within } from "../../src/build/output-place.ts";
import { publish } from "../../src/build/publish.ts";

const FOLDER = join(tmpdir(), "out");

it.each([
  "index.html",
  "site/texts/a.html",
  ".nojekyll",
  "site/.well-known/a",
  "site/..a",
  "a..",
  "a b/\u{f6}.html",
])("an output stands in its folder at %s", (path) => {
  expect(within(FOLDER, path)).toBe([FOLDER, ...path.split("/")].join(sep));
});

it.each([
  ["a//b", "a/b"],
  ["./a", "a"],
  ["a/./b", "a/b"],
  ["a/x/../b", "a/b"],
  ["/a", "a"],
])("an output at %s stands at %s", (path, place) => {
  expect(within(FOLDER, path)).toBe(join(FOLDER, place));
});

it.each(["..", "../a", "a/../../b", "../out", "../outside/a", "", "."])(
  "no output stands at “%s”",
  (path) => {
    expect(() => within(FOLDER, path)).toThrow(PublishError);
  },
);

it("is not taken for one that stands, where what is outside has its bytes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-"));
  writeFileSync(join(folder, "a.txt"), "same");
  const files = [{ path: "../a.txt", bytes: Buffer.from("same") }];
  await expect(publish(join(folder, "out"), files)).rejects.toThrow(PublishError);
});
