/** How many values are known at a time, and how long they may be; both are powers of two. */
const ROWS = 4096;
const LONGEST = 64;

/**
 * Values that were found to match a pattern, by their bytes, so that one that comes again need not be made a string. Each
 * has one place, from which the next that belongs there drives it out.
 */
export class KnownValues {
  readonly #patterns: Int32Array = new Int32Array(ROWS).fill(-1);
  readonly #lengths: Int32Array = new Int32Array(ROWS);
  readonly #bytes: Uint8Array = new Uint8Array(ROWS * LONGEST);
  /** Where the value that was asked for last belongs; -1 where it is too long. */
  #row = -1;

  /** Whether a stretch of bytes is known to match a pattern. */
  has(pattern: number, bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    if (length > LONGEST) {
      this.#row = -1;
      return false;
    }
    let hash = pattern;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const row = (hash ^ (hash >>> 12)) & (ROWS - 1);
    this.#row = row;
    if (this.#patterns[row] !== pattern || this.#lengths[row] !== length) return false;
    const start = row * LONGEST;
    for (let at = 0; at < length; at++) if (this.#bytes[start + at] !== bytes[from + at]) return false;
    return true;
  }

  /** Takes note that the stretch that {@link has} was asked about last matches its pattern. */
  add(pattern: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.#row === -1) return;
    this.#patterns[this.#row] = pattern;
    this.#lengths[this.#row] = to - from;
    this.#bytes.set(bytes.subarray(from, to), this.#row * LONGEST);
  }
}
