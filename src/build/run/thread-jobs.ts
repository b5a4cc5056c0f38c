import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Tinypool } from "tinypool";
import { ConfigurationError } from "../configuration.ts";
import { THREAD_LIMITS } from "../engine-settings.ts";
import { FileError, MovingFileError } from "../files.ts";
import { learnHash, sizeOf } from "./document-source.ts";
import { isForTheUser, type Jobs, lost, type Outcome, outcomeOf, type Take, type Work } from "./jobs.ts";
import type { StagePiece } from "./stage-times.ts";
import { sentTask, type Task, type Tasks } from "./task.ts";
import { TaskError } from "./task-error.ts";

/** What a thread answers to a task: errors of the user's lose their class on the way, and so go by name. */
export type WorkerReply =
  | {
      readonly kind: "done";
      readonly value: unknown;
      readonly questions: readonly string[];
      /** The SHA-256 of the document. */
      readonly hash: string;
      readonly pieces?: readonly StagePiece[];
    }
  | { readonly kind: "failed"; readonly error: Error }
  | {
      readonly kind: "refused";
      readonly error: "FileError" | "MovingFileError" | "ConfigurationError" | "TaskError";
      readonly message: string;
    };

/** The thread that does tasks. */
const WORKER: URL = new URL("./worker-entry.ts", import.meta.url);

/** How many bytes of documents go to a thread at once; and no more than such a part of what is left. */
const AT_ONCE = 1_000_000;
const PARTS = 16;

/** How much is with a thread, counted so: while it does one part, the next is on its way. */
const AT_HAND = 2;

/** Larger documents, in bytes, are for threads alone: where one takes all memory there is, no more than a thread is lost. */
export const LARGEST_HERE = 8_000_000;

/**
 * Does tasks in threads, the largest first, so that no thread is left with a large one at the end; this thread takes part from
 * the other end, since one thread more would have all to learn anew and take memory of its own. A task whose thread ends is
 * done once more, when all others are done.
 */
export async function jobsInThreads(
  threads: number,
  setup: unknown,
  work: Work | null,
  worker: URL = WORKER,
): Promise<Jobs> {
  // Most runs need no threads; loading the package would take a tenth of such a run.
  const { Tinypool: Pool } = await import("tinypool");
  const pool = new Pool({
    filename: entryOf(worker),
    name: "work",
    workerData: setup,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
    concurrentTasksPerWorker: AT_HAND,
    resourceLimits: THREAD_LIMITS,
  });
  const guard = new Guard(pool);
  return {
    run: async (tasks, take) => {
      const round = new Round(tasks, take);
      const ask = (some: readonly Task[]): Promise<Outcome[]> => {
        guard.watch();
        return guard.orNoThreads(inThread(pool, some));
      };
      const there = Array.from({ length: threads * AT_HAND }, () => round.doInThread(ask));
      await Promise.all([...there, ...(work === null ? [] : [round.doHere(work)])]);
      await round.tryAgain(ask, work);
    },
    close: async () => {
      guard.end();
      await pool.destroy();
    },
  };
}

type Ask = (tasks: readonly Task[]) => Promise<Outcome[]>;

/** Tasks that are dealt out. */
class Round {
  readonly #tasks: Tasks;
  readonly #sizes: Float64Array;
  readonly #settle: Take;
  /** The places of the tasks, the largest first; those from `#first` to before `#end` nobody has taken. */
  readonly #bySize: Uint32Array;
  #first = 0;
  #end: number;
  /** The places of tasks that were with a thread that ended: any of them may have been the one that ended it. */
  readonly #failed: number[] = [];

