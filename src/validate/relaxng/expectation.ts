import { type Automaton, NONE } from "./automaton.ts";
import { remember } from "./derivative.ts";
import type { NameClass } from "./name-class.ts";
import { EMPTY, NOT_ALLOWED, PatternKind } from "./pattern-table.ts";
import type { SymbolName, Symbols } from "./symbols.ts";

/** A name that a schema mentions. */
export interface MentionedName {
  readonly uri: string;
  readonly local: string;
}

/** What a schema expects somewhere: worked out only when a message needs it, and kept for the next. */
export class Expectation {
  readonly #automaton: Automaton;
  readonly #elements = new Map<number, readonly MentionedName[]>();
  readonly #attributes = new Map<number, readonly MentionedName[]>();
  readonly #parents = new Map<number, readonly MentionedName[]>();
  readonly #owners = new Map<number, readonly MentionedName[]>();

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  /** The names of elements that may come next, those of wildcards left out. */
  elements(state: number): readonly MentionedName[] {
    const { elementSymbols } = this.#automaton.grammar;
    return remember(this.#elements, state, () => {
      const symbols = this.#automaton.elementSymbolsFrom(state);
      return elementSymbols.names.flatMap((name, symbol) =>
        isMentioned(name) && symbols.has(symbol) ? [name] : [],
      );
    });
  }

  /** Of the elements that may come next those that leave nothing more to be required; all, where none does. */
  completing(state: number): readonly MentionedName[] {
    return this.#leadingTo(state, (behind) => this.#automaton.complete(behind).length > 0);
  }

  /** Of the elements that may come next those behind which another may stand; all, where there are none. */
  enabling(state: number, symbol: number): readonly MentionedName[] {
    return this.#leadingTo(state, (behind) => this.#automaton.overElement(behind, symbol) !== NONE);
  }

  #leadingTo(state: number, isWanted: (behind: number) => boolean): readonly MentionedName[] {
    const all = this.elements(state);
    const found = all.filter(({ uri, local }) => {
      const symbol = this.#automaton.grammar.elementSymbols.of(uri, local);
      const behind = this.#automaton.behind(this.#automaton.overElement(state, symbol));
      return behind >= 0 && isWanted(behind);
    });
    return found.length === 0 ? all : found;
  }

  /** Whether text may come next. */
  allowsText(state: number): boolean {
    return this.#automaton.overText(state) >= 0;
  }

  /** The names of attributes that may be added, those of wildcards left out. */
  attributes(state: number): readonly MentionedName[] {
    const { attributeSymbols } = this.#automaton.grammar;
    return remember(this.#attributes, state, () =>
      attributeSymbols.names.flatMap((name, symbol) =>
        isMentioned(name) && this.#automaton.allowsAttribute(state, symbol) ? [name] : [],
      ),
    );
  }

  /** The elements of which one has to come next, whatever the way on: what every way on requires. */
  requiredElements(state: number): readonly MentionedName[] {
    const { elements } = this.#automaton.grammar;
    return this.#required(state, (pattern) => {
      const { patterns } = this.#automaton.grammar;
      if (patterns.kind(pattern) !== PatternKind.element) return [];
      return onlyName(elements[patterns.first(pattern)]!.name);
    });
  }

  /** The attributes that every way on requires. */
  requiredAttributes(state: number): readonly MentionedName[] {
    const { nameClasses } = this.#automaton.grammar;
    return this.#required(state, (pattern) => {
      const { patterns } = this.#automaton.grammar;
      if (patterns.kind(pattern) !== PatternKind.attribute) return [];
      return onlyName(nameClasses[patterns.first(pattern)]!);
    });
  }

  /** The names of the elements that may hold an element, wherever in them it is. */
  parents(symbol: number): readonly MentionedName[] {
    return remember(this.#parents, symbol, () =>
      this.#holders(PatternKind.element, (leaf) => this.#automaton.listedSymbols(leaf).includes(symbol)),
    );
  }

  /** The names of the elements that may have an attribute. */
  owners(symbol: number): readonly MentionedName[] {
    const { attributeSymbols, nameClasses } = this.#automaton.grammar;
    return remember(this.#owners, symbol, () =>
      this.#holders(PatternKind.attribute, (leaf) => attributeSymbols.isWithin(symbol, nameClasses[leaf]!)),
    );
  }

  /** The strings that a value may be, where the schema lists them; and the datatypes it may be of, by number. */
  values(pattern: number): { readonly listed: readonly string[]; readonly datatypes: readonly number[] } {
    const { patterns, values } = this.#automaton.grammar;
    const listed: string[] = [];
    const datatypes: number[] = [];
    for (const leaf of this.#leaves(pattern)) {
      if (patterns.kind(leaf) === PatternKind.value) listed.push(values[patterns.first(leaf)]!.lexical);
      else if (patterns.kind(leaf) === PatternKind.data) datatypes.push(patterns.first(leaf));
    }
    return { listed: [...new Set(listed)], datatypes: [...new Set(datatypes)] };
  }

  #required(state: number, own: (pattern: number) => readonly string[]): readonly MentionedName[] {
    const members = this.#automaton.states.members(state).filter((member) => member !== NOT_ALLOWED);
    const names = members.map((member) => this.#requiredBy(member, own)).reduce(intersection);
    return [...names].map((key) => JSON.parse(key) as MentionedName);
  }

  /** What a choice requires is what all its members do; a group requires its next member, and all its attributes. */
  #requiredBy(pattern: number, own: (pattern: number) => readonly string[]): ReadonlySet<string> {
    const { patterns } = this.#automaton.grammar;
    const kind = patterns.kind(pattern);
    if (kind === PatternKind.oneOrMore) return this.#requiredBy(patterns.first(pattern), own);
    if (patterns.isNullable(pattern)) return new Set();
    const members = patterns.members(pattern, kind);
    if (kind === PatternKind.choice) {
      return members.map((member) => this.#requiredBy(member, own)).reduce(intersection);
    }
    if (kind === PatternKind.interleave) return this.#union(members, own);
    if (kind === PatternKind.group) {
      const content = members.filter((member) => !patterns.hasAttribute(member));
      const next = content.find((member) => !patterns.isNullable(member));
      const attributes = members.filter((member) => patterns.hasAttribute(member));
      return this.#union(next === undefined ? attributes : [...attributes, next], own);
    }
    return new Set(own(pattern));
  }

  #union(members: readonly number[], own: (pattern: number) => readonly string[]): ReadonlySet<string> {
    return new Set(members.flatMap((member) => [...this.#requiredBy(member, own)]));
  }

  /** The names of the elements in which a leaf of a kind occurs that is looked for, each once. */
  #holders(kind: PatternKind, isWanted: (first: number) => boolean): readonly MentionedName[] {
    const { elements, elementSymbols } = this.#automaton.grammar;
    // Most patterns are part of many elements: each is looked at once.
    const known = new Map<number, boolean>();
    const holders = new Map<string, MentionedName>();
    for (const { name, pattern } of elements) {
      if (!this.#holds(pattern, kind, isWanted, known)) continue;
      for (const each of namesOf(name, elementSymbols)) holders.set(`${each.uri} ${each.local}`, each);
    }
    return [...holders.values()];
  }

  #holds(
    pattern: number,
    kind: PatternKind,
    isWanted: (first: number) => boolean,
    known: Map<number, boolean>,
  ): boolean {
    if (pattern <= EMPTY) return false;
    return remember(known, pattern, () => {
      const { patterns } = this.#automaton.grammar;
      const own = patterns.kind(pattern);
      if (own === kind) return isWanted(patterns.first(pattern));
      return this.#operands(pattern).some((operand) => this.#holds(operand, kind, isWanted, known));
    });
  }

  #operands(pattern: number): readonly number[] {
    const { patterns } = this.#automaton.grammar;
    const kind = patterns.kind(pattern);
    switch (kind) {
      case PatternKind.oneOrMore:
      case PatternKind.list:
        return [patterns.first(pattern)];
      case PatternKind.choice:
      case PatternKind.group:
      case PatternKind.interleave:
        return patterns.members(pattern, kind);
      default:
        return NOTHING;
    }
  }

  /** The patterns without operands that one consists of, each once. */
  *#leaves(pattern: number, seen: Set<number> = new Set()): Generator<number, undefined> {
    if (seen.has(pattern) || pattern <= EMPTY) return;
    seen.add(pattern);
    const operands = this.#operands(pattern);
    if (operands.length === 0) yield pattern;
    for (const operand of operands) yield* this.#leaves(operand, seen);
  }
}

const NOTHING: readonly number[] = [];

function isMentioned(name: SymbolName): name is MentionedName {
  return name.local !== null;
}

function onlyName(nameClass: NameClass): readonly string[] {
  return nameClass.kind === "name" ? [JSON.stringify({ uri: nameClass.uri, local: nameClass.local })] : [];
}

function namesOf(nameClass: NameClass, symbols: Symbols): readonly MentionedName[] {
  if (nameClass.kind === "anyName" || nameClass.kind === "nsName") return [];
  return symbols
    .within(nameClass)
    .map((symbol) => symbols.names[symbol]!)
    .filter(isMentioned);
}

function intersection(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((key) => other.has(key)));
}
