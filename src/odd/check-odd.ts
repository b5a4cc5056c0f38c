import { catalogue, type Finding, nearest } from "../report/index.ts";
import type { XmlAttribute, XmlNode } from "../tree/index.ts";
import { compileExpression, ExpressionError } from "../xpath/index.ts";
import { definitions, references } from "./attributes.ts";
import type { AttributeGroup, Content, ContentSpec, Membership, Odd } from "./specification.ts";
import { isXsdType, XSD_TYPES } from "./xsd-type.ts";

/** Finds what an ODD refers to and does not specify, and the XPath in it that is none. */
export function checkOdd(odd: Odd, schema: XmlNode | null): Finding[] {
  const findings: Finding[] = [];
  for (const name of odd.start) {
    if (schema !== null && !odd.elements.has(name)) {
      findings.push(
        undefinedName(schema.maybeAttribute("start") ?? schema, "elementSpec", name, odd.elements.keys()),
      );
    }
  }
  for (const spec of odd.elements.values()) {
    if (spec.content === null) findings.push(catalogue.oddWithoutContent(spec.node, { ident: spec.ident }));
    findings.push(...checkMemberships(odd, spec.memberOf), ...checkAttributes(odd, spec.attributes));
    findings.push(...checkContent(odd, spec.content ?? []), ...checkExpressions(spec.node));
  }
  for (const spec of odd.classes.values()) {
    findings.push(...checkMemberships(odd, spec.memberOf), ...checkAttributes(odd, spec.attributes));
    findings.push(...checkExpressions(spec.node));
  }
  for (const spec of [...odd.macros.values(), ...odd.datatypes.values()]) {
    findings.push(...checkContent(odd, spec.content ?? []), ...checkCircle(odd, spec));
  }
  return findings;
}

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
    .filter(({ key }) => !odd.classes.has(key))
    .map(({ key, node }) =>
      undefinedName(node.maybeAttribute("key") ?? node, "classSpec", key, odd.classes.keys()),
    );
}

function checkAttributes(odd: Odd, group: AttributeGroup): Finding[] {
  const findings: Finding[] = [];
  for (const { datatype } of definitions(group))
    findings.push(...checkContent(odd, datatype === null ? [] : [datatype]));
  for (const { className, name, node } of references(group)) {
    const spec = odd.classes.get(className);
    if (spec === undefined) {
      findings.push(
        undefinedName(node.maybeAttribute("class") ?? node, "classSpec", className, odd.classes.keys()),
      );
    } else if (name !== null) {
      const names = [...definitions(spec.attributes)].map(({ ident }) => ident);
      if (!names.includes(name))
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
      return keyed(part.node, "elementSpec", part.key, odd.elements);
    case "classRef":
      return keyed(part.node, "classSpec", part.key, odd.classes);
    case "macroRef":
      return keyed(part.node, "macroSpec", part.key, odd.macros);
    case "dataRef":
      return keyed(part.node, "dataSpec", part.key, odd.datatypes);
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

function keyed(node: XmlNode, kind: string, name: string, known: ReadonlyMap<string, unknown>): NamedPart {
  return { kind, name, isKnown: known.has(name), names: known.keys(), where: node.maybeAttribute("key") };
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
