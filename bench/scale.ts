import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { largeDocument, register, writeCorpus } from "./corpus-of-any-size.ts";
import { leaveCertificates } from "./without-certificates.ts";

/*
 * How the work grows with a corpus: builds so many small documents from nothing, then with nothing changed, then with one
 * changed; at the first number with one thread beside two and in two shares beside one run, and, where it is asked for, one
 * document of 400 MB and one that is larger than a string can be. What counts are ratios within one run, and seconds of the
 * processor, which tell more than those of the clock where the machine has other work. Needs the compiled program (npm run
 * build) and GNU time.
 *
 *     npx tsx bench/scale.ts [--large] [--outputs text,index,report] 1000 10000 30000
 */
const args = process.argv.slice(2);
const isLarge = args.includes("--large");
const outputs = args.includes("--outputs") ? args[args.indexOf("--outputs") + 1]! : "text,index,report";
const counts = args.filter((each) => /^\d+$/u.test(each)).map(Number);
const CLI = resolve(process.env.COLOPHON_CLI ?? join(import.meta.dirname, "../dist/cli.cjs"));

interface Measured {
  readonly what: string;
  readonly seconds: number;
  /** Seconds of all cores. */
  readonly processor: number;
  /** The most memory held, in megabytes. */
  readonly memory: number;
  readonly code: number | null;
}

const place = mkdtempSync(join(tmpdir(), "colophon-scale-"));

/** Runs the program in a folder, with a cache of a name. */
function measure(what: string, folder: string, cache: string, ...command: readonly string[]): Measured {
  const log = join(place, "time.log");
  const env = { ...process.env, COLOPHON_CACHE: cache, COLOPHON_CACHE_LIMIT: "100GB" };
  const start = performance.now();
  const all = ["-f", "%M %U %S", "-o", log, process.execPath, CLI, ...command];
  const { status } = spawnSync("/usr/bin/time", all, { cwd: folder, env, stdio: "ignore" });
  const seconds = (performance.now() - start) / 1000;
  const told = readFileSync(log, "utf8").trim().split("\n").at(-1)!.split(" ").map(Number);
  const [kilobytes = 0, user = 0, system = 0] = told;
  const row = { what, seconds, processor: user + system, memory: kilobytes / 1000, code: status };
  const columns = [seconds.toFixed(1), row.processor.toFixed(1), row.memory.toFixed(0), String(status)];
  console.log(`${what.padEnd(52)}${columns.map((one) => one.padStart(9)).join("")}`);
  return row;
}

function building(what: string, folder: string, cache: string, jobs: number): Measured {
  const more = ["--quiet", "--outputs", outputs, "--jobs", String(jobs)];
  return measure(what, folder, cache, "build", ...more);
}

function ratio(what: string, one: number, other: number, unit = ""): void {
  console.log(`  ${what}: ${(one / other).toFixed(3)}${unit}`);
}

/** Changes a word of one document. */
function change(folder: string, number: number): void {
  const below = `${Math.floor(number / 1000)}`.padStart(3, "0");
  const file = join(folder, "tei", below, `d${number}.xml`);
  writeFileSync(file, readFileSync(file, "utf8").replace("</title>", " anew</title>"));
}

/** Builds a corpus from nothing, with nothing changed, and with one document changed. */
function grow(count: number): void {
  const [folder, cache] = [join(place, `c${count}`), join(place, `cache${count}`)];
  const bytes = writeCorpus(folder, count);
  const megabytes = bytes / 1e6;
  console.log(`\n${count} documents, ${megabytes.toFixed(1)} MB`);
  const cold = building("from nothing, one thread", folder, cache, 1);
  ratio("per MB", cold.processor, megabytes, " s of processor");
  const warm = building("with nothing changed", folder, cache, 1);
  ratio("of the first", warm.seconds, cold.seconds);
  change(folder, Math.floor(count / 2));
  building("with one document changed", folder, cache, 1);
  const path = `tei/${`${Math.floor(count / 2000)}`.padStart(3, "0")}/d${Math.floor(count / 2)}.xml`;
  measure("that document alone is checked, with all it points to", folder, cache, "check", "--quiet", path);
  if (count === counts[0]) several(folder, cold);
  rmSync(folder, { recursive: true });
  rmSync(cache, { recursive: true });
}

/** Builds the same in two threads, and in two shares. */
function several(folder: string, cold: Measured): void {
  const two = building("from nothing, two threads", folder, join(place, "cache-two"), 2);
  ratio("one thread is so many times as long", cold.seconds, two.seconds);
  const shares = [1, 2].map((index) => {
    const more = ["--shard", `${index}/2`, "--outputs", outputs, "--jobs", "1", "--quiet"];
    return measure(`share ${index} of 2`, folder, join(place, `cache-share-${index}`), "build", ...more);
  });
  const dirs = [1, 2].map((index) => `shards/${index}-of-2`);
  const merge = measure("both joined", folder, join(place, "cache-merge"), "merge", ...dirs, "--quiet");
  const longest = Math.max(...shares.map(({ processor }) => processor));
  ratio("the longer share and joining, of one run", longest + merge.processor, cold.processor);
}

/** Checks a document that just fits into a string, and one that does not. */
function large(): void {
  console.log("\nLarge documents");
  for (const [name, bytes] of [
    ["fits", 400_000_000],
    ["exceeds", 560_000_000],
  ] as const) {
    const folder = join(place, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "register.xml"), register());
    const file = openSync(join(folder, "large.xml"), "w");
    for (const piece of largeDocument(bytes)) writeSync(file, piece);
    closeSync(file);
    const more = ["--quiet", "--only", "wellformed,links", "--format", "json", "large.xml"];
    measure(`a document of ${bytes / 1e6} MB`, folder, join(place, "cache-large"), "check", ...more);
    rmSync(folder, { recursive: true });
  }
}

leaveCertificates();
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 1e9).toFixed(0)} GB, Node ${process.version}`,
);
console.log(
  `${"".padEnd(52)}${["seconds", "processor", "MB", "exit"].map((one) => one.padStart(9)).join("")}`,
);
try {
  for (const count of counts) grow(count);
  if (isLarge) large();
} finally {
  rmSync(place, { recursive: true, force: true });
}
