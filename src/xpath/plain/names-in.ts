import type { Step, Syntax, WrittenName } from "./syntax.ts";

/** The names that an expression uses. */
export interface NamesIn {
  /** Variables that it does not bind itself. */
  readonly variables: ReadonlySet<string>;
  readonly calls: readonly { readonly name: WrittenName; readonly arity: number }[];
  /** Prefixes of the names in its steps. */
  readonly prefixes: ReadonlySet<string>;
}

/** Gathers the names in an expression. */
export function namesIn(syntax: Syntax): NamesIn {
  const found = {
    variables: new Set<string>(),
    calls: [] as NamesIn["calls"][number][],
    prefixes: new Set<string>(),
  };
  const visit = (each: Syntax, bound: readonly string[]): void => {
    if (each.kind === "variable" && !bound.includes(each.name)) found.variables.add(each.name);
    if (each.kind === "call") found.calls.push({ name: each.name, arity: each.parts.length });
    if (each.kind === "path") for (const step of each.steps) notePrefix(step, found.prefixes);
    if (each.kind === "binding") {
      visit(each.value, bound);
      visit(each.body, [...bound, each.name]);
    } else for (const part of partsOf(each)) visit(part, bound);
  };
  visit(syntax, []);
  return found;
}

function notePrefix(step: Step, prefixes: Set<string>): void {
  if (step.kind === "axis" && step.test.kind === "name") {
    const { prefix } = step.test.name;
    if (prefix !== null && prefix !== "") prefixes.add(prefix);
  }
}

/** The expressions that an expression is put together from; those in the conditions of its steps as well. */
export function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case "integer":
    case "number":
    case "string":
    case "variable":
    case "context":
      return [];
    case "path":
      return syntax.steps.flatMap((step) =>
        step.kind === "expression" ? [step.value, ...step.predicates] : step.predicates,
      );
    case "call":
    case "sequence":
    case "other":
      return syntax.parts;
    case "if":
      return [syntax.test, syntax.yes, syntax.no];
    case "binding":
      return [syntax.value, syntax.body];
    default:
      return [syntax.left, syntax.right];
  }
}
