import { Worker } from "node:worker_threads";
import { threadEntry } from "../../xpath/index.ts";
import { Digester } from "./digest.ts";
import type { DigestAnswer, DigestJob, DigestQuestion, DigestReply } from "./digest-job.ts";

/** Jobs are handed over in lots of so many files or bytes, so that small files do not cost a message each. */
const LOT_FILES = 64;
const LOT_BYTES = 8 * 1024 * 1024;

/** What is in so few lots, and no larger, is read here: that takes less time than a thread to begin. */
const LOTS_HERE = 4;
const BYTES_HERE = 16 * 1024 * 1024;

/** So many lots may be under way or wait for their turn: a large file at the front does not stop the others. */
const LOTS_AHEAD = 256;

/** What a thread makes is done with at once; V8 would let three times 16 MB of it pile up in each (measured: 65 MB less in two). */
const YOUNG = 4;

/**
 * A few threads that read files and count checksums; they are started when there is more to do than a small package
 * asks for. It must be closed.
 */
export class DigestPool {
  readonly #count: number;
  readonly #here = new Digester();
  #threads: DigestThread[] = [];
  #next = 0;

  constructor(threads: number) {
    this.#count = Math.max(1, threads);
  }

  /** Does jobs, several at a time, and gives the answers, some at a time, in the order of the jobs. */
  async *run(jobs: Iterable<DigestJob>): AsyncGenerator<readonly DigestAnswer[]> {
    const waiting: Promise<readonly DigestAnswer[]>[] = [];
    const all = lots(jobs);
    const first: DigestJob[][] = [];
    for (let next = all.next(); next.done !== true; next = all.next()) {
      first.push(next.value);
      if (first.length > LOTS_HERE) break;
    }
    if (first.length <= LOTS_HERE && weightOf(first.flat()) <= BYTES_HERE) {
      for (const lot of first) yield await this.#here.answers(lot);
      return;
    }
    for (const lot of first) waiting.push(this.#ask(lot));
    for (const lot of all) {
      waiting.push(this.#ask(lot));
      if (waiting.length >= LOTS_AHEAD) yield await waiting.shift()!;
    }
    while (waiting.length > 0) yield await waiting.shift()!;
  }

  /** Does one job in this thread. */
  async answer(job: DigestJob): Promise<DigestAnswer> {
    return (await this.#here.answers([job]))[0]!;
  }

  async close(): Promise<void> {
    this.#here.close();
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #ask(jobs: readonly DigestJob[]): Promise<readonly DigestAnswer[]> {
    while (this.#threads.length < this.#count) this.#threads.push(new DigestThread());
    const least = this.#threads.reduce((one, other) => (other.load < one.load ? other : one));
    const answers = least.ask({ number: this.#next++, jobs });
    // Whoever runs the jobs hears of a failure when it comes to this lot; until then it must not end the process.
    answers.catch(() => {});
    return answers;
  }
}

/** What jobs weigh: their bytes, with a guess where a size is not known. */
function weightOf(jobs: readonly DigestJob[]): number {
  return jobs.reduce((sum, job) => sum + (job.size ?? LOT_BYTES / LOT_FILES), 1);
}

function* lots(jobs: Iterable<DigestJob>): Generator<DigestJob[]> {
  let lot: DigestJob[] = [];
  let bytes = 0;
  for (const job of jobs) {
    lot.push(job);
    bytes += job.size ?? (job.end ?? 0) - job.start;
    if (lot.length < LOT_FILES && bytes < LOT_BYTES) continue;
    yield lot;
    lot = [];
    bytes = 0;
  }
  if (lot.length > 0) yield lot;
}

interface Pending {
  readonly weight: number;
  readonly fulfil: (answers: readonly DigestAnswer[]) => void;
  readonly reject: (error: Error) => void;
}

class DigestThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();

  constructor() {
    this.#worker = new Worker(threadEntry(new URL("./digest-worker.ts", import.meta.url)), {
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    this.#worker.on("message", ({ number, answers }: DigestReply) => {
      this.#pending.get(number)?.fulfil(answers);
      this.#settle(number);
    });
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.unref();
  }

  /** Bytes that wait. */
  get load(): number {
    let sum = 0;
    for (const { weight } of this.#pending.values()) sum += weight;
    return sum;
  }

  ask(question: DigestQuestion): Promise<readonly DigestAnswer[]> {
    const weight = weightOf(question.jobs);
    this.#worker.ref();
    return new Promise((fulfil, reject) => {
      this.#pending.set(question.number, { weight, fulfil, reject });
      this.#worker.postMessage(question);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(number: number): void {
    this.#pending.delete(number);
    if (this.#pending.size === 0) this.#worker.unref();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
