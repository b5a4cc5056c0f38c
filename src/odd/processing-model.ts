import { TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";
import type {
  DeclaredBehaviour,
  ModelledSpecification,
  ModelNode,
  ModelOrigin,
  ModelParameter,
  ModelSource,
  ModelTable,
} from "./model.ts";
import type { Odd } from "./specification.ts";

const MODELS: readonly string[] = ["model", "modelSequence", "modelGrp"];

/** Reads the processing models among the children of a specification (TEI Guidelines, section 22.5.4). */
export function readModels(parent: XmlNode): readonly ModelNode[] {
  return [...parent.elements()].filter((child) => MODELS.includes(child.local)).map(readModel);
}

/**
 * Reads the processing models of an ODD of any kind, whether it specifies everything itself or changes what TEI says
 * (`@mode` is `change` or absent), with the classes its own elements are declared members of. Specifications with
 * `mode="delete"` are left out. Several specifications of one ident are taken together, in the order written.
 */
export function readModelSource(tree: Tree): ModelSource {
  const schema = [...tree.root.descendantElements("schemaSpec")][0] ?? tree.root;
  const namespace = schema.get("ns") ?? TEI_NAMESPACE;
  const origin = { path: tree.path, namespace, prefixes: prefixesAt(schema) };
  const elements = new Map<string, ModelledSpecification>();
  const classes = new Map<string, ModelledSpecification>();
  for (const node of tree.root.descendantElements("elementSpec", "classSpec")) {
    const ident = node.get("ident");
    if (ident === null || node.get("mode") === "delete") continue;
    const into = node.local === "elementSpec" ? elements : classes;
    into.set(ident, together(into.get(ident), specificationOf(node, origin)));
  }
  const behaviours = behavioursIn(tree, origin);
  const stylesheets = [...tree.root.descendantElements("rendition")].flatMap(
    (rendition) => rendition.get("source") ?? [],
  );
  const base = schema.get("source");
  return { path: tree.path, elements, classes, base, behaviours, stylesheets };
}

function behavioursIn({ root }: Tree, origin: ModelOrigin): readonly DeclaredBehaviour[] {
  return [...root.descendantElements("behaviour")].flatMap((node) => {
    const [ident, template] = [node.get("ident"), node.maybeElement("template")];
    if (node.uri !== PUBLISHER || ident === null || template === null) return [];
    const params = [...node.elements("param")]
      .filter((param) => param.get("value") !== null)
      .map(parameterOf);
    return [{ ident, output: node.get("output"), params, template, origin, ...node.position }];
  });
}

/** The namespace of what TEI Publisher adds to the Guidelines. */
const PUBLISHER = "http://teipublisher.com/1.0";

function prefixesAt(schema: XmlNode): Readonly<Record<string, string>> {
  const prefixes: Record<string, string> = {};
  for (const node of [schema, ...schema.ancestors()].toReversed()) {
    for (const { name, value } of node.attributesAndNamespaces()) {
      if (name.prefix === "xmlns") prefixes[name.local] = value;
    }
  }
  return prefixes;
}

/** Puts an ODD on the one it stands on: what it says of an element replaces what that says, as `mode="change"` has it. */
export function standingOn(base: ModelSource, own: ModelSource): ModelSource {
  const merged = (
    below: ModelSource["elements"],
    above: ModelSource["elements"],
  ): Map<string, ModelledSpecification> => {
    const all = new Map(below);
    for (const [ident, spec] of above) {
      const under = all.get(ident);
      if (under === undefined || spec.models.length > 0) all.set(ident, { ...under, ...spec });
    }
    return all;
  };
  return {
    ...own,
    elements: merged(base.elements, own.elements),
    classes: merged(base.classes, own.classes),
    behaviours: [...(own.behaviours ?? []), ...(base.behaviours ?? [])],
    css: `${base.css ?? ""}${own.css ?? ""}`,
  };
}

/** Gives the processing models of an ODD by the ident of their element or class; those without a model are left out. */
export function modelsOf(odd: Odd): ModelTable {
  const specs = [...odd.elements.values(), ...odd.classes.values()];
  return new Map(specs.filter((spec) => spec.models.length > 0).map((spec) => [spec.ident, spec.models]));
}

function together(
  first: ModelledSpecification | undefined,
  next: ModelledSpecification,
): ModelledSpecification {
  if (first === undefined) return next;
  return {
    ...first,
    models: [...first.models, ...next.models],
    memberOf: [...first.memberOf, ...next.memberOf],
  };
}

function specificationOf(node: XmlNode, origin: ModelOrigin): ModelledSpecification {
  const name = node.maybeElement("altIdent")?.text.trim();
  return {
    models: readModels(node),
    memberOf: [...(node.maybeElement("classes")?.elements("memberOf") ?? [])]
      .filter((member) => member.get("mode") !== "delete")
      .map((member) => ({ key: member.get("key") ?? "" })),
    namespace: node.get("ns") ?? origin.namespace,
    origin,
    ...(name === undefined || name === "" ? {} : { name }),
  };
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
    description: node.maybeElement("desc")?.text.replace(/\s+/gu, " ").trim() || null,
    ...node.position,
  };
  if (node.local === "modelSequence") return { kind: "sequence", ...common, models: readModels(node) };
  if (node.local === "modelGrp") return { kind: "group", ...common, models: readModels(node) };
  const sets = [...node.elements("set-param")].map(parameterOf);
  const mode = [...node.attributes()].find(({ name }) => name.uri === PUBLISHER && name.local === "mode");
  return {
    kind: "model",
    ...common,
    behaviour: node.get("behaviour"),
    params: [...node.elements("param")].map(parameterOf),
    ...(sets.length === 0 ? {} : { sets }),
    ...(mode === undefined ? {} : { mode: mode.value.trim() }),
    template: node.maybeElement("template"),
  };
}

function parameterOf(param: XmlNode): ModelParameter {
  return { name: param.get("name") ?? "", value: param.get("value") ?? param.text.trim() };
}
