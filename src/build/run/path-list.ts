/** So many paths stand in one text. */
const TOGETHER = 500;

/** Stands behind each path; no path has this sign in it. */
export const END = "\0";

/**
 * Paths one after the other, as they come: most stand in texts of many, since a string for each takes three times as much
 * memory.
 */
export class PathList implements Iterable<string> {
  readonly #texts: string[] = [];
  #last: string[] = [];

  /** Adds a path. */
  push(path: string): void {
    this.#last.push(path);
    if (this.#last.length < TOGETHER) return;
    this.#texts.push(this.#last.join(END));
    this.#last = [];
  }

  /** How many paths there are. */
  get length(): number {
    return this.#texts.length * TOGETHER + this.#last.length;
  }

  /** The first path, if there is any. */
  get first(): string | undefined {
    for (const path of this) return path;
    return undefined;
  }

  /** All paths as one text. */
  get text(): string {
    return [...this.#texts, ...this.#last, ""].join(END);
  }

  *[Symbol.iterator](): Generator<string> {
    for (const text of this.#texts) yield* text.split(END);
    yield* this.#last;
  }
}
