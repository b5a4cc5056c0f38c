import type { Finding } from "../../report/index.ts";
import type { XmlNode } from "../../tree/index.ts";
import type { LazyExpression, MatchPattern } from "../../xpath/index.ts";

/** `let`: a name for the answer to a question, which is asked when the name is first used. */
export interface Let {
  readonly name: string;
  readonly value: Pick<LazyExpression, "items">;
  readonly node: XmlNode;
}

/** A piece of a message: words, a value (`value-of`), or a name (`name`, of the node in question without a path). */
export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value" | "name"; readonly value: LazyExpression | null; readonly node: XmlNode };

/** `assert` or `report`. */
export interface Check {
  readonly kind: "assert" | "report";
  readonly test: LazyExpression;
  readonly severity: "error" | "warning" | "info";
  readonly message: readonly MessagePart[];
  /** The diagnostics and the properties that go with it. */
  readonly remarks: readonly (readonly MessagePart[])[];
  readonly subject: LazyExpression | null;
  readonly node: XmlNode;
}

export interface Rule {
  readonly context: MatchPattern;
  readonly lets: readonly Let[];
  readonly checks: readonly Check[];
  readonly subject: LazyExpression | null;
  /** What the assertions are asked of, one after the other, in the place of the node (2025 edition). */
  readonly visitEach: LazyExpression | null;
  readonly node: XmlNode;
}

/** `pattern`; and `group` of the 2025 edition, in which each rule judges all nodes that it matches. */
export interface Pattern {
  readonly id: string | null;
  readonly isGroup: boolean;
  /** Gives the addresses of the documents it is about, in the place of the one that is checked. */
  readonly documents: LazyExpression | null;
  readonly lets: readonly Let[];
  readonly rules: readonly Rule[];
  readonly node: XmlNode;
}

/** `phase`: which patterns are applied together. */
export interface Phase {
  readonly id: string;
  readonly lets: readonly Let[];
  readonly active: ReadonlySet<string>;
  /** Only what matches, and what is in it, is checked (2025 edition). */
  readonly from: MatchPattern | null;
  /** Whether `#ANY` chooses the phase (2025 edition). */
  readonly when: LazyExpression | null;
  readonly node: XmlNode;
}

/** The rules of a schema, understood once and applied to any number of documents. */
export interface Schematron {
  readonly path: string;
  readonly lets: readonly Let[];
  readonly patterns: readonly Pattern[];
  readonly phases: readonly Phase[];
  readonly defaultPhase: string | null;
  /** What is left out, each with its reason. */
  readonly findings: readonly Finding[];
}
