import { XML_NAMESPACE, XMLNS_NAMESPACE } from "../tree/index.ts";
import type { ByteNames } from "./byte-names.ts";

/** A name as it counts: its namespace, empty for none, and its local part (Namespaces in XML 1.0, section 2.1). */
export interface ExpandedName {
  readonly uri: string;
  readonly local: string;
}

/** The number of a name that is no QName, or whose prefix is bound to nothing. */
export const UNBOUND = -1;
const NOT_LOOKED_UP = -2;

/** Names as they count, each with a number that it keeps from one document to the next. */
export class ExpandedNames {
  readonly all: ExpandedName[] = [];
  /** How many scopes there are in which they are found. */
  scopes = 0;
  readonly #numbers = new Map<string, number>();

  of(uri: string, local: string): number {
    const key = `${local} ${uri}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.all.length);
    return this.all.push({ uri, local }) - 1;
  }
}

/** A namespace declaration: the prefix, empty for the default namespace, and what it is bound to. */
export type Declaration = readonly [prefix: string, uri: string];

/**
 * The namespaces in force within an element (Namespaces in XML 1.0, section 6), and what the names mean that were met
 * under them. Elements with the same declarations within the same scope share one, in whatever document.
 */
export class NameScope {
  /** No other scope of the same names has it. */
  readonly number: number;
  readonly #names: ByteNames;
  readonly #expanded: ExpandedNames;
  readonly #bound: ReadonlyMap<string, string>;
  readonly #within = new Map<string, NameScope>();
  readonly #elements: number[] = [];
  readonly #attributes: number[] = [];

  constructor(names: ByteNames, expanded: ExpandedNames, bound: ReadonlyMap<string, string> = BOUND_ALWAYS) {
    this.#names = names;
    this.#expanded = expanded;
    this.#bound = bound;
    this.number = expanded.scopes++;
  }

  /** How many scopes there are directly within this one. */
  get breadth(): number {
    return this.#within.size;
  }

  /** The scope of an element within this one that makes some declarations. */
  with(declarations: readonly Declaration[]): NameScope {
    const key = JSON.stringify(declarations);
    const known = this.#within.get(key);
    if (known !== undefined) return known;
    const bound = new Map([...this.#bound, ...declarations]);
    const made = new NameScope(this.#names, this.#expanded, bound);
    this.#within.set(key, made);
    return made;
  }

  /** The number of an element's name, by that of the name as it is written; or {@link UNBOUND}. */
  element(written: number): number {
    const known = this.#elements[written] ?? NOT_LOOKED_UP;
    return known === NOT_LOOKED_UP ? this.#lookUp(this.#elements, written, this.#bound.get("")) : known;
  }

  /** The same for an attribute, which without a prefix is in no namespace. */
  attribute(written: number): number {
    const known = this.#attributes[written] ?? NOT_LOOKED_UP;
    return known === NOT_LOOKED_UP ? this.#lookUp(this.#attributes, written, "") : known;
  }

  #lookUp(numbers: number[], written: number, unprefixed: string | undefined): number {
    const { prefix, local, isQualified } = this.#names.all[written]!;
    const uri = prefix === "" ? unprefixed : this.#bound.get(prefix);
    while (numbers.length <= written) numbers.push(NOT_LOOKED_UP);
    numbers[written] = uri === undefined || !isQualified ? UNBOUND : this.#expanded.of(uri, local);
    return numbers[written]!;
  }
}

const BOUND_ALWAYS: ReadonlyMap<string, string> = new Map([
  ["", ""],
  ["xml", XML_NAMESPACE],
  ["xmlns", XMLNS_NAMESPACE],
]);
