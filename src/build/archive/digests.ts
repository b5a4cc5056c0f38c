import { Worker } from "node:worker_threads";
import { threadEntry } from "../../xpath/index.ts";
import { Digester } from "./digest.ts";
import type { DigestAnswer, DigestJob } from "./digest-job.ts";
import { answersOf, type DigestReply, questionOf } from "./digest-message.ts";

/** Jobs are handed over in lots of so many files or bytes, so that small files do not cost a message each. */
const LOT_FILES = 64;
const LOT_BYTES = 8 * 1024 * 1024;

/** What is in so few lots, and no larger, is read here: that takes less time than a thread to begin. */
const LOTS_HERE = 4;
const BYTES_HERE = 16 * 1024 * 1024;

/** So many lots for each thread may be under way or wait for their turn: a large file at the front does not stop the others. */
const LOTS_AHEAD = 32;

/**
 * A thread has so many lots or bytes in hand, and gets the next when it is done with one: enough for the while in which nobody
 * hands any over, and few enough that a thread which others of the machine hold up does not keep the last lots to itself.
 */
const LOTS_IN_HAND = 16;
const BYTES_IN_HAND = 32 * 1024 * 1024;

/** What a thread makes is done with at once; V8 would let three times 16 MB of it pile up in each (measured: 65 MB less in two). */
const YOUNG = 4;

/**
 * A few threads that read files and count checksums; they are started when there is more to do than a small package
 * asks for. It must be closed.
 */
export class DigestPool {
  readonly #count: number;
  readonly #here = new Digester();
  readonly #waiting: Lot[] = [];
  #threads: DigestThread[] = [];

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
      if (waiting.length >= LOTS_AHEAD * this.#count) yield await waiting.shift()!;
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
    while (this.#threads.length < this.#count) this.#threads.push(new DigestThread(() => this.#handOver()));
    const answers = new Promise<readonly DigestAnswer[]>((fulfil, reject) => {
      this.#waiting.push({ jobs, weight: weightOf(jobs), fulfil, reject });
    });
    // Whoever runs the jobs hears of a failure when it comes to this lot; until then it must not end the process.
    answers.catch(() => {});
    this.#handOver();
    return answers;
  }

  /** Gives the lots that wait to the threads that have least in hand. */
  #handOver(): void {
    while (this.#waiting.length > 0) {
      const least = this.#threads.reduce((one, other) => (other.load < one.load ? other : one));
      if (!least.hasRoom) return;
      least.ask(this.#waiting.shift()!);
    }
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

/** Jobs that are handed over together, and who waits for what comes of them. */
interface Lot {
  readonly jobs: readonly DigestJob[];
  readonly weight: number;
  readonly fulfil: (answers: readonly DigestAnswer[]) => void;
  readonly reject: (error: Error) => void;
}

class DigestThread {
  readonly #worker: Worker;
  readonly #lots = new Map<number, Lot>();
  #next = 0;
  #load = 0;

  /** Starts a thread; `onRoom` is told when it is done with a lot. */
  constructor(onRoom: () => void) {
    this.#worker = new Worker(threadEntry(new URL("./digest-worker.ts", import.meta.url)), {
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    this.#worker.on("message", (reply: DigestReply) => {
      const lot = this.#lots.get(reply.number)!;
      this.#settle(reply.number, lot);
      onRoom();
      lot.fulfil(answersOf(reply, lot.jobs));
    });
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.unref();
  }

  /** Bytes in hand. */
  get load(): number {
    return this.#load;
  }

  get hasRoom(): boolean {
    return this.#lots.size === 0 || (this.#lots.size < LOTS_IN_HAND && this.#load < BYTES_IN_HAND);
  }

  ask(lot: Lot): void {
    this.#worker.ref();
    const number = this.#next++;
    this.#lots.set(number, lot);
    this.#load += lot.weight;
    this.#worker.postMessage(questionOf(number, lot.jobs));
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(number: number, { weight }: Lot): void {
    this.#lots.delete(number);
    this.#load -= weight;
    if (this.#lots.size === 0) this.#worker.unref();
  }

  /** What a thread had in hand is lost with it; whoever waits for it gives up, and with that the others. */
  #fail(error: Error): void {
    for (const { reject } of this.#lots.values()) reject(error);
  }
}
