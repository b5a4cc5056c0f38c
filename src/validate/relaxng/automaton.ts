import { Derivatives, remember } from "./derivative.ts";
import { Integers } from "./integers.ts";
import type { InternedGrammar } from "./interned.ts";
import type { NameClass } from "./name-class.ts";
import { PairTable, UNKNOWN } from "./pair-table.ts";
import { ContentType, NOT_ALLOWED } from "./pattern-table.ts";
import { DEAD, States } from "./states.ts";
import { type Alternative, type Continuation, type StoredTransitions, Transitions } from "./transitions.ts";

/** No transition: the name is not allowed there. */
export const NONE = -1;
/** The tables of an automaton as they are stored; the forked transitions as JSON, the rest as integers. */
export interface StoredTables {
  readonly states: Int32Array;
  readonly transitions: StoredTransitions;
  readonly overElement: Int32Array;
  readonly overAttribute: Int32Array;
  readonly inner: Int32Array;
  readonly ends: Int32Array;
  readonly texts: Int32Array;
}

/**
 * The schema as an automaton, whose tables fill as documents ask for them. A start tag leads from the state of the
 * parent, over a transition, to the state of the element; its attributes and its content lead on from there; at the
 * end tag the transition says what the parent's state has become. No state knows of the levels above it.
 */
export class Automaton {
  readonly grammar: InternedGrammar;
  readonly states: States;
  readonly transitions: Transitions;
  readonly derivatives: Derivatives;
  /** The state before the outermost element. */
  readonly start: number;
  readonly #overElement: PairTable;
  readonly #overAttribute: PairTable;
  readonly #inner: Integers;
  readonly #ends: Integers;
  readonly #texts: Integers;
  readonly #typed: boolean[] = [];
  readonly #complete: (readonly number[])[] = [];
  readonly #anywhere = new Map<number, number>();

  constructor(grammar: InternedGrammar, stored?: StoredTables) {
    this.grammar = grammar;
    this.states = new States(stored?.states);
    this.transitions = new Transitions(grammar.patterns, this.states, stored?.transitions);
    this.derivatives = new Derivatives(grammar);
    this.#overElement = new PairTable(grammar.elementSymbols.names.length, stored?.overElement);
    this.#overAttribute = new PairTable(grammar.attributeSymbols.names.length, stored?.overAttribute);
    this.#inner = new Integers(stored?.inner);
    this.#ends = new Integers(stored?.ends);
    this.#texts = new Integers(stored?.texts);
    this.start = this.states.ofStart(grammar.start);
  }

  /** What has been worked out so far, so that it need not be again. */
  toStored(): StoredTables {
    return {
      states: this.states.toStored(),
      transitions: this.transitions.toStored(),
      overElement: this.#overElement.cells,
      overAttribute: this.#overAttribute.cells,
      inner: this.#inner.toCells(),
      ends: this.#ends.toCells(),
      texts: this.#texts.toCells(),
    };
  }

  /** The transition over a start tag, or {@link NONE}. */
  overElement(state: number, symbol: number): number {
    const known = this.#overElement.get(state, symbol);
    if (known !== UNKNOWN) return known;
    const transition = this.#elementTransition(state, symbol, false);
    this.#overElement.add(state, symbol, transition);
    return transition;
  }

  /** The symbols over whose start tags there is a transition. */
  elementSymbolsFrom(state: number): ReadonlySet<number> {
    const { elements, elementSymbols } = this.grammar;
    const first = new Set<number>();
    for (const member of this.states.members(state)) this.derivatives.addFirst(member, first);
    return new Set([...first].flatMap((element) => elementSymbols.within(elements[element]!.name)));
  }

  /** The transition over a start tag where required content may be left out before it. */
  overElementSkipping(state: number, symbol: number): number {
    return this.#elementTransition(state, symbol, true);
  }

