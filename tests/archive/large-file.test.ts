import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packBag } from "../../src/build/archive/pack.ts";
import { verify } from "./edition.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "colophon-large-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Packs a file of its own beside a large one that is empty but for its first letters. */
async function packed(): Promise<string> {
  for (const name of ["scan.tif", "small.txt"]) writeFileSync(join(folder, name), `This is ${name}.`);
  truncateSync(join(folder, "scan.tif"), 70 * 1024 * 1024 + 3);
  const files = ["scan.tif", "small.txt"].map((path) => ({
    path,
    file: join(folder, path),
    role: "source" as const,
  }));
  const request = { name: "bag", records: [], info: [], jobs: 2, progress: () => {} };
  return (await packBag({ ...request, folder: join(folder, "out"), files })).bag;
}

it("a large file, which two threads read, is whole in the bag and in the zip file", async () => {
  const bag = await packed();
  for (const name of ["manifest-sha512.txt", "manifest-sha256.txt"])
    expect(execFileSync(name.slice(9, 15).concat("sum"), ["--quiet", "-c", name], { cwd: bag }).length).toBe(
      0,
    );
  expect(await verify(bag)).toEqual({ codes: [], messages: [] });
  expect(await verify(`${bag}.zip`)).toEqual({ codes: [], messages: [] });
});
