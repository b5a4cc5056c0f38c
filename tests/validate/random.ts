/** Numbers that are the same in each run: a linear congruence over 32 bits, good enough to choose with. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0, below a limit. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  /** One of some things. */
  one<T>(things: readonly T[]): T {
    return things[this.below(things.length)]!;
  }
}
