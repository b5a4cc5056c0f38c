import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import { workerData } from "node:worker_threads";
import { unwatched } from "../../edition/index.ts";
import { DocumentCache } from "../cache/document-cache.ts";
import { ConfigurationError, configurationIn } from "../configuration.ts";
import { FileError, MovingFileError } from "../files.ts";
import { openTools, type ToolsSetup } from "../tools.ts";
import type { Joined } from "./made-document.ts";
import { arrivedDocuments, type SentDocuments } from "./sent-documents.ts";
import { type StagePiece, watchPieces } from "./stage-times.ts";
import { arrivedTask, type SentTask } from "./task.ts";
import { TaskError } from "./task-error.ts";
import type { WorkerReply } from "./thread-jobs.ts";
import { Workshop } from "./workshop.ts";

/** What a thread is started with. The configuration may be a program, so that each thread reads it by itself. */
export interface WorkerSetup extends Omit<ToolsSetup, "config"> {
  readonly cache: string;
  /** Whose the cache is. */
  readonly run: string;
  readonly configuration: string | null;
  /** The settings of V8 that are in force, by name. */
  readonly engine: string;
  /** Whether somebody wants to know what is done at each stage. */
  readonly isWatched: boolean;
}

/** What documents say of themselves, as it is sent. */
export interface SentJoined extends Omit<Joined, "documents"> {
  readonly documents: SentDocuments;
}

/** After how many documents what schemas have gathered is kept. */
const KEEP_EVERY = 32;

/** Makes what does tasks in this thread. */
async function openWorker(setup: WorkerSetup): Promise<(task: SentTask) => Promise<WorkerReply>> {
  const store = DocumentCache.at(setup.cache, setup.run);
  const config = await configurationIn(setup.configuration);
  const pieces: StagePiece[] = [];
  const watch = setup.isWatched ? watchPieces(pieces) : unwatched;
  const { tools, keep } = openTools({ ...setup, config }, store, watch);
  const workshop = new Workshop(setup, tools);
  let count = 0;
  return async (sent) => {
    try {
      const task = arrivedTask(sent);
      if ("joined" in task && !workshop.hasJoined(task.joined)) {
        workshop.join(task.joined, joinedIn(task.joined));
        store.lookAnew();
      }
      const done = await workshop.findOrDo(task);
      if (++count % KEEP_EVERY === 0) await keep();
      return {
        kind: "done",
        ...done,
        hash: task.hash,
        ...(setup.isWatched ? { pieces: pieces.splice(0) } : {}),
      };
    } catch (error) {
      return refusalOf(error);
    }
  };
}

function joinedIn(file: string): Joined {
  const { documents, ...rest } = deserialize(readFileSync(file)) as SentJoined;
  return { ...rest, documents: arrivedDocuments(documents) };
}

function refusalOf(error: unknown): WorkerReply {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof MovingFileError) return { kind: "refused", error: "MovingFileError", message };
  if (error instanceof FileError) return { kind: "refused", error: "FileError", message };
  if (error instanceof ConfigurationError) return { kind: "refused", error: "ConfigurationError", message };
  if (error instanceof TaskError) return { kind: "refused", error: "TaskError", message };
  return { kind: "failed", error: error instanceof Error ? error : new Error(message) };
}

const [, setup] = workerData as [unknown, WorkerSetup];
const worker = openWorker(setup);
let before: Promise<unknown> = Promise.resolve();

/** Does tasks, after those that came before: the trees of two documents would be in memory at once. */
export async function work(tasks: readonly SentTask[]): Promise<WorkerReply[]> {
  const replies = before.then(() => all(tasks));
  before = replies.catch(() => {});
  return await replies;
}

async function all(tasks: readonly SentTask[]): Promise<WorkerReply[]> {
  const replies: WorkerReply[] = [];
  for (const task of tasks) replies.push(await (await worker)(task));
  return replies;
}
