import { XML_NAMESPACE } from "../tree/index.ts";
import { definitions, references } from "./attributes.ts";
import { type Markup, markup } from "./markup.ts";
import { changeDefinition } from "./merge.ts";
import { patternName } from "./pattern-name.ts";
import { choice, dataPattern, group, listOf } from "./relaxng-content.ts";
import type {
  AttributeDefinition,
  AttributeGroup,
  AttributePart,
  AttributeReference,
  ClassSpec,
  ElementSpec,
  Membership,
  Odd,
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
  const own = [...definitions(spec.attributes)].filter(({ mode }) => mode !== "delete");
  const each = own.map((definition) =>
    markup("define", { name: attributeName(odd, spec, definition.ident) }, [
      attributePattern(odd, definition),
    ]),
  );
  const all = [
    ...inheritedAttributes(odd, spec.memberOf, new Set()),
    ...own.map(({ ident }) => markup("ref", { name: attributeName(odd, spec, ident) })),
    ...[...references(spec.attributes)].map((part) => referencePattern(odd, part)),
  ].filter(({ name }) => name !== "empty");
  return [
    markup("define", { name: attributesName(odd, spec) }, all.length === 0 ? [markup("empty")] : all),
    ...each,
  ];
}

/**
 * An element takes a class as a whole where it changes nothing in it and has no part of it from elsewhere; else the
 * attributes of the class and of those above it one by one, without the ones it changes.
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
    const above = withClassesAbove(odd, spec);
    if (!touches(above, changed) && !above.some(({ ident }) => seen.has(ident))) {
      for (const { ident } of above) seen.add(ident);
      found.push(markup("ref", { name: attributesName(odd, spec) }));
      continue;
    }
    seen.add(key);
    found.push(...inheritedAttributes(odd, spec.memberOf, changed, seen));
    for (const { ident, mode } of definitions(spec.attributes)) {
      if (!changed.has(ident) && mode !== "delete")
        found.push(markup("ref", { name: attributeName(odd, spec, ident) }));
    }
    for (const part of references(spec.attributes)) found.push(referencePattern(odd, part));
  }
  return found.filter(({ name }) => name !== "empty");
}

function touches(classes: readonly ClassSpec[], changed: ReadonlySet<string>): boolean {
  return classes.some(({ attributes }) =>
    [...definitions(attributes)].some(({ ident }) => changed.has(ident)),
  );
}

function withClassesAbove(odd: Odd, spec: ClassSpec): ClassSpec[] {
  const found = new Set([spec]);
  for (const one of found) {
    for (const { key } of one.memberOf) {
      const above = odd.classes.get(key);
      if (above?.type === "atts") found.add(above);
    }
  }
  return [...found];
}

/** A definition that changes an attribute of a class says only what is other; the rest is taken from the class. */
function completed(odd: Odd, spec: ElementSpec): AttributeGroup {
  const complete = (part: AttributePart): AttributePart[] => {
    if (part.kind === "reference") return [part];
    if (part.kind === "group") return [{ ...part, parts: part.parts.flatMap(complete) }];
    if (part.mode === "delete") return [];
    if (part.mode !== "change") return [part];
    const base = inheritedDefinition(odd, spec.memberOf, part.ident);
    return base === null ? [] : [changeDefinition(base, part)];
  };
  return { ...spec.attributes, parts: spec.attributes.parts.flatMap(complete) };
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

function groupParts(odd: Odd, attributes: AttributeGroup): Markup[] {
  const patterns = attributes.parts.map((part) => partPattern(odd, part));
  return attributes.choice && patterns.length > 0 ? [choice(patterns)] : patterns;
}

function partPattern(odd: Odd, part: AttributePart): Markup {
  switch (part.kind) {
    case "attribute":
      return attributePattern(odd, part);
    case "reference":
      return referencePattern(odd, part);
    case "group":
      return group(groupParts(odd, part));
    default:
      return part satisfies never;
  }
}

/** Attributes of a class that is not there are left out. Without a class it is a definition of a foreign schema. */
function referencePattern(odd: Odd, { className, name }: AttributeReference): Markup {
  if (className === "")
    return odd.definitions.has(name ?? "") ? markup("ref", { name: name! }) : markup("empty");
  const spec = odd.classes.get(className);
  if (spec?.type !== "atts") return markup("empty");
  if (name === null) return markup("ref", { name: attributesName(odd, spec) });
  const isThere = [...definitions(spec.attributes)].some(
    ({ ident, mode }) => isNamed(ident, name) && mode !== "delete",
  );
  return isThere ? markup("ref", { name: attributeName(odd, spec, name) }) : markup("empty");
}

/** `xml:id` has also been written as `xmlid`, which is how its definition is called. */
export function isNamed(ident: string, name: string): boolean {
  return ident === name || ident.replace(":", "") === name;
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
  return definition.usage === "req" ? attribute : markup("optional", {}, [attribute]);
}

function valuePattern(odd: Odd, { values, datatype }: AttributeDefinition): Markup {
  const occurs = datatype?.occurs ?? { min: 1, max: 1 };
  const listed = values?.values.map(({ value }) => markup("value", {}, [value])) ?? [];
  if (values?.type === "closed" && listed.length > 0) return listOf(choice(listed), occurs);
  const other = datatype === null ? null : dataPattern(odd, datatype);
  if (values?.type === "semi" && listed.length > 0)
    return listOf(choice([...listed, other ?? markup("data", { type: "Name" })]), occurs);
  if (datatype === null || other === null) return markup("text");
  return listOf(other, occurs);
}

function attributesName(odd: Odd, spec: ClassSpec): string {
  return `${patternName(odd, spec)}.attributes`;
}

function attributeName(odd: Odd, spec: ClassSpec, ident: string): string {
  return `${patternName(odd, spec)}.attribute.${ident.replace(":", "")}`;
}
