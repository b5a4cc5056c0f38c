import { NodeKind, type Tree, type XmlNode } from "../tree/index.ts";
import { type Markup, markup } from "./markup.ts";
import { patternName } from "./pattern-name.ts";
import { embedded, plainAttributes } from "./relaxng-embedded.ts";
import type { ForeignGrammar, Odd, OddFiles } from "./specification.ts";

const RELAXNG_NAMESPACE = "http://relaxng.org/ns/structure/1.0";

/** Gives the names of all definitions that foreign schemas bring, with their prefixes. */
export function foreignNames(foreign: readonly ForeignGrammar[], files: OddFiles): string[] {
  return foreign.flatMap(({ tree, prefix, node }) => [
    ...namesIn(tree, files, new Set()).map((name) => prefix + name),
    ...added(node, "define").map((each) => each.get("name") ?? ""),
  ]);
}

/** Gives the patterns that a `start` in `moduleRef/content` lets a document begin with. */
export function foreignStarts(odd: Odd): Markup[] {
  return odd.foreign.flatMap(({ node }) =>
    added(node, "start").flatMap((start) =>
      relaxng(start)
        .map((each) => embedded(odd, each))
        .filter((each) => each !== null),
    ),
  );
}

/** Gives the definitions of all foreign schemas; what two of them define alike is there once. */
export function foreignGrammars(odd: Odd): Markup[] {
  const known = new Map<string, string>();
  return odd.foreign.map((each) => {
    const grammar = withoutKnown(foreignGrammar(odd, each), known, {});
    // The definitions of one schema may be repeated to be combined, so they are known to the next one only.
    for (const [name, definition] of definitionsIn(grammar, {})) known.set(name, definition);
    return grammar;
  });
}

/**
 * Gives the definitions of a foreign schema, those of the files it includes among them, as one `div`. What the ODD
 * itself defines in `moduleRef/content` without combining it, or specifies under the same name, takes the place of
 * what the schema defines.
 */
function foreignGrammar(odd: Odd, { tree, prefix, node }: ForeignGrammar): Markup {
  const own = added(node, "define");
  const kinds = [odd.elements, odd.classes, odd.macros, odd.datatypes];
  const names = new Set(kinds.flatMap((kind) => [...kind.values()].map((spec) => patternName(odd, spec))));
  for (const each of own) if (each.get("combine") === null) names.add(each.get("name") ?? "");
  const isOver = (name: string): boolean => names.has(name);
  const grammar: Copying = { files: odd.files, prefix, isOver, open: new Set() };
  const div = copyGrammar(tree, grammar);
  return markup("div", {}, [div, ...own.map((each) => embedded(odd, each)).filter((each) => each !== null)]);
}

/** What a `div` says for all that is in it: the namespace of names, and the library of datatypes. */
type Inherited = Markup["attributes"];

function withoutKnown(div: Markup, known: ReadonlyMap<string, string>, outer: Inherited): Markup {
  const inner = { ...outer, ...div.attributes };
  const children = div.children.flatMap((child) => {
    if (typeof child === "string" || child.attributes.combine !== undefined) return [child];
    if (child.name === "div") return [withoutKnown(child, known, inner)];
    const isKnown =
      child.name === "define" && known.get(child.attributes.name ?? "") === meaningOf(child, inner);
    return isKnown ? [] : [child];
  });
  return { ...div, children };
}

function* definitionsIn(
  div: Markup,
  outer: Inherited,
): Generator<[name: string, definition: string], undefined> {
  const inner = { ...outer, ...div.attributes };
  for (const child of div.children) {
    if (typeof child === "string") continue;
    if (child.name === "div") yield* definitionsIn(child, inner);
    else if (child.name === "define" && child.attributes.combine === undefined)
      yield [child.attributes.name ?? "", meaningOf(child, inner)];
  }
}

/** A definition as text, with what is inherited where something in it depends on that. */
function meaningOf(definition: Markup, inherited: Inherited): string {
  const text = JSON.stringify(definition);
  return dependsOnContext(definition) ? JSON.stringify([text, inherited]) : text;
}

