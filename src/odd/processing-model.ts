import type { XmlNode } from "../tree/index.ts";
import type { ModelNode, ModelTable } from "./model.ts";
import type { Odd } from "./specification.ts";

const MODELS: readonly string[] = ["model", "modelSequence", "modelGrp"];

/** Reads the processing models among the children of a specification (TEI Guidelines, section 23.5.4). */
export function readModels(parent: XmlNode): readonly ModelNode[] {
  return [...parent.elements()].filter((child) => MODELS.includes(child.local)).map(readModel);
}

/** Gives the processing models of an ODD by the ident of their element or class; those without a model are left out. */
export function modelsOf(odd: Odd): ModelTable {
  const specs = [...odd.elements.values(), ...odd.classes.values()];
  return new Map(specs.filter((spec) => spec.models.length > 0).map((spec) => [spec.ident, spec.models]));
}

function readModel(node: XmlNode): ModelNode {
  const common = {
    predicate: node.get("predicate"),
    output: node.get("output"),
    cssClass: node.get("cssClass"),
    useSourceRendition: ["true", "1"].includes(node.get("useSourceRendition") ?? ""),
    renditions: [...node.elements("outputRendition")].map((rendition) => ({
      scope: rendition.get("scope"),
      css: rendition.text.replace(/\s+/gu, " ").trim(),
    })),
    ...node.position,
  };
  if (node.local === "modelSequence") return { kind: "sequence", ...common, models: readModels(node) };
  if (node.local === "modelGrp") return { kind: "group", ...common, models: readModels(node) };
  return {
    kind: "model",
    ...common,
    behaviour: node.get("behaviour"),
    params: [...node.elements("param")].map((param) => ({
      name: param.get("name") ?? "",
      value: param.get("value") ?? param.text.trim(),
    })),
    template: node.maybeElement("template")?.text ?? null,
  };
}
