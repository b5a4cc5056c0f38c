import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildAndPublish } from "../../src/build/build.ts";
import { colophon, folderOf, tei } from "../cli/run.ts";
import { contentsOf } from "./contents.ts";

const place = folderOf({});
const disk = join(place, "disk");

/** Whether a small disk can be put up, which only root may. */
function mountSmallDisk(): boolean {
  try {
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], { stdio: "pipe" });
    return true;
  } catch {
    console.warn("skipped: a build on a full disk, since no small disk can be put up here (it takes root)");
    return false;
  }
}

const hasDisk = mountSmallDisk();
afterAll(() => {
  if (hasDisk) execFileSync("umount", [disk]);
  rmSync(place, { recursive: true, force: true });
});

/** An edition of so many documents, whose outputs take some megabytes. */
function write(folder: string, count: number): void {
  mkdirSync(join(folder, "tei"), { recursive: true });
  for (let at = 0; at < count; at++)
    writeFileSync(join(folder, `tei/d${at}.xml`), tei(`<p>${`Words of document ${at}. `.repeat(200)}</p>`));
}

/** Builds without a process of its own, which takes a fraction of the time. */
async function build(folder: string, cache: string): Promise<void> {
  vi.stubEnv("COLOPHON_CACHE", cache);
  await buildAndPublish({
    folder,
    config: null,
    safe: false,
    jobs: 1,
    out: "out",
    outputs: ["text", "report", "index"],
    reading: "edited",
    strict: false,
    progress: () => {},
  }).finally(() => vi.unstubAllEnvs());
}

describe.skipIf(!hasDisk)("a build on a disk that fills up", () => {
  const kept = join(place, "cache");
  const args = ["build", "--quiet", "--outputs", "text,report,index"];
  const folder = join(disk, "edition");
  let before: Map<string, string>;
  beforeAll(async () => {
    write(folder, 5);
    await build(folder, kept);
    before = contentsOf(join(folder, "out"));
  });

  it("ends with 2, says so, and leaves the last whole output; with room again it makes what it would have made", async () => {
    write(folder, 120);
    const free = Number(
      execFileSync("df", ["--output=avail", "-k", disk], { encoding: "utf8" }).split("\n")[1],
    );
    writeFileSync(join(disk, "ballast"), new Uint8Array(Math.max(0, free - 200) * 1024));
    const full = colophon(folder, args, { COLOPHON_CACHE: kept });
    expect(full.code).toBe(2);
    expect(full.err).toMatch(/cannot be written: ENOSPC/u);
    expect(contentsOf(join(folder, "out"))).toEqual(before);
    rmSync(join(disk, "ballast"));
    await build(folder, kept);
    const elsewhere = join(place, "elsewhere");
    cpSync(join(folder, "tei"), join(elsewhere, "tei"), { recursive: true });
    await build(elsewhere, "off");
    expect(contentsOf(join(folder, "out"))).toEqual(contentsOf(join(elsewhere, "out")));
  });

  it("ends in the same way where it is the cache that fills up, and uses it again with room", async () => {
    const cache = join(disk, "cache");
    rmSync(folder, { recursive: true });
    write(folder, 40);
    const free = Number(
      execFileSync("df", ["--output=avail", "-k", disk], { encoding: "utf8" }).split("\n")[1],
    );
    writeFileSync(join(disk, "ballast"), new Uint8Array(Math.max(0, free - 120) * 1024));
    await expect(build(folder, cache)).rejects.toMatchObject({ code: "ENOSPC", syscall: expect.any(String) });
    rmSync(join(disk, "ballast"));
    await build(folder, cache);
    expect(readdirSync(join(folder, "out/text"))).toHaveLength(40);
  });
});
