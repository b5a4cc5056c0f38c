import { type CharacterClass, complementOfClass } from "./character-class.ts";
import { type Expression, sizeOf } from "./expression.ts";
import { javaScriptSource } from "./expression-source.ts";
import { runsInLinearTime } from "./linear-time.ts";
import { PatternAutomaton } from "./pattern-automaton.ts";
import { parsePattern } from "./pattern-parser.ts";

/**
 * The longest pattern, its counters written out, that becomes an automaton: some ten times the longest seen in a schema.
 * `(a{1,1000}){1,1000}` has a million characters and would fill the memory.
 */
const MOST_CHARACTERS = 10_000;

/** The most steps, characters of the value times characters of the pattern, that an automaton may take: some seconds. */
const MOST_STEPS = 100_000_000;

/** How many answers of automata are kept, and the longest value they are kept for; the same few come again and again. */
const MOST_KEPT = 2000;
const LONGEST_KEPT = 200;

/** A way to match values: whether one matches as a whole, and the first character that can stand nowhere, if that is known. */
interface Matching {
  matches(value: string): boolean;
  strangerIn(value: string): string | null;
}

/** Why a string is no pattern of XML Schema (Part 2, appendix F), or is one that would take too long; null where it is fine. */
export function faultInPattern(source: string): string | null {
  const parsed = parsePattern(source);
  if (parsed.expression === null) return `the pattern ${source} is wrong ${parsed.reason}`;
  if (sizeOf(parsed.expression) <= MOST_CHARACTERS || isRow(parsed.expression)) return null;
  if (runsInLinearTime(parsed.expression)) return null;
  return `the pattern ${source} is too costly: written out it has more than ${MOST_CHARACTERS} characters`;
}

/** A pattern in which {@link faultInPattern} finds no fault, made ready when a value is first asked about. */
export class Pattern {
  readonly source: string;
  #matching: Matching | null = null;

  constructor(source: string) {
    this.source = source;
  }

  /** Whether a value, its white space normalised, matches as a whole. */
  matches(value: string): boolean {
    this.#matching ??= matchingOf(this.source);
    return this.#matching.matches(value);
  }

  /** The first character of a value that the pattern allows nowhere, where that can be told. */
  strangerIn(value: string): string | null {
    this.#matching ??= matchingOf(this.source);
    return this.#matching.strangerIn(value);
  }
}

function matchingOf(source: string): Matching {
  const { expression } = parsePattern(source);
  if (expression === null) return { matches: () => false, strangerIn: () => null };
  if (isRow(expression)) return rowMatching(expression.body.class, expression.least, expression.most);
  return runsInLinearTime(expression) ? nativeMatching(expression) : automatonMatching(expression);
}

/** A row of characters of one class, as most patterns of TEI are. */
interface Row {
  readonly kind: "repeat";
  readonly body: { readonly kind: "class"; readonly class: CharacterClass };
  readonly least: number;
  readonly most: number;
}

function isRow(expression: Expression): expression is Row {
  return expression.kind === "repeat" && expression.body.kind === "class";
}

/** Looks for a character that does not belong, in one pass and without a way back. */
function rowMatching(of: CharacterClass, least: number, most: number): Matching {
  const strangers = new RegExp(complementOfClass(of).source, "v");
  const isCounted = least > 1 || most !== Number.POSITIVE_INFINITY;
  return {
    matches: (value) => {
      if (isCounted && !isBetween(value, least, most)) return false;
      return (least === 0 || value !== "") && !strangers.test(value);
    },
    strangerIn: (value) => strangers.exec(value)?.[0] ?? null,
  };
}

function isBetween(value: string, least: number, most: number): boolean {
  let length = value.length;
  if (length < least) return false;
  for (let i = 0; i < value.length; i++) if ((value.charCodeAt(i) & 0xfc00) === 0xd800) length--;
  return length >= least && length <= most;
}

function nativeMatching(expression: Expression): Matching {
  const test = new RegExp(javaScriptSource(expression), "v");
  return { matches: (value) => test.test(value), strangerIn: () => null };
}

function automatonMatching(expression: Expression): Matching {
  if (sizeOf(expression) > MOST_CHARACTERS) return { matches: () => false, strangerIn: () => null };
  const automaton = new PatternAutomaton(expression);
  const size = sizeOf(expression);
  const kept = new Map<string, boolean>();
  return {
    matches: (value) => {
      const known = kept.get(value);
      if (known !== undefined) return known;
      const found = value.length * size <= MOST_STEPS && automaton.matches(value);
      if (kept.size >= MOST_KEPT) kept.clear();
      if (value.length <= LONGEST_KEPT) kept.set(value, found);
      return found;
    },
    strangerIn: () => null,
  };
}
