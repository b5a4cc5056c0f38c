import type { Datatype } from "../datatypes/datatype.ts";
import type { NameClass } from "./name-class.ts";

/** Where a part of a schema stands, for findings about the schema itself. */
export interface SchemaPlace {
  /** The path of the file, as its reader was given it. */
  readonly path: string;
  /** Offsets in the decoded text of that file. */
  readonly start: number;
  readonly end: number;
}

/**
 * A pattern in the simple form (RELAX NG, section 5): what is left after all of section 4, with references to
 * definitions that are no elements replaced by what they define. The pattern of one definition is one object, however
 * often it is referred to, so that shared parts of a schema stay shared. Only `element` leads around in circles.
 */
export type Pattern =
  | { readonly kind: "empty" }
  | { readonly kind: "notAllowed" }
  | { readonly kind: "text" }
  | { readonly kind: "choice"; readonly members: readonly Pattern[] }
  | { readonly kind: "group"; readonly members: readonly Pattern[] }
  | { readonly kind: "interleave"; readonly members: readonly Pattern[] }
  | { readonly kind: "oneOrMore"; readonly pattern: Pattern }
  | { readonly kind: "list"; readonly pattern: Pattern }
  | { readonly kind: "data"; readonly datatype: Datatype; readonly except: Pattern | null }
  /** `key` is what the datatype gives for `lexical` in the schema's own context; never null in a correct schema. */
  | { readonly kind: "value"; readonly datatype: Datatype; readonly lexical: string; readonly key: string }
  | { readonly kind: "attribute"; readonly name: NameClass; readonly pattern: Pattern }
  /** A reference to an element: its definition by its index in the grammar. */
  | { readonly kind: "element"; readonly element: number };

/** One element of a schema, by its name class and what it holds: attributes and content together. */
export interface ElementDefinition {
  readonly name: NameClass;
  readonly pattern: Pattern;
  readonly place: SchemaPlace;
}

/** A schema in simple form: the pattern that a document's outermost element has to match, and the elements it leads to. */
export interface Grammar {
  readonly start: Pattern;
  readonly elements: readonly ElementDefinition[];
}
