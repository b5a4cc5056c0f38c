import type { ValueContext } from "../datatypes/datatype.ts";
import type { InternedGrammar } from "./interned.ts";
import { EMPTY, NOT_ALLOWED, PatternKind, TEXT } from "./pattern-table.ts";

/** How many verdicts are kept for one pattern. Values repeat much within a document, and less from one to the next. */
const KEPT_VERDICTS = 4096;

/** Whether strings match patterns (RELAX NG, section 9.3: the values of attributes and typed content). */
export class Values {
  readonly #grammar: InternedGrammar;
  readonly #verdicts = new Map<number, Map<string, boolean>>();
  readonly #contextual = new Map<number, boolean>();
  readonly #keys = new Map<number, ReadonlyMap<number, ReadonlySet<string>>>();

  constructor(grammar: InternedGrammar) {
    this.#grammar = grammar;
  }

  /** Whether a string, as all there is of an attribute's value or an element's content, matches a pattern. */
  matches(pattern: number, value: string, context: ValueContext): boolean {
    if (pattern === TEXT) return true;
    if (this.#isContextual(pattern)) return this.#evaluate(pattern, value, context);
    const verdicts = this.#verdictsOf(pattern);
    const known = verdicts.get(value);
    if (known !== undefined) return known;
    const verdict = this.#evaluate(pattern, value, context);
    if (verdicts.size >= KEPT_VERDICTS) verdicts.clear();
    verdicts.set(value, verdict);
    return verdict;
  }

  /** What is left of the operand of a list behind one of its tokens. */
  tokenDerivative(pattern: number, token: string, context: ValueContext): number {
    const { patterns } = this.#grammar;
    const kind = patterns.kind(pattern);
    switch (kind) {
      case PatternKind.choice:
        return patterns.choice(
          patterns.members(pattern, kind).map((member) => this.tokenDerivative(member, token, context)),
        );
      case PatternKind.oneOrMore:
        return patterns.group([
          this.tokenDerivative(patterns.first(pattern), token, context),
          patterns.optional(pattern),
        ]);
      case PatternKind.group:
        return this.#tokenOfGroup(patterns.members(pattern, kind), token, context);
      case PatternKind.data:
      case PatternKind.value:
        return this.#matchesToken(pattern, token, context) ? EMPTY : NOT_ALLOWED;
      default:
        return NOT_ALLOWED;
    }
  }

  #verdictsOf(pattern: number): Map<string, boolean> {
    const known = this.#verdicts.get(pattern);
    if (known !== undefined) return known;
    const made = new Map<string, boolean>();
    this.#verdicts.set(pattern, made);
    return made;
  }

  #evaluate(pattern: number, value: string, context: ValueContext): boolean {
    return (
      (this.#grammar.patterns.isNullable(pattern) && isBlank(value)) ||
      this.#consumes(pattern, value, context)
    );
  }

