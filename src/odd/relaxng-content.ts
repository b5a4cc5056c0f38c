import { NodeKind, type XmlNode } from "../tree/index.ts";
import { type Markup, markup } from "./markup.ts";
import type { Content, Facet, Occurrence, Odd } from "./specification.ts";
import { isXsdType } from "./xsd-type.ts";

const NOT_ALLOWED: Markup = markup("notAllowed");

/** Gives the pattern of a content model: its parts in order, `empty` where there are none (RELAX NG, section 3). */
export function contentPattern(odd: Odd, parts: readonly Content[]): Markup {
  return group(parts.map((part) => partPattern(odd, part)));
}

/** Gives the pattern of a datatype: a `list` where several values may stand in it. */
export function dataPattern(odd: Odd, datatype: Content): Markup {
  const one =
    datatype.kind === "sequence"
      ? group(datatype.parts.map((part) => partPattern(odd, part)))
      : partPattern(odd, datatype);
  const { min, max } = datatype.occurs;
  return min === 1 && max === 1 ? one : markup("list", {}, [repeat(one, datatype.occurs)]);
}

/** Gives the pattern of a class: one of its members, those of its subclasses among them. */
export function classPattern(odd: Odd, ident: string): Markup {
  return choice(membersOf(odd, ident).map((name) => markup("ref", { name })));
}

/** Gives the elements that are members of a class, directly or through a subclass, in the order of the ODD. */
export function membersOf(odd: Odd, ident: string): readonly string[] {
  const classes = new Set([ident]);
  // A subclass may be specified before its class, so the search goes on until nothing is added.
  for (let before = 0; before < classes.size; ) {
    before = classes.size;
    for (const spec of odd.classes.values()) {
      if (spec.memberOf.some(({ key }) => classes.has(key))) classes.add(spec.ident);
    }
  }
  return [...odd.elements.values()]
    .filter((spec) => spec.memberOf.some(({ key }) => classes.has(key)))
    .map((spec) => spec.ident);
}

/** Gives a choice, without what can never be chosen and without a choice of one. */
export function choice(patterns: readonly Markup[]): Markup {
  const possible = patterns.filter((pattern) => pattern.name !== "notAllowed");
  if (possible.length === 0) return NOT_ALLOWED;
  return possible.length === 1 ? possible[0]! : markup("choice", {}, possible);
}

/** Gives a group of patterns, all of them in order. */
export function group(patterns: readonly Markup[], combiner: "group" | "interleave" = "group"): Markup {
  if (patterns.some((pattern) => pattern.name === "notAllowed")) return NOT_ALLOWED;
  const full = patterns.filter((pattern) => pattern.name !== "empty");
  if (full.length === 0) return markup("empty");
  return full.length === 1 ? full[0]! : markup(combiner, {}, full);
}

function partPattern(odd: Odd, part: Content): Markup {
  return repeat(singlePattern(odd, part), part.occurs);
}

function singlePattern(odd: Odd, part: Content): Markup {
  switch (part.kind) {
    case "empty":
      return markup("empty");
    case "textNode":
      return markup("text");
    case "elementRef":
      return reference(part.key, odd.elements);
    case "macroRef":
      return reference(part.key, odd.macros);
    case "dataRef":
      return dataReference(odd, part.key, part.facets);
    case "dataName":
      return data(part.name, part.facets);
    case "classRef":
      return expandedClass(odd, part);
    case "sequence":
      return group(
        part.parts.map((each) => partPattern(odd, each)),
        part.ordered ? "group" : "interleave",
      );
    case "alternate":
      return choice(part.parts.map((each) => partPattern(odd, each)));
    case "valList":
      return choice(part.list.values.map(({ ident }) => markup("value", {}, [ident])));
    case "anyElement":
      return markup("ref", { name: anyElementName(part.node) });
    case "rng":
      return embedded(part.node);
    default:
      return part satisfies never;
  }
}

function reference(name: string, known: ReadonlyMap<string, unknown>): Markup {
  return known.has(name) ? markup("ref", { name }) : NOT_ALLOWED;
}

function data(type: string, facets: readonly Facet[]): Markup {
  if (!isXsdType(type)) return NOT_ALLOWED;
  return markup(
    "data",
    { type },
    facets.map(({ name, value }) => markup("param", { name }, [value])),
  );
}

/** A restriction of a datatype of the ODD goes to the types of XML Schema that it is made of. */
function dataReference(odd: Odd, key: string, facets: readonly Facet[]): Markup {
  const spec = odd.datatypes.get(key);
  if (spec === undefined) return NOT_ALLOWED;
  if (facets.length === 0) return markup("ref", { name: key });
  const narrowed = (parts: readonly Content[]): Content[] =>
    parts.map((part) => {
      if (part.kind === "sequence" || part.kind === "alternate")
        return { ...part, parts: narrowed(part.parts) };
      if (part.kind === "dataName" || part.kind === "dataRef")
        return { ...part, facets: [...part.facets, ...facets] };
      return part;
    });
  return contentPattern(odd, narrowed(spec.content ?? []));
}

