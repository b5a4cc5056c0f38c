import { parentPort } from "node:worker_threads";
import { Digester } from "./digest.ts";
import type { DigestAnswer, DigestQuestion } from "./digest-job.ts";

const digester = new Digester();

/** The thread that reads files and counts checksums: lots of jobs, one after the other. */
parentPort?.on("message", async ({ number, jobs }: DigestQuestion) => {
  const answers: DigestAnswer[] = [];
  for (const job of jobs) answers.push(await digester.answer(job));
  parentPort?.postMessage({ number, answers });
});
