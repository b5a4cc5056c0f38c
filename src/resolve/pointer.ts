import { folderOf, normalPath, type Tree, type XmlNode } from "../tree/index.ts";
import { type Anchors, anchorsOf } from "./anchors.ts";
import { expandPrefix, isScheme, prefixOf } from "./prefix.ts";
import type { LinkScope } from "./scope.ts";
import { decoded } from "./site-address.ts";

export { type Anchors, anchorsOf } from "./anchors.ts";
export { type AnchorIndex, type LinkScope, type LoadTree, linkScope, scopeOf } from "./scope.ts";

/** Where a pointer leads. */
export type PointerTarget =
  | ({ readonly kind: "element"; readonly id: string; readonly element: string } & InDocument)
  | ({ readonly kind: "document" } & InDocument)
  /** An address outside the edition, or of something that is no document: it is not followed. */
  | { readonly kind: "elsewhere"; readonly uri: string }
  /** A file that is no document, such as an image: its path, from where the program runs. */
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "no-element";
      readonly document: string;
      readonly id: string;
      /** Whether all that the document includes was there: else the element may be in what was not. */
      readonly isComplete: boolean;
    }
  | { readonly kind: "no-file"; readonly file: string }
  /** A word without `#` where an id was meant, or a file without its extension. */
  | { readonly kind: "bare"; readonly word: string; readonly element: string | null }
  /** A private pointer whose prefix is not declared, or is declared with patterns that it does not fit. */
  | { readonly kind: "no-prefix"; readonly prefix: string; readonly patterns: readonly string[] };

/** The document that a pointer leads to. */
interface InDocument {
  readonly document: string;
  /** The file that is not there, where the document is another one of its name in another folder; absent where all is well. */
  readonly strayed?: string;
}

/** The pointers of an attribute's value: one, or several with spaces between. */
export function pointersIn(value: string): string[] {
  return value.split(/[ \t\r\n]+/u).filter((pointer) => pointer !== "");
}

/** The whole of a `@key` that has spaces in it: it may be what a register calls an entry, and not several keys. Null for others. */
export function labelIn(node: XmlNode): string | null {
  const key =
    node
      .get("key")
      ?.replace(/[ \t\r\n]+/gu, " ")
      .trim() ?? "";
  return key.includes(" ") ? key : null;
}

/**
 * The keys of a name, one after the other. A key is no pointer, and needs no sign before it: where one has it all the same, and
 * no element of the document is pointed to so, the entry is meant that has the key without it.
 */
export function namesOfEntries(node: XmlNode): string[] {
  const isSigned = (key: string): boolean =>
    key.startsWith("#") && node.tree.maybeById(key.slice(1)) === null;
  return pointersIn(node.get("key") ?? "").map((key) => (isSigned(key) ? key.slice(1) : key));
}

/** The first of some attributes of an element that says something: an empty one points to nothing, and is as good as absent. */
export function firstSaid(node: XmlNode, ...attributes: readonly string[]): string | null {
  for (const attribute of attributes) {
    const value = node.get(attribute);
    if (value !== null && /[^ \t\r\n]/u.test(value)) return value;
  }
  return null;
}

/**
 * Gives the element of its own document that a pointer leads to: that with the id behind its `#`, or, where the `#` was
 * forgotten, with the word itself for its id. A finding tells of the one that was forgotten; readers are led all the same.
 */
export function ownTarget(tree: Tree, pointer: string): XmlNode | null {
  if (pointer.startsWith("#")) return tree.maybeById(pointer.slice(1));
  return isBareWord(pointer) ? tree.maybeById(pointer) : null;
}

/** A pointer, the node it is taken from, and the document in which that stands. */
interface Pointing {
  readonly pointer: string;
  readonly from: XmlNode;
  readonly document: string;
  readonly scope: LinkScope;
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
  if (pointer.startsWith("#")) return follow({ pointer, from, document, scope });
  const definitions = scope.prefixes(from.tree);
  const prefix = prefixOf(pointer, definitions);
  if (prefix === null) return follow({ pointer, from, document, scope });
  const expanded = expandPrefix(pointer, definitions);
  if (expanded !== null) {
    return prefixOf(expanded.pointer) === null
      ? follow({ pointer: expanded.pointer, from: expanded.by.node, document, scope })
      : { kind: "elsewhere", uri: expanded.pointer };
  }
  const declared = definitions.filter(({ ident }) => ident === prefix);
  if (declared.length === 0 && isScheme(prefix)) return { kind: "elsewhere", uri: pointer };
  return { kind: "no-prefix", prefix, patterns: declared.map(({ matchPattern }) => matchPattern) };
}

