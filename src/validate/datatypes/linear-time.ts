import { areDisjoint, type CharacterClass } from "./character-class.ts";
import { type Expression, isNullable, sizeOf } from "./expression.ts";

/**
 * Above so many characters written out, or so many neighbours in all, the question is given up and the answer is no; the
 * patterns of schemas have some dozens.
 */
const MOST_POSITIONS = 400;
const MOST_NEIGHBOURS = 4000;

/** A counter whose body is not longer than this when written out is written out, which tells more. */
const MOST_WRITTEN_OUT = 64;

/**
 * Whether JavaScript's engine, which tries one way after another, takes time in proportion to the value, whatever the
 * value. It does where there is never a second way to try: where the class of the next character alone says which place
 * in the pattern it stands for, and no two ways lead to one place. (Such expressions are called strongly deterministic;
 * the places and who follows whom are those of Glushkov's automaton.) Where that cannot be seen quickly, the answer is no.
 */
export function runsInLinearTime(expression: Expression): boolean {
  const places = new Places();
  const ends = places.visit(expression);
  return ends !== null && places.areClear(ends.first);
}

/** The places where a part of a pattern may begin and end. */
interface Ends {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const NOTHING: Ends = { first: [], last: [], nullable: true };

/** Every character class of a pattern where it stands, and the places that may come next. */
class Places {
  readonly #classes: CharacterClass[] = [];
  readonly #next: number[][] = [];
  #neighbours = 0;

  /** Null where two ways lead to one place without a character between them, or there are too many places. */
  visit(expression: Expression): Ends | null {
    switch (expression.kind) {
      case "class":
        return this.#place(expression.class);
      case "sequence":
        return this.#sequence(expression.items);
      case "choice":
        return this.#choice(expression.branches);
      case "repeat":
        return isNullable(expression.body) ? null : this.#repeat(expression);
    }
  }

  /** Whether the next character always decides: where the value begins, and behind every place. */
  areClear(first: readonly number[]): boolean {
    return this.#isClear(first) && this.#next.every((next) => this.#isClear(next));
  }

  #isClear(places: readonly number[]): boolean {
    if (places.length > MOST_WRITTEN_OUT) return false;
    return places.every((place, i) =>
      places
        .slice(i + 1)
        .every((other) => place !== other && areDisjoint(this.#classes[place]!, this.#classes[other]!)),
    );
  }

  #place(of: CharacterClass): Ends | null {
    if (this.#classes.length >= MOST_POSITIONS) return null;
    const place = this.#classes.push(of) - 1;
    this.#next.push([]);
    return { first: [place], last: [place], nullable: false };
  }

  #sequence(items: readonly Expression[]): Ends | null {
    let all = NOTHING;
    for (const item of items) {
      const ends = this.visit(item);
      if (ends === null || !this.#join(all.last, ends.first)) return null;
      all = joined(all, ends);
    }
    return all;
  }

  #choice(branches: readonly Expression[]): Ends | null {
    const all = branches.map((branch) => this.visit(branch));
    const known = all.filter((ends) => ends !== null);
    if (known.length < all.length || known.filter(({ nullable }) => nullable).length > 1) return null;
    return {
      first: known.flatMap(({ first }) => first),
      last: known.flatMap(({ last }) => last),
      nullable: known.some(({ nullable }) => nullable),
    };
  }

  #repeat(expression: Expression & { kind: "repeat" }): Ends | null {
    const { body, least, most } = expression;
    const loops = !Number.isFinite(most);
    const times = loops ? Math.max(least, 1) : most;
    if (times * sizeOf(body) <= MOST_WRITTEN_OUT) return this.#writtenOut(body, least, times, loops);
    // A counter decides nothing that the next character has not decided, if it is clear without counting.
    const ends = this.visit(body);
    if (ends === null || !this.#join(ends.last, ends.first)) return null;
    return { ...ends, nullable: least === 0 };
  }

  /** The body some times over, those beyond the least each within the one before; the last once more where it loops. */
  #writtenOut(body: Expression, least: number, times: number, loops: boolean): Ends | null {
    let all = NOTHING;
    let open: readonly number[] = [];
    for (let i = 0; i < times; i++) {
      const ends = this.visit(body);
      if (ends === null || !this.#join(all.last, ends.first)) return null;
      if (loops && i === times - 1 && !this.#join(ends.last, ends.first)) return null;
      if (i >= least) open = [...open, ...all.last];
      all = { first: i === 0 ? ends.first : all.first, last: ends.last, nullable: false };
    }
    return { first: all.first, last: [...open, ...all.last], nullable: least === 0 };
  }

  #join(from: readonly number[], to: readonly number[]): boolean {
    this.#neighbours += from.length * to.length;
    if (this.#neighbours > MOST_NEIGHBOURS) return false;
    for (const place of from) this.#next[place]!.push(...to);
    return true;
  }
}

function joined(one: Ends, other: Ends): Ends {
  return {
    first: one.nullable ? [...one.first, ...other.first] : one.first,
    last: other.nullable ? [...one.last, ...other.last] : other.last,
    nullable: one.nullable && other.nullable,
  };
}
