import type { NameScope } from "./compile.ts";
import type { Syntax } from "./syntax.ts";

/** The functions that are false of nothing, unless the part they look for is empty. */
const OF_PARTS: ReadonlySet<string> = new Set(["starts-with", "ends-with", "contains"]);

/** Gives an attribute without which a condition cannot hold, or null where none is seen. */
export function requiredAttribute(
  syntax: Syntax,
  scope: NameScope,
): { readonly local: string; readonly uri: string } | null {
  switch (syntax.kind) {
    case "path":
      return syntax.isAbsolute || syntax.steps.length !== 1 ? null : attributeOf(syntax, scope);
    case "and":
      return requiredAttribute(syntax.left, scope) ?? requiredAttribute(syntax.right, scope);
    case "compare":
      return requiredAttribute(syntax.left, scope) ?? requiredAttribute(syntax.right, scope);
    case "call": {
      const [whole, part] = syntax.parts;
      if (whole === undefined || part?.kind !== "string" || part.value === "") return null;
      return OF_PARTS.has(syntax.name.local ?? "") ? requiredAttribute(whole, scope) : null;
    }
    default:
      return null;
  }
}

function attributeOf(
  { steps }: Extract<Syntax, { kind: "path" }>,
  scope: NameScope,
): { readonly local: string; readonly uri: string } | null {
  const [step] = steps;
  if (step?.kind !== "axis" || step.axis !== "attribute" || step.test.kind !== "name") return null;
  const { prefix, local } = step.test.name;
  const uri = prefix === "" ? "" : prefix === null ? null : scope.namespaceOf(prefix);
  return local === null || uri === null ? null : { local, uri };
}
