import { workerData } from "node:worker_threads";
import { writeIndex } from "./search-index.ts";
import { type PartTask, recordsIn } from "./search-pieces.ts";

/** The thread that makes the index of a part of the passages; it ends when that is written. */
const { pieces, plan } = workerData as PartTask;
await writeIndex(recordsIn(pieces), plan);
