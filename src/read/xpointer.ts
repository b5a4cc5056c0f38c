import type { Tree, XmlNode } from "../tree/index.ts";
import { evaluatePath, type Names, PathError, parsePath } from "./xpointer-path.ts";

/** What an XPointer selects: nodes in document order, or in words why there are none. */
export type Selection = { readonly nodes: readonly XmlNode[] } | { readonly reason: string };

/** One `scheme(data)` of a pointer. */
interface PointerPart {
  readonly scheme: string;
  readonly data: string;
}

const SHORTHAND = /^[\p{L}_][\p{L}\p{N}\p{M}._·-]*$/u;

/**
 * Follows an XPointer into a tree (XPointer Framework; element() and xmlns() schemes). Of `xpointer()`, `xpath()` and
 * `xpath1()` paths of names with predicates are understood. The parts of a pointer are tried in turn, as the framework
 * has it; prefixes that no xmlns() binds are those of `context`, the element on which the pointer stands.
 */
export function select(pointer: string, tree: Tree, context: XmlNode): Selection {
  const trimmed = pointer.trim();
  if (SHORTHAND.test(trimmed)) return byId(trimmed, tree);
  const parts = partsOf(trimmed);
  if (parts === null) return { reason: "the pointer is not written as XPointer asks" };
  const bound = new Map<string, string>();
  let reason = "no part of the pointer is of a scheme that is understood";
  for (const { scheme, data } of parts) {
    const binding = scheme === "xmlns" ? /^\s*([^\s=]+)\s*=\s*(\S+)\s*$/u.exec(data) : null;
    if (binding !== null) bound.set(binding[1]!, binding[2]!);
    const selection = follow(scheme, data, tree, namesFor(scheme, bound, context));
    if (selection === null) continue;
    if ("nodes" in selection) return selection;
    reason = selection.reason;
  }
  return { reason };
}

/** The TEI's xpath() takes a name without a prefix as the pointing document does; XPath 1.0 takes it for one of no namespace. */
function namesFor(scheme: string, bound: ReadonlyMap<string, string>, context: XmlNode): Names {
  return (prefix) => {
    if (prefix === "") return scheme === "xpath" ? (context.namespaceOf("") ?? "") : "";
    return bound.get(prefix) ?? context.namespaceOf(prefix);
  };
}

function follow(scheme: string, data: string, tree: Tree, names: Names): Selection | null {
  if (scheme === "element") return childSequence(data.trim(), tree);
  if (!/^(?:xpointer|xpath\d?)$/u.test(scheme)) return null;
  try {
    const nodes = evaluatePath(parsePath(data), tree, names);
    return nodes.length > 0 ? { nodes } : { reason: "the path selects nothing there" };
  } catch (error) {
    if (error instanceof PathError) return { reason: error.message };
    throw error;
  }
}

function byId(id: string, tree: Tree): Selection {
  const node = tree.maybeById(id);
  return node === null ? { reason: `no element there has the xml:id “${id}”` } : { nodes: [node] };
}

/** XPointer element() scheme: an id, numbers of children, or both. */
function childSequence(data: string, tree: Tree): Selection {
  const match = /^([^/]*)((?:\/[1-9]\d*)*)$/u.exec(data);
  if (match === null || data === "") return { reason: "element() takes an xml:id and numbers of children" };
  const [, id = "", steps = ""] = match;
  let at: XmlNode | null = id === "" ? tree.document : tree.maybeById(id);
  for (const step of steps.split("/").slice(1)) {
    at = at === null ? null : nth(at, Number(step));
  }
  return at === null ? { reason: "no element stands at that place" } : { nodes: [at] };
}

function nth(parent: XmlNode, wanted: number): XmlNode | null {
  let count = 0;
  for (const element of parent.elements()) if (++count === wanted) return element;
  return null;
}

/** Splits a pointer into its parts; a circumflex takes its meaning from a parenthesis. Null where they do not pair. */
function partsOf(pointer: string): PointerPart[] | null {
  const parts: PointerPart[] = [];
  let at = 0;
  while (at < pointer.length) {
    const scheme = /^\s*([\w:.-]+)\(/u.exec(pointer.slice(at));
    if (scheme === null) return null;
    const from = at + scheme[0].length;
    const end = closing(pointer, from);
    if (end === -1) return null;
    const data = pointer.slice(from, end).replace(/\^([()^])/gu, "$1");
    parts.push({ scheme: scheme[1]!, data });
    at = end + 1;
    if (pointer.slice(at).trim() === "") break;
  }
  return parts;
}

function closing(pointer: string, from: number): number {
  let depth = 1;
  for (let at = from; at < pointer.length; at++) {
    const sign = pointer[at];
    if (sign === "^") at++;
    else if (sign === "(") depth++;
    else if (sign === ")" && --depth === 0) return at;
  }
  return -1;
}
