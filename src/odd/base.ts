import { TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";
import { elementKey } from "./pattern-name.ts";
import { readClassSpec, readContentSpec, readElementSpec, SPECIFICATIONS } from "./read-specification.ts";
import type { ClassSpec, ContentSpec, ElementSpec, Specification, Specifications } from "./specification.ts";

/** Specifications that are being put together. */
export interface DraftSpecifications extends Specifications {
  readonly elements: Map<string, ElementSpec>;
  readonly classes: Map<string, ClassSpec>;
  readonly macros: Map<string, ContentSpec>;
  readonly datatypes: Map<string, ContentSpec>;
}

/** Makes an empty collection of specifications. */
export function emptySpecifications(): DraftSpecifications {
  return { elements: new Map(), classes: new Map(), macros: new Map(), datatypes: new Map() };
}

/** Gives the outermost `schemaSpec` of an ODD, or null. */
export function schemaSpecOf(tree: Tree): XmlNode | null {
  if (tree.root.isTei("schemaSpec")) return tree.root;
  for (const node of tree.root.descendantElements("schemaSpec")) if (node.isTei()) return node;
  return null;
}

/**
 * Whether a document is the specifications themselves, as TEI's `p5subset.xml` is, and not a choice among those of
 * another: its modules are declared outside of any schema.
 */
export function isLibrary(tree: Tree): boolean {
  if (schemaSpecOf(tree) === null) return true;
  for (const node of tree.root.descendantElements("moduleSpec"))
    if (node.isTei() && node.maybeAncestor("schemaSpec") === null) return true;
  return false;
}

/** Reads all specifications of a document, wherever they stand in it. */
export function readLibrary(tree: Tree): Specifications {
  const specs = emptySpecifications();
  for (const node of tree.root.descendantElements(...SPECIFICATIONS)) {
    if (node.isTei() && (node.get("mode") ?? "add") === "add") addSpecification(specs, node, TEI_NAMESPACE);
  }
  return specs;
}

/** Reads one specification and adds it; gives false, and adds nothing, where there is one of that ident. */
export function addSpecification(specs: DraftSpecifications, node: XmlNode, namespace: string): boolean {
  switch (node.local) {
    case "elementSpec":
      return addElement(specs, readElementSpec(node, namespace));
    case "classSpec":
      return add(specs.classes, readClassSpec(node));
    case "macroSpec":
      return add(specs.macros, readContentSpec(node));
    default:
      return add(specs.datatypes, readContentSpec(node));
  }
}

function addElement({ elements }: DraftSpecifications, spec: ElementSpec): boolean {
  return add(elements, spec, elementKey(spec));
}

function add<S extends Specification>(specs: Map<string, S>, spec: S, key: string = spec.ident): boolean {
  if (specs.has(key)) return false;
  specs.set(key, spec);
  return true;
}

/** The names of the modules that specifications belong to. */
export function modulesOf({ elements, classes, macros, datatypes }: Specifications): ReadonlySet<string> {
  const all = [elements, classes, macros, datatypes].flatMap((specs): Specification[] => [...specs.values()]);
  return new Set(all.map(({ module }) => module ?? ""));
}
