import { parentPort } from "node:worker_threads";
import { Digester } from "./digest.ts";
import type { DigestQuestion } from "./digest-job.ts";

const digester = new Digester();

/** The thread that reads files and counts checksums: lots of jobs, one after the other. */
parentPort?.on("message", async ({ number, jobs }: DigestQuestion) => {
  parentPort?.postMessage({ number, answers: await digester.answers(jobs) });
});