function follow(pointing: Pointing): PointerTarget {
  const { pointer, from, document, scope } = pointing;
  const hash = pointer.indexOf("#");
  const file = decoded((hash < 0 ? pointer : pointer.slice(0, hash)).replace(/\?.*$/su, ""));
  const id = hash < 0 ? null : decoded(pointer.slice(hash + 1));
  if (file === "") {
    const own = scope.of(document) ?? anchorsOf({ id: document, tree: from.tree });
    return inside([own, ...scope.including(own.path)], id);
  }
  if (file.startsWith("/")) return { kind: "elsewhere", uri: pointer };
  if (id === null && isBareWord(file)) {
    return { kind: "bare", word: file, element: from.tree.maybeById(file)?.local ?? null };
  }
  return intoFile(file, id, pointing);
}

function intoFile(file: string, id: string | null, { pointer, from, scope }: Pointing): PointerTarget {
  const base = baseOf(from);
  if (base === null || prefixOf(base) !== null) return { kind: "elsewhere", uri: pointer };
  const path = normalPath(base + file);
  if (id === null && !isDocumentName(file)) return { kind: "file", path };
  const found = scope.at(path);
  if (found.length > 0) return inside(found, id);
  if (!isDocumentName(file) && !isBareWord(file)) return { kind: "elsewhere", uri: pointer };
  return strayed({ file, path, id }, scope) ?? { kind: "no-file", file };
}

/** A file as a pointer names it, its path, and the id behind it. */
interface Wanted {
  readonly file: string;
  readonly path: string;
  readonly id: string | null;
}

/**
 * Where a file is not where a pointer looks for it, and one document of the edition alone is called so, that is meant: editions
 * are published in other folders than they are kept in, and on systems that take capitals for small letters. A finding tells of
 * it; readers are led all the same.
 */
function strayed({ file, path, id }: Wanted, scope: LinkScope): PointerTarget | null {
  const other = isDocumentName(file) ? scope.named(path) : null;
  if (other === null) return null;
  const target = inside(scope.at(other.path), id);
  return target.kind === "element" || target.kind === "document" ? { ...target, strayed: file } : null;
}

/** Looks for an id in a document, and then in those that include it: there it may stand as well. */
function inside(places: readonly Anchors[], id: string | null): PointerTarget {
  const first = places[0]!;
  if (id === null) return whole(first);
  if (/^[\w-]+\(/u.test(id)) return { kind: "elsewhere", uri: `#${id}` };
  for (const { document, elements } of places) {
    const element = elements.get(id);
    if (element !== undefined) return { kind: "element", document, id, element };
  }
  const isComplete = places.every((place) => place.isComplete);
  return { kind: "no-element", document: first.document, id, isComplete };
}

/** What a file is as a whole: a text, or an entry of a register that has it to itself. */
function whole({ document, entry, elements }: Anchors): PointerTarget {
  const element = entry === undefined ? undefined : elements.get(entry);
  return entry === undefined || element === undefined
    ? { kind: "document", document }
    : { kind: "element", document, id: entry, element };
}

/** Whether a file is one that is read as a document. */
export function isDocumentName(file: string): boolean {
  return /\.(?:xml|tei|odd)$/iu.test(file);
}

function isBareWord(file: string): boolean {
  return !/[./]/u.test(file);
}

/** The folder that relative pointers start from: that of the document, or of `xml:base` (TEI P5, att.global). */
export function baseOf(from: XmlNode): string | null {
  let base = "";
  for (let at: XmlNode | null = from; at?.isElement; at = at.parent) {
    const own = at.get("xml:base");
    if (own === null) continue;
    if (own.startsWith("/") || prefixOf(own) !== null) return own.startsWith("/") ? null : own;
    base = folderOf(own) + base;
  }
  return folderOf(pathOf(from.tree)) + base;
}

/** With forward slashes. */
function pathOf({ path }: Tree): string {
  return path.replace(/\\/gu, "/");
}
