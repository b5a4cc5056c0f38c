import type { XmlNode } from "../tree/index.ts";
import { type Markup, markup } from "./markup.ts";
import { findElement, patternName } from "./pattern-name.ts";
import { embedded } from "./relaxng-embedded.ts";
import type {
  ClassMember,
  Content,
  Facet,
  NameException,
  Occurrence,
  Odd,
  Specification,
} from "./specification.ts";
import { isXsdType } from "./xsd-type.ts";

const NOT_ALLOWED: Markup = markup("notAllowed");

/** Gives the pattern of a content model: its parts in order, `empty` where there are none (RELAX NG, section 3). */
export function contentPattern(odd: Odd, parts: readonly Content[]): Markup {
  return group(patterns(odd, parts));
}

/** Gives the pattern of one value of a datatype. One that is specified nowhere may be any text. */
export function dataPattern(odd: Odd, datatype: Content): Markup {
  const parts = datatype.kind === "sequence" ? datatype.parts : [datatype];
  const found = patterns(odd, parts);
  return found.length === 0 ? markup("text") : group(found);
}

/** Gives the pattern of a value that may stand several times: a `list`, but for one at most, and for any text. */
export function listOf(one: Markup, { min, max }: Occurrence): Markup {
  if (hasText(one)) return markup("text");
  if (max === 1) return min === 0 ? markup("optional", {}, [one]) : one;
  return markup("list", {}, [repeat(one, { min, max })]);
}

function hasText(pattern: Markup): boolean {
  return (
    pattern.name === "text" || pattern.children.some((child) => typeof child !== "string" && hasText(child))
  );
}

/** What a reference leads to nothing is left out, as if it were not written. */
function patterns(odd: Odd, parts: readonly Content[]): Markup[] {
  return parts.map((part) => partPattern(odd, part)).filter((pattern) => pattern !== null);
}

/** Gives the pattern of a class: one of its members; a subclass is referred to, so that no choice gets very long. */
export function classPattern(odd: Odd, ident: string): Markup {
  return choice(directMembers(odd, ident).map((member) => chosenMember(odd, ident, member)));
}

