import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { verify } from "./edition.ts";

/** The packer as one plain file, which starts in a moment; its threads are read beside it. */
function bundled(folder: string): string {
  const build = (entry: string, name: string): string => {
    const outfile = join(folder, name);
    buildSync({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
      banner: { js: BANNER },
    });
    return outfile;
  };
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
  build(join(import.meta.dirname, "../../src/build/archive/digest-worker.ts"), "digest-worker.js");
  return build(join(import.meta.dirname, "packer.ts"), "packer.mjs");
}

const BANNER =
  'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

/** Starts the packer, and waits until it says that it begins. */
async function begun(program: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((fulfil) => child.stdout.once("data", fulfil));
  return child;
}

/** How many milliseconds the packer is at work, from its beginning to its end. */
async function timeOf(program: string, args: readonly string[]): Promise<number> {
  const child = await begun(program, args);
  const started = process.hrtime.bigint();
  expect(await new Promise((fulfil) => child.once("exit", fulfil))).toBe(0);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/** Kills the packer so many milliseconds after it said that it begins; gives whether it was still at work. */
async function killedAfter(program: string, args: readonly string[], milliseconds: number): Promise<boolean> {
  const child = await begun(program, args);
  await new Promise((fulfil) => setTimeout(fulfil, milliseconds));
  const wasAtWork = child.exitCode === null && child.kill("SIGKILL");
  await new Promise((fulfil) =>
    child.exitCode === null && child.signalCode === null ? child.once("close", fulfil) : fulfil(null),
  );
  return wasAtWork;
}

describe("a packer that is killed", () => {
  it("at twenty moments leaves no half package, and the next run is clean", async () => {
    const folder = mkdtempSync(join(tmpdir(), "colophon-kill-"));
    const [program, work, out] = [bundled(folder), join(folder, "work"), join(folder, "out")];
    const whole = await timeOf(program, [work, join(folder, "first")]);
    let killed = 0;
    // A packer that was quicker this time was not killed, and another is.
    for (let at = 0; at < 60 && killed < 20; at++) {
      // Moments are spread over a run, by steps of the golden ratio.
      if (await killedAfter(program, [work, out], ((at * 0.618) % 1) * whole)) killed++;
      for (const name of ["bag", "bag.zip"])
        if (existsSync(join(out, name))) expect((await verify(join(out, name))).codes).toEqual([]);
    }
    expect(killed).toBe(20);
    expect(spawnSync(process.execPath, [program, work, out]).status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(["bag", "bag.zip"]);
    expect((await verify(join(out, "bag"))).codes).toEqual([]);
    expect((await verify(join(out, "bag.zip"))).codes).toEqual([]);
  });
});
