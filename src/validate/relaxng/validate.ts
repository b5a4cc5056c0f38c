import type { Finding } from "../../report/index.ts";
import { NONE as NO_ROW, NodeKind, type Tree, XMLNS_NAMESPACE } from "../../tree/index.ts";
import type { ValueContext } from "../datatypes/datatype.ts";
import { Automaton, NONE } from "./automaton.ts";
import { documentContext } from "./document-context.ts";
import { Expectation } from "./expectation.ts";
import { Faults } from "./faults.ts";
import { IdCheck, type IdTypes, idSymbols } from "./id-check.ts";
import { NOT_ALLOWED, TEXT } from "./pattern-table.ts";
import { LOST, Recovery } from "./recovery.ts";
import { DEAD } from "./states.ts";
import type { StorableSchema } from "./stored.ts";
import { isBlank, Values } from "./values.ts";

/** A namespace declaration, which is no attribute to a schema. */
const NAMESPACE_DECLARATION = -1;

/** What a document is checked with. */
export interface Machine {
  readonly automaton: Automaton;
  readonly values: Values;
  readonly expectation: Expectation;
  readonly idTypes: IdTypes;
  /** The names of the attributes that `idTypes` speaks of. */
  readonly idSymbols: ReadonlySet<number>;
}

/** An element that has been opened and not closed. */
interface Level {
  /** The row of the element; 0 for the document itself. */
  row: number;
  /** What is left to match in it. */
  state: number;
  /** The transition that its parent takes when it closes; `NONE` where the parent's state stays as it is. */
  transition: number;
  /** Whether its text is a value, to be looked at when it closes. */
  isTyped: boolean;
}

/** Makes the machine of a schema. */
export function machineOf({ grammar, idTypes, tables }: StorableSchema): Machine {
  const automaton = new Automaton(grammar, tables);
  return {
    automaton,
    values: new Values(grammar),
    expectation: new Expectation(automaton),
    idTypes,
    idSymbols: idSymbols(idTypes, grammar.attributeSymbols),
  };
}

/**
 * Checks a document against a schema and gives its faults in document order. After a fault it goes on with what the
 * author probably meant, so that one fault is one finding and independent faults are all found. The depth of the
 * document costs memory, not stack.
 */
export function validate(tree: Tree, machine: Machine): readonly Finding[] {
  return new Validation(tree, machine).run();
}

class Validation {
  readonly #tree: Tree;
  readonly #automaton: Automaton;
  readonly #values: Values;
  readonly #elementSymbols: Int32Array;
  readonly #attributeSymbols: Int32Array;
  readonly #levels: Level[] = [];
  #depth = 0;
  readonly #faults: Faults;
  readonly #recovery: Recovery;
  readonly #ids: IdCheck;
  readonly #idSymbols: ReadonlySet<number>;
  readonly #context: ValueContext & { row: number };

