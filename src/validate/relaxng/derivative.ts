import type { InternedGrammar } from "./interned.ts";
import { ContentType, EMPTY, NOT_ALLOWED, PatternKind, TEXT } from "./pattern-table.ts";

/**
 * One way on from a pattern: what has to be matched next (an element by its number, or the pattern of an attribute's
 * value), and the pattern for what comes behind it at the same level.
 */
export interface Way {
  readonly over: number;
  readonly rest: number;
}

/** An element whose name class is more than one name. */
const NO_SOLE = -1;

/**
 * The derivatives of patterns (RELAX NG, section 9; after Brzozowski, and Clark's algorithm), kept local: a derivative
 * is what is left to match at one level of the document, and says nothing of the levels above. What is asked twice is
 * worked out once.
 */
export class Derivatives {
  readonly #grammar: InternedGrammar;
  readonly #soleSymbols: Int32Array;
  readonly #texts = new Map<number, number>();
  readonly #ends = new Map<number, number>();
  readonly #waived = new Map<number, number>();

  constructor(grammar: InternedGrammar) {
    this.#grammar = grammar;
    this.#soleSymbols = Int32Array.from(grammar.elements, ({ name }) =>
      name.kind === "name" ? grammar.elementSymbols.of(name.uri, name.local) : NO_SOLE,
    );
  }

  /**
   * The ways on over the start tag of a name (startTagOpenDeriv), from a pattern without attributes. When `skipping`,
   * what is required before the element may be left out, as a validator assumes to go on after a fault.
   */
  startTag(pattern: number, symbol: number, skipping = false): readonly Way[] {
    const { patterns } = this.#grammar;
    if (patterns.contentType(pattern) === ContentType.empty) return [];
    const kind = patterns.kind(pattern);
    switch (kind) {
      case PatternKind.element:
        return this.isNamed(patterns.first(pattern), symbol)
          ? [{ over: patterns.first(pattern), rest: EMPTY }]
          : [];
      case PatternKind.choice:
        return this.#startTagOfChoice(pattern, symbol, skipping);
      case PatternKind.oneOrMore: {
        const ways = this.startTag(patterns.first(pattern), symbol, skipping);
        const again = ways.length === 0 ? EMPTY : patterns.optional(pattern);
        return ways.map(({ over, rest }) => ({ over, rest: patterns.group([rest, again]) }));
      }
      case PatternKind.group:
        return this.#startTagOfGroup(patterns.members(pattern, kind), symbol, skipping);
      case PatternKind.interleave: {
        const members = patterns.members(pattern, kind);
        return members.flatMap((member, at) =>
          this.startTag(member, symbol, skipping).map(({ over, rest }) => ({
            over,
            rest: patterns.interleave([...members.slice(0, at), rest, ...members.slice(at + 1)]),
          })),
        );
      }
      default:
        return [];
    }
  }

  /** Adds the elements over whose start tags there is a way on from a pattern, by their numbers. */
  addFirst(pattern: number, found: Set<number>): void {
    const { patterns, elements } = this.#grammar;
    if (patterns.contentType(pattern) === ContentType.empty) return;
    const kind = patterns.kind(pattern);
    if (kind === PatternKind.element) {
      const element = patterns.first(pattern);
      if (elements[element]!.pattern !== NOT_ALLOWED) found.add(element);
    } else if (kind === PatternKind.oneOrMore) this.addFirst(patterns.first(pattern), found);
    else if (kind === PatternKind.choice || kind === PatternKind.interleave || kind === PatternKind.group) {
      for (const member of patterns.members(pattern, kind)) {
        this.addFirst(member, found);
        if (kind === PatternKind.group && !patterns.isNullable(member)) return;
      }
    }
  }

  /** Whether an element of the schema may have a name. */
  isNamed(element: number, symbol: number): boolean {
    const sole = this.#soleSymbols[element]!;
    if (sole !== NO_SOLE) return sole === symbol;
    return this.#grammar.elementSymbols.isWithin(symbol, this.#grammar.elements[element]!.name);
  }

  /** The ways on over an attribute of a name (startAttributeDeriv); the order of attributes does not matter. */
  attribute(pattern: number, symbol: number): readonly Way[] {
    const { patterns } = this.#grammar;
    if (!patterns.hasAttribute(pattern)) return [];
    const kind = patterns.kind(pattern);
    if (kind === PatternKind.attribute) return this.#ownAttribute(pattern, symbol);
    const members = this.#operands(pattern, kind);
    if (kind === PatternKind.choice) return members.flatMap((member) => this.attribute(member, symbol));
    if (kind === PatternKind.oneOrMore) {
      const again = patterns.optional(pattern);
      return this.attribute(members[0]!, symbol).map(({ over, rest }) => ({
        over,
        rest: patterns.group([rest, again]),
      }));
    }
    return members.flatMap((member, at) =>
      this.attribute(member, symbol).map(({ over, rest }) => ({
        over,
        rest: this.#join(kind, [...members.slice(0, at), rest, ...members.slice(at + 1)]),
      })),
    );
  }

  /** Whether there is a way on over an attribute of a name. */
  hasAttribute(pattern: number, symbol: number): boolean {
    const { patterns } = this.#grammar;
    if (!patterns.hasAttribute(pattern)) return false;
    const kind = patterns.kind(pattern);
    if (kind === PatternKind.attribute) return this.#ownAttribute(pattern, symbol).length > 0;
    return this.#operands(pattern, kind).some((member) => this.hasAttribute(member, symbol));
  }

  /** What is left when no attribute follows (startTagCloseDeriv). */
  endAttributes(pattern: number): number {
    return this.#withoutAttributes(pattern, NOT_ALLOWED, this.#ends);
  }

  /** The same where required attributes may be missing. */
  waiveAttributes(pattern: number): number {
    return this.#withoutAttributes(pattern, EMPTY, this.#waived);
  }

  /** What is left behind text that is not white space, in content where text stands among elements (textDeriv). */
  text(pattern: number): number {
    return remember(this.#texts, pattern, () => this.#text(pattern));
  }

  #ownAttribute(pattern: number, symbol: number): readonly Way[] {
    const { patterns, nameClasses, attributeSymbols } = this.#grammar;
    const nameClass = nameClasses[patterns.first(pattern)]!;
    return attributeSymbols.isWithin(symbol, nameClass)
      ? [{ over: patterns.second(pattern), rest: EMPTY }]
      : [];
  }

  #startTagOfChoice(pattern: number, symbol: number, skipping: boolean): readonly Way[] {
    const { patterns } = this.#grammar;
    const ways: Way[] = [];
    for (const member of patterns.members(pattern, PatternKind.choice)) {
      if (patterns.kind(member) !== PatternKind.element)
        ways.push(...this.startTag(member, symbol, skipping));
      else if (this.isNamed(patterns.first(member), symbol))
        ways.push({ over: patterns.first(member), rest: EMPTY });
    }
    return ways;
  }

  #startTagOfGroup(members: readonly number[], symbol: number, skipping: boolean): readonly Way[] {
    const { patterns } = this.#grammar;
    const ways: Way[] = [];
    for (const [at, member] of members.entries()) {
      for (const { over, rest } of this.startTag(member, symbol, skipping)) {
        ways.push({ over, rest: patterns.group([rest, ...members.slice(at + 1)]) });
      }
      if (!skipping && !patterns.isNullable(member)) break;
    }
    return ways;
  }

  #text(pattern: number): number {
    const { patterns } = this.#grammar;
    const kind = patterns.kind(pattern);
    switch (kind) {
      case PatternKind.text:
        return TEXT;
      case PatternKind.choice:
        return patterns.choice(patterns.members(pattern, kind).map((member) => this.text(member)));
      case PatternKind.oneOrMore:
        return patterns.group([this.text(patterns.first(pattern)), patterns.optional(pattern)]);
      case PatternKind.group:
        return this.#textOfGroup(patterns.members(pattern, kind));
      case PatternKind.interleave: {
        const members = patterns.members(pattern, kind);
        return patterns.choice(
          members.map((member, at) =>
            patterns.interleave([...members.slice(0, at), this.text(member), ...members.slice(at + 1)]),
          ),
        );
      }
      default:
        return NOT_ALLOWED;
    }
  }

  #textOfGroup(members: readonly number[]): number {
    const { patterns } = this.#grammar;
    const ways: number[] = [];
    for (const [at, member] of members.entries()) {
      ways.push(patterns.group([this.text(member), ...members.slice(at + 1)]));
      if (!patterns.isNullable(member)) break;
    }
    return patterns.choice(ways);
  }

  /** Puts another pattern in the place of each attribute. */
  #withoutAttributes(pattern: number, substitute: number, known: Map<number, number>): number {
    const { patterns } = this.#grammar;
    if (!patterns.hasAttribute(pattern)) return pattern;
    return remember(known, pattern, () => {
      const kind = patterns.kind(pattern);
      if (kind === PatternKind.attribute) return substitute;
      const operands = this.#operands(pattern, kind).map((member) =>
        this.#withoutAttributes(member, substitute, known),
      );
      return kind === PatternKind.oneOrMore ? patterns.oneOrMore(operands[0]!) : this.#join(kind, operands);
    });
  }

  #operands(pattern: number, kind: PatternKind): readonly number[] {
    const { patterns } = this.#grammar;
    return kind === PatternKind.oneOrMore ? [patterns.first(pattern)] : patterns.members(pattern, kind);
  }

  #join(kind: PatternKind, members: readonly number[]): number {
    const { patterns } = this.#grammar;
    if (kind === PatternKind.choice) return patterns.choice(members);
    return kind === PatternKind.group ? patterns.group(members) : patterns.interleave(members);
  }
}

/** Gives what is known under a number, or makes it and keeps it. */
export function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
