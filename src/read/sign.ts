/**
 * Where a sign comes next in a text that is read from front to back. It is searched for once, however often it is asked
 * for on the way there; the engine's own search is several times as fast as looking at each character.
 */
export class Sign {
  readonly #text: string;
  readonly #sign: string;
  #next = -1;

  constructor(text: string, sign: string) {
    this.#text = text;
    this.#sign = sign;
  }

  /** Gives the offset of the first occurrence at or behind an offset, or the length of the text; ask with growing offsets. */
  after(offset: number): number {
    if (this.#next < offset) {
      const found = this.#text.indexOf(this.#sign, offset);
      this.#next = found === -1 ? this.#text.length : found;
    }
    return this.#next;
  }
}
