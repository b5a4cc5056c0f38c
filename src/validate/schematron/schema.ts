import type { Finding } from "../../report/index.ts";
import type {
  Item,
  LazyExpression,
  PatternMatcher,
  PatternTraits,
  TreeNode,
  Variables,
} from "../../xpath/index.ts";
import type { SchemaElement } from "./schema-element.ts";

/** What stands in a schema for its questions and for the places they are at: it is either written down or ready to be asked. */
export interface Form {
  readonly question: unknown;
  /** A context, or what a phase is from. */
  readonly match: PatternTraits;
  /** The value of a variable. */
  readonly value: unknown;
  readonly place: unknown;
}

/** Questions that can be asked. */
export interface Ready extends Form {
  readonly question: LazyExpression;
  readonly match: PatternTraits & { readonly matcher: PatternMatcher };
  readonly value: { readonly items: (context: TreeNode, variables: Variables) => readonly Item[] };
  readonly place: SchemaElement;
}

/** `let`: a name for the answer to a question, which is asked when the name is first used. */
export interface Let<F extends Form = Ready> {
  readonly name: string;
  readonly value: F["value"];
  readonly at: F["place"];
}

/** A piece of a message: words, a value (`value-of`), or a name (`name`, of the node in question without a path). */
export type MessagePart<F extends Form = Ready> =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value" | "name"; readonly value: F["question"] | null; readonly at: F["place"] };

/** `assert` or `report`. */
export interface Check<F extends Form = Ready> {
  readonly kind: "assert" | "report";
  readonly test: F["question"];
  readonly severity: "error" | "warning" | "info";
  readonly message: readonly MessagePart<F>[];
  /** The diagnostics and the properties that go with it. */
  readonly remarks: readonly (readonly MessagePart<F>[])[];
  readonly subject: F["question"] | null;
  readonly at: F["place"];
}

export interface Rule<F extends Form = Ready> {
  readonly context: F["match"];
  readonly lets: readonly Let<F>[];
  readonly checks: readonly Check<F>[];
  readonly subject: F["question"] | null;
  /** What the assertions are asked of, one after the other, in the place of the node (2025 edition). */
  readonly visitEach: F["question"] | null;
  readonly at: F["place"];
}

/** `pattern`; and `group` of the 2025 edition, in which each rule judges all nodes that it matches. */
export interface Pattern<F extends Form = Ready> {
  readonly id: string | null;
  readonly isGroup: boolean;
  /** Gives the addresses of the documents it is about, in the place of the one that is checked. */
  readonly documents: F["question"] | null;
  readonly lets: readonly Let<F>[];
  readonly rules: readonly Rule<F>[];
  readonly at: F["place"];
}

/** `phase`: which patterns are applied together. */
export interface Phase<F extends Form = Ready> {
  readonly id: string;
  readonly lets: readonly Let<F>[];
  /** The ids of its patterns. */
  readonly active: readonly string[];
  /** Only what matches, and what is in it, is checked (2025 edition). */
  readonly from: F["match"] | null;
  /** Whether `#ANY` chooses the phase (2025 edition). */
  readonly when: F["question"] | null;
  readonly at: F["place"];
}

/** What a schema holds. */
export interface SchemaContent<F extends Form> {
  readonly lets: readonly Let<F>[];
  readonly patterns: readonly Pattern<F>[];
  readonly phases: readonly Phase<F>[];
  readonly defaultPhase: string | null;
  /** What is left out, each with its reason. */
  readonly findings: readonly Finding[];
}

/** The rules of a schema, understood once and applied to any number of documents. */
export interface Schematron extends SchemaContent<Ready> {
  readonly path: string;
}
