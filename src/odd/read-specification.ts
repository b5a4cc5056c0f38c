import type { XmlNode } from "../tree/index.ts";
import { deprecation, description } from "./attribute-value.ts";
import { readAttributes, readMemberships } from "./attributes.ts";
import { readSpecContent } from "./content.ts";
import { readModels } from "./processing-model.ts";
import type { ClassSpec, ContentSpec, ElementSpec, Specification } from "./specification.ts";

/** The names of the elements that specify something (TEI Guidelines, section 23.5). */
export const SPECIFICATIONS: readonly string[] = ["elementSpec", "classSpec", "macroSpec", "dataSpec"];

/** Reads an `elementSpec`; `namespace` is that of the schema's elements. */
export function readElementSpec(node: XmlNode, namespace: string): ElementSpec {
  const common = readCommon(node);
  return {
    ...common,
    name: node.maybeElement("altIdent")?.text.trim() ?? common.ident,
    namespace: node.get("ns") ?? namespace,
    memberOf: readMemberships(node),
    content: readSpecContent(node),
    attributes: readAttributes(node),
    models: readModels(node),
  };
}

/** Reads a `classSpec`. */
export function readClassSpec(node: XmlNode): ClassSpec {
  return {
    ...readCommon(node),
    type: node.get("type") === "atts" ? "atts" : "model",
    memberOf: readMemberships(node),
    attributes: readAttributes(node),
    models: readModels(node),
  };
}

/** Reads a `macroSpec` or a `dataSpec`. */
export function readContentSpec(node: XmlNode): ContentSpec {
  return { ...readCommon(node), content: readSpecContent(node) };
}

function readCommon(node: XmlNode): Specification {
  return {
    ident: node.get("ident") ?? "",
    prefix: node.get("prefix"),
    module: node.get("module"),
    description: description(node),
    deprecation: deprecation(node),
    constraints: [...node.elements("constraintSpec")],
    node,
  };
}
