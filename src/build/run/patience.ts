import { TaskError } from "./task-error.ts";

/** Gives up a task that does not show for a time that it goes on. */
export class Patience {
  readonly #limit: number;
  readonly #what: string;
  #timer: NodeJS.Timeout | null = null;
  #end: () => void = () => {};

  /** `limit` is in milliseconds; `what` says what did not happen in it. */
  constructor(limit: number, what: string) {
    this.#limit = limit;
    this.#what = what;
  }

  /** The task goes on: it has all its time again. */
  again(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), this.#limit);
  }

  /** Waits for the first of some ends of a task. Throws a `TaskError` where there was none in time. */
  async over<T>(ends: readonly Promise<T>[]): Promise<T> {
    const ended = new Promise<never>((_, reject) => {
      this.#end = () => reject(new TaskError(`${this.#what} in ${this.#limit / 1000} seconds`));
    });
    this.again();
    try {
      return await Promise.race([...ends, ended]);
    } finally {
      if (this.#timer !== null) clearTimeout(this.#timer);
    }
  }
}