  constructor(tree: Tree, { automaton, values, expectation, idTypes, idSymbols }: Machine) {
    this.#tree = tree;
    this.#automaton = automaton;
    this.#values = values;
    const { elementSymbols, attributeSymbols } = automaton.grammar;
    const names = Array.from({ length: tree.names.size }, (_, id) => tree.names.get(id));
    this.#elementSymbols = Int32Array.from(names, ({ uri, local }) => elementSymbols.of(uri, local));
    this.#attributeSymbols = Int32Array.from(names, ({ uri, local }) =>
      uri === XMLNS_NAMESPACE ? NAMESPACE_DECLARATION : attributeSymbols.of(uri, local),
    );
    this.#context = documentContext(tree);
    this.#faults = new Faults(tree, automaton, expectation, this.#context);
    this.#recovery = new Recovery(tree, automaton, this.#faults);
    this.#ids = new IdCheck(tree, idTypes, this.#faults);
    this.#idSymbols = idSymbols;
  }

  run(): readonly Finding[] {
    this.#levels.push({ row: 0, state: this.#automaton.start, transition: NONE, isTyped: false });
    const { kind, parent } = this.#tree.columns;
    for (let row = 1; row < kind.length; row++) {
      while (this.#levels[this.#depth]!.row !== parent[row]) this.#close();
      if (kind[row] === NodeKind.element) this.#open(row);
      else if (kind[row] === NodeKind.text) this.#text(row);
    }
    while (this.#depth > 0) this.#close();
    this.#ids.finish();
    return this.#faults.all();
  }

  #open(row: number): void {
    const level = this.#levels[this.#depth]!;
    if (level.isTyped) this.#untype(level, row);
    const symbol = this.#elementSymbols[this.#tree.columns.name[row]!]!;
    let transition = level.state === LOST ? NONE : this.#automaton.overElement(level.state, symbol);
    let inner: number;
    if (transition !== NONE) inner = this.#automaton.inner(transition);
    else ({ transition, inner } = this.#recovery.element(row, symbol, level.state, this.#behind()));
    const state = inner === LOST ? LOST : this.#attributes(row, inner);
    this.#push(row, state, transition);
  }

  /** The state that the level above has when the element that is open now has ended. */
  #behind(): number {
    if (this.#depth === 0) return DEAD;
    const { transition } = this.#levels[this.#depth]!;
    return transition === NONE ? this.#levels[this.#depth - 1]!.state : this.#automaton.behind(transition);
  }

  #push(row: number, state: number, transition: number): void {
    const isTyped = state !== LOST && this.#automaton.isTyped(state);
    this.#depth++;
    const level = this.#levels[this.#depth];
    if (level === undefined) this.#levels.push({ row, state, transition, isTyped });
    else {
      level.row = row;
      level.state = state;
      level.transition = transition;
      level.isTyped = isTyped;
    }
  }

  /** Takes the attributes of an element and gives the state behind its start tag. */
  #attributes(row: number, inner: number): number {
    const { firstAttribute, attributeName } = this.#tree.columns;
    const behind = firstAttribute[row + 1]!;
    let state = inner;
    for (let attribute = firstAttribute[row]!; attribute < behind; attribute++) {
      const symbol = this.#attributeSymbols[attributeName[attribute]!]!;
      if (symbol !== NAMESPACE_DECLARATION) state = this.#attribute(attribute, symbol, state);
    }
    const end = this.#automaton.endAttributes(state);
    return end === DEAD ? this.#recovery.missingAttributes(row, state) : end;
  }

  #attribute(attribute: number, symbol: number, state: number): number {
    if (this.#idSymbols.has(symbol)) this.#ids.attribute(attribute);
    let transition = this.#automaton.overAttribute(state, symbol);
    if (transition === NONE) transition = this.#recovery.attribute(attribute, state);
    if (transition === NONE) return state;
    const { transitions } = this.#automaton;
    const over = transitions.soleOver(transition);
    if (over === TEXT) return transitions.soleNext(transition);
    const value = this.#tree.value(attribute);
    this.#context.row = this.#tree.columns.attributeOwner[attribute]!;
    const patterns = over === NOT_ALLOWED ? transitions.over(transition) : [over];
    const matched = this.#matching(patterns, value);
    if (matched.length > 0) return transitions.next(transition, matched);
    this.#faults.value(attribute, patterns, value);
    return transitions.next(transition, [...patterns.keys()]);
  }

  #text(row: number): void {
    const level = this.#levels[this.#depth]!;
    if (level.state === LOST || level.isTyped) return;
    const next = this.#automaton.overText(level.state);
    if (next === level.state || this.#isBlank(row)) return;
    if (next === DEAD) this.#recovery.text(row, level.state);
    else level.state = next;
  }

  /** An element begins where only a value was looked for so far: what stands before it was text among elements. */
  #untype(level: Level, row: number): void {
    level.isTyped = false;
    const { previous, kind } = this.#tree.columns;
    const texts: number[] = [];
    for (let at = previous[row]!; at !== NO_ROW; at = previous[at]!) {
      if (kind[at] === NodeKind.text) texts.push(at);
    }
    for (const text of texts.reverse()) this.#text(text);
  }

  #close(): void {
    const { row, state, transition, isTyped } = this.#levels[this.#depth]!;
    const matched = state === LOST ? [] : isTyped ? this.#endValue(row, state) : this.#end(row, state);
    this.#depth--;
    if (transition === NONE) return;
    const { transitions } = this.#automaton;
    const sole = transitions.soleNext(transition);
    this.#levels[this.#depth]!.state = sole === DEAD ? transitions.next(transition, matched) : sole;
  }

  #end(row: number, state: number): readonly number[] {
    const complete = this.#automaton.complete(state);
    if (complete.length > 0) return complete;
    this.#recovery.incomplete(row, state);
    return this.#automaton.alive(state);
  }

  #endValue(row: number, state: number): readonly number[] {
    const value = this.#tree.node(row).text;
    this.#context.row = row;
    const patterns = this.#automaton.states.members(state);
    const matched = this.#matching(patterns, value);
    if (matched.length > 0) return matched;
    this.#faults.content(row, state, value);
    return this.#automaton.alive(state);
  }

  /** The patterns that a value matches, by their indices. */
  #matching(patterns: readonly number[], value: string): readonly number[] {
    if (patterns.length === 1)
      return this.#values.matches(patterns[0]!, value, this.#context) ? FIRST : NOTHING;
    return patterns.flatMap((pattern, at) =>
      this.#values.matches(pattern, value, this.#context) ? [at] : [],
    );
  }

  #isBlank(row: number): boolean {
    const { source, columns } = this.#tree;
    const end = columns.end[row]!;
    for (let at = columns.start[row]!; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code === 38 || code === 60) return isBlank(this.#tree.data(row));
      if (code !== 32 && code !== 10 && code !== 9 && code !== 13) return false;
    }
    return true;
  }
}

const FIRST: readonly number[] = [0];
const NOTHING: readonly number[] = [];
