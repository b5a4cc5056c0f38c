import { existsSync, writeFileSync } from "node:fs";
import type { Task } from "../../src/build/run/task.ts";
import type { WorkerReply } from "../../src/build/run/thread-jobs.ts";

/** A thread that ends at documents called `always`, and at the first try at the one that is called by a file to be made. */
export async function work(tasks: readonly Task[]): Promise<WorkerReply[]> {
  return tasks.map(reply);
}

function reply({ source }: Task): WorkerReply {
  if (source.id === "always") process.exit(7);
  if (source.id === "once" && !existsSync(source.path)) {
    writeFileSync(source.path, "");
    process.exit(7);
  }
  return { kind: "done", value: source.id, questions: [], hash: "" };
}
