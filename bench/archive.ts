import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { packBag } from "../src/build/archive/pack.ts";
import { verifyPackages } from "../src/build/archive/verify.ts";
import { keepHeapSmall } from "../src/build/engine-settings.ts";
import { summarize } from "../src/report/index.ts";

/**
 * Packs and verifies a payload of 100,000 files and 5 GB, and counts time and memory, beside `sha512sum` over the same
 * files, which is counted right before and right after. `tsx bench/archive.ts [files] [gigabytes] [folder] [share of one large file]`; it needs
 * three times the size on the disk, and cleans up. A machine that is lent memory by another gets what was never used, or not of
 * late, page by page when it is first written to, which takes several times as long as writing: two copies made by hand tell
 * how much of what packing takes is that. Where others use the machine, a scheduler that shares by session gives all
 * threads of the packer what it gives the one of `sha512sum`: the clock then tells the ratio of the processors' time.
 */
const [mode = "100000", second = "5", third = tmpdir(), share = "0.2"] = process.argv.slice(2);

/** Threads that count checksums. */
const JOBS = 2;

/** What a command took: seconds on the clock, seconds of all processors, and memory at most where it is known. */
interface Measure {
  readonly wall: number;
  readonly processor: number;
  readonly megabytes: number | null;
}

function makePayload(folder: string, files: number, bytes: number): void {
  // A share of the bytes is in one file of its own, larger than any buffer; the rest is spread evenly.
  const large = Math.floor(bytes * Number(share));
  const small = Math.floor((bytes - large) / (files - 1));
  const noise = Buffer.alloc(1 << 20);
  for (let at = 0, value = 1; at < noise.length; at++) {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    noise[at] = value >>> 24;
  }
  for (let at = 0; at < files; at++) {
    const folderOf = join(folder, `part-${String(at % 100).padStart(2, "0")}`);
    if (at < 100) mkdirSync(folderOf, { recursive: true });
    const handle = openSync(join(folderOf, `${String(at).padStart(6, "0")}.bin`), "w");
    writeSync(handle, `${at}\n`);
    for (let left = at === 0 ? large : small; left > 0; left -= noise.length)
      writeSync(handle, noise, 0, Math.min(left, noise.length));
    closeSync(handle);
  }
}

/** Runs this file as one piece of plain JavaScript, as the published program is, so that no compiler is measured. */
function measured(program: string, args: readonly string[]): Measure {
  const started = process.hrtime.bigint();
  const run = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (run.status !== 0) throw new Error(run.stderr);
  const [processor, megabytes] = JSON.parse(run.stdout) as [number, number];
  return { wall, processor, megabytes };
}

/** Runs commands of the shell in a folder; what they took is the last line of `times`. */
function shell(folder: string, commands: string): Measure {
  const started = process.hrtime.bigint();
  const run = spawnSync("bash", ["-ec", `${commands}; times`], { cwd: folder, encoding: "utf8" });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (run.status !== 0) throw new Error(run.stderr);
  const times = run.stdout.trim().split("\n").at(-1)!;
  const processor = [...times.matchAll(/(\d+)m([\d.]+)s/gu)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
  return { wall, processor, megabytes: null };
}

/** The two copies alone, of which nothing is counted: what a program takes that has two cores and only writes. */
const COPIES = "mkdir by-hand; cp -r payload by-hand/one & cp -r payload by-hand/other & wait";

const SUMS = "find payload -type f -print0 | xargs -0 sha512sum > /dev/null";

/** What packing does, as a shell would have it done: a copy, the checksums of manifests and of git, and a zip file. */
const BY_HAND = `cp -r payload by-hand; ${SUMS}; ${SUMS.replace("512", "256")}
  find payload -type f | git hash-object --no-filters --stdin-paths > /dev/null; zip -0qrX by-hand.zip by-hand`;

/**
 * What is made by hand is not kept, or the disk would have to hold both packages. Copies are emptied and stay as files: ext4
 * looks past those that were deleted a moment ago, one after the other, whenever a file is made.
 */
function byHand(folder: string, commands: string): Measure {
  const taken = shell(folder, commands);
  shell(folder, "find by-hand* -type f -print0 | xargs -0 truncate -s 0; mv by-hand $(mktemp -d done-XXXX)");
  rmSync(join(folder, "by-hand.zip"), { force: true });
  return taken;
}

function bundled(folder: string): string {
  const banner = `import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);`;
  const build = (entry: string, name: string): string => {
    const outfile = join(folder, name);
    const options = { bundle: true, platform: "node", format: "esm", logLevel: "error" } as const;
    buildSync({ ...options, entryPoints: [entry], outfile, external: ["esbuild"], banner: { js: banner } });
    return outfile;
  };
  symlinkSync(join(import.meta.dirname, "../node_modules"), join(folder, "node_modules"));
  build(join(import.meta.dirname, "../src/build/archive/digest-worker.ts"), "digest-worker.js");
  return build(import.meta.filename, "archive.mjs");
}

async function pack(payload: string, out: string): Promise<void> {
  // Folder by folder: listing all at once asks for the state of every file, which here is no part of the packing.
  const paths = readdirSync(payload).flatMap((part) =>
    readdirSync(join(payload, part)).map((name) => `${part}/${name}`),
  );
  const files = paths.sort().map((path) => ({ path, file: join(payload, path), role: "source" as const }));
  await packBag({ folder: out, name: "bag", files, records: [], info: [], jobs: JOBS, progress: () => {} });
}

async function verify(path: string): Promise<void> {
  const report = await verifyPackages([path], { jobs: JOBS, progress: () => {} });
  if (summarize(report).errors > 0) throw new Error("the package does not verify");
}

/** The commands of one round, each beside the checksums that are counted right before it. */
function rounds(folder: string, program: string): [string, () => Measure][] {
  const [payload, out] = [join(folder, "payload"), join(folder, "out")];
  return [
    ["by hand, the copies alone: cp beside cp", () => byHand(folder, COPIES)],
    ["by hand: cp, sha512sum, sha256sum, git hash-object, zip -0", () => byHand(folder, BY_HAND)],
    ["pack: the folder and the zip file", () => measured(program, ["pack", payload, out])],
    ["verify the folder", () => measured(program, ["verify", join(out, "bag")])],
    ["verify the zip file", () => measured(program, ["verify", join(out, "bag.zip")])],
  ];
}

function compare(files: number, gigabytes: number, place: string): void {
  const folder = mkdtempSync(join(place, "colophon-bench-"));
  try {
    const program = bundled(folder);
    makePayload(join(folder, "payload"), files, gigabytes * 1e9);
    shell(folder, SUMS);
    console.log(`${files} files, ${gigabytes} GB, in times of sha512sum over the same files`);
    for (const [name, run] of rounds(folder, program)) {
      const [before, it, after] = [shell(folder, SUMS), run(), shell(folder, SUMS)];
      const times = (of: "wall" | "processor"): string =>
        (it[of] / ((before[of] + after[of]) / 2)).toFixed(2);
      const memory = it.megabytes === null ? "" : `, ${it.megabytes.toFixed(0)} MB at most`;
      console.log(`${name}: ${times("wall")} on the clock, ${times("processor")} of the processors${memory}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

keepHeapSmall("ofPackage");
if (mode === "pack") await pack(second, third);
else if (mode === "verify") await verify(second);
else compare(Number(mode), Number(second), third);
if (mode === "pack" || mode === "verify") {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
}
