import { Derivatives, remember, type Way } from "./derivative.ts";
import type { InternedGrammar } from "./interned.ts";
import type { NameClass } from "./name-class.ts";
import { ContentType, NOT_ALLOWED } from "./pattern-table.ts";
import { DEAD, States } from "./states.ts";
import { type Alternative, type Continuation, Transitions } from "./transitions.ts";

/** No transition: the name is not allowed there. */
export const NONE = -1;
/** A cell of a table that has not been worked out. */
const UNKNOWN = -2;

/**
 * The schema as an automaton, whose tables fill as documents ask for them. A start tag leads from the state of the
 * parent, over a transition, to the state of the element; its attributes and its content lead on from there; at the
 * end tag the transition says what the parent's state has become. No state knows of the levels above it.
 */
export class Automaton {
  readonly grammar: InternedGrammar;
  readonly states: States = new States();
  readonly transitions: Transitions;
  readonly derivatives: Derivatives;
  /** The state before the outermost element. */
  readonly start: number;
  readonly #elementRows: (Int32Array | undefined)[] = [];
  readonly #attributeRows: (Int32Array | undefined)[] = [];
  readonly #inner: number[] = [];
  readonly #ends: number[] = [];
  readonly #texts: number[] = [];
  readonly #anywhere = new Map<number, number>();
  readonly #symbolsOfElement: (readonly number[] | undefined)[] = [];

  constructor(grammar: InternedGrammar) {
    this.grammar = grammar;
    this.transitions = new Transitions(grammar.patterns, this.states);
    this.derivatives = new Derivatives(grammar);
    this.start = this.states.ofPattern(grammar.start);
  }

  /** The transition over a start tag, or {@link NONE}. */
  overElement(state: number, symbol: number): number {
    const row = this.#elementRows[state] ?? this.#makeElementRow(state);
    return row[symbol]!;
  }

  /** The same where required content may be left out before it. */
  overElementSkipping(state: number, symbol: number): number {
    const ways = this.states.members(state).map((member) => this.derivatives.startTagsSkipping(member));
    const continuations = ways.flatMap((ofMember, member) =>
      ofMember.filter(({ over }) => this.#symbolsOf(over).includes(symbol)).map((way) => ({ member, way })),
    );
    return this.#elementTransition(continuations, ways.length);
  }

  /** The transition over an attribute, or {@link NONE}. */
  overAttribute(state: number, symbol: number): number {
    this.#attributeRows[state] ??= new Int32Array(this.grammar.attributeSymbols.names.length).fill(UNKNOWN);
    const row = this.#attributeRows[state];
    if (row[symbol] === UNKNOWN) row[symbol] = this.#attributeTransition(state, symbol);
    return row[symbol]!;
  }

  /** The state an element starts in, before its attributes. */
  inner(transition: number): number {
    this.#inner[transition] ??= this.states.of(this.transitions.over(transition));
    return this.#inner[transition];
  }

  /** The state behind the attributes, or {@link DEAD} where a required one is missing. */
  endAttributes(state: number): number {
    this.#ends[state] ??= this.#each(state, (member) => this.derivatives.endAttributes(member));
    return this.#ends[state];
  }

  /** The same where required attributes may be missing. */
  waiveAttributes(state: number): number {
    return this.#each(state, (member) => this.derivatives.waiveAttributes(member));
  }

  /** The state behind text that is not white space, or {@link DEAD} where it is not allowed. */
  overText(state: number): number {
    this.#texts[state] ??= this.#each(state, (member) => this.derivatives.text(member));
    return this.#texts[state];
  }

  /** Whether a state may hold a typed value, so that all of an element's text has to be looked at together. */
  isTyped(state: number): boolean {
    const { patterns } = this.grammar;
    return this.states.members(state).some((member) => patterns.contentType(member) === ContentType.data);
  }

  /** The members of a state, by their indices, that are content with what there was. */
  complete(state: number): readonly number[] {
    const { patterns } = this.grammar;
    return this.states.members(state).flatMap((member, at) => (patterns.isNullable(member) ? [at] : []));
  }

  /** The members of a state that have not failed. */
  alive(state: number): readonly number[] {
    return this.states.members(state).flatMap((member, at) => (member === NOT_ALLOWED ? [] : [at]));
  }

  /**
   * The state of the elements that a schema has under a name, wherever it has them; {@link DEAD} if it has none. Those
   * it names go before those it only lets in by a wildcard.
   */
  anywhere(symbol: number): number {
    return remember(this.#anywhere, symbol, () => {
      const found = this.grammar.elements.filter((_, element) => this.#symbolsOf(element).includes(symbol));
      const named = found.filter(({ name }) => isListed(name));
      const patterns = (named.length > 0 ? named : found).map(({ pattern }) => pattern);
      return this.states.ofPattern(this.grammar.patterns.choice(patterns));
    });
  }

  #each(state: number, derive: (member: number) => number): number {
    return this.states.of(this.states.members(state).map(derive));
  }

  #makeElementRow(state: number): Int32Array {
    const row = new Int32Array(this.grammar.elementSymbols.names.length).fill(NONE);
    const members = this.states.members(state);
    const bySymbol = new Map<number, { member: number; way: Way }[]>();
    for (const [member, pattern] of members.entries()) {
      for (const way of this.derivatives.startTags(pattern)) {
        for (const symbol of this.#symbolsOf(way.over)) {
          const found = bySymbol.get(symbol);
          if (found === undefined) bySymbol.set(symbol, [{ member, way }]);
          else found.push({ member, way });
        }
      }
    }
    for (const [symbol, ways] of bySymbol) row[symbol] = this.#elementTransition(ways, members.length);
    this.#elementRows[state] = row;
    return row;
  }

  #elementTransition(ways: readonly { readonly member: number; readonly way: Way }[], width: number): number {
    const { elements } = this.grammar;
    return this.#transition(
      ways
        .map(({ member, way }) => ({ member, over: elements[way.over]!.pattern, rest: way.rest }))
        .filter(({ over }) => over !== NOT_ALLOWED),
      width,
    );
  }

  #attributeTransition(state: number, symbol: number): number {
    const members = this.states.members(state);
    const ways = members.flatMap((pattern, member) =>
      this.derivatives.attribute(pattern, symbol).map(({ over, rest }) => ({ member, over, rest })),
    );
    return this.#transition(ways, members.length);
  }

  /** Ways over the same pattern are one alternative. */
  #transition(ways: readonly (Continuation & { readonly over: number })[], width: number): number {
    if (ways.length === 0) return NONE;
    const alternatives = new Map<number, Continuation[]>();
    for (const { over, member, rest } of ways) {
      const known = alternatives.get(over);
      if (known === undefined) alternatives.set(over, [{ member, rest }]);
      else if (!known.some((each) => each.member === member && each.rest === rest))
        known.push({ member, rest });
    }
    const all: Alternative[] = [...alternatives].map(([over, continuations]) => ({ over, continuations }));
    return this.transitions.of(all, width);
  }

  #symbolsOf(element: number): readonly number[] {
    this.#symbolsOfElement[element] ??= this.grammar.elementSymbols.within(
      this.grammar.elements[element]!.name,
    );
    return this.#symbolsOfElement[element];
  }
}

function isListed(name: NameClass): boolean {
  return name.kind === "name" || (name.kind === "choice" && name.members.every(isListed));
}
