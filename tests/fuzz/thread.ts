import { parentPort, workerData } from "node:worker_threads";
import { Random } from "../validate/random.ts";
import { mangle } from "./mangle.ts";
import { TARGETS } from "./targets.ts";

/** What the thread is started with; `first` is the number of the case that it begins with. */
export interface FuzzData {
  readonly target: string;
  readonly seed: number;
  readonly first: number;
  readonly count: number;
}

/** What the thread says: that a case begins, or what went wrong in one. */
export interface FuzzMessage {
  readonly at: number;
  readonly text: string;
  readonly fault: string | null;
}

/** Gives the text of a case, the same for the same seed. */
export function caseAt(seeds: readonly string[], seed: number, at: number): string {
  const random = new Random(seed * 1_000_003 + at * 7919 + 17);
  return mangle(random.one(seeds), random.one(seeds), random);
}

async function work({ target, seed, first, count }: FuzzData): Promise<void> {
  const { seeds, run } = TARGETS[target]!();
  for (let at = first; at < count; at++) {
    const text = caseAt(seeds, seed, at);
    parentPort!.postMessage({ at, text, fault: null } satisfies FuzzMessage);
    try {
      await run(text);
    } catch (error) {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort!.postMessage({ at, text, fault } satisfies FuzzMessage);
    }
    // Messages leave the thread when it rests.
    if (at % 16 === 0) await new Promise((resolve) => void setImmediate(resolve));
  }
}

if (parentPort !== null) await work(workerData as FuzzData);