function dependsOnContext({ name, children }: Markup): boolean {
  const isBare = ["element", "attribute", "name", "nsName", "data", "value"].includes(name);
  return isBare || children.some((child) => typeof child !== "string" && dependsOnContext(child));
}

interface Copying {
  readonly files: OddFiles;
  readonly prefix: string;
  /** Whether a definition is replaced by another, by its name with the prefix. */
  readonly isOver: (name: string) => boolean;
  readonly open: ReadonlySet<string>;
}

function copyGrammar(tree: Tree, how: Copying): Markup {
  const inner = { ...how, open: new Set([...how.open, tree.path]) };
  return markup("div", plainAttributes(tree.root), topParts(tree.root, inner));
}

function topParts(parent: XmlNode, how: Copying): Markup[] {
  return relaxng(parent).flatMap((node): Markup[] => {
    switch (node.local) {
      case "start":
        return [];
      case "div":
        return [markup("div", plainAttributes(node), topParts(node, how))];
      case "include":
        return included(node, how);
      default:
        return how.isOver(how.prefix + (node.get("name") ?? "")) ? [] : [copy(node, how)];
    }
  });
}

/** What stands in an `include` takes the place of what the file defines (RELAX NG, section 4.7). */
function included(node: XmlNode, how: Copying): Markup[] {
  const tree = how.files.file(node.get("href") ?? "", node.tree.path);
  if (tree === null || how.open.has(tree.path)) return topParts(node, how);
  const own = new Set(
    [...node.descendantElements("define")].map((each) => how.prefix + (each.get("name") ?? "")),
  );
  const isOver = (name: string): boolean => how.isOver(name) || own.has(name);
  return [copyGrammar(tree, { ...how, isOver }), ...topParts(node, how)];
}

function copy(node: XmlNode, how: Copying): Markup {
  const attributes = plainAttributes(node);
  if (node.local === "define" || node.local === "ref") attributes.name = how.prefix + (attributes.name ?? "");
  const children = [...node.children()].flatMap((child): (Markup | string)[] => {
    if (child.isElement) return child.uri === RELAXNG_NAMESPACE ? [copy(child, how)] : [];
    const isText = child.kind === NodeKind.text && (child.text.trim() !== "" || node.local === "value");
    return isText ? [node.local === "name" ? withoutPrefix(child.text.trim()) : child.text] : [];
  });
  if (node.local === "name") {
    const [prefix = "", local = ""] = node.text.trim().split(":");
    if (local !== "" && prefix !== "xml")
      return markup("name", { ...attributes, ns: node.namespaceOf(prefix) ?? "" }, children);
  }
  return markup(node.local, attributes, children);
}

function withoutPrefix(name: string): string {
  return name.startsWith("xml:") ? name : name.replace(/^.*:/u, "");
}

function namesIn(tree: Tree, files: OddFiles, open: Set<string>): string[] {
  if (open.has(tree.path)) return [];
  open.add(tree.path);
  const own = [...tree.root.descendantElements("define")].map((node) => node.get("name") ?? "");
  const inner = [...tree.root.descendantElements("include")].flatMap((node) => {
    const next = files.file(node.get("href") ?? "", tree.path);
    return next === null ? [] : namesIn(next, files, open);
  });
  return [...own, ...inner];
}

/** What stands in `moduleRef/content`, be it in a `div`. */
function added(parent: XmlNode, local: "define" | "start"): XmlNode[] {
  const inside = [...parent.elements("content")].flatMap(relaxng);
  const open = (node: XmlNode): XmlNode[] => (node.local === "div" ? relaxng(node).flatMap(open) : [node]);
  return inside.flatMap(open).filter((node) => node.local === local);
}

function relaxng(parent: XmlNode): XmlNode[] {
  return [...parent.elements()].filter(({ uri }) => uri === RELAXNG_NAMESPACE);
}
