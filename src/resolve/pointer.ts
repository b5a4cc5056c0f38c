import { folderOf, normalPath, type Tree, type XmlNode } from "../tree/index.ts";
import { type Anchors, anchorsOf } from "./anchors.ts";
import { expandPrefix, isScheme, type PrefixDef, prefixDefs, prefixOf } from "./prefix.ts";

export { type Anchors, anchorsOf } from "./anchors.ts";

/** Where a pointer leads. */
export type PointerTarget =
  | { readonly kind: "element"; readonly document: string; readonly id: string; readonly element: string }
  | { readonly kind: "document"; readonly document: string }
  /** An address outside the edition, or of something that is no document: it is not followed. */
  | { readonly kind: "elsewhere"; readonly uri: string }
  | { readonly kind: "no-element"; readonly document: string; readonly id: string }
  | { readonly kind: "no-file"; readonly file: string }
  /** A word without `#` where an id was meant, or a file without its extension. */
  | { readonly kind: "bare"; readonly word: string; readonly element: string | null }
  | { readonly kind: "no-prefix"; readonly prefix: string };

/** Gives the tree of a file that is no document of the edition, or null where there is none that can be read. */
export type LoadTree = (path: string) => Tree | null;

/** What pointers can lead to. */
export interface LinkScope {
  readonly at: (path: string) => Anchors | null;
  readonly of: (document: string) => Anchors | null;
  readonly prefixes: (tree: Tree) => readonly PrefixDef[];
}

/** Brings together the documents pointers can lead to; files that are not among them are asked of `load`. */
export function linkScope(anchors: readonly Anchors[], load: LoadTree = () => null): LinkScope {
  const byPath = new Map<string, Anchors | null>(anchors.map((each) => [each.path, each]));
  const byDocument = new Map<string, Anchors>(anchors.map((each) => [each.document, each]));
  const prefixes = new WeakMap<Tree, readonly PrefixDef[]>();
  return {
    at: (path) => {
      const known = byPath.get(path);
      if (known !== undefined) return known;
      const tree = load(path);
      const found = tree === null ? null : anchorsOf({ id: path.replace(/\.[^./]+$/u, ""), tree });
      byPath.set(path, found);
      if (found !== null && !byDocument.has(found.document)) byDocument.set(found.document, found);
      return found;
    },
    of: (document) => byDocument.get(document) ?? null,
    prefixes: (tree) => {
      const known = prefixes.get(tree) ?? prefixDefs(tree);
      prefixes.set(tree, known);
      return known;
    },
  };
}

/** The pointers of an attribute's value: one, or several with spaces between. */
export function pointersIn(value: string): string[] {
  return value.split(/[ \t\r\n]+/u).filter((pointer) => pointer !== "");
}

/**
 * Follows one pointer from the element it stands on: `#id`, `file.xml#id` from the document's folder or `xml:base`,
 * `prefix:id` by the document's declarations (TEI P5, 17.2). Addresses on the web are given back, never fetched.
 */
export function resolvePointer(
  pointer: string,
  from: XmlNode,
  document: string,
  scope: LinkScope,
): PointerTarget {
  const prefix = prefixOf(pointer);
  if (prefix === null) return follow(pointer, from, document, scope);
  const definitions = scope.prefixes(from.tree);
  const expanded = expandPrefix(pointer, definitions);
  if (expanded !== null) {
    return prefixOf(expanded) === null
      ? follow(expanded, from, document, scope)
      : { kind: "elsewhere", uri: expanded };
  }
  if (isScheme(prefix)) return { kind: "elsewhere", uri: pointer };
  return { kind: "no-prefix", prefix };
}

function follow(pointer: string, from: XmlNode, document: string, scope: LinkScope): PointerTarget {
  const hash = pointer.indexOf("#");
  const file = decoded(hash < 0 ? pointer : pointer.slice(0, hash)).replace(/\?.*$/su, "");
  const id = hash < 0 ? null : decoded(pointer.slice(hash + 1));
  if (file === "") return inside(scope.of(document) ?? anchorsOf({ id: document, tree: from.tree }), id);
  if (file.startsWith("/")) return { kind: "elsewhere", uri: pointer };
  if (id === null && !isDocumentName(file)) return notADocument(file, from, pointer);
  return intoFile(file, id, from, pointer, scope);
}

function intoFile(
  file: string,
  id: string | null,
  from: XmlNode,
  pointer: string,
  scope: LinkScope,
): PointerTarget {
  const base = baseOf(from);
  if (base === null || prefixOf(base) !== null) return { kind: "elsewhere", uri: pointer };
  const path = normalPath(base + file);
  const found = scope.at(path);
  if (found !== null) return inside(found, id);
  return isDocumentName(file) || isBareWord(file)
    ? { kind: "no-file", file }
    : { kind: "elsewhere", uri: pointer };
}

function inside(anchors: Anchors, id: string | null): PointerTarget {
  if (id === null) return { kind: "document", document: anchors.document };
  if (/^[\w-]+\(/u.test(id)) return { kind: "elsewhere", uri: `#${id}` };
  const element = anchors.elements.get(id);
  if (element === undefined) return { kind: "no-element", document: anchors.document, id };
  return { kind: "element", document: anchors.document, id, element };
}

function notADocument(file: string, from: XmlNode, pointer: string): PointerTarget {
  if (!isBareWord(file)) return { kind: "elsewhere", uri: pointer };
  return { kind: "bare", word: file, element: from.tree.maybeById(file)?.local ?? null };
}

function isDocumentName(file: string): boolean {
  return /\.(?:xml|tei|odd)$/iu.test(file);
}

function isBareWord(file: string): boolean {
  return !/[./]/u.test(file);
}

/** The folder that relative pointers start from: that of the document, or of `xml:base` (TEI P5, att.global). */
function baseOf(from: XmlNode): string | null {
  let base = "";
  for (let at: XmlNode | null = from; at?.isElement; at = at.parent) {
    const own = at.get("xml:base");
    if (own === null) continue;
    if (own.startsWith("/") || prefixOf(own) !== null) return own.startsWith("/") ? null : own;
    base = folderOf(own) + base;
  }
  return folderOf(from.tree.path.replace(/\\/gu, "/")) + base;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign is no escape; the pointer is then meant as written.
    return text;
  }
}
