import { setTimeout } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { pagefind, writeIndex } from "./pagefind-index.ts";
import { type PartTask, recordsIn, wanted } from "./part-task.ts";

/** So long, in milliseconds, a thread waits to hear that its process of Pagefind has ended, of which no other thread hears. */
const LAST_WORDS = 500;

/** The thread that makes the index of a part of the passages; it says when that is written, or given up because it was told to. */
const { pieces, plan } = workerData as PartTask;
let isWanted = true;
parentPort?.once("message", () => {
  isWanted = false;
});
parentPort?.unref();
try {
  await writeIndex(
    wanted(recordsIn(pieces), () => isWanted),
    plan,
  );
} catch (error) {
  if (isWanted) throw error;
}
const { close } = await pagefind();
await close();
// The next index is begun when this is heard: the process of this one takes no memory any more.
parentPort?.postMessage(isWanted);
await setTimeout(LAST_WORDS);