function expandedClass(odd: Odd, part: Extract<Content, { kind: "classRef" }>): Markup {
  if (part.expand === "alternate" && part.include === null && part.except.length === 0) {
    return membersOf(odd, part.key).length === 0 ? NOT_ALLOWED : markup("ref", { name: part.key });
  }
  const members = membersOf(odd, part.key)
    .filter((name) => part.include?.includes(name) ?? true)
    .filter((name) => !part.except.includes(name))
    .map((name) => markup("ref", { name }));
  if (part.expand === "alternate") return choice(members);
  const occurs = EXPANDED[part.expand];
  return group(members.map((member) => repeat(member, occurs)));
}

const EXPANDED: Readonly<
  Record<"sequence" | "sequenceOptional" | "sequenceRepeatable" | "sequenceOptionalRepeatable", Occurrence>
> = {
  sequence: { min: 1, max: 1 },
  sequenceOptional: { min: 0, max: 1 },
  sequenceRepeatable: { min: 1, max: Number.POSITIVE_INFINITY },
  sequenceOptionalRepeatable: { min: 0, max: Number.POSITIVE_INFINITY },
};

/** RELAX NG counts only to one, so other numbers are written out (sections 4.15 to 4.17). */
function repeat(pattern: Markup, { min, max }: Occurrence): Markup {
  if (pattern.name === "empty" || (pattern.name === "notAllowed" && min > 0)) return pattern;
  if (pattern.name === "notAllowed" || max === 0) return markup("empty");
  if (min === 0 && max === Number.POSITIVE_INFINITY) return markup("zeroOrMore", {}, [pattern]);
  const needed = Array.from({ length: min }, () => pattern);
  if (max === Number.POSITIVE_INFINITY) {
    return group([...needed.slice(1), markup("oneOrMore", {}, [pattern])]);
  }
  return group([...needed, ...optional(pattern, max - min)]);
}

/** Nested, because a row of optional patterns would let a validator guess which of them was meant. */
function optional(pattern: Markup, times: number): Markup[] {
  let nested: Markup | null = null;
  for (let at = 0; at < times; at++) {
    nested = markup("optional", {}, [nested === null ? pattern : group([pattern, nested])]);
  }
  return nested === null ? [] : [nested];
}

/** Gives the name of the definition behind an `anyElement`; each has its own, by what it leaves out. */
export function anyElementName(node: XmlNode): string {
  const parts = [node.get("require"), node.get("except")].map((value) =>
    (value ?? "").replace(/[^\w.-]+/gu, "-"),
  );
  return ["anyElement", ...parts].join("_");
}

/** Gives the definition behind an `anyElement`: any element of some namespaces, but for some names and namespaces. */
export function anyElementPattern(part: Extract<Content, { kind: "anyElement" }>): Markup {
  const except = part.except.map((name) => nameClass(part.node, name));
  const inner = except.length === 0 ? [] : [markup("except", {}, except)];
  const names =
    part.require.length === 0
      ? [markup("anyName", {}, inner)]
      : part.require.map((ns) => markup("nsName", { ns }, inner));
  const nested = markup("ref", { name: anyElementName(part.node) });
  const anyAttribute = markup("zeroOrMore", {}, [markup("attribute", {}, [markup("anyName")])]);
  const content = markup("zeroOrMore", {}, [markup("choice", {}, [markup("text"), nested])]);
  return markup("element", {}, [
    names.length === 1 ? names[0]! : markup("choice", {}, names),
    anyAttribute,
    content,
  ]);
}

function nameClass(node: XmlNode, name: string): Markup {
  if (name.includes("/")) return markup("nsName", { ns: name });
  const [prefix, local] = name.includes(":") ? [name.split(":")[0]!, name.split(":")[1]!] : ["", name];
  return markup("name", { ns: node.namespaceOf(prefix) ?? "" }, [local]);
}

/** Takes over RELAX NG that stands in the ODD as it is, with the namespaces its names rely on. */
function embedded(node: XmlNode): Markup {
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes()) attributes[attribute.name.qualified] = attribute.value;
  const children: (Markup | string)[] = [];
  for (const child of node.children()) {
    if (child.isElement && child.uri === node.uri) children.push(embedded(child));
    else if (child.kind === NodeKind.text && child.text.trim() !== "") children.push(child.text.trim());
  }
  return markup(node.local, attributes, children);
}
