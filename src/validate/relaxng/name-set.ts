import { contains, type NameClass } from "./name-class.ts";
import { overlap, type SharedName } from "./name-class-overlap.ts";

/** The single names of a schema, numbered so that sets of them are rows of bits. */
export class NameNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #names: (NameClass & { readonly kind: "name" })[] = [];

  /** Gives the number of a name, adding it when it is new. */
  numberOf(name: NameClass & { readonly kind: "name" }): number {
    const key = `${name.local} ${name.uri}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** The name behind a number that was given out. */
  name(number: number): NameClass & { readonly kind: "name" } {
    return this.#names[number]!;
  }
}

/** A set of names (RELAX NG, sections 7.3 and 7.4): single ones as bits, 32 a word, and classes without end. */
export class NameSet {
  readonly #numbers: NameNumbers;
  readonly #words: number[] = [];
  readonly #wildcards: NameClass[] = [];

  constructor(numbers: NameNumbers) {
    this.#numbers = numbers;
  }

  get isEmpty(): boolean {
    return this.#words.length === 0 && this.#wildcards.length === 0;
  }

  /** Adds the names of a class. */
  add(nameClass: NameClass): void {
    if (nameClass.kind === "name") this.#addNumber(this.#numbers.numberOf(nameClass));
    else if (nameClass.kind === "choice") for (const member of nameClass.members) this.add(member);
    else this.#wildcards.push(nameClass);
  }

  /** Adds all names of another set of the same schema. */
  addAll(other: NameSet): void {
    const words = other.#words;
    while (this.#words.length < words.length) this.#words.push(0);
    for (let at = 0; at < words.length; at++) this.#words[at]! |= words[at]!;
    for (const wildcard of other.#wildcards) {
      if (!this.#wildcards.includes(wildcard)) this.#wildcards.push(wildcard);
    }
  }

  /** Gives a name that both sets have, or null. */
  clash(other: NameSet): SharedName | null {
    const length = Math.min(this.#words.length, other.#words.length);
    for (let at = 0; at < length; at++) {
      const both = this.#words[at]! & other.#words[at]!;
      if (both !== 0) return this.#numbers.name(at * 32 + lowestBit(both));
    }
    return this.#caught(other) ?? other.#caught(this) ?? this.#wildcardClash(other);
  }

  #addNumber(number: number): void {
    const word = number >> 5;
    while (this.#words.length <= word) this.#words.push(0);
    this.#words[word]! |= 1 << (number & 31);
  }

  /** Gives a single name there that a class here takes in. */
  #caught(other: NameSet): SharedName | null {
    if (this.#wildcards.length === 0) return null;
    for (const { uri, local } of other.#singles()) {
      if (this.#wildcards.some((nameClass) => contains(nameClass, uri, local))) return { uri, local };
    }
    return null;
  }

  *#singles(): Generator<NameClass & { readonly kind: "name" }, undefined> {
    for (let at = 0; at < this.#words.length; at++) {
      for (let word = this.#words[at]!; word !== 0; word &= word - 1) {
        yield this.#numbers.name(at * 32 + lowestBit(word));
      }
    }
  }

  #wildcardClash(other: NameSet): SharedName | null {
    for (const one of this.#wildcards) {
      for (const two of other.#wildcards) {
        const name = overlap(one, two);
        if (name !== null) return name;
      }
    }
    return null;
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
