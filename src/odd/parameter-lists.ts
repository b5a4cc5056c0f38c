import { definitions } from "./attributes.ts";
import { attributeStep, contextOf, literal } from "./constraints.ts";
import { type Markup, markup } from "./markup.ts";
import type { Specifications, ValueItem } from "./specification.ts";

/**
 * Makes a pattern for each value with a `paramList`: where a processing model has this behaviour, its parameters are to be
 * of those. This concerns documents that are ODDs themselves.
 */
export function* parameterPatterns({ elements }: Specifications): Generator<Markup, undefined> {
  for (const spec of elements.values()) {
    for (const attribute of definitions(spec.attributes)) {
      const step = attributeStep(attribute);
      for (const item of attribute.values?.values ?? [])
        if (item.parameters !== null)
          yield pattern(
            `${contextOf(spec)}[${step} = ${literal(item.value)}]`,
            attribute.ident,
            item,
            item.parameters,
          );
    }
  }
}

function pattern(model: string, ident: string, { value }: ValueItem, names: readonly string[]): Markup {
  const parameter = markup("value-of", { select: "@name" });
  const known = names.length === 0 ? "It has none." : `It has ${names.join(", ")}.`;
  const message = [`The ${ident} ${value} has no parameter “`, parameter, `”. ${known}`];
  const assert = markup("assert", { test: `@name = (${names.map(literal).join(", ")})` }, message);
  return markup("pattern", {}, [markup("rule", { context: `${model}/tei:param` }, [assert])]);
}
