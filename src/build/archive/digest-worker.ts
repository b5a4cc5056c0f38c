import { parentPort } from "node:worker_threads";
import { Digester } from "./digest.ts";
import { type DigestQuestion, jobsOf, replyOf } from "./digest-message.ts";

const digester = new Digester();

/** The thread that reads files and counts checksums: lots of jobs, one after the other. */
parentPort?.on("message", async (question: DigestQuestion) => {
  parentPort?.postMessage(replyOf(question.number, await digester.answers(jobsOf(question))));
});
