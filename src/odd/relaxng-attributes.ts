import { XML_NAMESPACE } from "../tree/index.ts";
import { definitions } from "./attributes.ts";
import { type Markup, markup } from "./markup.ts";
import { choice, dataPattern, group } from "./relaxng-content.ts";
import type {
  AttributeDefinition,
  AttributeGroup,
  AttributePart,
  ClassSpec,
  ElementSpec,
  Membership,
  Odd,
  ValueList,
} from "./specification.ts";

/** Gives the patterns of all attributes an element may have: its own, and those of its classes that it does not change. */
export function elementAttributes(odd: Odd, spec: ElementSpec): Markup[] {
  const own = [...definitions(spec.attributes)];
  const changed = new Set(own.map((definition) => definition.ident));
  const inherited = inheritedAttributes(odd, spec.memberOf, changed);
  return [...inherited, ...groupParts(odd, completed(odd, spec))].filter((each) => each.name !== "empty");
}

/** Gives the definitions of an attribute class: one for each attribute, and one that takes them all with those above. */
export function classAttributes(odd: Odd, spec: ClassSpec): Markup[] {
  const each = [...definitions(spec.attributes)].map((definition) =>
    markup("define", { name: attributeName(spec.ident, definition.ident) }, [
      attributePattern(odd, definition),
    ]),
  );
  const all = [
    ...inheritedAttributes(odd, spec.memberOf, new Set()),
    ...groupParts(odd, spec.attributes, spec.ident),
  ];
  return [
    markup("define", { name: attributesName(spec.ident) }, all.length === 0 ? [markup("empty")] : all),
    ...each,
  ];
}

/**
 * An element takes a class as a whole where it changes nothing in it; else the attributes of the class and of those
 * above it one by one, without the ones it changes.
 */
function inheritedAttributes(
  odd: Odd,
  memberOf: readonly Membership[],
  changed: ReadonlySet<string>,
  seen: Set<string> = new Set(),
): Markup[] {
  const found: Markup[] = [];
  for (const { key } of memberOf) {
    const spec = odd.classes.get(key);
    if (spec?.type !== "atts" || seen.has(key)) continue;
    if (!touches(odd, spec, changed)) {
      seen.add(key);
      found.push(markup("ref", { name: attributesName(key) }));
      continue;
    }
    seen.add(key);
    found.push(...inheritedAttributes(odd, spec.memberOf, changed, seen));
    for (const { ident } of definitions(spec.attributes)) {
      if (!changed.has(ident)) found.push(markup("ref", { name: attributeName(key, ident) }));
    }
  }
  return found;
}

function touches(odd: Odd, spec: ClassSpec, changed: ReadonlySet<string>): boolean {
  if ([...definitions(spec.attributes)].some(({ ident }) => changed.has(ident))) return true;
  return spec.memberOf.some(({ key }) => {
    const above = odd.classes.get(key);
    return above !== undefined && above !== spec && touches(odd, above, changed);
  });
}

/** A definition that changes an attribute of a class says only what is other; the rest is taken from the class. */
function completed(odd: Odd, spec: ElementSpec): AttributeGroup {
  const complete = (part: AttributePart): AttributePart[] => {
    if (part.kind === "reference") return [part];
    if (part.kind === "group") return [{ ...part, parts: part.parts.flatMap(complete) }];
    if (part.mode === "delete") return [];
    return [
      part.mode === "change"
        ? changedDefinition(part, inheritedDefinition(odd, spec.memberOf, part.ident))
        : part,
    ];
  };
  return { ...spec.attributes, parts: spec.attributes.parts.flatMap(complete) };
}

function changedDefinition(part: AttributeDefinition, base: AttributeDefinition | null): AttributeDefinition {
  if (base === null) return part;
  return {
    ...part,
    required: part.node.get("usage") === null ? base.required : part.required,
    datatype: part.datatype ?? base.datatype,
    values: part.values ?? base.values,
    description: part.description ?? base.description,
  };
}

function inheritedDefinition(
  odd: Odd,
  memberOf: readonly Membership[],
  ident: string,
): AttributeDefinition | null {
  for (const { key } of memberOf) {
    const spec = odd.classes.get(key);
    if (spec === undefined) continue;
    const found = [...definitions(spec.attributes)].find((definition) => definition.ident === ident);
    const above = found ?? inheritedDefinition(odd, spec.memberOf, ident);
    if (above !== null) return above;
  }
  return null;
}

/** With the name of a class, its attributes are referred to; without, they are written out. */
function groupParts(odd: Odd, attributes: AttributeGroup, className: string | null = null): Markup[] {
  const patterns = attributes.parts.map((part) => partPattern(odd, part, className));
  return attributes.choice ? [choice(patterns)] : patterns;
}

function partPattern(odd: Odd, part: AttributePart, className: string | null): Markup {
  switch (part.kind) {
    case "attribute":
      if (className === null) return attributePattern(odd, part);
      return markup("ref", { name: attributeName(className, part.ident) });
    case "reference":
      if (!odd.classes.has(part.className)) return markup("empty");
      return markup("ref", {
        name: part.name === null ? attributesName(part.className) : attributeName(part.className, part.name),
      });
    case "group":
      return group(groupParts(odd, part, className));
    default:
      return part satisfies never;
  }
}

function attributePattern(odd: Odd, definition: AttributeDefinition): Markup {
  const { name, namespace, description } = definition;
  const qualified =
    namespace === XML_NAMESPACE
      ? { name: `xml:${name}` }
      : namespace === ""
        ? { name }
        : { name, ns: namespace };
  const said = description === null ? [] : [markup("a:documentation", {}, [description])];
  const attribute = markup("attribute", qualified, [...said, valuePattern(odd, definition)]);
  return definition.required ? attribute : markup("optional", {}, [attribute]);
}

function valuePattern(odd: Odd, { values, datatype }: AttributeDefinition): Markup {
  if (values?.type === "closed" && values.values.length > 0) return listed(values, datatype);
  if (datatype === null) return markup("text");
  return dataPattern(odd, datatype);
}

function listed(values: ValueList, datatype: AttributeDefinition["datatype"]): Markup {
  const one = choice(values.values.map(({ ident }) => markup("value", {}, [ident])));
  const several = (datatype?.occurs.max ?? 1) > 1;
  return several ? markup("list", {}, [markup("oneOrMore", {}, [one])]) : one;
}

function attributesName(className: string): string {
  return `${className}.attributes`;
}

function attributeName(className: string, ident: string): string {
  return `${className}.attribute.${ident.replace(":", "")}`;
}