  /** The transition over an attribute, or {@link NONE}. */
  overAttribute(state: number, symbol: number): number {
    const known = this.#overAttribute.get(state, symbol);
    if (known !== UNKNOWN) return known;
    const transition = this.#attributeTransition(state, symbol);
    this.#overAttribute.add(state, symbol, transition);
    return transition;
  }

  /** Whether an attribute may be added; unlike {@link overAttribute}, it leaves the tables as they are. */
  allowsAttribute(state: number, symbol: number): boolean {
    return this.states.members(state).some((member) => this.derivatives.hasAttribute(member, symbol));
  }

  /** The state behind a transition, whatever of its alternatives matched. */
  behind(transition: number): number {
    const sole = this.transitions.soleNext(transition);
    return sole === DEAD
      ? this.transitions.next(transition, [...this.transitions.over(transition).keys()])
      : sole;
  }

  /** The state an element starts in, before its attributes. */
  inner(transition: number): number {
    return kept(this.#inner, transition, () => this.states.of(this.transitions.over(transition)));
  }

  /** The state behind the attributes, or {@link DEAD} where a required one is missing. */
  endAttributes(state: number): number {
    return kept(this.#ends, state, () =>
      this.#each(state, (member) => this.derivatives.endAttributes(member)),
    );
  }

  /** The same where required attributes may be missing. */
  waiveAttributes(state: number): number {
    return this.#each(state, (member) => this.derivatives.waiveAttributes(member));
  }

  /** The state behind text that is not white space, or {@link DEAD} where it is not allowed. */
  overText(state: number): number {
    return kept(this.#texts, state, () => this.#each(state, (member) => this.derivatives.text(member)));
  }

  /** Whether a state may hold a typed value, so that all of an element's text has to be looked at together. */
  isTyped(state: number): boolean {
    this.#typed[state] ??= this.states
      .members(state)
      .some((member) => this.grammar.patterns.contentType(member) === ContentType.data);
    return this.#typed[state];
  }

  /** The members of a state, by their indices, that are content with what there was. */
  complete(state: number): readonly number[] {
    this.#complete[state] ??= this.states
      .members(state)
      .flatMap((member, at) => (this.grammar.patterns.isNullable(member) ? [at] : []));
    return this.#complete[state];
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
      const found = this.grammar.elements.filter((_, element) => this.derivatives.isNamed(element, symbol));
      const named = found.filter(({ name }) => isListed(name));
      const patterns = (named.length > 0 ? named : found).map(({ pattern }) => pattern);
      return this.states.ofPattern(this.grammar.patterns.choice(patterns));
    });
  }

  #each(state: number, derive: (member: number) => number): number {
    return this.states.of(this.states.members(state).map(derive));
  }

  #elementTransition(state: number, symbol: number, skipping: boolean): number {
    const { elements } = this.grammar;
    const members = this.states.members(state);
    const ways = members.flatMap((pattern, member) =>
      this.derivatives
        .startTag(pattern, symbol, skipping)
        .map(({ over, rest }) => ({ member, over: elements[over]!.pattern, rest }))
        .filter(({ over }) => over !== NOT_ALLOWED),
    );
    return this.#transition(ways, members.length);
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

  /** The names that an element of the schema may have, as symbols; none where a wildcard lets it have others. */
  listedSymbols(element: number): readonly number[] {
    const { name } = this.grammar.elements[element]!;
    return isListed(name) ? this.grammar.elementSymbols.within(name) : [];
  }
}

/** Gives what a list has at an index, or works it out and keeps it. */
function kept(list: Integers, index: number, make: () => number): number {
  const known = index < list.length ? list.cells[index]! : UNKNOWN;
  if (known !== UNKNOWN) return known;
  const made = make();
  while (list.length <= index) list.push(UNKNOWN);
  list.set(index, made);
  return made;
}

function isListed(name: NameClass): boolean {
  return name.kind === "name" || (name.kind === "choice" && name.members.every(isListed));
}
