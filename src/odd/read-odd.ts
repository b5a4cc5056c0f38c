import { catalogue, type Finding } from "../report/index.ts";
import { TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";
import { description, tokens } from "./attribute-value.ts";
import { definitions, readAttributes, readMemberships } from "./attributes.ts";
import { checkOdd } from "./check-odd.ts";
import { readContent } from "./content.ts";
import { readModels } from "./processing-model.ts";
import type { ClassSpec, Constraint, ContentSpec, ElementSpec, Odd, Specification } from "./specification.ts";

interface Draft {
  readonly elements: Map<string, ElementSpec>;
  readonly classes: Map<string, ClassSpec>;
  readonly macros: Map<string, ContentSpec>;
  readonly datatypes: Map<string, ContentSpec>;
  readonly findings: Finding[];
}

const SPECIFICATIONS: readonly string[] = ["elementSpec", "classSpec", "macroSpec", "dataSpec"];
const REFERENCES: readonly string[] = ["moduleRef", "elementRef", "classRef", "macroRef", "dataRef"];

/**
 * Reads an ODD that says everything itself: each element, class, macro and datatype it uses is specified in it. What
 * is wrong with it is in its findings, and what can be read is read. One that takes parts of TEI by reference
 * (`moduleRef`) gets a finding that says so (TEI Guidelines, chapter 23).
 */
export function readOdd(tree: Tree): Odd {
  const schema = schemaSpec(tree);
  const draft: Draft = {
    elements: new Map(),
    classes: new Map(),
    macros: new Map(),
    datatypes: new Map(),
    findings: [],
  };
  if (schema === null) draft.findings.push(catalogue.oddWithoutSchema(tree.root, {}));
  else readSpecifications(schema, schema.get("ns") ?? TEI_NAMESPACE, draft);
  const odd: Odd = {
    path: tree.path,
    schemaIdent: schema?.get("ident") ?? "",
    start: tokens(schema?.get("start") ?? "TEI"),
    ...draft,
    constraints: schema === null ? [] : readConstraints(schema, draft),
  };
  return { ...odd, findings: [...odd.findings, ...checkOdd(odd, schema)] };
}

function schemaSpec(tree: Tree): XmlNode | null {
  if (tree.root.isTei("schemaSpec")) return tree.root;
  for (const node of tree.root.descendantElements("schemaSpec")) if (node.isTei()) return node;
  return null;
}

/** Specifications stand in the `schemaSpec` itself, in groups within it, and in groups it refers to. */
function readSpecifications(parent: XmlNode, namespace: string, draft: Draft): void {
  const seen = new Set([parent]);
  const open = [...parent.elements()];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    if (node.local === "specGrp") open.unshift(...node.elements());
    else if (node.local === "specGrpRef") open.unshift(...groupOf(node, seen, draft));
    else if (SPECIFICATIONS.includes(node.local)) readSpecification(node, namespace, draft);
    else if (REFERENCES.includes(node.local)) draft.findings.push(needsTei(node));
  }
}

function groupOf(reference: XmlNode, seen: Set<XmlNode>, draft: Draft): XmlNode[] {
  const target = reference.get("target") ?? "";
  const group = target.startsWith("#") ? reference.tree.maybeById(target.slice(1)) : null;
  if (group === null || group.local !== "specGrp") {
    draft.findings.push(
      catalogue.oddUndefined(reference.maybeAttribute("target") ?? reference, {
        kind: "specGrp",
        name: target,
        nearest: null,
      }),
    );
    return [];
  }
  if (seen.has(group)) return [];
  seen.add(group);
  return [...group.elements()];
}

function needsTei(node: XmlNode): Finding {
  return catalogue.oddNeedsTei(node, { element: node.local, key: node.get("key") ?? node.get("url") ?? "" });
}

function readSpecification(node: XmlNode, namespace: string, draft: Draft): void {
  const mode = node.get("mode") ?? "add";
  if (mode === "change" || mode === "delete") {
    draft.findings.push(catalogue.oddNeedsTei(node, { element: node.local, key: node.get("ident") ?? "" }));
    return;
  }
  const common: Specification = { ident: node.get("ident") ?? "", description: description(node), node };
  if (node.local === "elementSpec") add(draft.elements, elementSpec(common, namespace), draft);
  else if (node.local === "classSpec") add(draft.classes, classSpec(common), draft);
  else add(node.local === "macroSpec" ? draft.macros : draft.datatypes, contentSpec(common), draft);
}

function add<S extends Specification>(specs: Map<string, S>, spec: S, draft: Draft): void {
  if (specs.has(spec.ident)) draft.findings.push(catalogue.oddTwice(spec.node, { ident: spec.ident }));
  else specs.set(spec.ident, spec);
}

function elementSpec(common: Specification, namespace: string): ElementSpec {
  const { node, ident } = common;
  return {
    ...common,
    name: node.maybeElement("altIdent")?.text.trim() ?? ident,
    namespace: node.get("ns") ?? namespace,
    memberOf: readMemberships(node),
    content: readContent(node.maybeElement("content")),
    attributes: readAttributes(node),
    models: readModels(node),
  };
}

function classSpec(common: Specification): ClassSpec {
  const { node } = common;
  return {
    ...common,
    type: node.get("type") === "atts" ? "atts" : "model",
    memberOf: readMemberships(node),
    attributes: readAttributes(node),
    models: readModels(node),
  };
}

function contentSpec(common: Specification): ContentSpec {
  return { ...common, content: readContent(common.node.maybeElement("content")) };
}

/** The constraints of elements and of their attributes, of classes (for their members), and of the schema as a whole. */
function readConstraints(schema: XmlNode, draft: Draft): Constraint[] {
  const found = constraintsOf(schema, ["/*"]);
  for (const spec of draft.classes.values()) {
    const members = [...draft.elements.values()].filter(({ memberOf }) =>
      memberOf.some(({ key }) => key === spec.ident),
    );
    found.push(
      ...constraintsOf(
        spec.node,
        members.map((member) => contextOf(member)),
      ),
    );
  }
  for (const spec of draft.elements.values()) {
    found.push(...constraintsOf(spec.node, [contextOf(spec)]));
    for (const { node, ident } of definitions(spec.attributes)) {
      found.push(...constraintsOf(node, [`${contextOf(spec)}/@${ident}`]));
    }
  }
  return found;
}

function constraintsOf(spec: XmlNode, contexts: readonly string[]): Constraint[] {
  return [...spec.elements("constraintSpec")]
    .filter((node) => (node.get("scheme") ?? "schematron").includes("schematron"))
    .map((node) => ({ ident: node.get("ident") ?? "", contexts, node }));
}

function contextOf(spec: ElementSpec): string {
  return spec.namespace === TEI_NAMESPACE ? `tei:${spec.name}` : `Q{${spec.namespace}}${spec.name}`;
}