  constructor(tasks: Tasks, take: Take) {
    this.#tasks = tasks;
    this.#settle = take;
    this.#sizes = Float64Array.from({ length: tasks.length }, (_, at) => sizeOf(this.#task(at).source));
    this.#bySize = Uint32Array.from(this.#sizes, (_, at) => at).sort(
      (one, other) => this.#size(other) - this.#size(one) || one - other,
    );
    this.#end = tasks.length;
  }

  /** Takes the smallest tasks and does them in this thread, until none is left that may be done here. */
  async doHere(work: Work): Promise<void> {
    while (this.#left > 0 && this.#size(this.#bySize[this.#end - 1]!) <= LARGEST_HERE) {
      // Threads that have done what they had get more first.
      await setImmediate();
      if (this.#left === 0) return;
      const at = this.#bySize[--this.#end]!;
      this.#settle(at, await outcomeOf(() => work(this.#task(at))));
    }
  }

  /** Takes the largest tasks and has a thread do them, until none is left. */
  async doInThread(ask: Ask): Promise<void> {
    for (let some = this.#take(); some.length > 0; some = this.#take()) {
      try {
        const outcomes = await ask(some.map((at) => this.#task(at)));
        for (const [nth, at] of some.entries()) this.#settle(at, outcomes[nth]!);
      } catch (error) {
        if (isForTheUser(error)) throw error;
        for (const at of some) this.#failed.push(at);
      }
    }
  }

  /** Has done again, each by itself, what was with a thread that ended; here, where no thread can be had any more. */
  async tryAgain(ask: Ask, work: Work | null): Promise<void> {
    for (const at of this.#failed) {
      try {
        this.#settle(at, (await ask([this.#task(at)]))[0]!);
      } catch (error) {
        if (isForTheUser(error)) throw error;
        const isHere = error instanceof NoThreadsError && work !== null;
        this.#settle(at, isHere ? await outcomeOf(() => work(this.#task(at))) : lost(error));
      }
    }
  }

  get #left(): number {
    return this.#end - this.#first;
  }

  /** Small tasks go together, but never so many that others have nothing to do in the end. */
  #take(): number[] {
    const some: number[] = [];
    const most = Math.ceil(this.#left / PARTS);
    for (let bytes = 0; bytes < AT_ONCE && some.length < most; ) {
      const at = this.#bySize[this.#first++]!;
      some.push(at);
      bytes += this.#size(at);
    }
    return some;
  }

  #size(at: number): number {
    return this.#sizes[at]!;
  }

  #task(at: number): Task {
    return this.#tasks.at(at)!;
  }
}

async function inThread(pool: Tinypool, tasks: readonly Task[]): Promise<Outcome[]> {
  const replies = (await pool.run(tasks.map(sentTask))) as readonly WorkerReply[];
  return replies.map((reply, nth) => {
    if (reply.kind === "done") learnHash(tasks[nth]!.source, reply.hash);
    if (reply.kind === "refused") throw new REFUSALS[reply.error](reply.message);
    return reply.kind === "failed" ? lost(reply.error) : reply;
  });
}

const REFUSALS = { FileError, MovingFileError, ConfigurationError, TaskError } as const;

/** No thread is there, nor does one start: what waits for one would wait for ever. */
class NoThreadsError extends Error {}

/** Sees to it that nobody waits for a thread that is no more. */
class Guard {
  readonly #pool: Tinypool;
  readonly #watched = new WeakSet<object>();
  /** Those who wait for what threads do, to be told that there are none. */
  readonly #waiting = new Set<(error: Error) => void>();
  #isOver = false;

  constructor(pool: Tinypool) {
    this.#pool = pool;
    // A thread that ends between two tasks has taken none with it, and another is started; one that ends while it starts is not
    // replaced.
    pool.on("error", (error: Error) => {
      if (pool.threads.length > 0) return;
      for (const reject of this.#waiting) reject(new NoThreadsError(error.message));
    });
  }

  /** A pool does not see that a thread has ended by itself, and would wait for it; the end is made an error, which it sees. */
  watch(): void {
    const ended = new Error("The thread that worked on it has ended");
    for (const thread of this.#pool.threads.filter((one) => !this.#watched.has(one))) {
      this.#watched.add(thread);
      thread.once("exit", () => void (this.#isOver || thread.emit("error", ended)));
    }
  }

  /** Gives what threads do, or throws a {@link NoThreadsError} when there are none any more. */
  orNoThreads<T>(done: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      // A race with one promise for all would keep what came of each.
      void done.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  end(): void {
    this.#isOver = true;
  }
}

/**
 * The compiled file beside the one that runs. While the program is developed, the source by way of tsx, which a thread does
 * not inherit from a test runner.
 */
function entryOf(worker: URL): string {
  if (!import.meta.url.endsWith(".ts")) return fileURLToPath(worker).replace(/\.ts$/u, ".js");
  const required = createRequire(import.meta.url).resolve("tsx/esm/api");
  const loader = pathToFileURL(required.replace(/\.cjs$/u, ".mjs")).href;
  const starter = `import { register } from ${JSON.stringify(loader)}; register(); export const { work } = await import(${JSON.stringify(worker.href)});`;
  return `data:text/javascript,${encodeURIComponent(starter)}`;
}
