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

/** Transitions as they are stored. */
export interface StoredTransitions {
  /** Of each, the pattern to match and the state behind. */
  readonly pairs: Int32Array;
  readonly forked: readonly (readonly [number, Omit<Forked, "next">])[];
}

/**
 * Transitions over an element or an attribute. A simple one has one thing to match and one state
 * behind it: two integers. The rest are kept whole.
 */
export class Transitions {
  readonly #patterns: PatternTable;
  readonly #states: States;
  /** Of each, the one pattern to match (NOT_ALLOWED for a forked one), and the state behind it. */
  readonly #pairs: Integers;
  readonly #forked: Map<number, Forked>;

  constructor(patterns: PatternTable, states: States, stored?: StoredTransitions) {
    this.#patterns = patterns;
    this.#states = states;
    this.#pairs = new Integers(stored?.pairs);
    this.#forked = new Map(stored?.forked.map(([number, each]) => [number, { ...each, next: new Map() }]));
  }

  get size(): number {
    return this.#pairs.length / 2;
  }

  toStored(): StoredTransitions {
    const forked = Array.from(
      this.#forked,
      ([number, { alternatives, width }]) => [number, { alternatives, width }] as const,
    );
    return { pairs: this.#pairs.toCells(), forked };
  }

  /** Makes a transition from a state with so many members. */
  of(alternatives: readonly Alternative[], width: number): number {
    const sole = alternatives.length === 1 ? alternatives[0]! : null;
    const number = this.#pairs.push(sole === null ? NOT_ALLOWED : sole.over) / 2;
    this.#pairs.push(sole === null ? DEAD : this.#join(sole.continuations, width));
    if (sole === null) this.#forked.set(number, { alternatives, width, next: new Map() });
    return number;
  }

  /** The patterns that may be matched, side by side. */
  over(transition: number): readonly number[] {
    const forked = this.#forked.get(transition);
    return forked === undefined
      ? [this.soleOver(transition)]
      : forked.alternatives.map((alternative) => alternative.over);
  }

  /** The one pattern to match, or NOT_ALLOWED where there are several. */
  soleOver(transition: number): number {
    return this.#pairs.cells[transition * 2]!;
  }

  /** The state behind it where that does not depend on what matched, else {@link DEAD}. */
  soleNext(transition: number): number {
    return this.#pairs.cells[transition * 2 + 1]!;
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

  #join(continuations: readonly Continuation[], width: number): number {
    if (width === 1)
      return this.#states.ofPattern(this.#patterns.choice(continuations.map(({ rest }) => rest)));
    const rests = Array.from({ length: width }, (_, at) =>
      continuations.filter(({ member }) => member === at).map(({ rest }) => rest),
    );
    return this.#states.of(rests.map((each) => this.#patterns.choice(each)));
  }
}
