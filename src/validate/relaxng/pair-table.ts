/** No value is kept for a pair. */
export const UNKNOWN = -2;

const FREE = -1;

/**
 * Integers by pairs of a state and a symbol: a hash table with open addressing in one array, key and value side by
 * side, which is stored as it is. The key of a pair is `state × width + symbol`.
 */
export class PairTable {
  readonly #width: number;
  #cells: Int32Array;
  #size: number;

  /** Takes over the cells of a stored table; a new one starts empty. `width` is the number of symbols. */
  constructor(width: number, cells?: Int32Array) {
    this.#width = width;
    this.#cells = cells ?? new Int32Array(512).fill(FREE);
    this.#size = 0;
    for (let at = 0; at < this.#cells.length; at += 2) if (this.#cells[at] !== FREE) this.#size++;
  }

  get cells(): Int32Array {
    return this.#cells;
  }

  /** The value of a pair, or {@link UNKNOWN}. */
  get(state: number, symbol: number): number {
    const at = this.#place(state * this.#width + symbol);
    return this.#cells[at] === FREE ? UNKNOWN : this.#cells[at + 1]!;
  }

  /** Keeps a value for a pair that has none. */
  add(state: number, symbol: number, value: number): void {
    if (++this.#size * 4 > this.#cells.length) this.#grow();
    this.#put(state * this.#width + symbol, value);
  }

  #put(key: number, value: number): void {
    const at = this.#place(key);
    this.#cells[at] = key;
    this.#cells[at + 1] = value;
  }

  /** Where a key stands, or the free place where it would. */
  #place(key: number): number {
    const mask = this.#cells.length - 2;
    let at = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
    while (this.#cells[at] !== key && this.#cells[at] !== FREE) at = (at + 2) & mask;
    return at;
  }

  #grow(): void {
    const before = this.#cells;
    this.#cells = new Int32Array(before.length * 2).fill(FREE);
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] !== FREE) this.#put(before[at]!, before[at + 1]!);
    }
  }
}
