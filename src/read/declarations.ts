import type { Instruction, Notation } from "../tree/index.ts";
import type { Entities } from "./entity.ts";

/** An attribute as a DTD declares it (XML 1.0, section 3.3). */
export interface AttributeDeclaration {
  readonly name: string;
  /** Whether the value is a list of tokens: any type but CDATA. */
  readonly isTokens: boolean;
  readonly isId: boolean;
  /** The value to supply where the attribute is absent, normalised; null where there is none. */
  readonly value: string | null;
  /** Where the declaration stands. */
  readonly start: number;
  readonly end: number;
}

/** What the internal subset of a document declares. */
export interface Declarations {
  readonly entities: Entities;
  /** By the name of the element as it is written, then by that of the attribute. */
  readonly attributes: Map<string, Map<string, AttributeDeclaration>>;
  readonly notations: Map<string, Notation>;
  readonly instructions: Instruction[];
  /** The document says that nothing outside it matters (section 2.9). */
  readonly standalone: boolean;
  /**
   * Whether a parameter entity was referred to and not read. What is declared behind it may have been declared before in
   * it, with another meaning: it must not be used then, unless the document is standalone (section 5.1).
   */
  hasGap: boolean;
}
