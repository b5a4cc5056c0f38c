import { Integers } from "./integers.ts";
import { NOT_ALLOWED } from "./pattern-table.ts";

/** No state: nothing can match any more. */
export const DEAD = -1;

/**
 * States of the validator, each held once and known by a small number. A state says what is left to match at one level
 * of the document. Mostly that is one pattern; where an element can be matched by several definitions of a schema it
 * is one pattern for each, in a fixed order, and those that failed on the way are `notAllowed` (the subset
 * construction, with the origin of each member kept).
 */
export class States {
  readonly #members: (readonly number[])[] = [];
  readonly #single = new Map<number, number>();
  readonly #several = new Map<string, number>();

  /** Makes the states that were stored, in their order; none, if there were none. */
  constructor(stored: Int32Array = new Int32Array(0)) {
    for (let at = 0; at < stored.length; at += stored[at]! + 1) {
      this.of(Array.from(stored.subarray(at + 1, at + 1 + stored[at]!)));
    }
  }

  get size(): number {
    return this.#members.length;
  }

  /** The states as integers: of each, how many members it has, and its members. */
  toStored(): Int32Array {
    const stored = new Integers();
    for (const members of this.#members) {
      stored.push(members.length);
      for (const member of members) stored.push(member);
    }
    return stored.toCells();
  }

  /** The state of some patterns; {@link DEAD} where none of them can match. */
  of(members: readonly number[]): number {
    if (members.length === 1) return this.ofPattern(members[0]!);
    if (members.every((member) => member === NOT_ALLOWED)) return DEAD;
    const key = members.join(" ");
    return this.#several.get(key) ?? this.#add(this.#several, key, members);
  }

  /** The state of one pattern; {@link DEAD} where it cannot match. */
  ofPattern(pattern: number): number {
    return pattern === NOT_ALLOWED ? DEAD : this.ofStart(pattern);
  }

  /** The state a document starts in; it is one also where a schema allows no document at all. */
  ofStart(pattern: number): number {
    return this.#single.get(pattern) ?? this.#add(this.#single, pattern, [pattern]);
  }

  /** The patterns of a state. */
  members(state: number): readonly number[] {
    return this.#members[state]!;
  }

  #add<Key>(numbers: Map<Key, number>, key: Key, members: readonly number[]): number {
    numbers.set(key, this.#members.length);
    return this.#members.push(members) - 1;
  }
}
