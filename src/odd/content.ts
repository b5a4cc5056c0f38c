import type { XmlNode } from "../tree/index.ts";
import { deprecation, description, mode, occurrence, tokens } from "./attribute-value.ts";
import type { Content, Expansion, Facet, Occurrence, ValueItem, ValueList } from "./specification.ts";

const ONCE: Occurrence = { min: 1, max: 1 };
const RELAXNG_NAMESPACE = "http://relaxng.org/ns/structure/1.0";

/** Reads the children of `content` or `datatype`; null where there is no such parent (TEI Guidelines, section 23.5.5). */
function readContent(parent: XmlNode | null): readonly Content[] | null {
  return parent === null ? null : contentParts(parent);
}

/** Reads what an element, macro or datatype may hold: its `content`, or a closed list of values in place of it. */
export function readSpecContent(spec: XmlNode): readonly Content[] | null {
  const list = spec.maybeElement("valList");
  if (list?.get("type") === "closed")
    return [{ kind: "valList", list: readValueList(list), node: list, occurs: ONCE }];
  return readContent(spec.maybeElement("content"));
}

/** Reads a `datatype`; how often a value may stand in it makes a sequence of it. */
export function readDatatype(datatype: XmlNode | null): Content | null {
  if (datatype === null) return null;
  const parts = contentParts(datatype);
  return parts.length === 0
    ? null
    : { kind: "sequence", ordered: true, parts, node: datatype, occurs: occurrence(datatype) };
}

/** Reads a `valList`. */
export function readValueList(node: XmlNode): ValueList {
  const type = node.get("type");
  return {
    type: type === "closed" || type === "semi" ? type : "open",
    mode: mode(node),
    values: [...node.elements("valItem")].map(readValueItem),
  };
}

function readValueItem(node: XmlNode): ValueItem {
  const ident = node.get("ident") ?? "";
  const parameters = node.maybeElement("paramList")?.elements("paramSpec");
  return {
    ident,
    value: node.maybeElement("altIdent")?.text.trim() ?? ident,
    mode: mode(node),
    description: description(node),
    deprecation: deprecation(node),
    parameters: parameters === undefined ? null : [...parameters].map((each) => each.get("ident") ?? ""),
  };
}

function contentParts(parent: XmlNode): Content[] {
  return [...parent.children()].map(contentPart).filter((part) => part !== null);
}

function contentPart(node: XmlNode): Content | null {
  // An instruction of the Guidelines' own, for every element of the schema; ODDs that take in XInclude still have it.
  if (!node.isElement) return node.local === "NameList" ? { kind: "everyElement", node, occurs: ONCE } : null;
  if (node.uri === RELAXNG_NAMESPACE) return { kind: "rng", node, occurs: ONCE };
  const occurs = occurrence(node);
  const key = node.get("key") ?? "";
  switch (node.local) {
    case "empty":
    case "textNode":
      return { kind: node.local, node, occurs };
    case "elementRef":
    case "macroRef":
      return { kind: node.local, key, node, occurs };
    case "classRef":
      return { kind: "classRef", key, node, occurs, ...classOptions(node) };
    case "dataRef":
      return dataReference(node, occurs);
    case "sequence":
    case "interleave":
      return {
        kind: "sequence",
        ordered: node.local === "sequence" && isOrdered(node),
        parts: contentParts(node),
        node,
        occurs,
      };
    case "alternate":
      return { kind: "alternate", parts: contentParts(node), node, occurs };
    case "anyElement":
      return {
        kind: "anyElement",
        require: names(node, "require"),
        except: names(node, "except"),
        node,
        occurs,
      };
    case "valList":
      return { kind: "valList", list: readValueList(node), node, occurs: ONCE };
    default:
      return null;
  }
}

function isOrdered(node: XmlNode): boolean {
  return node.get("preserveOrder") !== "false" && node.get("preserveOrder") !== "0";
}

function names(node: XmlNode, attribute: string): string[] {
  return tokens(node.get(attribute));
}

const EXPANSIONS: readonly string[] = [
  "alternate",
  "sequence",
  "sequenceOptional",
  "sequenceRepeatable",
  "sequenceOptionalRepeatable",
];

function classOptions(node: XmlNode): {
  expand: Expansion;
  include: readonly string[] | null;
  except: readonly string[];
} {
  const expand = node.get("expand") ?? "alternate";
  return {
    expand: (EXPANSIONS.includes(expand) ? expand : "alternate") as Expansion,
    include: node.get("include") === null ? null : names(node, "include"),
    except: names(node, "except"),
  };
}

function dataReference(node: XmlNode, occurs: Occurrence): Content {
  const facets: Facet[] = [...node.elements("dataFacet")].map((facet) => ({
    name: facet.get("name") ?? "",
    value: facet.get("value") ?? "",
  }));
  const restriction = node.get("restriction");
  if (restriction !== null) facets.push({ name: "pattern", value: restriction });
  const name = node.get("name");
  if (name !== null) return { kind: "dataName", name, facets, node, occurs };
  return { kind: "dataRef", key: node.get("key") ?? "", facets, node, occurs };
}
