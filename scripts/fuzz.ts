import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { threadEntry } from "../src/xpath/index.ts";
import { TARGETS } from "../tests/fuzz/targets.ts";
import type { FuzzData, FuzzMessage } from "../tests/fuzz/thread.ts";

/**
 * Puts changed texts to what reads what others wrote: `npm run fuzz -- --count 5000 --seconds 120 --seed 1 reader odd`. The
 * same seed gives the same texts. What fails, or takes longer than a case may, is written to `out/fuzz/`, and the command
 * ends with 1 then. A target is bounded by its count and by its time, whichever is over first.
 */
const BUDGET = 10_000;

interface Fault {
  readonly target: string;
  readonly at: number;
  readonly text: string;
  readonly fault: string;
}

interface Tried {
  readonly cases: number;
  readonly faults: readonly Fault[];
}

/** Runs cases from one on, until all are done, time is over, or one takes too long; gives the number of the next. */
function runFrom(data: FuzzData, until: number, faults: Fault[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadEntry(new URL("../tests/fuzz/thread.ts", import.meta.url)), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: 1500 },
    });
    let last: FuzzMessage = { at: data.first, text: "", fault: null };
    let since = performance.now();
    const end = (next: number): void => {
      clearInterval(timer);
      worker.removeAllListeners();
      void worker.terminate().then(() => resolve(next));
    };
    const give = (fault: string): void => {
      faults.push({ target: data.target, at: last.at, text: last.text, fault });
      end(last.at + 1);
    };
    const timer = setInterval(() => {
      if (performance.now() > until) end(last.at + 1);
      else if (performance.now() - since > BUDGET && last.text !== "")
        give(`took longer than ${BUDGET / 1000} s`);
    }, 200);
    worker.on("message", (message: FuzzMessage) => {
      since = performance.now();
      last = message;
      if (message.fault !== null) faults.push({ target: data.target, ...message, fault: message.fault });
    });
    worker.on("error", (error) =>
      last.text === "" ? reject(error) : give(`the thread ended: ${error.message}`),
    );
    worker.on("exit", () => end(last.at + 1));
  });
}

async function tryTarget(target: string, seed: number, count: number, seconds: number): Promise<Tried> {
  const faults: Fault[] = [];
  const until = performance.now() + seconds * 1000;
  let cases = 0;
  while (cases < count && performance.now() < until) {
    cases = await runFrom({ target, seed, first: cases, count }, until, faults);
  }
  return { cases, faults };
}

function written({ target, at, text, fault }: Fault, seed: number): string {
  const folder = join("out", "fuzz");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${target}-${seed}-${at}.txt`);
  writeFileSync(file, text);
  return `${file}: ${fault.split("\n").slice(0, 4).join("\n    ")}`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "1000" },
    seconds: { type: "string", default: "60" },
  },
});
const seed = Number(values.seed);
const targets = positionals.length === 0 ? Object.keys(TARGETS) : positionals;
for (const target of targets) {
  if (TARGETS[target] === undefined)
    throw new Error(`${target} is none of ${Object.keys(TARGETS).join(", ")}`);
  const { cases, faults } = await tryTarget(target, seed, Number(values.count), Number(values.seconds));
  console.log(`${target}: ${cases} cases, ${faults.length === 0 ? "no fault" : `${faults.length} faults`}`);
  for (const fault of faults) console.log(`  ${written(fault, seed)}`);
  if (faults.length > 0) process.exitCode = 1;
}
