import { NameIndex } from "./name-index.ts";
import { END, PathList } from "./path-list.ts";

/** Writes paths as one text: many strings take several times as long to keep and to find again. */
export function writePaths(paths: Iterable<string>): string {
  const list = new PathList();
  for (const path of paths) list.push(path);
  return list.text;
}

/** Writes the paths of things so. */
export function writePathsOf(things: Iterable<{ readonly path: string }>): string {
  const list = new PathList();
  for (const { path } of things) list.push(path);
  return list.text;
}

/** Reads what {@link writePaths} has written. */
export function readPaths(text: string): string[] {
  return text.split(END).slice(0, -1);
}

/**
 * Paths in one text, where a string for each would take three times as much memory; each is cut out when it is asked for.
 * Where each path stands once, their places can be found. They are mostly asked for in order, so that the next one is
 * looked at first.
 */
export class PathTable {
  /** As {@link writePaths} writes them. */
  readonly text: string;
  /** Where each path begins, and behind the last of them where another would. */
  readonly #starts: Uint32Array;
  #next = 0;
  #index: NameIndex | null = null;

  /** Takes paths as {@link writePaths} writes them. */
  constructor(text: string) {
    this.text = text;
    this.#starts = startsIn(text);
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  /** Gives the nth path. */
  at(nth: number): string {
    return this.text.slice(this.#starts[nth], this.#starts[nth + 1]! - 1);
  }

  /** Gives the place of a path, or null where it is not there. */
  placeOf(path: string): number | null {
    const place = this.#isAt(this.#next, path) ? this.#next : this.#search(path);
    if (place !== null) this.#next = (place + 1) % this.length;
    return place;
  }

  #search(path: string): number | null {
    const last = (this.#next || this.length) - 1;
    if (this.#isAt(last, path)) return last;
    this.#index ??= new NameIndex(this.length, (nth) => this.at(nth));
    return this.#index.numberOf(path);
  }

  #isAt(nth: number, path: string): boolean {
    if (nth < 0 || nth >= this.length) return false;
    const start = this.#starts[nth]!;
    return this.#starts[nth + 1]! - start === path.length + 1 && this.text.startsWith(path, start);
  }
}

function startsIn(text: string): Uint32Array {
  let count = 0;
  for (let end = text.indexOf(END); end >= 0; end = text.indexOf(END, end + 1)) count++;
  const starts = new Uint32Array(count + 1);
  for (let nth = 1; nth <= count; nth++) starts[nth] = text.indexOf(END, starts[nth - 1]) + 1;
  return starts;
}
