import { catalogue, type Finding, nearest } from "../report/index.ts";
import type { XmlAttribute, XmlNode } from "../tree/index.ts";
import { compileExpression, ExpressionError } from "../xpath/index.ts";
import { definitions, references } from "./attributes.ts";
import { foreignStarts } from "./foreign-grammar.ts";
import { findElement } from "./pattern-name.ts";
import { isNamed } from "./relaxng-attributes.ts";
import type {
  AttributeGroup,
  Content,
  ContentSpec,
  Membership,
  Odd,
  Specifications,
} from "./specification.ts";
import { isXsdType, XSD_TYPES } from "./xsd-type.ts";

/** Finds what an ODD refers to and does not specify, and the XPath in it that is none. What it customises is not checked. */
export function checkOdd(odd: Odd, schema: XmlNode): Finding[] {
  const findings: Finding[] = [];
  const isOwn = ({ node }: { readonly node: XmlNode }): boolean => node.tree === schema.tree;
  const { there, missing } = startsOf(odd);
  const where = schema.maybeAttribute("start") ?? schema;
  for (const name of missing) findings.push(undefinedName(where, "elementSpec", name, odd.elements.keys()));
  if (there.length === 0 && foreignStarts(odd).length === 0)
    findings.push(catalogue.oddWithoutStart(where, {}));
  const contents = [...odd.macros.values(), ...odd.datatypes.values()];
  for (const spec of [...odd.elements.values()].filter(isOwn)) {
    if (spec.content === null) findings.push(catalogue.oddWithoutContent(spec.node, { ident: spec.ident }));
  }
  for (const spec of [...odd.elements.values(), ...odd.classes.values()].filter(isOwn))
    findings.push(...checkExpressions(spec.node));
  // A specification of TEI that the ODD changes is partly its own, so what is said of the rest is left out.
  const said = checkReferences(odd, contents).filter(({ path }) => path === schema.tree.path);
  return [...findings, ...said, ...contents.flatMap((spec) => checkCircle(odd, spec))];
}

function checkReferences(odd: Odd, contents: readonly ContentSpec[]): Finding[] {
  const elements = [...odd.elements.values()];
  return [
    ...[...elements, ...odd.classes.values()].flatMap((spec) => [
      ...checkMemberships(odd, spec.memberOf),
      ...checkAttributes(odd, spec.attributes),
    ]),
    ...[...elements, ...contents].flatMap((spec) => checkContent(odd, spec.content ?? [])),
  ];
}

function startsOf(odd: Odd): { there: string[]; missing: string[] } {
  const isThere = (name: string): boolean =>
    odd.definitions.has(name) || findElement(odd.elements, name) !== null || odd.classes.has(name);
  return { there: odd.start.filter(isThere), missing: odd.start.filter((name) => !isThere(name)) };
}

/** A customisation may leave out what others refer to; only what is specified nowhere is worth a word. */
function undefinedName(
  where: XmlNode | XmlAttribute,
  kind: string,
  name: string,
  known: Iterable<string>,
): Finding {
  return catalogue.oddUndefined(where, { kind, name, nearest: nearest(name, known) });
}

function checkMemberships(odd: Odd, memberOf: readonly Membership[]): Finding[] {
  return memberOf
    .filter(({ key }) => !odd.classes.has(key) && odd.customised?.classes.has(key) !== true)
    .map(({ key, node }) =>
      undefinedName(node.maybeAttribute("key") ?? node, "classSpec", key, odd.classes.keys()),
    );
}

