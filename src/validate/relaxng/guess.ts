import { nearest, nearestOnes } from "../../report/index.ts";
import { NodeKind, type Tree } from "../../tree/index.ts";
import { type Automaton, NONE } from "./automaton.ts";
import type { MentionedName } from "./expectation.ts";
import type { Faults } from "./faults.ts";
import { elementsMeant } from "./other-vocabularies.ts";
import { DEAD } from "./states.ts";
import { isBlank } from "./values.ts";

/** So many children are looked at to see whether they fit an element; more seldom tell more. */
const LOOKED_AT = 20;
/** Shorter names are near to too many others to be taken for one that does not fit. */
const TELLING = 4;

/** Which element an author probably meant where a name is wrong: by its spelling, and by what the element holds. */
export class Guess {
  readonly #tree: Tree;
  readonly #automaton: Automaton;
  readonly #faults: Faults;
  /** What was asked already: the names that come into question, by state and name. */
  readonly #near = new Map<string, readonly string[]>();
  readonly #known = new Map<string, string | null>();

  constructor(tree: Tree, automaton: Automaton, faults: Faults) {
    this.#tree = tree;
    this.#automaton = automaton;
    this.#faults = faults;
  }

  /** The element that may stand where one that the schema does not have stands, or null. */
  allowed(row: number, state: number): string | null {
    const { uri, local } = this.#tree.node(row).name;
    const found = this.#candidates(row, state);
    const fitting = found.find((each) => this.#fits(row, this.#entry(state, uri, each)));
    if (fitting !== undefined) return fitting;
    const [first = null] = found;
    const isTelling = local.length >= TELLING || first?.toLowerCase() === local.toLowerCase();
    return isTelling ? first : null;
  }

  /** The element that is likely meant where one that the schema has elsewhere, and whose content it would not be, stands. */
  instead(row: number, symbol: number, state: number): string | null {
    const { uri, local } = this.#tree.node(row).name;
    if (this.#fits(row, this.#automaton.anywhere(symbol))) return null;
    const others = this.#allowedNames(row, state).filter((name) => name !== local);
    const near = local.length < TELLING ? [] : nearestOnes(local, others);
    const longer = others.filter((name) => isPart(name, local));
    return [...near, ...longer].find((each) => this.#fits(row, this.#entry(state, uri, each))) ?? null;
  }

  /** The element of the schema, wherever it may stand, that is nearest to a name; or null. */
  known(uri: string, local: string): string | null {
    const key = `${uri} ${local}`;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const { names } = this.#automaton.grammar.elementSymbols;
    const all = names.flatMap((name) => (name.uri === uri && name.local !== null ? [name.local] : []));
    const meant = elementsMeant(local).find((name) => all.includes(name));
    const found = meant ?? (local.length < TELLING ? null : nearest(local, all));
    this.#known.set(key, found);
    return found;
  }

  #candidates(row: number, state: number): readonly string[] {
    const { uri, local } = this.#tree.node(row).name;
    const key = `${state} ${uri} ${local}`;
    const before = this.#near.get(key);
    if (before !== undefined) return before;
    const allowed = this.#allowedNames(row, state);
    const meant = elementsMeant(local).filter((name) => allowed.includes(name));
    const found = meant.length > 0 ? meant : nearestOnes(local, allowed);
    this.#near.set(key, found);
    return found;
  }

  #allowedNames(row: number, state: number): readonly string[] {
    const { name, parent } = this.#tree.node(row);
    return this.#faults.likely(state, parent).flatMap(({ uri, local }) => (uri === name.uri ? [local] : []));
  }

  #entry(state: number, uri: string, local: string): number {
    const transition = this.#automaton.overElement(
      state,
      this.#automaton.grammar.elementSymbols.of(uri, local),
    );
    return transition === NONE ? DEAD : this.#automaton.inner(transition);
  }

  /** Whether what stands directly in an element would fit one that starts in a state. */
  #fits(row: number, inner: number): boolean {
    let state = inner === DEAD ? DEAD : this.#automaton.waiveAttributes(inner);
    const { kind } = this.#tree.columns;
    let looked = 0;
    for (const child of this.#tree.node(row).children()) {
      if (state === DEAD || this.#automaton.isTyped(state) || looked++ === LOOKED_AT) break;
      if (kind[child.row] === NodeKind.element) state = this.#behindElement(state, child.name);
      else if (child.isText && !isBlank(child.text)) state = this.#automaton.overText(state);
    }
    return state !== DEAD;
  }

  /** What an element leaves to match; one that the schema does not have says nothing. */
  #behindElement(state: number, { uri, local }: MentionedName): number {
    const symbol = this.#automaton.grammar.elementSymbols.of(uri, local);
    if (this.#automaton.anywhere(symbol) === DEAD) return state;
    const transition = this.#automaton.overElement(state, symbol);
    return transition === NONE ? DEAD : this.#automaton.behind(transition);
  }
}

/** Whether one name is how the other begins, as `place` is of `placeName`. */
function isPart(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= TELLING && (one.startsWith(other) || other.startsWith(one));
}
