import { existsSync, writeFileSync } from "node:fs";
import type { WorkerReply } from "../../src/build/run/jobs.ts";
import type { Task } from "../../src/build/run/task.ts";

/** A thread that ends at documents called `always`, and at the first try at the one that is called by a file to be made. */
export async function work({ source }: Task): Promise<WorkerReply> {
  if (source.id === "always") process.exit(7);
  if (source.id === "once" && !existsSync(source.path)) {
    writeFileSync(source.path, "");
    process.exit(7);
  }
  return { kind: "done", value: source.id };
}
