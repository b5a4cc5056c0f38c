import { definitions } from "./attributes.ts";
import { attributeContext, contextOf, literal, membersOf } from "./constraints.ts";
import { type Markup, markup } from "./markup.ts";
import type { AttributeDefinition, Deprecation, ElementSpec, Specifications } from "./specification.ts";

/**
 * Makes a pattern for each element, attribute and value that has a `@validUntil`: whoever uses it is warned, and told the
 * date and the reason. The date is not held against the clock, so a document has the same findings on every day.
 */
export function* deprecationPatterns(specs: Specifications): Generator<Markup, undefined> {
  for (const spec of specs.elements.values()) {
    if (spec.deprecation !== null) yield pattern(contextOf(spec), ["The element ", NAME], spec.deprecation);
    for (const attribute of definitions(spec.attributes)) {
      if (attribute.mode !== "delete") yield* attributePatterns(attribute, [spec]);
    }
  }
  for (const spec of specs.classes.values()) {
    const members = membersOf(specs, spec.ident);
    for (const attribute of definitions(spec.attributes)) yield* attributePatterns(attribute, members);
  }
}

const NAME = markup("name");
const PARENT = markup("name", { path: ".." });

function* attributePatterns(
  attribute: AttributeDefinition,
  elements: readonly ElementSpec[],
): Generator<Markup, undefined> {
  const contexts = elements.map((element) => attributeContext(element, attribute));
  if (contexts.length === 0) return;
  const subject = [`attribute ${attribute.ident} of the element `, PARENT];
  if (attribute.deprecation !== null)
    yield pattern(contexts.join(" | "), ["The ", ...subject], attribute.deprecation);
  for (const { value, deprecation } of attribute.values?.values ?? []) {
    if (deprecation === null) continue;
    const having = contexts.map((context) => `${context}[tokenize(.) = ${literal(value)}]`);
    yield pattern(having.join(" | "), [`The value “${value}” of the `, ...subject], deprecation);
  }
}

function pattern(
  context: string,
  subject: readonly (Markup | string)[],
  { until, reason }: Deprecation,
): Markup {
  const message = [...subject, ` is deprecated: it is valid until ${until}.`];
  if (reason !== null) message.push(` ${reason}`);
  const report = markup("report", { test: "true()", role: "warning" }, message);
  return markup("pattern", {}, [markup("rule", { context }, [report])]);
}
