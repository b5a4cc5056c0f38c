import { keyOf } from "../cache/document-cache.ts";
import type { Task } from "./task.ts";
import type { WorkshopSetup } from "./workshop-tools.ts";

/** A document by what its outline is kept by. */
export interface OutlinedPlace {
  readonly id: string;
  readonly path: string;
  readonly hash: string;
}

/** The key by which what comes of a task is kept. */
export function taskKey(task: Task, { stamp, wanted }: Pick<WorkshopSetup, "stamp" | "wanted">): string {
  const { kind, source, hash } = task;
  const own = [kind, stamp, source.id, source.path, hash];
  switch (task.kind) {
    case "outline":
      return outlineKey({ id: source.id, path: source.path, hash }, stamp);
    case "entries":
      return keyOf(...own);
    case "single":
      return keyOf(...own, wanted);
    case "make":
      return keyOf(...own, task.seen, wanted);
    case "page":
      return keyOf(...own, task.pageKey, task.shell, task.dead, task.moved);
    default:
      return task satisfies never;
  }
}

/** The key by which the outline of a document is kept. */
export function outlineKey({ id, path, hash }: OutlinedPlace, stamp: WorkshopSetup["stamp"]): string {
  return keyOf("outline", stamp, id, path, hash);
}
