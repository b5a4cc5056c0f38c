import type { Tree, XmlNode } from "../tree/index.ts";
import { type DataType, dataType } from "./data-type.ts";

/** What an attribute may say. */
export interface ValueVocabulary {
  /** The values, where the schema lists them all. */
  readonly values: readonly string[] | null;
  /** The types it names, where it does not list the values. */
  readonly types: readonly DataType[];
}

/** What a schema says of an element by name, as far as names go: for messages, not for verdicts. */
export interface ElementVocabulary {
  /** Names that occur among the children, in Clark notation (`{namespace}local`). */
  readonly children: ReadonlySet<string>;
  /** Children that no valid element can do without. */
  readonly requiredChildren: ReadonlySet<string>;
  readonly attributes: ReadonlyMap<string, ValueVocabulary>;
  readonly requiredAttributes: ReadonlySet<string>;
}

/** The names of a schema: its elements in Clark notation. */
export type Vocabulary = ReadonlyMap<string, ElementVocabulary>;

interface Facts {
  readonly children: Set<string>;
  readonly requiredChildren: Set<string>;
  readonly attributes: Map<string, ValueVocabulary>;
  readonly requiredAttributes: Set<string>;
}

interface Reading {
  /** The `define` elements by name; several where they are combined. */
  readonly defines: ReadonlyMap<string, readonly XmlNode[]>;
  /** What a definition holds; null while it is being looked at, since definitions may come back to themselves. */
  readonly known: Map<string, Facts | null>;
}

/** Reads the names of a RELAX NG schema in XML syntax, and of the files it includes. */
export function readVocabulary(files: readonly Tree[]): Vocabulary {
  const nodes = (local: string): XmlNode[] =>
    files.flatMap((file) => [...file.document.descendantElements(local)]);
  const defines = new Map<string, XmlNode[]>();
  for (const node of nodes("define")) {
    const name = node.get("name") ?? "";
    defines.set(name, [...(defines.get(name) ?? []), node]);
  }
  const reading: Reading = { defines, known: new Map() };
  const vocabulary = new Map<string, Facts>();
  for (const node of nodes("element")) {
    const facts = all([...node.elements()].map((child) => factsOf(child, reading)));
    for (const name of namesOf(node)) {
      const before = vocabulary.get(name);
      vocabulary.set(name, before === undefined ? facts : either([before, facts]));
    }
  }
  return vocabulary;
}

/** Gives a name in Clark notation. */
export function clark(uri: string, local: string): string {
  return uri === "" ? local : `{${uri}}${local}`;
}

/** Gives the local part of a name in Clark notation. */
export function localPart(name: string): string {
  return name.slice(name.indexOf("}") + 1);
}

function nothing(): Facts {
  return {
    children: new Set(),
    requiredChildren: new Set(),
    attributes: new Map(),
    requiredAttributes: new Set(),
  };
}

function factsOf(node: XmlNode, reading: Reading): Facts {
  switch (node.local) {
    case "element":
      return elementFacts(node);
    case "attribute":
      return attributeFacts(node, reading);
    case "ref":
    case "parentRef":
      return definitionFacts(node.get("name") ?? "", reading);
    case "choice":
      return either(inner(node, reading));
    case "optional":
    case "zeroOrMore":
      return { ...all(inner(node, reading)), requiredChildren: new Set(), requiredAttributes: new Set() };
    default:
      return all(inner(node, reading));
  }
}

function inner(node: XmlNode, reading: Reading): Facts[] {
  return [...node.elements()].map((child) => factsOf(child, reading));
}

function elementFacts(node: XmlNode): Facts {
  const names = namesOf(node);
  return {
    ...nothing(),
    children: new Set(names),
    requiredChildren: new Set(names.length === 1 ? names : []),
  };
}

