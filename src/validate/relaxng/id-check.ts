import type { Tree } from "../../tree/index.ts";
import type { IdRole } from "../datatypes/datatype.ts";
import type { Faults } from "./faults.ts";
import { clark } from "./name-class.ts";
import type { Symbols } from "./symbols.ts";
import { tokens } from "./values.ts";

/** The attributes that hold identifiers or references to them: by element and by attribute, each `{uri}local`. */
export type IdTypes = ReadonlyMap<string, ReadonlyMap<string, IdRole>>;

/** The names of the attributes that may hold an identifier or a reference on some element, as symbols. */
export function idSymbols(types: IdTypes, symbols: Symbols): ReadonlySet<number> {
  // Most elements have the same, in the same map.
  const attributes = new Set([...new Set(types.values())].flatMap((ofElement) => [...ofElement.keys()]));
  return new Set(
    symbols.names.flatMap(({ uri, local }, symbol) => (attributes.has(`{${uri}}${local}`) ? [symbol] : [])),
  );
}

/** Checks that identifiers are unique and lead somewhere (RELAX NG DTD Compatibility, section 5). */
export class IdCheck {
  readonly #tree: Tree;
  readonly #types: IdTypes;
  readonly #faults: Faults;
  readonly #owners = new Map<string, number>();
  readonly #references: { readonly id: string; readonly attribute: number }[] = [];

  constructor(tree: Tree, types: IdTypes, faults: Faults) {
    this.#tree = tree;
    this.#types = types;
    this.#faults = faults;
  }

  /** Takes note of an attribute by its row. */
  attribute(attribute: number): void {
    const { name, owner, value } = this.#tree.attribute(attribute);
    const role = this.#types.get(clark(owner.name))?.get(clark(name));
    if (role === undefined) return;
    const ids = tokens(value);
    if (role === "ID" && ids.length === 1) this.#identifier(ids[0]!, attribute);
    else if (role !== "ID") for (const id of ids) this.#references.push({ id, attribute });
  }

  /** Reports the references that lead nowhere, when all identifiers are known. */
  finish(): void {
    for (const { id, attribute } of this.#references) {
      if (!this.#owners.has(id)) this.#faults.danglingReference(attribute, id);
    }
  }

  #identifier(id: string, attribute: number): void {
    const first = this.#owners.get(id);
    if (first === undefined) this.#owners.set(id, attribute);
    else this.#faults.duplicateId(attribute, id, first);
  }
}
