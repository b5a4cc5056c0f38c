import { availableParallelism } from "node:os";
import { ConfigurationError } from "../configuration.ts";
import { FileError } from "../files.ts";
import type { StagePiece } from "./stage-times.ts";
import type { Task, Tasks } from "./task.ts";
import { TaskError } from "./task-error.ts";

/** What came of a task: its value, or why there is none. */
export type Outcome =
  | {
      readonly kind: "done";
      readonly value: unknown;
      readonly questions: readonly string[];
      /** What another thread has done until then, where somebody wants to know. */
      readonly pieces?: readonly StagePiece[];
    }
  /** The process or thread that worked on it ended, twice. */
  | { readonly kind: "lost"; readonly error: Error };

/** Takes what came of a task, by its place among the tasks, as soon as it is there: all of them would be too much to hold. */
export type Take = (at: number, outcome: Outcome) => void;

/** Does tasks, in whatever order. */
export interface Jobs {
  readonly run: (tasks: Tasks, take: Take) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What came of a task, with what was asked about the edition around its document. */
export interface Done {
  readonly value: unknown;
  readonly questions: readonly string[];
}

/** Does a task in this thread. */
export type Work = (task: Task) => Promise<Done>;

/** How many threads work when nobody says: one for each core that this process may use. */
export function defaultJobs(): number {
  return availableParallelism();
}

/** Does tasks one after the other in this thread. A fault in one is the outcome of that one. */
export function jobsHere(work: Work): Jobs {
  return {
    run: async (tasks, take) => {
      for (let at = 0; at < tasks.length; at++) take(at, await outcomeOf(() => work(tasks.at(at)!)));
    },
    close: async () => {},
  };
}

/** Gives what came of a task. Throws what says to the user that the whole cannot be done. */
export async function outcomeOf(work: () => Promise<Done>): Promise<Outcome> {
  try {
    return { kind: "done", ...(await work()) };
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
