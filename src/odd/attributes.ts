import { XML_NAMESPACE, type XmlNode } from "../tree/index.ts";
import { deprecation, description, mode, occurrence } from "./attribute-value.ts";
import { readDatatype, readValueList } from "./content.ts";
import type {
  AttributeDefinition,
  AttributeGroup,
  AttributePart,
  AttributeReference,
  Membership,
} from "./specification.ts";

/** Reads the `attList` of a specification; without one it is an empty group (TEI Guidelines, section 23.5.6). */
export function readAttributes(spec: XmlNode): AttributeGroup {
  const lists = [...spec.elements("attList")];
  if (lists.length === 1) return readGroup(lists[0]!);
  return { kind: "group", choice: false, parts: lists.map(readGroup) };
}

/** Reads `classes/memberOf`. */
export function readMemberships(spec: XmlNode): readonly Membership[] {
  const classes = spec.maybeElement("classes");
  if (classes === null) return [];
  return [...classes.elements("memberOf")].map((node) => ({
    key: node.get("key") ?? "",
    mode: mode(node),
    occurs: occurrence(node, "min", "max"),
    node,
  }));
}

/** Gives all the definitions of a group, those of inner groups among them. */
export function* definitions(group: AttributeGroup): Generator<AttributeDefinition, undefined> {
  for (const part of group.parts) {
    if (part.kind === "attribute") yield part;
    if (part.kind === "group") yield* definitions(part);
  }
}

/** Gives all the references of a group, those of inner groups among them. */
export function* references(group: AttributeGroup): Generator<AttributeReference, undefined> {
  for (const part of group.parts) {
    if (part.kind === "reference") yield part;
    if (part.kind === "group") yield* references(part);
  }
}

function readGroup(list: XmlNode): AttributeGroup {
  const parts = [...list.elements()]
    .filter((node) => !(node.get("ident") ?? "").startsWith("xmlns"))
    .map(readPart)
    .filter((part) => part !== null);
  return { kind: "group", choice: list.get("org") === "choice", parts };
}

function readPart(node: XmlNode): AttributePart | null {
  switch (node.local) {
    case "attDef":
      return readDefinition(node);
    case "attRef":
      return { kind: "reference", className: node.get("class") ?? "", name: node.get("name"), node };
    case "attList":
      return readGroup(node);
    default:
      return null;
  }
}

function readDefinition(node: XmlNode): AttributeDefinition {
  const ident = node.get("ident") ?? "";
  const name = node.maybeElement("altIdent")?.text.trim() ?? ident;
  const values = node.maybeElement("valList");
  return {
    kind: "attribute",
    ident,
    name: name.replace(/^xml:/u, ""),
    namespace: node.get("ns") ?? (name.startsWith("xml:") ? XML_NAMESPACE : ""),
    usage: node.get("usage"),
    mode: mode(node),
    datatype: readDatatype(node.maybeElement("datatype")),
    values: values === null ? null : readValueList(values),
    description: description(node),
    deprecation: deprecation(node),
    constraints: [...node.elements("constraintSpec")],
    node,
  };
}