/** Gives a choice, without what can never be chosen and without a choice of one. */
export function choice(patterns: readonly Markup[]): Markup {
  if (patterns.length === 0) return NOT_ALLOWED;
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

function partPattern(odd: Odd, part: Content): Markup | null {
  const single = singlePattern(odd, part);
  return single === null ? null : repeat(single, part.occurs);
}

function singlePattern(odd: Odd, part: Content): Markup | null {
  switch (part.kind) {
    case "empty":
      return markup("empty");
    case "textNode":
      return markup("text");
    case "everyElement":
      return choice(
        [...odd.elements.values()].map((spec) => markup("ref", { name: patternName(odd, spec) })),
      );
    case "elementRef":
      return reference(odd, part.key, findElement(odd.elements, part.key));
    case "macroRef":
      return reference(odd, part.key, odd.macros.get(part.key));
    case "dataRef":
      return dataReference(odd, part.key, part.facets);
    case "dataName":
      return data(part.name, part.facets);
    case "classRef":
      return odd.classes.has(part.key) ? expandedClass(odd, part) : null;
    case "sequence":
      return sequence(odd, part);
    case "alternate":
      return alternative(patterns(odd, part.parts));
    case "valList":
      return choice(part.list.values.map(({ value }) => markup("value", {}, [value])));
    case "anyElement":
      return markup("ref", { name: anyElementName(part.node) });
    case "rng":
      return embedded(odd, part.node);
    default:
      return part satisfies never;
  }
}

/** A sequence of values alone is a list of them, since text cannot be divided otherwise. */
function sequence(odd: Odd, { parts, ordered }: Extract<Content, { kind: "sequence" }>): Markup {
  const inner = patterns(odd, parts);
  const areValues = parts.length > 0 && parts.every(({ kind }) => kind === "dataRef" || kind === "dataName");
  if (areValues) return markup("list", {}, [group(inner)]);
  return group(inner, ordered ? "group" : "interleave");
}

/** Where nothing that is referred to is there, nothing has to stand there. */
function alternative(members: readonly Markup[]): Markup {
  return members.length === 0 ? markup("empty") : choice(members);
}

/** A name that is no specification's may be that of a definition in a schema of another vocabulary. */
function reference(odd: Odd, key: string, spec: Specification | null | undefined): Markup | null {
  if (spec) return markup("ref", { name: patternName(odd, spec) });
  return odd.definitions.has(key) ? markup("ref", { name: key }) : null;
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
function dataReference(odd: Odd, key: string, facets: readonly Facet[]): Markup | null {
  const spec = odd.datatypes.get(key);
  if (spec === undefined) return reference(odd, key, odd.macros.get(key));
  if (facets.length === 0) return reference(odd, key, spec);
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
  if (part.expand === "alternate" && part.include === null && part.except.length === 0)
    return memberPattern(odd, odd.classes.get(part.key)!);
  const members = directMembers(odd, part.key)
    .filter(({ ident }) => part.include?.includes(ident) ?? true)
    .filter(({ ident }) => !part.except.includes(ident));
  return expansionOf(odd, part.key, members, part.expand);
}

/** The elements and the classes that are members of a class themselves: `@include` and `@expand` are about these. */
function directMembers(odd: Odd, ident: string): readonly ClassMember[] {
  return odd.members.of.get(ident) ?? [];
}

function memberPattern(odd: Odd, member: ClassMember): Markup {
  const isThere = "content" in member || odd.members.inhabited.has(member.ident);
  return isThere ? markup("ref", { name: patternName(odd, member) }) : NOT_ALLOWED;
}

/** Gives the pattern of a class in one of its expansions, as content in RELAX NG calls for it: `model.x_sequence`. */
export function classExpansion(odd: Odd, ident: string, expansion: string): Markup {
  return expansionOf(odd, ident, directMembers(odd, ident), expansion);
}

function expansionOf(odd: Odd, ident: string, members: readonly ClassMember[], expansion: string): Markup {
  const occurs = (EXPANDED as Readonly<Record<string, Occurrence>>)[expansion];
  if (occurs === undefined) return alternative(members.map((member) => chosenMember(odd, ident, member)));
  const counted = members.map((member) => repeat(memberPattern(odd, member), occurrenceIn(ident, member)));
  return group(counted.map((member) => repeat(member, occurs)));
}

/** How often an element stands where a class that it is a member of is written out; a class stands once. */
function occurrenceIn(ident: string, member: ClassMember): Occurrence {
  const membership = "content" in member ? member.memberOf.find(({ key }) => key === ident) : undefined;
  return membership?.occurs ?? { min: 1, max: 1 };
}

/**
 * Where one of several members is chosen, it stands once: what chooses says how often it does. One that need not stand
 * as often as it may can be absent, as the TEI Stylesheets have it.
 */
function chosenMember(odd: Odd, ident: string, member: ClassMember): Markup {
  const { min, max } = occurrenceIn(ident, member);
  if (max === 0) return NOT_ALLOWED;
  const least = min === max ? 1 : 0;
  return repeat(memberPattern(odd, member), { min: least, max: Number.isFinite(max) ? 1 : max });
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
export function anyElementPattern(odd: Odd, part: Extract<Content, { kind: "anyElement" }>): Markup {
  const left =
    part.except.length > 0 ? part.except.map((name) => nameException(part.node, name)) : odd.exceptions;
  const except = left
    .filter(({ namespace }) => part.require.length === 0 || part.require.includes(namespace))
    .map(nameClass);
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

function nameClass({ namespace, local }: NameException): Markup {
  return local === null ? markup("nsName", { ns: namespace }) : markup("name", { ns: namespace }, [local]);
}

/** The prefix that the Guidelines write in the default of `@defaultExceptions`, for their namespace of examples. */
const EXAMPLES_PREFIX = "teix";
const EXAMPLES_NAMESPACE = "http://www.tei-c.org/ns/Examples";

/** Reads a name of `@except` or `@defaultExceptions`, written at a node: a namespace, or a name with a prefix. */
export function nameException(node: XmlNode, name: string): NameException {
  const [prefix = "", local = ""] = name.split(":");
  const bound = node.namespaceOf(prefix) ?? (prefix === EXAMPLES_PREFIX ? EXAMPLES_NAMESPACE : null);
  const isName = local !== "" && !name.includes("/") && bound !== null;
  return isName ? { namespace: bound, local } : { namespace: name, local: null };
}
