/** The axes of XPath 3.1 (section 3.3.2.1), without `namespace`, which it deprecates. */
export type Axis =
  | "child"
  | "descendant"
  | "attribute"
  | "self"
  | "descendant-or-self"
  | "following-sibling"
  | "following"
  | "parent"
  | "ancestor"
  | "preceding-sibling"
  | "preceding"
  | "ancestor-or-self";

/** A name as it is written; null stands for any. A prefix is empty where there is none. */
export interface WrittenName {
  readonly prefix: string | null;
  readonly local: string | null;
}

/** What a step lets through (section 3.3.2.2). */
export type NodeTest =
  | { readonly kind: "name"; readonly name: WrittenName }
  | { readonly kind: "node" | "text" | "comment" | "instruction" | "element" | "attribute" | "document" }
  /** A kind test with arguments, which is left to the engine. */
  | { readonly kind: "other" };

/** A step along an axis, or an expression in the place of one. */
export type Step =
  | {
      readonly kind: "axis";
      readonly axis: Axis;
      readonly test: NodeTest;
      readonly predicates: readonly Syntax[];
    }
  | { readonly kind: "expression"; readonly value: Syntax; readonly predicates: readonly Syntax[] };

export type GeneralComparison = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type ValueComparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";
export type NodeComparison = "is" | "<<" | ">>";

/** An expression of XPath 3.1, as far as it says what is asked; the parts of all others are kept for the names in them. */
export type Syntax =
  | { readonly kind: "integer" | "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "context" }
  /** Steps from the context, or from the root of its tree. */
  | { readonly kind: "path"; readonly isAbsolute: boolean; readonly steps: readonly Step[] }
  | { readonly kind: "or" | "and"; readonly left: Syntax; readonly right: Syntax }
  | {
      readonly kind: "compare";
      readonly operator: GeneralComparison | ValueComparison | NodeComparison;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: "union" | "intersect" | "except"; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "concatenate"; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "sum"; readonly sign: "+" | "-"; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "call"; readonly name: WrittenName; readonly parts: readonly Syntax[] }
  | { readonly kind: "sequence"; readonly parts: readonly Syntax[] }
  | { readonly kind: "if"; readonly test: Syntax; readonly yes: Syntax; readonly no: Syntax }
  /** `for`, `let`, `some` and `every`: a name that is bound, and what is asked with it. */
  | { readonly kind: "binding"; readonly name: string; readonly value: Syntax; readonly body: Syntax }
  /** What only the engine understands. */
  | { readonly kind: "other"; readonly parts: readonly Syntax[] };
