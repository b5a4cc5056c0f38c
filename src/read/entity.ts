import { catalogue, nearest, type Span } from "../report/index.ts";
import type { Expansion } from "./expansion.ts";
import { Input } from "./input.ts";

/** An entity as it was declared (XML 1.0, section 4.2). */
export type Entity =
  | { readonly kind: "internal"; readonly name: string; readonly text: string }
  | { readonly kind: "external"; readonly name: string; readonly systemId: string | null }
  | { readonly kind: "unparsed"; readonly name: string; readonly systemId: string | null };

/** Section 4.6. */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["apos", "'"],
  ["quot", '"'],
]);

const ELSEWHERE = "is declared outside the document, if at all";
const UNCERTAIN =
  "is declared behind a reference to a parameter entity that is not read, which may have given it another meaning";

/** An entity that was referred to and not read: where first, and how often. */
export interface Unread {
  readonly name: string;
  /** What keeps it from being read, in words that follow its name. */
  readonly why: string;
  readonly place: Span;
  count: number;
}

/** A predefined entity that is declared to be something else: the declaration says nothing. */
export interface Redefined {
  readonly name: string;
  readonly place: Span;
}

/** The entities of one document. */
export class Entities {
  readonly general: Map<string, Entity> = new Map();
  readonly parameter: Map<string, Entity> = new Map();
  readonly unread: Map<string, Unread> = new Map();
  readonly redefined: Redefined[] = [];
  /** General entities declared behind a gap (see `Declarations`), which are not used. */
  readonly uncertain: Set<string> = new Set();
  readonly #open = new Set<string>();
  readonly #expansion: Expansion;
  /**
   * Whether an entity that is not declared here may be declared elsewhere: there is an external subset or a reference to
   * a parameter entity, and the document is not standalone (section 4.1, Entity Declared).
   */
  mayBeElsewhere = false;

  constructor(expansion: Expansion) {
    this.#expansion = expansion;
  }

  /** Gives the character that a predefined entity stands for, or null. */
  predefined(name: string): string | null {
    return PREDEFINED.get(name) ?? null;
  }

  /**
   * Gives the text that a reference in content stands for, ready to be scanned, or null where it was not read, which is
   * noted. Throws a fault where the entity may not stand here.
   */
  include(name: string, input: Input, start: number, depth: number): Input | null {
    const entity = this.general.get(name);
    if (entity === undefined) return this.#missing(name, input, start);
    if (entity.kind === "unparsed") {
      throw input.fault(catalogue.entityMisplaced, { name, why: "it is unparsed, not XML" }, start);
    }
    if (entity.kind === "external") {
      return this.#notRead(`&${name};`, `is “${entity.systemId}”, outside the document`, input.span(start));
    }
    return this.#enter(`&${name};`, entity.text, input, start, depth);
  }

  /** The same for a reference in the value of an attribute, where no external entity may stand (section 3.1). */
  includeInValue(name: string, input: Input, start: number): Input | null {
    if (this.general.get(name)?.kind === "external") {
      const why = "the value of an attribute takes no external entity";
      throw input.fault(catalogue.entityMisplaced, { name, why }, start);
    }
    return this.include(name, input, start, 0);
  }

  /** The same for a reference to a parameter entity between declarations. */
  includeParameter(name: string, input: Input, start: number): Input | null {
    const entity = this.parameter.get(name);
    if (entity?.kind === "internal") return this.#enter(`%${name};`, entity.text, input, start, 0);
    return entity === undefined ? this.#notRead(`%${name};`, ELSEWHERE, input.span(start)) : null;
  }

  /** Ends the text of an entity. */
  leave(input: Input): void {
    if (input.inclusion !== null) this.#open.delete(input.inclusion.name);
  }

  #enter(reference: string, text: string, input: Input, start: number, depth: number): Input {
    if (this.#open.has(reference)) {
      const names = input.entities;
      const chain = [...names.slice(names.indexOf(reference)), reference];
      throw input.fault(catalogue.entityRecursive, { chain }, start);
    }
    const place = input.span(start);
    this.#expansion.spend(text.length, place);
    this.#open.add(reference);
    return new Input(text, { name: reference, place, outer: input, depth });
  }

  #missing(name: string, input: Input, start: number): null {
    if (this.mayBeElsewhere) {
      return this.#notRead(`&${name};`, this.uncertain.has(name) ? UNCERTAIN : ELSEWHERE, input.span(start));
    }
    const known = [...this.general.keys(), ...PREDEFINED.keys()];
    throw input.fault(catalogue.entityUndeclared, { name, nearest: nearest(name, known) }, start);
  }

  #notRead(name: string, why: string, place: Span): null {
    const known = this.unread.get(name);
    if (known === undefined) this.unread.set(name, { name, why, place, count: 1 });
    else known.count++;
    return null;
  }
}