function attributeFacts(node: XmlNode, reading: Reading): Facts {
  const names = namesOf(node);
  const patterns = [...node.elements()].filter((child) => !isNameClass(child) && !isAnnotation(child));
  const leaves = patterns.flatMap((pattern) => leavesOf(pattern, reading, new Set()));
  const listed = leaves.filter((leaf) => leaf.local === "value").map((leaf) => leaf.text.trim());
  const types = leaves.filter((leaf) => leaf.local !== "value").map(dataType);
  const vocabulary = {
    values: types.length === 0 && listed.length > 0 ? listed : null,
    types,
  };
  return {
    ...nothing(),
    attributes: new Map(names.map((name) => [name, vocabulary])),
    requiredAttributes: new Set(names.length === 1 ? names : []),
  };
}

function definitionFacts(name: string, reading: Reading): Facts {
  const known = reading.known.get(name);
  if (known !== undefined) return known ?? nothing();
  reading.known.set(name, null);
  const nodes = reading.defines.get(name) ?? [];
  const parts = nodes.map((node) => all(inner(node, reading)));
  const facts = nodes.some((node) => node.get("combine") === "choice") ? either(parts) : all(parts);
  reading.known.set(name, facts);
  return facts;
}

function all(parts: readonly Facts[]): Facts {
  const facts = nothing();
  for (const part of parts) {
    for (const child of part.children) facts.children.add(child);
    for (const child of part.requiredChildren) facts.requiredChildren.add(child);
    for (const [name, values] of part.attributes) facts.attributes.set(name, values);
    for (const name of part.requiredAttributes) facts.requiredAttributes.add(name);
  }
  return facts;
}

function either(parts: readonly Facts[]): Facts {
  const facts = all(parts);
  const inAll = (names: Set<string>, of: (part: Facts) => Set<string>): Set<string> =>
    new Set([...names].filter((name) => parts.every((part) => of(part).has(name))));
  return {
    ...facts,
    requiredChildren: inAll(facts.requiredChildren, (part) => part.requiredChildren),
    requiredAttributes: inAll(facts.requiredAttributes, (part) => part.requiredAttributes),
  };
}

/** The patterns in which a value ends: `value`, `data`, `text`. */
function leavesOf(node: XmlNode, reading: Reading, seen: ReadonlySet<string>): readonly XmlNode[] {
  if (["value", "data", "text"].includes(node.local)) return [node];
  const name = node.get("name") ?? "";
  if (node.local !== "ref") return [...node.elements()].flatMap((child) => leavesOf(child, reading, seen));
  if (seen.has(name)) return [];
  const definitions = (reading.defines.get(name) ?? []).flatMap((define) => [...define.elements()]);
  return definitions.flatMap((child) => leavesOf(child, reading, new Set([...seen, name])));
}

function isAnnotation(node: XmlNode): boolean {
  return node.uri !== "http://relaxng.org/ns/structure/1.0";
}

const NAME_CLASSES: readonly string[] = ["name", "anyName", "nsName"];

function isNameClass(node: XmlNode): boolean {
  return NAME_CLASSES.includes(node.local);
}

/** The names an `element` or `attribute` pattern spells out; a class of names such as `anyName` gives none. */
function namesOf(node: XmlNode): readonly string[] {
  const written = node.get("name");
  if (written !== null) return [qualify(node, written, node.local === "attribute")];
  const first = node.maybeElement();
  if (first === null) return [];
  const named =
    first.local === "choice" ? [...first.elements("name")] : first.local === "name" ? [first] : [];
  return named.map((name) => qualify(name, name.text.trim(), false));
}

/** An attribute that is named in short has no namespace unless it says so itself (RELAX NG, section 4.8). */
function qualify(node: XmlNode, name: string, ownNamespaceOnly: boolean): string {
  const at = name.indexOf(":");
  if (at > 0) return clark(node.namespaceOf(name.slice(0, at)) ?? "", name.slice(at + 1));
  return clark(ownNamespaceOnly ? (node.get("ns") ?? "") : inheritedNamespace(node), name);
}

function inheritedNamespace(node: XmlNode): string {
  for (let at: XmlNode | null = node; at !== null; at = at.parent) {
    const ns = at.isElement ? at.get("ns") : null;
    if (ns !== null) return ns;
  }
  return "";
}
