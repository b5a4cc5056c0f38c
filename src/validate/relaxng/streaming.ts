import { type ByteScanner, KnownTags, type ScanReceiver, UNREPEATABLE } from "../../read/index.ts";
import type { IdRole, ValueContext } from "../datatypes/datatype.ts";
import { type Automaton, NONE } from "./automaton.ts";
import { KnownValues } from "./known-values.ts";
import { clark } from "./name-class.ts";
import { NOT_ALLOWED, TEXT } from "./pattern-table.ts";
import { DEAD } from "./states.ts";
import type { Symbols } from "./symbols.ts";
import type { Machine } from "./validate.ts";
import { tokens } from "./values.ts";

const NO_VALUE = -1;

/**
 * Checks documents against a schema while a scanner goes over their bytes. It says which are valid; where it stops, a
 * document may be or not, and `validate` has to tell what is wrong with it. It remembers the names and the values of the
 * documents before.
 */
export class StreamingValidation implements ScanReceiver {
  readonly known: KnownTags = new KnownTags();
  readonly #machine: Machine;
  readonly #automaton: Automaton;
  readonly #scanner: ByteScanner;
  readonly #context = new UnknownContext();
  readonly #values = new KnownValues();
  /** By the numbers of names, their symbols in the schema. */
  readonly #elementSymbols: number[] = [];
  readonly #attributeSymbols: number[] = [];
  /** By the names of an element and of an attribute, what the attribute identifies or refers to; null for neither. */
  readonly #roles = new Map<number, IdRole | null>();
  readonly #outcomes = new Outcomes();
  /** Whether the tag that was told last identifies its element or refers to others. */
  #isIdentified = false;
  readonly #ids = new Set<string>();
  readonly #references: string[] = [];
  /** Of the innermost element: what is left to match in it, whether its text is a value, and where that stands. */
  state: number = DEAD;
  #isTyped = false;
  #valueStart = NO_VALUE;
  #valueEnd = NO_VALUE;
  /** The transitions that the elements around it, and the document, take when the next one closes. */
  readonly #transitions: number[] = [];

  constructor(scanner: ByteScanner, machine: Machine) {
    this.#scanner = scanner;
    this.#machine = machine;
    this.#automaton = machine.automaton;
  }

  /** Whether the document that the scanner has opened is seen to be well-formed and valid. */
  isValid(): boolean {
    this.#ids.clear();
    this.#references.length = 0;
    this.#transitions.length = 0;
    this.#context.isAsked = false;
    this.#enter(this.#automaton.start);
    return (
      this.#scanner.scan(this) && !this.#context.isAsked && this.#references.every((id) => this.#ids.has(id))
    );
  }

