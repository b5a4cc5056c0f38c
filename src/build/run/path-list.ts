/** No path has this sign in it. */
const END = "\0";

/** Writes paths as one text: many strings take several times as long to keep and to find again. */
export function writePaths(paths: readonly string[]): string {
  return paths.map((path) => path + END).join("");
}

/** Reads what {@link writePaths} has written. */
export function readPaths(text: string): string[] {
  return text.split(END).slice(0, -1);
}

/** Finds the places of paths in a list. They are mostly asked for in its order, so that the next one is looked at first. */
export class PathList {
  readonly #paths: readonly string[];
  #next = 0;
  #places: ReadonlyMap<string, number> | null = null;

  /** Takes a list in which each path stands once. */
  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  get length(): number {
    return this.#paths.length;
  }

  /** Gives the place of a path, or null where it is not in the list. */
  placeOf(path: string): number | null {
    const place = this.#paths[this.#next] === path ? this.#next : this.#search(path);
    if (place !== null) this.#next = (place + 1) % this.#paths.length;
    return place;
  }

  #search(path: string): number | null {
    const last = (this.#next || this.#paths.length) - 1;
    if (this.#paths[last] === path) return last;
    this.#places ??= new Map(this.#paths.map((each, place) => [each, place]));
    return this.#places.get(path) ?? null;
  }
}
