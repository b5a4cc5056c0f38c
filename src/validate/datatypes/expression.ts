import { type CharacterClass, unionOfClasses } from "./character-class.ts";

/** A regular expression (XML Schema Part 2, appendix F) as a tree. */
export type Expression =
  | { readonly kind: "class"; readonly class: CharacterClass }
  | { readonly kind: "sequence"; readonly items: readonly Expression[] }
  | { readonly kind: "choice"; readonly branches: readonly Expression[] }
  | {
      readonly kind: "repeat";
      readonly body: Expression;
      readonly least: number;
      /** Infinity where there is no bound. */
      readonly most: number;
    };

/** One expression after another. */
export function sequenceOf(items: readonly Expression[]): Expression {
  return items.length === 1 ? items[0]! : { kind: "sequence", items };
}

/** One expression or another; single characters to choose from are a class. */
export function choiceOf(branches: readonly Expression[]): Expression {
  const classes = branches.flatMap((branch) => (branch.kind === "class" ? [branch.class] : []));
  if (classes.length === branches.length) return { kind: "class", class: unionOfClasses(classes) };
  return { kind: "choice", branches };
}

/** An expression some times over; none and once need no repetition. */
export function repeatOf(body: Expression, least: number, most: number): Expression {
  if (most === 0) return sequenceOf([]);
  return least === 1 && most === 1 ? body : { kind: "repeat", body, least, most };
}

/** Whether an expression matches the empty string. */
export function isNullable(expression: Expression): boolean {
  switch (expression.kind) {
    case "class":
      return false;
    case "sequence":
      return expression.items.every(isNullable);
    case "choice":
      return expression.branches.some(isNullable);
    case "repeat":
      return expression.least === 0 || isNullable(expression.body);
  }
}

/** How many character classes an expression has when every counter is written out; counts without bound once more. */
export function sizeOf(expression: Expression): number {
  switch (expression.kind) {
    case "class":
      return 1;
    case "sequence":
      return expression.items.reduce((sum, item) => sum + sizeOf(item), 0);
    case "choice":
      return expression.branches.reduce((sum, branch) => sum + sizeOf(branch), 1);
    case "repeat": {
      const times = Number.isFinite(expression.most) ? expression.most : Math.max(expression.least, 1);
      return times * Math.max(sizeOf(expression.body), 1);
    }
  }
}
