import type { BuiltInType } from "./built-in-type.ts";
import type { Datatype, DatatypeParameter, IdRole, ValueContext } from "./datatype.ts";
import type { Facet } from "./facet.ts";
import { normalizeWhiteSpace, trimmedEnd, trimmedStart } from "./white-space.ts";

/** A type of a library with its parameters applied. */
export class TypedDatatype implements Datatype {
  readonly library: string;
  readonly name: string;
  readonly parameters: readonly DatatypeParameter[];
  readonly idRole: IdRole | null;
  readonly needsContext: boolean;
  readonly allowsAll: boolean;
  readonly #type: BuiltInType;
  readonly #facets: readonly Facet[];

  constructor(library: string, type: BuiltInType, facets: readonly Facet[]) {
    this.library = library;
    this.name = type.name;
    this.parameters = facets.map((facet) => facet.parameter);
    this.idRole = type.idRole;
    this.needsContext = type.needsContext;
    this.allowsAll = type.allowsAll && facets.length === 0;
    this.#type = type;
    this.#facets = facets;
  }

  allows(lexical: string, context: ValueContext): boolean {
    const type = this.#type;
    if (!type.allowsAll && !this.#scans(lexical, context)) return false;
    if (this.#facets.length === 0) return true;
    const value = normalizeWhiteSpace(lexical, type.whiteSpace);
    for (const facet of this.#facets) if (!facet.holds(value)) return false;
    return true;
  }

  valueKey(lexical: string, context: ValueContext): string | null {
    if (!this.allows(lexical, context)) return null;
    return this.#type.key(normalizeWhiteSpace(lexical, this.#type.whiteSpace), context);
  }

  get description(): string {
    const words = [this.#type.words, ...this.#facets.map((facet) => facet.words)].join(", ");
    return this.library === "" ? words : `${words} (xsd:${this.name})`;
  }

  reasonAgainst(lexical: string, context: ValueContext): string | null {
    const value = normalizeWhiteSpace(lexical, this.#type.whiteSpace);
    if (!this.#scans(lexical, context)) return faultInValue(this.#type, value, context);
    return this.#facets.find((facet) => !facet.holds(value))?.reason(value) ?? null;
  }

  /** All types but those of running text collapse white space, so that only what stands between it is looked at. */
  #scans(lexical: string, context: ValueContext): boolean {
    const start = trimmedStart(lexical);
    return this.#type.scan(lexical, start, trimmedEnd(lexical, start), context);
  }
}

function faultInValue(type: BuiltInType, value: string, context: ValueContext): string | null {
  if (value === "") return "it is empty";
  const fault = type.fault(value, context);
  if (fault !== null || !value.includes(" ")) return fault;
  return "it holds a blank; several values stand side by side only where the schema allows a list";
}