  startTag(name: number): boolean {
    if (this.#isTyped && !this.#untype()) return false;
    const transition = this.#automaton.overElement(this.state, this.#elementSymbol(name));
    if (transition === NONE) return false;
    const state = this.#overAttributes(name, this.#automaton.inner(transition));
    if (state === DEAD) return false;
    this.#transitions.push(transition);
    this.#enter(state);
    return true;
  }

  outcome(): number {
    if (this.#isIdentified) return UNREPEATABLE;
    const transition = this.#transitions[this.#transitions.length - 1]!;
    return this.#outcomes.of(transition, this.state);
  }

  startTagAgain(outcome: number): boolean {
    if (this.#isTyped && !this.#untype()) return false;
    this.#transitions.push(this.#outcomes.transition(outcome));
    this.#enter(this.#outcomes.state(outcome));
    return true;
  }

  text(from: number, to: number, isPlain: boolean): boolean {
    if (this.#isTyped) return this.#noteValue(from, to, isPlain);
    const next = this.#automaton.overText(this.state);
    if (next === this.state) return true;
    const first = this.#spaceEnd(from, to);
    if (first === to) return true;
    if (next === DEAD || (!isPlain && this.#refersToCharacter(first))) return false;
    this.state = next;
    return true;
  }

  endTag(): boolean {
    const matched = this.#isTyped ? this.#matchingContent() : this.#automaton.complete(this.state);
    if (matched.length === 0) return false;
    const { transitions } = this.#automaton;
    const transition = this.#transitions.pop()!;
    const sole = transitions.soleNext(transition);
    this.state = sole === DEAD ? transitions.next(transition, matched) : sole;
    // An element with children holds no value.
    this.#isTyped = false;
    return true;
  }

  #enter(state: number): void {
    this.state = state;
    this.#isTyped = this.#automaton.isTyped(state);
    this.#valueStart = NO_VALUE;
    this.#valueEnd = NO_VALUE;
  }

  /** Gives the state behind the attributes of the tag. */
  #overAttributes(element: number, inner: number): number {
    const { attributes, attributeName } = this.#scanner.tag;
    this.#isIdentified = false;
    let state = inner;
    for (let nth = 0; nth < attributes && state !== DEAD; nth++)
      state = this.#overAttribute(nth, element, attributeName[nth]!, state);
    return state === DEAD ? DEAD : this.#automaton.endAttributes(state);
  }

  #overAttribute(nth: number, element: number, name: number, state: number): number {
    const symbol = this.#attributeSymbol(name);
    const transition = this.#automaton.overAttribute(state, symbol);
    if (transition === NONE) return DEAD;
    if (this.#machine.idSymbols.has(symbol) && !this.#identify(nth, element, name)) return DEAD;
    const { transitions } = this.#automaton;
    const over = transitions.soleOver(transition);
    if (over === TEXT) return transitions.soleNext(transition);
    const patterns = over === NOT_ALLOWED ? transitions.over(transition) : [over];
    const matched = this.#matching(patterns, nth);
    return matched.length === 0 ? DEAD : transitions.next(transition, matched);
  }

  /** RELAX NG DTD Compatibility, section 5: takes note of what an attribute identifies or refers to; false for a second owner. */
  #identify(nth: number, element: number, name: number): boolean {
    const role = this.#roleOf(element, name);
    if (role === null) return true;
    this.#isIdentified = true;
    const ids = tokens(this.#scanner.tag.value(nth));
    if (role !== "ID") {
      for (const id of ids) this.#references.push(id);
      return true;
    }
    if (ids.length !== 1) return true;
    const size = this.#ids.size;
    return this.#ids.add(ids[0]!).size > size;
  }

  #roleOf(element: number, attribute: number): IdRole | null {
    const key = element * MOST_NAMES + attribute;
    const known = this.#roles.get(key);
    if (known !== undefined) return known;
    const { all } = this.#scanner.names;
    const role = this.#machine.idTypes.get(clark(all[element]!))?.get(clark(all[attribute]!)) ?? null;
    this.#roles.set(key, role);
    return role;
  }

  /** The patterns that the value of an attribute matches, by their indices. */
  #matching(patterns: readonly number[], nth: number): readonly number[] {
    const { tag } = this.#scanner;
    if (tag.isPlainValue(nth)) return this.#matchingBytes(patterns, tag.valueStart[nth]!, tag.valueEnd[nth]!);
    const value = tag.value(nth);
    return patterns.flatMap((pattern, at) =>
      this.#machine.values.matches(pattern, value, this.#context) ? [at] : [],
    );
  }

  #matchingBytes(patterns: readonly number[], from: number, to: number): readonly number[] {
    if (patterns.length === 1) return this.#doMatch(patterns[0]!, from, to) ? FIRST : NONE_OF_THEM;
    return patterns.flatMap((pattern, at) => (this.#doMatch(pattern, from, to) ? [at] : []));
  }

  #doMatch(pattern: number, from: number, to: number): boolean {
    const { bytes } = this.#scanner;
    if (this.#values.has(pattern, bytes, from, to)) return true;
    const value = bytes.toString("utf8", from, to);
    if (!this.#machine.values.matches(pattern, value, this.#context) || this.#context.isAsked) return false;
    this.#values.add(pattern, bytes, from, to);
    return true;
  }

  /** A value of several pieces, or with line ends that have to be normalised, is left to who makes it one string. */
  #noteValue(from: number, to: number, isPlain: boolean): boolean {
    if (!isPlain || this.#valueStart !== NO_VALUE) return false;
    this.#valueStart = from;
    this.#valueEnd = to;
    return this.#scanner.bytes.subarray(from, to).indexOf(RETURN) === -1;
  }

  /** The members of the state, by their indices, that are content with the value of the element. */
  #matchingContent(): readonly number[] {
    const patterns = this.#automaton.states.members(this.state);
    return this.#matchingBytes(patterns, Math.max(this.#valueStart, 0), Math.max(this.#valueEnd, 0));
  }

  /** An element begins where only a value was looked for so far; before it there may be white space. */
  #untype(): boolean {
    this.#isTyped = false;
    return (
      this.#valueStart === NO_VALUE || this.#spaceEnd(this.#valueStart, this.#valueEnd) === this.#valueEnd
    );
  }

  /** The offset behind the white space at the beginning of a stretch. */
  #spaceEnd(from: number, to: number): number {
    const { bytes } = this.#scanner;
    let at = from;
    for (; at < to; at++) {
      const byte = bytes[at]!;
      if (byte !== 32 && byte !== 10 && byte !== 9 && byte !== 13) break;
    }
    return at;
  }

  /** Whether a reference to a character begins at an offset: it may be one to white space. */
  #refersToCharacter(at: number): boolean {
    const { bytes } = this.#scanner;
    return bytes[at] === AMPERSAND && bytes[at + 1] === NUMBER_SIGN;
  }

  #elementSymbol(name: number): number {
    return (
      this.#elementSymbols[name] ??
      this.#learn(this.#elementSymbols, name, this.#automaton.grammar.elementSymbols)
    );
  }

  #attributeSymbol(name: number): number {
    return (
      this.#attributeSymbols[name] ??
      this.#learn(this.#attributeSymbols, name, this.#automaton.grammar.attributeSymbols)
    );
  }

  #learn(known: number[], name: number, symbols: Symbols): number {
    const { all } = this.#scanner.names;
    for (let at = known.length; at <= name; at++) known.push(symbols.of(all[at]!.uri, all[at]!.local));
    return known[name]!;
  }
}

/** What came of start tags, by numbers: the transition that was taken, and the state behind the attributes. */
class Outcomes {
  readonly #numbers = new Map<number, number>();
  readonly #transitions: number[] = [];
  readonly #states: number[] = [];

  of(transition: number, state: number): number {
    const key = transition * MOST_STATES + state;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#states.length);
    this.#transitions.push(transition);
    return this.#states.push(state) - 1;
  }

  transition(outcome: number): number {
    return this.#transitions[outcome]!;
  }

  state(outcome: number): number {
    return this.#states[outcome]!;
  }
}

/** A scan knows neither namespaces nor entities where a value is looked at, but notices when it is asked for them. */
class UnknownContext implements ValueContext {
  isAsked = false;

  namespaceOf(): null {
    this.isAsked = true;
    return null;
  }

  isUnparsedEntity(): boolean {
    this.isAsked = true;
    return false;
  }
}

/** More names than a scanner gives, and more states than fit into memory. */
const MOST_NAMES = 2 ** 20;
const MOST_STATES = 2 ** 26;
const RETURN = 13;
const NUMBER_SIGN = 35;
const AMPERSAND = 38;
const FIRST: readonly number[] = [0];
const NONE_OF_THEM: readonly number[] = [];
