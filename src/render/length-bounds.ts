/** What a value may be at the least and at the most: a length in pixels, or a number without a unit. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly isLength: boolean;
}

/** The bounds of what cannot be worked out: no comparison with them holds. */
export const UNBOUNDED: Bounds = { least: Number.NaN, most: Number.NaN, isLength: true };

const SUM = /(?<![\w-])(?:-(?:webkit|moz|o|ms)-)?(?:calc|min|max|clamp)\(/giu;
const OPENING = /^(?:(?:-(?:webkit|moz|o|ms)-)?(?:calc|min|max|clamp))?\($/iu;
const TOKEN = /\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:%|[a-z]+)?|(?:[a-z-]*[a-z])?\(|[-+*/,)])/iuy;

/** No passage needs a longer sum. */
const LONGEST = 256;

/**
 * Takes the sums of lengths out of a value (CSS Values and Units 4, section 10) and gives their bounds beside the rest. How
 * large a unit is depends on the page, so nothing that is subtracted makes a sum smaller than what is added.
 */
export function takeSums(
  value: string,
  boundsOf: (number: number, unit: string) => Bounds,
): { readonly rest: string; readonly sums: readonly Bounds[] } {
  const sums: Bounds[] = [];
  let rest = "";
  let at = 0;
  for (const { index } of value.matchAll(SUM)) {
    if (index < at) continue;
    const reader = new SumReader(value.slice(index, index + LONGEST), boundsOf);
    sums.push(reader.value());
    rest += `${value.slice(at, index)} `;
    at = index + reader.at;
  }
  return { rest: rest + value.slice(at), sums };
}

class SumReader {
  at = 0;
  readonly #text: string;
  readonly #boundsOf: (number: number, unit: string) => Bounds;

  constructor(text: string, boundsOf: (number: number, unit: string) => Bounds) {
    this.#text = text;
    this.#boundsOf = boundsOf;
  }

  /** Reads a number, a function or what stands in parentheses. */
  value(): Bounds {
    const token = this.#next();
    if (token.endsWith("(")) return OPENING.test(token) ? this.#choice() : UNBOUNDED;
    const parts = /^([+-]?[\d.]+)(.*)$/u.exec(token);
    return parts === null ? UNBOUNDED : this.#boundsOf(Number(parts[1]), parts[2]!.toLowerCase());
  }

  /** What stands between parentheses may be any of what commas part there. */
  #choice(): Bounds {
    let found = this.#sum();
    for (let token = this.#next(); token !== ")"; token = this.#next()) {
      if (token !== ",") return UNBOUNDED;
      const other = this.#sum();
      if (other.isLength !== found.isLength) return UNBOUNDED;
      found = {
        ...found,
        least: Math.min(found.least, other.least),
        most: Math.max(found.most, other.most),
      };
    }
    return found;
  }

  #sum(): Bounds {
    let found = this.#product();
    for (let sign = this.#maybe("+", "-"); sign !== null; sign = this.#maybe("+", "-")) {
      const other = this.#product();
      if (other.isLength !== found.isLength) return UNBOUNDED;
      const { least, most } = sign === "+" ? other : scaled(other, -1);
      found = { ...found, least: found.least + least, most: found.most + most };
    }
    return found;
  }

  #product(): Bounds {
    let found = this.value();
    for (let sign = this.#maybe("*", "/"); sign !== null; sign = this.#maybe("*", "/")) {
      const other = this.value();
      if (sign === "*") found = found.isLength ? times(found, other) : times(other, found);
      else found = times(found, { ...other, least: 1 / other.most, most: 1 / other.least });
    }
    return found;
  }

  #next(): string {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.#text);
    if (token === null) return "";
    this.at = TOKEN.lastIndex;
    return token[1]!;
  }

  #maybe(...wanted: string[]): string | null {
    const { at } = this;
    const token = this.#next();
    if (wanted.includes(token)) return token;
    this.at = at;
    return null;
  }
}

/** A value so many times; nothing is worked out where that is no one number. */
function times(value: Bounds, by: Bounds): Bounds {
  return by.isLength || by.least !== by.most ? UNBOUNDED : scaled(value, by.least);
}

function scaled({ least, most, isLength }: Bounds, by: number): Bounds {
  return by < 0
    ? { least: most * by, most: least * by, isLength }
    : { least: least * by, most: most * by, isLength };
}
