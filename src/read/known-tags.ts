/** How many tags are known at a time, and how long they may be; both are powers of two. */
const ROWS = 8192;
const LONGEST = 64;
const GREATER = 62;

/** No tag that is known. */
export const UNKNOWN_TAG = -1;

/**
 * Start tags by their bytes, and what one receiver that one scanner told them made of them. Most tags of a document stand
 * in it many times, and what they mean depends on nothing but the namespaces in force and what the receiver waits for.
 * Each has one place, from which the next that belongs there drives it out.
 */
export class KnownTags {
  /** By the place of a tag: its name as it is written and as it counts, whether it is an empty-element tag, what came of it. */
  readonly written: Int32Array = new Int32Array(ROWS);
  readonly element: Int32Array = new Int32Array(ROWS);
  readonly isEmpty: Uint8Array = new Uint8Array(ROWS);
  readonly outcome: Int32Array = new Int32Array(ROWS);
  /** Offset behind the tag that was looked for last. */
  end = 0;
  /** Where that tag belongs; {@link UNKNOWN_TAG} where it is too long. */
  place: number = UNKNOWN_TAG;
  readonly #scopes: Int32Array = new Int32Array(ROWS).fill(-1);
  readonly #states: Int32Array = new Int32Array(ROWS);
  readonly #lengths: Int32Array = new Int32Array(ROWS);
  readonly #bytes: Uint8Array = new Uint8Array(ROWS * LONGEST);

  /** Looks for the tag that begins at an offset, in a scope of names and a state of the receiver; gives its place. */
  find(bytes: Uint8Array, start: number, scope: number, state: number): number {
    let hash = Math.imul(state, 31) + scope;
    let at = start + 1;
    const limit = Math.min(start + LONGEST, bytes.length);
    for (; at < limit && bytes[at] !== GREATER; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    this.end = at + 1;
    this.place = at < limit ? (hash ^ (hash >>> 13)) & (ROWS - 1) : UNKNOWN_TAG;
    const { place } = this;
    if (place === UNKNOWN_TAG || this.#states[place] !== state || this.#scopes[place] !== scope)
      return UNKNOWN_TAG;
    return this.#lengths[place] === at - start && this.#standsAt(place, bytes, start) ? place : UNKNOWN_TAG;
  }

  /** Takes the tag that was looked for last, as it was looked for, if it ended where the search thought. */
  add(bytes: Uint8Array, start: number, end: number, scope: number, state: number): number {
    const { place } = this;
    if (place === UNKNOWN_TAG || end !== this.end) return UNKNOWN_TAG;
    this.#states[place] = state;
    this.#scopes[place] = scope;
    this.#lengths[place] = end - 1 - start;
    this.#bytes.set(bytes.subarray(start, end), place * LONGEST);
    return place;
  }

  #standsAt(place: number, bytes: Uint8Array, start: number): boolean {
    const from = place * LONGEST;
    const length = this.#lengths[place]!;
    for (let at = 1; at < length; at++) if (bytes[start + at] !== this.#bytes[from + at]) return false;
    return true;
  }
}
