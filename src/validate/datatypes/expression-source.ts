import type { Expression } from "./expression.ts";

/** An expression as JavaScript writes it under the flag `v`, to match a whole value. */
export function javaScriptSource(expression: Expression): string {
  return `^(?:${sourceOf(expression)})$`;
}

function sourceOf(expression: Expression): string {
  switch (expression.kind) {
    case "class":
      return expression.class.source;
    case "sequence":
      return `(?:${expression.items.map(sourceOf).join("")})`;
    case "choice":
      return `(?:${expression.branches.map(sourceOf).join("|")})`;
    case "repeat":
      return `(?:${sourceOf(expression.body)})${quantifier(expression.least, expression.most)}`;
  }
}

function quantifier(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return least > 1 ? `{${least},}` : least === 1 ? "+" : "*";
  return least === 0 && most === 1 ? "?" : `{${least},${most}}`;
}
