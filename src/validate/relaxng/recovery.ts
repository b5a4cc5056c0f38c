import { nearest } from "../../report/index.ts";
import { type Name, type Tree, XML_NAMESPACE } from "../../tree/index.ts";
import { type Automaton, NONE } from "./automaton.ts";
import type { MentionedName } from "./expectation.ts";
import type { Faults } from "./faults.ts";
import { Guess } from "./guess.ts";
import { clark } from "./name-class.ts";
import { attributesMeant } from "./other-vocabularies.ts";
import { DEAD } from "./states.ts";

/** The state of an element of which nothing is known: what it holds is looked at, but nothing is expected of it. */
export const LOST = -2;

/** How to go on into an element that should not stand where it does. */
interface Entry {
  /** The transition its parent takes when it closes; `NONE` leaves the parent as it is. */
  readonly transition: number;
  readonly inner: number;
}

/** An element that the schema has, but not where it stands. */
interface Misplaced {
  readonly symbol: number;
  /** The state it starts in wherever it may stand. */
  readonly anywhere: number;
  readonly state: number;
  readonly behind: number;
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
  readonly #guess: Guess;
  readonly #troubles = new Map<number, Trouble>();
  /** Namespaces that were reported as wrong, and the ones that were meant. */
  readonly #meant = new Map<string, string>();

  constructor(tree: Tree, automaton: Automaton, faults: Faults) {
    this.#tree = tree;
    this.#automaton = automaton;
    this.#faults = faults;
    this.#guess = new Guess(tree, automaton, faults);
  }

  /**
   * Goes on into an element that the state of its parent has no transition for. `behind` is the state of the level above
   * when that parent has ended: what may follow there may just be missing an end tag.
   */
  element(row: number, symbol: number, state: number, behind: number): Entry {
    const { name } = this.#tree.node(row);
    const meant = this.#meant.get(name.uri);
    if (meant !== undefined) return this.#asMeant(row, meant, state, behind);
    const anywhere = this.#automaton.anywhere(symbol);
    if (state === LOST) return { transition: NONE, inner: anywhere === DEAD ? LOST : anywhere };
    const elsewhere = this.#otherNamespace(row, anywhere);
    if (elsewhere !== null) {
      this.#faults.namespaceWrong(row, elsewhere);
      this.#meant.set(name.uri, elsewhere);
      return this.#asMeant(row, elsewhere, state, behind);
    }
    return anywhere === DEAD
      ? this.#unknown(row, state)
      : this.#misplaced(row, { symbol, anywhere, state, behind });
  }

  /** Goes on with the attribute that was probably meant: its transition, or `NONE`. */
  attribute(attribute: number, state: number): number {
    const { name, owner } = this.#tree.attribute(attribute);
    const present = new Set([...owner.attributes()].map((each) => clark(each.name)));
    const possible = this.#faults.expectation.attributes(state).filter((each) => !present.has(clark(each)));
    const meant = withXmlPrefix(name, possible) ?? nearestAttribute(name, possible);
    this.#faults.attribute(attribute, state, meant);
    const required = this.#faults.expectation.requiredAttributes(state).map(clark);
    if (meant === null || !required.includes(clark(meant))) return NONE;
    const { attributeSymbols } = this.#automaton.grammar;
    return this.#automaton.overAttribute(state, attributeSymbols.of(meant.uri, meant.local));
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
  #misplaced(row: number, misplaced: Misplaced): Entry {
    const { symbol, anywhere, state, behind } = misplaced;
    const transition = this.#automaton.overElementSkipping(state, symbol);
    if (transition !== NONE) return this.#tooEarly(row, transition, state);
    const trouble = this.#troubleAround(row);
    const { uri, local } = this.#tree.node(row).name;
    if (trouble.missing.some((each) => each.local === local && each.uri === uri))
      return { transition: NONE, inner: anywhere };
    const instead = this.#guess.instead(row, symbol, state);
    const mayFollow = behind >= 0 && this.#automaton.overElement(behind, symbol) !== NONE;
    this.#faults.elementNotAllowed(row, state, { nearest: instead, mayFollow });
    if (instead !== null) return this.#into(state, uri, instead);
    trouble.isUnclear = true;
    return { transition: NONE, inner: anywhere };
  }

