import { randomUUID } from "node:crypto";
import { Queue, QueueEvents } from "bullmq";
import { colophon, connection, QUEUE } from "./share.js";

/*
 * Puts the shares of an edition into the queue, waits for all of them and joins them, in the edition's folder:
 *
 *     cd my-edition && node build.js 16
 *
 * More shares than workers let the work be dealt out as it goes: who is done takes the next.
 */
const of = Number(process.argv[2] ?? 8);
const queue = new Queue(QUEUE, { connection });
const events = new QueueEvents(QUEUE, { connection });
await events.waitUntilReady();
try {
  const run = randomUUID().slice(0, 8);
  const jobs = await queue.addBulk(
    Array.from({ length: of }, (_, at) => ({
      name: "share",
      data: { index: at + 1, of },
      opts: { jobId: `${run}-${at + 1}`, attempts: 3, backoff: { type: "fixed", delay: 1000 } },
    })),
  );
  const folders = await Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
  process.exitCode = await colophon(["merge", ...folders]);
} finally {
  await events.close();
  await queue.close();
}