function checkAttributes(odd: Odd, group: AttributeGroup): Finding[] {
  const findings: Finding[] = [];
  for (const { datatype } of definitions(group))
    findings.push(...checkContent(odd, datatype === null ? [] : [datatype]));
  for (const { className, name, node } of references(group)) {
    if (className === "") {
      const where = node.maybeAttribute("name") ?? node;
      if (!odd.definitions.has(name ?? ""))
        findings.push(undefinedName(where, "definition", name ?? "", odd.definitions));
      continue;
    }
    const spec = odd.classes.get(className) ?? odd.customised?.classes.get(className);
    if (spec === undefined) {
      findings.push(
        undefinedName(node.maybeAttribute("class") ?? node, "classSpec", className, odd.classes.keys()),
      );
    } else if (name !== null) {
      const names = [...definitions(spec.attributes)].map(({ ident }) => ident);
      if (!names.some((ident) => isNamed(ident, name)))
        findings.push(undefinedName(node.maybeAttribute("name") ?? node, "attDef", name, names));
    }
  }
  return findings;
}

function checkContent(odd: Odd, parts: readonly Content[]): Finding[] {
  return parts.flatMap((part) => {
    if (part.kind === "sequence" || part.kind === "alternate") return checkContent(odd, part.parts);
    const named = reference(odd, part);
    if (named === null || named.isKnown) return [];
    return [undefinedName(named.where ?? part.node, named.kind, named.name, named.names)];
  });
}

interface NamedPart {
  readonly kind: string;
  readonly name: string;
  readonly isKnown: boolean;
  readonly names: Iterable<string>;
  readonly where: XmlAttribute | null;
}

function reference(odd: Odd, part: Content): NamedPart | null {
  switch (part.kind) {
    case "elementRef":
      return keyed(odd, part, "elementSpec", "elements");
    case "classRef":
      return keyed(odd, part, "classSpec", "classes");
    case "macroRef":
      return keyed(odd, part, "macroSpec", "macros");
    case "dataRef":
      return keyed(odd, part, "dataSpec", "datatypes");
    case "dataName": {
      const where = part.node.maybeAttribute("name");
      return {
        kind: "type of XML Schema",
        name: part.name,
        isKnown: isXsdType(part.name),
        names: XSD_TYPES,
        where,
      };
    }
    default:
      return null;
  }
}

/** What a name is looked for among: specifications of the schema, of what it customises, definitions of foreign ones. */
function keyed(
  odd: Odd,
  { node, key }: { readonly node: XmlNode; readonly key: string },
  kind: string,
  specs: keyof Specifications,
): NamedPart {
  const isElement = specs === "elements" && findElement(odd.elements, key) !== null;
  const isKnown = isElement || odd[specs].has(key) || odd.customised?.[specs].has(key) === true;
  return {
    kind,
    name: key,
    isKnown: isKnown || odd.definitions.has(key),
    names: odd[specs].keys(),
    where: node.maybeAttribute("key"),
  };
}

/** RELAX NG allows no definition that comes back to itself without an element between (section 4.19). */
function checkCircle(odd: Odd, spec: ContentSpec): Finding[] {
  const seen = new Set<ContentSpec>();
  const open = [...inner(odd, spec.content ?? [])];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (next === spec) return [catalogue.oddCircle(spec.node, { ident: spec.ident })];
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...inner(odd, next.content ?? []));
  }
  return [];
}

function inner(odd: Odd, parts: readonly Content[]): ContentSpec[] {
  return parts.flatMap((part) => {
    if (part.kind === "sequence" || part.kind === "alternate") return inner(odd, part.parts);
    const found =
      part.kind === "macroRef"
        ? odd.macros.get(part.key)
        : part.kind === "dataRef"
          ? odd.datatypes.get(part.key)
          : undefined;
    return found === undefined ? [] : [found];
  });
}

/** The XPath of processing models is understood here, so that a mistake shows where it stands. */
function checkExpressions(spec: XmlNode): Finding[] {
  const findings: Finding[] = [];
  for (const node of spec.descendantElements("model", "modelSequence", "modelGrp", "param")) {
    const attribute = node.maybeAttribute(node.local === "param" ? "value" : "predicate");
    const reason = attribute === null ? null : mistake(attribute.value);
    if (attribute !== null && reason !== null) findings.push(catalogue.oddExpression(attribute, { reason }));
  }
  return findings;
}

function mistake(expression: string): string | null {
  try {
    compileExpression(expression);
    return null;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}
