import { parentPort } from "node:worker_threads";
import { answerDigest } from "./digest.ts";
import type { DigestAnswer, DigestQuestion } from "./digest-job.ts";

/** The thread that reads files and counts checksums: lots of jobs, one after the other. */
parentPort?.on("message", async ({ number, jobs }: DigestQuestion) => {
  const answers: DigestAnswer[] = [];
  for (const job of jobs) answers.push(await answerDigest(job));
  parentPort?.postMessage({ number, answers });
});
