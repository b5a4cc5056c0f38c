/** How many bytes of documents are kept as trees between two steps: a tree takes some ten times as many. */
const BUDGET = 24_000_000;

/** From so many bytes of a document on its tree stays while there are others, if it is so many times as large as they are. */
const LARGE = 8_000_000;
const MUCH_SMALLER = 8;

/** What was read of documents, held for the step after this one. */
export class HeldTrees<Read> {
  readonly #trees = new Map<string, Read>();
  readonly #budget: number;
  #bytes = 0;

  /** Takes how many bytes all documents have: where they are more than can be held, none would be met again. */
  constructor(ofAll: number) {
    this.#budget = ofAll > BUDGET ? 0 : BUDGET;
  }

  get(name: string): Read | undefined {
    return this.#trees.get(name);
  }

  /** A large tree stays while small ones come and go: it takes long to read, and the step after this one asks for it first. */
  hold(name: string, read: Read, bytes: number): void {
    if (this.#bytes + bytes > this.#budget) {
      if (this.#bytes > LARGE && bytes * MUCH_SMALLER < this.#bytes) return;
      this.clear();
    }
    this.#bytes += bytes;
    this.#trees.set(name, read);
  }

  clear(): void {
    this.#trees.clear();
    this.#bytes = 0;
  }
}
