import { availableParallelism } from "node:os";
import { ConfigurationError } from "../configuration.ts";
import { FileError } from "../files.ts";
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

/** Does a task in this thread. */
export type Work = (task: Task) => Promise<unknown>;

/** How many threads work when nobody says: one for each core that this process may use. */
export function defaultJobs(): number {
  return availableParallelism();
}

/** Does tasks one after the other in this thread. A fault in one is the outcome of that one. */
export function jobsHere(work: Work): Jobs {
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

/** Gives what came of a task. Throws what says to the user that the whole cannot be done. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { kind: "done", value: await work() };
  } catch (error) {
    if (isForTheUser(error)) throw error;
    return lost(error);
  }
}

/** The outcome of a task that was given up. */
export function lost(error: unknown): Outcome {
  return { kind: "lost", error: error instanceof Error ? error : new Error(String(error)) };
}

/** Whether an error says that the whole cannot be done. */
export function isForTheUser(error: unknown): boolean {
  return (
    error instanceof FileError ||
    error instanceof ConfigurationError ||
    error instanceof TaskError ||
    (error instanceof Error && "syscall" in error)
  );
}
