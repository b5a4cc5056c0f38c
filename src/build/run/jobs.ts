import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Tinypool } from "tinypool";
import { ConfigurationError } from "../configuration.ts";
import { FileError } from "../files.ts";
import { sentSource, sizeOf } from "./document-source.ts";
import type { Task } from "./task.ts";
import { TaskError } from "./task-error.ts";

/** What came of a task: its value, or why there is none. */
export type Outcome =
  | { readonly kind: "done"; readonly value: unknown; readonly outside?: readonly string[] }
  /** The process or thread that worked on it ended, twice. */
  | { readonly kind: "lost"; readonly error: Error };

/** Does tasks; outcomes stand in the order of the tasks, whatever order they were done in. */
export interface Jobs {
  /** `done` is told of each task that is over. */
  readonly run: (tasks: readonly Task[], done: (task: Task) => void) => Promise<Outcome[]>;
  readonly close: () => Promise<void>;
}

/** What a thread answers: errors of the user's lose their class on the way, and so go by name. */
export type WorkerReply =
  | {
      readonly kind: "done";
      readonly value: unknown;
      /** What the thread has asked about files that are no documents, and not told before. */
      readonly outside?: readonly string[];
    }
  | {
      readonly kind: "refused";
      readonly error: "FileError" | "ConfigurationError" | "TaskError";
      readonly message: string;
    };

/** The thread that does tasks. */
const WORKER: URL = new URL("./worker.ts", import.meta.url);

/**
 * How much of what is new each thread holds, in megabytes, before it is gone through for what is no longer needed. V8 takes
 * four times as much where nobody says; what a document leaves behind then piles up, once for each thread.
 */
const YOUNG = 12;

/** How many threads there are when nobody says: one for each core that this process may use. */
export function defaultJobs(): number {
  return availableParallelism();
}

/** Does tasks one after the other in this thread. A fault in one is the outcome of that one. */
export function jobsHere(work: (task: Task) => Promise<unknown>): Jobs {
  return {
    run: async (tasks, done) => {
      const outcomes: Outcome[] = [];
      for (const task of tasks) {
        outcomes.push(await outcomeOf(() => work(task)));
        done(task);
      }
      return outcomes;
    },
    close: async () => {},
  };
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { kind: "done", value: await work() };
  } catch (error) {
    if (isForTheUser(error)) throw error;
    return { kind: "lost", error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Whether an error says that the whole cannot be done. */
function isForTheUser(error: unknown): boolean {
  return (
    error instanceof FileError ||
    error instanceof ConfigurationError ||
    error instanceof TaskError ||
    (error instanceof Error && "syscall" in error)
  );
}

/**
 * Does tasks in threads, the largest first, so that no thread is left with a large one at the end. A task whose thread ends
 * is done once more.
 */
export async function jobsInThreads(threads: number, setup: unknown, worker: URL = WORKER): Promise<Jobs> {
  // Most runs need no threads; loading the package would take a tenth of such a run.
  const { Tinypool: Pool } = await import("tinypool");
  const pool = new Pool({
    filename: entryOf(worker),
    name: "work",
    workerData: setup,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  const guard = guardOf(pool);
  return {
    run: async (tasks, done) => {
      const bySize = tasks
        .map((task, at) => ({ task, at }))
        .sort((one, other) => sizeOf(other.task.source) - sizeOf(one.task.source));
      const outcomes = new Array<Outcome>(tasks.length);
      await Promise.all(
        bySize.map(async ({ task, at }) => {
          outcomes[at] = await tried(pool, task, guard.watch);
          done(task);
        }),
      );
      return outcomes;
    },
    close: async () => {
      guard.end();
      await pool.destroy();
    },
  };
}

/** A pool does not see that a thread has ended by itself, and would wait for it; the end is made an error, which it sees. */
function guardOf(pool: Tinypool): { readonly watch: () => void; readonly end: () => void } {
  const watched = new WeakSet<object>();
  let isOver = false;
  const ended = new Error("The thread that worked on it has ended");
  // A thread that ends between two tasks has taken none with it.
  pool.on("error", () => {});
  return {
    watch: () => {
      for (const thread of pool.threads.filter((one) => !watched.has(one))) {
        watched.add(thread);
        thread.once("exit", () => void (isOver || thread.emit("error", ended)));
      }
    },
    end: () => {
      isOver = true;
    },
  };
}

async function tried(pool: Tinypool, task: Task, watch: () => void): Promise<Outcome> {
  for (let time = 1; ; time++) {
    try {
      watch();
      const reply = (await pool.run({ ...task, source: sentSource(task.source) })) as WorkerReply;
      if (reply.kind === "done") return reply;
      throw new REFUSALS[reply.error](reply.message);
    } catch (error) {
      if (isForTheUser(error)) throw error;
      if (time === 2)
        return { kind: "lost", error: error instanceof Error ? error : new Error(String(error)) };
    }
  }
}

const REFUSALS = { FileError, ConfigurationError, TaskError } as const;

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
