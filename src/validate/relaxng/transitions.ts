import { Integers } from "./integers.ts";
import type { PatternTable } from "./pattern-table.ts";
import { NOT_ALLOWED } from "./pattern-table.ts";
import { DEAD, type States } from "./states.ts";

/** What one member of a state becomes, if the alternative that leads to it is the one that matches. */
export interface Continuation {
  /** The member of the state, by its index. */
  readonly member: number;
  readonly rest: number;
}

/** One thing that may be matched, and what the state becomes if it does. */
export interface Alternative {
  /** The pattern of an element's attributes and content, or of an attribute's value. */
  readonly over: number;
  readonly continuations: readonly Continuation[];
}

/** A transition where it depends on what is matched. */
interface Forked {
  readonly alternatives: readonly Alternative[];
  /** How many members the state it leaves has. */
  readonly width: number;
  /** The state it leads to, by the alternatives that matched. */
  readonly next: Map<string, number>;
}

/** The columns of simple transitions as they are stored. */
export interface TransitionColumns {
  readonly over: Int32Array;
  readonly next: Int32Array;
}

/**
 * Transitions over an element or an attribute, each held once. A simple one has one thing to match and one state
 * behind it: two integers. The rest are kept whole.
 */
export class Transitions {
  readonly #patterns: PatternTable;
  readonly #states: States;
  /** The one pattern to match; for a forked transition that has alternatives, NOT_ALLOWED. */
  readonly #over = new Integers();
  readonly #next = new Integers();
  readonly #forked = new Map<number, Forked>();
  readonly #numbers = new Map<string, number>();

  constructor(patterns: PatternTable, states: States) {
    this.#patterns = patterns;
    this.#states = states;
  }

  get size(): number {
    return this.#over.length;
  }

  /** Makes a transition from a state with so many members; equal ones are one. */
  of(alternatives: readonly Alternative[], width: number): number {
    const key = keyOf(alternatives, width);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#add(alternatives, width);
    this.#numbers.set(key, number);
    return number;
  }

  /** The patterns that may be matched, side by side. */
  over(transition: number): readonly number[] {
    const forked = this.#forked.get(transition);
    return forked === undefined
      ? [this.#over.at(transition)]
      : forked.alternatives.map((alternative) => alternative.over);
  }

  /** The one pattern to match, or NOT_ALLOWED where there are several. */
  soleOver(transition: number): number {
    return this.#over.at(transition);
  }

  /** The state behind it where that does not depend on what matched, else {@link DEAD}. */
  soleNext(transition: number): number {
    return this.#next.at(transition);
  }

  /** The state behind it, by the indices of the alternatives that matched, of which there is at least one. */
  next(transition: number, matched: readonly number[]): number {
    const forked = this.#forked.get(transition);
    if (forked === undefined) return this.soleNext(transition);
    const key = matched.join(" ");
    const known = forked.next.get(key);
    if (known !== undefined) return known;
    const next = this.#join(
      matched.flatMap((each) => forked.alternatives[each]!.continuations),
      forked.width,
    );
    forked.next.set(key, next);
    return next;
  }

  #add(alternatives: readonly Alternative[], width: number): number {
    const sole = alternatives.length === 1 ? alternatives[0]! : null;
    const number = this.#over.push(sole === null ? NOT_ALLOWED : sole.over);
    this.#next.push(sole === null ? DEAD : this.#join(sole.continuations, width));
    if (sole === null) this.#forked.set(number, { alternatives, width, next: new Map() });
    return number;
  }

  #join(continuations: readonly Continuation[], width: number): number {
    if (width === 1)
      return this.#states.ofPattern(this.#patterns.choice(continuations.map(({ rest }) => rest)));
    const rests = Array.from({ length: width }, (_, at) =>
      continuations.filter(({ member }) => member === at).map(({ rest }) => rest),
    );
    return this.#states.of(rests.map((each) => this.#patterns.choice(each)));
  }
}

function keyOf(alternatives: readonly Alternative[], width: number): string {
  let key = `${width}`;
  for (const { over, continuations } of alternatives) {
    key += `|${over}`;
    for (const { member, rest } of continuations) key += ` ${member}:${rest}`;
  }
  return key;
}
