import { Worker } from "node:worker_threads";
import { threadEntry } from "../xpath/index.ts";
import type { DtdQuestion, DtdReply } from "./dtd-message.ts";

const PROGRAM = new URL("./dtd-worker.ts", import.meta.url);

/** How long one document may take, in milliseconds: a content model can be written so that it takes for ever. */
const TIME_LIMIT = 120_000;

/** The thread could not answer: libxml2 ran out of memory or of time. The message is for a finding. */
export class DtdThreadError extends Error {
  override readonly name = "DtdThreadError";
}

/** Validates documents by DTD in a thread of their own, one after the other, and gives what was said of each. */
export async function askDtdThread(
  questions: readonly DtdQuestion[],
): Promise<(DtdReply | DtdThreadError)[]> {
  const replies: (DtdReply | DtdThreadError)[] = [];
  let worker: Worker | null = null;
  for (const question of questions) {
    worker ??= startWorker();
    const reply: DtdReply | DtdThreadError = await ask(worker, question).catch((error: unknown) =>
      error instanceof DtdThreadError ? error : new DtdThreadError(String(error)),
    );
    replies.push(reply);
    if (!(reply instanceof DtdThreadError)) continue;
    await worker.terminate();
    worker = null;
  }
  await worker?.terminate();
  return replies;
}

function startWorker(): Worker {
  return new Worker(threadEntry(PROGRAM), { execArgv: [], env: {}, stdout: true, stderr: true });
}

function ask(worker: Worker, question: DtdQuestion): Promise<DtdReply> {
  return new Promise((fulfil, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
    };
    const fail = (message: string): void => {
      end();
      reject(new DtdThreadError(message));
    };
    const timer = setTimeout(
      () => fail(`validation was stopped after ${TIME_LIMIT / 1000} seconds`),
      TIME_LIMIT,
    );
    worker.on("message", (reply: DtdReply) => {
      end();
      fulfil(reply);
    });
    worker.on("error", (error) => fail(error.message));
    worker.on("exit", () => fail("the validator's thread ended"));
    worker.postMessage(question);
  });
}
