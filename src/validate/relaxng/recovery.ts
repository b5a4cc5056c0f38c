import { nearest } from "../../report/index.ts";
import { type Name, type Tree, XML_NAMESPACE } from "../../tree/index.ts";
import { type Automaton, NONE } from "./automaton.ts";
import type { MentionedName } from "./expectation.ts";
import type { Faults } from "./faults.ts";
import { DEAD } from "./states.ts";

/** The state of an element of which nothing is known: what it holds is looked at, but nothing is expected of it. */
export const LOST = -2;

/** How to go on into an element that should not stand where it does. */
interface Entry {
  /** The transition its parent takes when it closes; `NONE` leaves the parent as it is. */
  readonly transition: number;
  readonly inner: number;
}

/** What went wrong already in an element that is still open. */
interface Trouble {
  /** Elements that were reported as missing: when they come after all, they have been spoken of. */
  missing: MentionedName[];
  /** Whether something stood there that could not be made sense of, so that nothing more is said of what is missing. */
  isUnclear: boolean;
  hasText: boolean;
}

/**
 * Decides how to go on after a fault: with what the author probably meant. It says of each fault once what it is, and
 * keeps silent about what only follows from it.
 */
export class Recovery {
  readonly #tree: Tree;
  readonly #automaton: Automaton;
  readonly #faults: Faults;
  readonly #troubles = new Map<number, Trouble>();
  /** Namespaces that were reported as wrong, and the ones that were meant. */
  readonly #meant = new Map<string, string>();

  constructor(tree: Tree, automaton: Automaton, faults: Faults) {
    this.#tree = tree;
    this.#automaton = automaton;
    this.#faults = faults;
  }

  /** Goes on into an element that the state of its parent has no transition for. */
  element(row: number, symbol: number, state: number, parent: number): Entry {
    const { name } = this.#tree.node(row);
    const meant = this.#meant.get(name.uri);
    if (meant !== undefined) return this.#asMeant(row, meant, state, parent);
    const anywhere = this.#automaton.anywhere(symbol);
    if (state === LOST) return { transition: NONE, inner: anywhere === DEAD ? LOST : anywhere };
    const elsewhere = this.#otherNamespace(row, anywhere);
    if (elsewhere !== null) {
      this.#faults.namespaceWrong(row, elsewhere);
      this.#meant.set(name.uri, elsewhere);
      return this.#asMeant(row, elsewhere, state, parent);
    }
    return anywhere === DEAD
      ? this.#unknown(row, state, parent)
      : this.#misplaced(row, symbol, anywhere, state, parent);
  }

  /** Goes on with the attribute that was probably meant: its transition, or `NONE`. */
  attribute(attribute: number, state: number): number {
    const { name, owner } = this.#tree.attribute(attribute);
    const present = new Set([...owner.attributes()].map((each) => each.name.qualified));
    const possible = this.#faults.expectation
      .attributes(state)
      .filter(({ uri, local }) => uri === name.uri && !present.has(local));
    const guess = nearest(
      name.local,
      possible.map(({ local }) => local),
    );
    this.#faults.attribute(attribute, state, guess ?? this.#withXmlPrefix(name, state));
    if (guess === null) return NONE;
    const required = this.#faults.expectation.requiredAttributes(state);
    if (!required.some(({ local }) => local === guess)) return NONE;
    return this.#automaton.overAttribute(state, this.#automaton.grammar.attributeSymbols.of(name.uri, guess));
  }