  /** An element that may stand here, but only behind what is missing, or comes later. */
  #tooEarly(row: number, transition: number, state: number): Entry {
    const required = this.#faults.expectation.requiredElements(state);
    const missing = required.length > 0 ? required : this.#firstBehind(row, state);
    this.#faults.elementTooEarly(row, missing, state);
    this.#troubleAround(row).missing.push(...missing);
    return { transition, inner: this.#automaton.inner(transition) };
  }

  /** The first of the siblings behind an element that may stand where it does. */
  #firstBehind(row: number, state: number): readonly MentionedName[] {
    const { elementSymbols } = this.#automaton.grammar;
    for (let at = this.#tree.node(row).nextSibling; at !== null; at = at.nextSibling) {
      if (!at.isElement) continue;
      const { uri, local } = at.name;
      if (this.#automaton.overElement(state, elementSymbols.of(uri, local)) !== NONE) return [{ uri, local }];
    }
    return [];
  }

  /** An element that the schema does not have: taken for the one that was meant, if that may stand here. */
  #unknown(row: number, state: number): Entry {
    const { uri, local } = this.#tree.node(row).name;
    const here = this.#guess.allowed(row, state);
    if (here !== null) {
      this.#faults.elementUnknown(row, null, here);
      return this.#into(state, uri, here);
    }
    this.#faults.elementUnknown(row, state, this.#guess.known(uri, local));
    this.#troubleAround(row).isUnclear = true;
    return { transition: NONE, inner: LOST };
  }

  #into(state: number, uri: string, local: string): Entry {
    const symbol = this.#automaton.grammar.elementSymbols.of(uri, local);
    const transition = this.#automaton.overElement(state, symbol);
    return { transition, inner: this.#automaton.inner(transition) };
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
  #asMeant(row: number, uri: string, state: number, behind: number): Entry {
    const { name } = this.#tree.node(row);
    const symbol = this.#automaton.grammar.elementSymbols.of(uri, name.local);
    const anywhere = this.#automaton.anywhere(symbol);
    const transition = state === LOST ? NONE : this.#automaton.overElement(state, symbol);
    if (transition !== NONE) return { transition, inner: this.#automaton.inner(transition) };
    if (state === LOST || anywhere === DEAD)
      return { transition: NONE, inner: anywhere === DEAD ? LOST : anywhere };
    return this.#misplaced(row, { symbol, anywhere, state, behind });
  }

  #troubleAround(row: number): Trouble {
    return this.#trouble(this.#tree.columns.parent[row]!);
  }

  #trouble(row: number): Trouble {
    const known = this.#troubles.get(row);
    if (known !== undefined) return known;
    const made: Trouble = { missing: [], isUnclear: false, hasText: false };
    this.#troubles.set(row, made);
    return made;
  }
}

/** `xml:id` for `id`, `ID` and `xmlid`, where it is possible. */
function withXmlPrefix({ uri, local }: Name, possible: readonly MentionedName[]): MentionedName | null {
  const plain = local.toLowerCase().replace(/^xml[.-]?/u, "");
  const isIt = (each: MentionedName): boolean => each.uri === XML_NAMESPACE && each.local === plain;
  return uri === "" ? (possible.find(isIt) ?? null) : null;
}

/** The attribute that one of another vocabulary is, or that is spelt most like it. */
function nearestAttribute({ uri, local }: Name, possible: readonly MentionedName[]): MentionedName | null {
  const names = possible.flatMap((each) => (each.uri === uri ? [each.local] : []));
  const found = attributesMeant(local).find((each) => names.includes(each)) ?? nearest(local, names);
  return found === null ? null : { uri, local: found };
}
