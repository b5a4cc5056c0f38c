/** A task that could not be done, with a sentence for the one who asked for it. */
export class TaskError extends Error {
  override readonly name = "TaskError";
}
