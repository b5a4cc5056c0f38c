import type { Buffer } from "node:buffer";

/**
 * Where a sign comes next in bytes that are gone over from front to back, as `Sign` says it of a text. It is searched for once,
 * however often it is asked for on the way there. It is a class of its own because the engine makes
 * slower code of one that searches now a text and now bytes.
 */
export class ByteSign {
  readonly #bytes: Buffer;
  readonly #sign: string | number;
  #next = -1;

  constructor(bytes: Buffer, sign: string) {
    this.#bytes = bytes;
    this.#sign = sign.length === 1 ? sign.charCodeAt(0) : sign;
  }

  /** Gives the offset of the first occurrence at or behind an offset, or the number of bytes; ask with growing offsets. */
  after(offset: number): number {
    if (this.#next < offset) {
      const found = this.#bytes.indexOf(this.#sign, offset);
      this.#next = found === -1 ? this.#bytes.length : found;
    }
    return this.#next;
  }
}
