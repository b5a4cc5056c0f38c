/** A parameter of a datatype (RELAX NG, section 4.16; for XML Schema a constraining facet). */
export interface DatatypeParameter {
  readonly name: string;
  readonly value: string;
}

/** What a value may depend on besides its characters: the namespaces in force (QName, NOTATION), unparsed entities. */
export interface ValueContext {
  /** The namespace a prefix is bound to (the empty prefix: the default namespace), or null where it is bound to none. */
  namespaceOf(prefix: string): string | null;
  /** Whether the document declares an unparsed entity of this name (XML Schema Part 2, section 3.2.11 ENTITY). */
  isUnparsedEntity(name: string): boolean;
}

/** How the values of a datatype take part in the check of identifiers (RELAX NG DTD Compatibility, section 5). */
export type IdRole = "ID" | "IDREF" | "IDREFS";

/**
 * A datatype with its parameters applied. It is known again by `library`, `name` and `parameters`, which is all that a
 * stored schema keeps of it; costly parts (regular expressions) are made when a value is first asked about.
 */
export interface Datatype {
  /** The URI of its library; empty for the built-in one (RELAX NG, section 4: `string` and `token`). */
  readonly library: string;
  readonly name: string;
  readonly parameters: readonly DatatypeParameter[];
  /** Null where the datatype takes no part in the check of identifiers. */
  readonly idRole: IdRole | null;
  /** Whether a value depends on its context, so that verdicts must not be kept by its characters alone. */
  readonly needsContext: boolean;
  /** Whether every string belongs to it, as to `string` and `token` without parameters. */
  readonly allowsAll: boolean;
  /** Whether a string, as it stands in the document, belongs to the datatype (datatypeAllows, RELAX NG section 9.3.8). */
  allows(lexical: string, context: ValueContext): boolean;
  /**
   * The value a string stands for as a key: two strings stand for the same value just when their keys are equal
   * (datatypeEqual). Null where the string does not belong to the datatype.
   */
  valueKey(lexical: string, context: ValueContext): string | null;
  /** What belongs to it, in words a person can act on: `a date such as 1938-03-02 or 1938 (xsd:date)`. */
  readonly description: string;
  /**
   * Why a string does not belong to it, as the end of a sentence about the value, where more can be said than the
   * description (`it holds a blank`, `month 13 does not exist`, `it is longer than 8 characters`); else null.
   */
  reasonAgainst(lexical: string, context: ValueContext): string | null;
}

/** A datatype, or why there is none: an unknown library, name or parameter, or parameters that contradict each other. */
export type DatatypeResult =
  | { readonly datatype: Datatype }
  | { readonly datatype: null; readonly reason: string };
