import type { ElementSpec, Odd, Specification } from "./specification.ts";

/** Gives the key of an element among others: two may have one ident, and are told apart by their prefixes. */
export function elementKey({ prefix, ident }: Pick<Specification, "prefix" | "ident">): string {
  return (prefix ?? "") + ident;
}

/** Finds the element that a reference names, by its prefix and ident or by its ident alone. */
export function findElement(elements: ReadonlyMap<string, ElementSpec>, name: string): ElementSpec | null {
  const found = elements.get(name);
  if (found !== undefined) return found;
  for (const spec of elements.values()) if (spec.ident === name) return spec;
  return null;
}

/** Gives the name of the definition of a specification: with its own prefix, else with that of the schema. */
export function patternName(schema: Pick<Odd, "prefix">, { prefix, ident }: Specification): string {
  return (prefix ?? schema.prefix) + ident;
}
