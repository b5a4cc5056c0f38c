import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderOf, PROGRAM, tei } from "../cli/run.ts";
import { contentsOf } from "./contents.ts";

const KILLS = 20;

/** After how many kills the build is let to its end. */
const UNDISTURBED = 10;

let folder: string;
let cache: string;
beforeAll(() => {
  folder = folderOf({ "colophon.config.json": JSON.stringify({ id: "k", title: "K", version: "1" }) });
  cache = folderOf({});
});
afterAll(() => {
  for (const each of [folder, cache]) rmSync(each, { recursive: true, force: true });
});

/** Moments that are the same in every run of this test: a linear congruential generator, as in “Numerical Recipes”. */
function* moments(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Writes one of two versions of the same documents, so that the files of an output tell which of them it is from. */
function write(version: string): void {
  mkdirSync(join(folder, "tei"), { recursive: true });
  for (let at = 0; at < 16; at++) {
    const body = `<p><quote xml:id="q${at}">Words of version ${version}</quote> <bibl>ibid.</bibl></p>`;
    writeFileSync(join(folder, `tei/d${at}.xml`), tei(body));
  }
}

/** Builds, and kills the build after so many milliseconds, or never; gives how long it lived. */
function build(killAfter: number | null): Promise<number> {
  const start = performance.now();
  const env = { ...process.env, COLOPHON_CACHE: cache };
  const child = spawn(process.execPath, [PROGRAM, "build", "--quiet"], { cwd: folder, env, stdio: "ignore" });
  const timer = killAfter === null ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  return new Promise((fulfil, reject) => {
    child.on("close", (code) => {
      clearTimeout(timer);
      if (killAfter === null && code !== 0 && code !== 1) reject(new Error(`a build ended with ${code}`));
      fulfil(performance.now() - start);
    });
  });
}

/** The bytes of each part of the output, by the part's name. */
function parts(): Map<string, string> {
  const out = join(folder, "out");
  const names = readdirSync(out).filter((name) => !name.startsWith("."));
  return new Map(names.map((name) => [name, contentOf(join(out, name))]));
}

function contentOf(place: string): string {
  return [...contentsOf(place)].flat().join("\n");
}

describe("a build that is killed", () => {
  it("leaves the last whole output, and the next one ends with the bytes of an undisturbed one", async () => {
    write("one");
    await build(null);
    const one = parts();
    write("two");
    const lived = await build(null);
    const two = parts();
    expect([...one.keys()]).toEqual(["index", "report", "site", "text"]);
    expect(one).not.toEqual(two);
    const moment = moments(20);
    for (let kill = 1; kill <= KILLS; kill++) {
      write(kill % 2 === 0 ? "two" : "one");
      await build(moment.next().value * lived);
      for (const [part, content] of parts()) expect([one.get(part), two.get(part)]).toContain(content);
      if (kill % UNDISTURBED !== 0) continue;
      await build(null);
      expect(parts()).toEqual(kill % 2 === 0 ? two : one);
      expect(readdirSync(join(folder, "out")).filter((name) => name.startsWith("."))).toEqual([]);
    }
  }, 300_000);
});
