import type { CharacterClass } from "./character-class.ts";
import type { Expression } from "./expression.ts";

/** Of how many different characters it is kept which classes they belong to. */
const MOST_KEPT_CHARACTERS = 2000;

/** What a state does: it takes a character of a class, goes on in two ways at once, or is the end. */
const SPLIT = -1;
const END = -2;

/**
 * An expression as an automaton (Thompson, “Regular expression search algorithm”, 1968), with every counter written out.
 * All ways are followed at once, so that the time is that of the length of a value times the size of the expression,
 * whatever the value; an engine that counts on the way takes the square of a counter, and more where they are nested.
 */
export class PatternAutomaton {
  /** For each state the number of the class it takes, {@link SPLIT} or {@link END}, and where it leads. */
  readonly #takes: number[] = [];
  readonly #next: number[] = [];
  readonly #other: number[] = [];
  readonly #classes: RegExp[] = [];
  readonly #classNumbers = new Map<string, number>();
  readonly #belongs = new Map<string, readonly boolean[]>();
  readonly #start: number;
  /** For each state the step in which it was last reached; the states of a step, and of the one after it. */
  readonly #reached: Float64Array;
  #states: Uint32Array;
  #following: Uint32Array;
  #step = 0;

  constructor(expression: Expression) {
    this.#start = this.#build(expression, this.#state(END, 0, 0));
    const count = this.#takes.length;
    this.#reached = new Float64Array(count);
    this.#states = new Uint32Array(count);
    this.#following = new Uint32Array(count);
  }

  /** Whether a value matches as a whole. */
  matches(value: string): boolean {
    this.#step++;
    let count = this.#reach(this.#start, 0);
    for (const character of value) {
      [this.#states, this.#following] = [this.#following, this.#states];
      count = this.#take(this.#classesOf(character), count);
      if (count === 0) return false;
    }
    return this.#following.subarray(0, count).some((state) => this.#takes[state] === END);
  }

  /** Takes a character of some classes in so many states; gives the number of those that follow. */
  #take(belongs: readonly boolean[], count: number): number {
    this.#step++;
    let found = 0;
    for (let at = 0; at < count; at++) {
      const state = this.#states[at]!;
      if (belongs[this.#takes[state]!]) found = this.#reach(this.#next[state]!, found);
    }
    return found;
  }

  /** Adds the states to which one leads by splits alone to those that follow; gives their number. */
  #reach(from: number, before: number): number {
    let found = before;
    const waiting = [from];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (this.#reached[state] === this.#step) continue;
      this.#reached[state] = this.#step;
      if (this.#takes[state] === SPLIT) waiting.push(this.#other[state]!, this.#next[state]!);
      else this.#following[found++] = state;
    }
    return found;
  }

  #classesOf(character: string): readonly boolean[] {
    const known = this.#belongs.get(character);
    if (known !== undefined) return known;
    if (this.#belongs.size >= MOST_KEPT_CHARACTERS) this.#belongs.clear();
    const belongs = this.#classes.map((one) => one.test(character));
    this.#belongs.set(character, belongs);
    return belongs;
  }

  /** Builds the states of an expression, from its end to its beginning; gives the first. */
  #build(expression: Expression, next: number): number {
    switch (expression.kind) {
      case "class":
        return this.#state(this.#numberOf(expression.class), next, next);
      case "sequence":
        return expression.items.reduceRight((after, item) => this.#build(item, after), next);
      case "choice":
        return expression.branches
          .map((branch) => this.#build(branch, next))
          .reduce((one, other) => this.#state(SPLIT, one, other));
      case "repeat":
        return this.#repeat(expression, next);
    }
  }

  #repeat({ body, least, most }: Expression & { kind: "repeat" }, next: number): number {
    let start = next;
    if (most === Number.POSITIVE_INFINITY) {
      start = this.#state(SPLIT, next, next);
      this.#next[start] = this.#build(body, start);
    } else {
      for (let time = least; time < most; time++) start = this.#state(SPLIT, this.#build(body, start), next);
    }
    for (let time = 0; time < least; time++) start = this.#build(body, start);
    return start;
  }

  #state(takes: number, next: number, other: number): number {
    this.#next.push(next);
    this.#other.push(other);
    return this.#takes.push(takes) - 1;
  }

  #numberOf({ source }: CharacterClass): number {
    const known = this.#classNumbers.get(source);
    if (known !== undefined) return known;
    const number = this.#classes.push(new RegExp(`^${source}$`, "v")) - 1;
    this.#classNumbers.set(source, number);
    return number;
  }
}
