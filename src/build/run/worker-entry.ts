import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { workerData } from "node:worker_threads";
import { cacheFolder } from "../cache/cache-folder.ts";
import { type LoadedProgram, loadProgram } from "../cache/code-cache.ts";
import { programBuild } from "../version.ts";
import type { SentTask } from "./task.ts";
import type { WorkerReply } from "./thread-jobs.ts";
import type { work as Work, WorkerSetup } from "./worker.ts";

/** The program of a thread in one file, which the bundler makes. */
const BUNDLE: string = fileURLToPath(new URL("./worker.cjs", import.meta.url));

/** After how many parts of the work what V8 has made is kept: most is made by the first few, what is rare by later ones. */
const KEEP_AFTER: readonly number[] = [8, 32, 128];

/** Loads the program with what V8 made of it for an earlier thread, since a thread starts as slowly as a process does. */
function loadBundle({ keepsSchemas, engine }: WorkerSetup): LoadedProgram | null {
  const build = programBuild();
  if (build === null || !existsSync(BUNDLE)) return null;
  const folder = keepsSchemas ? cacheFolder(null, process.env) : null;
  return loadProgram(BUNDLE, folder, `${build} worker, ${engine}`);
}

const [, setup] = workerData as [unknown, WorkerSetup];
const bundle = loadBundle(setup);
const program = (bundle?.exports ?? (await import("./worker.ts"))) as { readonly work: typeof Work };
let parts = 0;

/** Does tasks, and keeps for the next run what V8 made of the program. */
export async function work(tasks: readonly SentTask[]): Promise<WorkerReply[]> {
  const replies = await program.work(tasks);
  if (KEEP_AFTER.includes(++parts)) bundle?.keep();
  return replies;
}
