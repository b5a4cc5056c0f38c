import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packBag } from "../src/build/archive/pack.ts";
import { verifyPackages } from "../src/build/archive/verify.ts";
import { keepHeapSmall } from "../src/build/engine-settings.ts";
import { summarize } from "../src/report/index.ts";

/**
 * Packs and verifies a payload of 100,000 files and 5 GB, and counts time and memory, beside `sha512sum` over the same
 * files. `tsx bench/archive.ts [files] [gigabytes] [folder]`; it needs three times the size on the disk, and cleans up.
 */
const [mode = "100000", second = "5", third = tmpdir()] = process.argv.slice(2);

/** Threads that count checksums. */
const JOBS = 2;

interface Measure {
  readonly seconds: number;
  readonly megabytes: number;
}

function makePayload(folder: string, files: number, bytes: number): void {
  // A fifth of the bytes is in one file of its own, larger than any buffer; the rest is spread evenly.
  const large = Math.floor(bytes / 5);
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

function measured(args: readonly string[]): Measure {
  const started = process.hrtime.bigint();
  const run = spawnSync(process.execPath, [...process.execArgv, process.argv[1]!, ...args], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, megabytes: Number(run.stdout.trim()) };
}

function sha512sum(folder: string): number {
  const started = process.hrtime.bigint();
  const run = spawnSync("sh", [
    "-c",
    'find "$1" -type f -print0 | xargs -0 sha512sum > /dev/null',
    "sh",
    folder,
  ]);
  if (run.status !== 0) throw new Error(String(run.stderr));
  return Number(process.hrtime.bigint() - started) / 1e9;
}

async function pack(payload: string, out: string): Promise<void> {
  const paths = readdirSync(payload, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".bin"))
    .sort();
  const files = paths.map((path) => ({ path, file: join(payload, path), role: "source" as const }));
  await packBag({ folder: out, name: "bag", files, records: [], info: [], jobs: JOBS, progress: () => {} });
}

async function verify(path: string): Promise<void> {
  const report = await verifyPackages([path], { jobs: JOBS, progress: () => {} });
  if (summarize(report).errors > 0) throw new Error("the package does not verify");
}

function compare(files: number, gigabytes: number, place: string): void {
  const folder = mkdtempSync(join(place, "colophon-bench-"));
  const [payload, out] = [join(folder, "payload"), join(folder, "out")];
  try {
    makePayload(payload, files, gigabytes * 1e9);
    sha512sum(payload);
    const least = sha512sum(payload);
    const told = (name: string, { seconds, megabytes }: Measure): void =>
      console.log(
        `${name}: ${seconds.toFixed(1)} s, ${(seconds / least).toFixed(2)} times sha512sum, ${megabytes.toFixed(0)} MB at most`,
      );
    console.log(`${files} files, ${gigabytes} GB; sha512sum: ${least.toFixed(1)} s`);
    told("pack (bag and zip file)", measured(["pack", payload, out]));
    told("verify the folder", measured(["verify", join(out, "bag")]));
    told("verify the zip file", measured(["verify", join(out, "bag.zip")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

keepHeapSmall();
if (mode === "pack") await pack(second, third);
else if (mode === "verify") await verify(second);
else compare(Number(mode), Number(second), third);
if (mode === "pack" || mode === "verify") console.log(process.resourceUsage().maxRSS / 1024);