  /** Whether the string as a whole is taken by one part of the pattern, and the other parts may be absent. */
  #consumes(pattern: number, value: string, context: ValueContext): boolean {
    const { patterns } = this.#grammar;
    const kind = patterns.kind(pattern);
    switch (kind) {
      case PatternKind.text:
        return true;
      case PatternKind.choice:
        return this.#consumesChoice(pattern, value, context);
      case PatternKind.group:
      case PatternKind.interleave: {
        const members = patterns.members(pattern, kind);
        return members.some(
          (member, at) =>
            members.every((other, place) => place === at || patterns.isNullable(other)) &&
            this.#consumes(member, value, context),
        );
      }
      case PatternKind.oneOrMore:
        return this.#consumes(patterns.first(pattern), value, context);
      case PatternKind.list:
        return this.#matchesList(patterns.first(pattern), value, context);
      case PatternKind.data:
      case PatternKind.value:
        return this.#matchesToken(pattern, value, context);
      default:
        return false;
    }
  }

  /** The values of one datatype in a choice are a set of keys; the other members are tried one by one. */
  #consumesChoice(pattern: number, value: string, context: ValueContext): boolean {
    const { patterns, datatypes } = this.#grammar;
    for (const [datatype, keys] of this.#keysOf(pattern)) {
      const key = datatypes[datatype]!.valueKey(value, context);
      if (key !== null && keys.has(key)) return true;
    }
    return patterns
      .members(pattern, PatternKind.choice)
      .some(
        (member) => patterns.kind(member) !== PatternKind.value && this.#consumes(member, value, context),
      );
  }

  #keysOf(pattern: number): ReadonlyMap<number, ReadonlySet<string>> {
    const known = this.#keys.get(pattern);
    if (known !== undefined) return known;
    const { patterns, values } = this.#grammar;
    const made = new Map<number, Set<string>>();
    for (const member of patterns.members(pattern, PatternKind.choice)) {
      if (patterns.kind(member) !== PatternKind.value) continue;
      const { datatype, key } = values[patterns.first(member)]!;
      made.set(datatype, (made.get(datatype) ?? new Set()).add(key));
    }
    this.#keys.set(pattern, made);
    return made;
  }

  #matchesToken(pattern: number, token: string, context: ValueContext): boolean {
    const { patterns, datatypes, values } = this.#grammar;
    if (patterns.kind(pattern) === PatternKind.value) {
      const { datatype, key } = values[patterns.first(pattern)]!;
      return datatypes[datatype]!.valueKey(token, context) === key;
    }
    const except = patterns.second(pattern);
    return (
      datatypes[patterns.first(pattern)]!.allows(token, context) &&
      (except === NOT_ALLOWED || !this.#consumes(except, token, context))
    );
  }

  #matchesList(operand: number, value: string, context: ValueContext): boolean {
    const { patterns } = this.#grammar;
    const all = tokens(value);
    const repeated = patterns.kind(operand) === PatternKind.oneOrMore ? patterns.first(operand) : null;
    // Nearly all lists are of any number of like tokens, which need not be taken off one by one.
    if (repeated !== null && this.#isOfTokens(repeated))
      return all.length > 0 && all.every((token) => this.matches(repeated, token, context));
    let left = operand;
    for (const token of all) {
      left = this.tokenDerivative(left, token, context);
      if (left === NOT_ALLOWED) return false;
    }
    return patterns.isNullable(left);
  }

  /** Whether what matches a pattern is always one token. */
  #isOfTokens(pattern: number): boolean {
    const { patterns } = this.#grammar;
    const kind = patterns.kind(pattern);
    if (kind === PatternKind.choice)
      return patterns.members(pattern, kind).every((member) => this.#isOfTokens(member));
    return kind === PatternKind.data || kind === PatternKind.value;
  }

  #tokenOfGroup(members: readonly number[], token: string, context: ValueContext): number {
    const { patterns } = this.#grammar;
    const ways: number[] = [];
    for (const [at, member] of members.entries()) {
      ways.push(patterns.group([this.tokenDerivative(member, token, context), ...members.slice(at + 1)]));
      if (!patterns.isNullable(member)) break;
    }
    return patterns.choice(ways);
  }

  /** Whether the verdict depends on more than the string. */
  #isContextual(pattern: number): boolean {
    const known = this.#contextual.get(pattern);
    if (known !== undefined) return known;
    const verdict = this.#hasContextual(pattern);
    this.#contextual.set(pattern, verdict);
    return verdict;
  }

  #hasContextual(pattern: number): boolean {
    const { patterns, datatypes, values } = this.#grammar;
    const kind = patterns.kind(pattern);
    switch (kind) {
      case PatternKind.value:
        return datatypes[values[patterns.first(pattern)]!.datatype]!.needsContext;
      case PatternKind.data:
        return (
          datatypes[patterns.first(pattern)]!.needsContext || this.#isContextual(patterns.second(pattern))
        );
      case PatternKind.list:
      case PatternKind.oneOrMore:
        return this.#isContextual(patterns.first(pattern));
      case PatternKind.choice:
      case PatternKind.group:
      case PatternKind.interleave:
        return patterns.members(pattern, kind).some((member) => this.#isContextual(member));
      default:
        return false;
    }
  }
}

/** The tokens of a string, which white space parts (RELAX NG, section 9.3.7: split). */
export function tokens(value: string): readonly string[] {
  return value.split(/[ \t\r\n]+/u).filter((token) => token !== "");
}

/** Whether a string is nothing but white space. */
export function isBlank(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 9 && code !== 13) return false;
  }
  return true;
}