  /** `xml:id` for `id`, where the schema allows it. */
  #withXmlPrefix(name: Name, state: number): string | null {
    const possible = this.#faults.expectation.attributes(state);
    const has = possible.some(({ uri, local }) => uri === XML_NAMESPACE && local === name.local);
    return name.uri === "" && has ? `xml:${name.local}` : null;
  }

  /** Reports what a start tag lacks, and gives the state that follows as if it were there. */
  missingAttributes(row: number, state: number): number {
    this.#faults.missingAttributes(row, state);
    const waived = this.#automaton.waiveAttributes(state);
    return waived === DEAD ? LOST : waived;
  }

  /** Reports text that may not stand in an element, once for each element. */
  text(row: number, state: number): void {
    const trouble = this.#trouble(this.#tree.columns.parent[row]!);
    if (!trouble.hasText) this.#faults.text(row, state);
    trouble.hasText = true;
  }

  /** Reports an element that ends too early, unless something in it may be what is missing. */
  incomplete(row: number, state: number): void {
    const trouble = this.#troubles.get(row);
    if (trouble === undefined || (!trouble.isUnclear && !trouble.hasText))
      this.#faults.incomplete(row, state);
  }

  /** An element that the schema has, but not here. */
  #misplaced(row: number, symbol: number, anywhere: number, state: number, parent: number): Entry {
    const { name } = this.#tree.node(row);
    const transition = this.#automaton.overElementSkipping(state, symbol);
    const trouble = this.#trouble(parent);
    if (transition !== NONE) {
      const missing = this.#faults.expectation.requiredElements(state);
      this.#faults.elementTooEarly(row, missing, state);
      trouble.missing.push(...missing);
      return { transition, inner: this.#automaton.inner(transition) };
    }
    const isExpected = trouble.missing.some((each) => each.local === name.local && each.uri === name.uri);
    if (!isExpected) {
      this.#faults.elementNotAllowed(row, state);
      trouble.isUnclear = true;
    }
    return { transition: NONE, inner: anywhere };
  }

  /** An element that the schema does not have: taken for the one whose name is nearest, if that may stand here. */
  #unknown(row: number, state: number, parent: number): Entry {
    const { name } = this.#tree.node(row);
    const allowed = this.#faults.expectation.elements(state).filter(({ uri }) => uri === name.uri);
    const here = nearest(
      name.local,
      allowed.map(({ local }) => local),
    );
    if (here !== null) {
      this.#faults.elementUnknown(row, null, here);
      const transition = this.#automaton.overElement(
        state,
        this.#automaton.grammar.elementSymbols.of(name.uri, here),
      );
      return { transition, inner: this.#automaton.inner(transition) };
    }
    const { names } = this.#automaton.grammar.elementSymbols;
    const known = names.flatMap(({ uri, local }) => (uri === name.uri && local !== null ? [local] : []));
    this.#faults.elementUnknown(row, state, nearest(name.local, known));
    this.#trouble(parent).isUnclear = true;
    return { transition: NONE, inner: LOST };
  }

  /** The namespace in which the schema has an element of this name, where it has none in the element's own. */
  #otherNamespace(row: number, anywhere: number): string | null {
    const { name } = this.#tree.node(row);
    if (anywhere !== DEAD) return null;
    const { names } = this.#automaton.grammar.elementSymbols;
    if (names.some(({ uri, local }) => uri === name.uri && local !== null && name.uri !== "")) return null;
    return names.find(({ uri, local }) => local === name.local && uri !== name.uri)?.uri ?? null;
  }

  /** Goes on as if the element stood in the namespace that was meant. */
  #asMeant(row: number, uri: string, state: number, parent: number): Entry {
    const { name } = this.#tree.node(row);
    const symbol = this.#automaton.grammar.elementSymbols.of(uri, name.local);
    const anywhere = this.#automaton.anywhere(symbol);
    const transition = state === LOST ? NONE : this.#automaton.overElement(state, symbol);
    if (transition !== NONE) return { transition, inner: this.#automaton.inner(transition) };
    if (state === LOST || anywhere === DEAD)
      return { transition: NONE, inner: anywhere === DEAD ? LOST : anywhere };
    return this.#misplaced(row, symbol, anywhere, state, parent);
  }

  #trouble(row: number): Trouble {
    const known = this.#troubles.get(row);
    if (known !== undefined) return known;
    const made: Trouble = { missing: [], isUnclear: false, hasText: false };
    this.#troubles.set(row, made);
    return made;
  }
}
