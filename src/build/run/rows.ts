/**
 * Things of which there is one for each document, made whenever they are asked for: objects of all of them would be much to hold.
 * An array can be gone through like them.
 */
export interface Sequence<T> extends Iterable<T> {
  readonly length: number;
  readonly at: (nth: number) => T | undefined;
  readonly map: <U>(make: (thing: T) => U) => U[];
  readonly filter: (isWanted: (thing: T) => boolean) => Sequence<T>;
}

/** Gives such things by their numbers. What is kept of them is numbers, too. */
export class Rows<T> implements Sequence<T> {
  readonly length: number;
  readonly #make: (nth: number) => T;

  /** Takes how many there are, and who makes the nth. */
  constructor(length: number, make: (nth: number) => T) {
    this.length = length;
    this.#make = make;
  }

  at(nth: number): T {
    return this.#make(nth);
  }

  [Symbol.iterator](): Iterator<T> {
    let nth = 0;
    const done = { value: undefined, done: true } as const;
    return { next: () => (nth < this.length ? { value: this.#make(nth++), done: false } : done) };
  }

  map<U>(make: (thing: T) => U): U[] {
    const made: U[] = [];
    for (let nth = 0; nth < this.length; nth++) made.push(make(this.#make(nth)));
    return made;
  }

  filter(isWanted: (thing: T) => boolean): Rows<T> {
    const numbers = new Uint32Array(this.length);
    let count = 0;
    for (let nth = 0; nth < this.length; nth++) if (isWanted(this.#make(nth))) numbers[count++] = nth;
    return count === this.length ? this : this.#some(numbers.slice(0, count));
  }

  /** Gives those from one number up to another. */
  slice(start: number, end: number = this.length): Rows<T> {
    return new Rows(end - start, (nth) => this.#make(start + nth));
  }

  some(isWanted: (thing: T) => boolean): boolean {
    for (let nth = 0; nth < this.length; nth++) if (isWanted(this.#make(nth))) return true;
    return false;
  }

  every(isWanted: (thing: T) => boolean): boolean {
    return !this.some((thing) => !isWanted(thing));
  }

  find(isWanted: (thing: T) => boolean): T | undefined {
    for (const thing of this) if (isWanted(thing)) return thing;
    return undefined;
  }

  #some(numbers: Uint32Array): Rows<T> {
    return new Rows(numbers.length, (nth) => this.#make(numbers[nth]!));
  }
}

/** Gives the ones and then the others. */
export function joinedRows<T>(first: Rows<T>, second: Rows<T>): Rows<T> {
  const { length } = first;
  if (second.length === 0) return first;
  return new Rows(length + second.length, (nth) => (nth < length ? first.at(nth) : second.at(nth - length)));
}
