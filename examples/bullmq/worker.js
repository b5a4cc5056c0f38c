import { Worker } from "bullmq";
import { colophon, connection, QUEUE } from "./share.js";

/*
 * Takes shares from the queue and does them, one at a time with all cores of this machine, in the edition's folder:
 *
 *     cd my-edition && node worker.js
 *
 * A worker that dies no longer renews the lock of its job; after that time another worker takes the job anew. What it
 * had begun to write stays in a folder of that attempt, so that the two never write to the same place.
 */
const lockDuration = Number(process.env.LOCK_MS ?? 30_000);

const worker = new Worker(
  QUEUE,
  async ({ id, data: { index, of }, attemptsStarted }) => {
    const into = `shards/${index}-of-${of}.${id}-${attemptsStarted}`;
    console.log(`share ${index}/${of}, attempt ${attemptsStarted}`);
    await colophon(["build", "--shard", `${index}/${of}`, "--shard-by", "size", "--into", into, "--quiet"]);
    return into;
  },
  { connection, concurrency: 1, lockDuration, stalledInterval: lockDuration / 2, maxStalledCount: 2 },
);

worker.on("failed", (job, error) => console.error(`share ${job?.data.index}: ${error.message}`));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void worker.close().then(() => process.exit(0)));
