import { Worker } from "node:worker_threads";
import { threadEntry } from "../../xpath/index.ts";
import { THREAD_LIMITS } from "../engine-settings.ts";
import { writeIndex } from "./pagefind-index.ts";
import { notWanted, type PartTask, recordsIn, wanted } from "./part-task.ts";

/** How often it is asked whether an index that is being made is still wanted, in milliseconds. */
const ASKED_EVERY = 100;

/** Makes the index of a part of the passages in this thread; throws where it is not wanted any more. */
export async function makeHere({ pieces, plan }: PartTask, goesOn: () => boolean): Promise<void> {
  await writeIndex(wanted(recordsIn(pieces), goesOn), plan);
}

/** Makes it in a thread of its own, beside those of other parts; throws where it is not wanted any more. */
export async function makeInThread(part: PartTask, goesOn: () => boolean): Promise<void> {
  if (!goesOn()) throw notWanted();
  const worker = new Worker(threadEntry(new URL("./pagefind-worker.ts", import.meta.url)), {
    execArgv: [],
    workerData: part,
    resourceLimits: THREAD_LIMITS,
  });
  const end = (): void => worker.postMessage("end");
  const asking = setInterval(() => goesOn() || end(), ASKED_EVERY);
  try {
    await new Promise<void>((fulfil, reject) => {
      worker.once("error", reject);
      worker.once("message", (isMade: boolean) => (isMade ? fulfil() : reject(notWanted())));
      worker.once("exit", () => reject(notWanted()));
    });
  } finally {
    worker.unref();
    clearInterval(asking);
  }
}
