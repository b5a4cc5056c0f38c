import { once, type Tree } from "../tree/index.ts";
import { type Anchors, anchorsOf } from "./anchors.ts";
import { type PrefixDef, prefixDefs } from "./prefix.ts";

/** Gives the tree of a file that is no document of the edition, or null where there is none that can be read. */
export type LoadTree = (path: string) => Tree | null;

/** What pointers can lead to. */
export interface LinkScope {
  /** What a file can be pointed to as: the document it is, and those that include it; empty where there is none. */
  readonly at: (path: string) => readonly Anchors[];
  readonly of: (document: string) => Anchors | null;
  /** The documents that include a file. */
  readonly including: (path: string) => readonly Anchors[];
  /** The files of all documents. */
  readonly paths: readonly string[];
  /** The first document that has an id, or null. */
  readonly withId: (id: string) => Anchors | null;
  readonly prefixes: (tree: Tree) => readonly PrefixDef[];
}

/** Brings together the documents pointers can lead to; files that are not among them are asked of `load`. */
export function linkScope(anchors: readonly Anchors[], load: LoadTree = () => null): LinkScope {
  const byPath = new Map<string, Anchors | null>(anchors.map((each) => [each.path, each]));
  const byDocument = new Map<string, Anchors>(anchors.map((each) => [each.document, each]));
  const hosts = hostsOf(anchors);
  const prefixes = new WeakMap<Tree, readonly PrefixDef[]>();
  const fileAt = (path: string): Anchors | null => {
    const known = byPath.get(path);
    if (known !== undefined) return known;
    const tree = load(path);
    const found = tree === null ? null : anchorsOf({ id: path.replace(/\.[^./]+$/u, ""), tree });
    byPath.set(path, found);
    if (found !== null && !byDocument.has(found.document)) byDocument.set(found.document, found);
    return found;
  };
  const including = (path: string): readonly Anchors[] => hosts.get(path) ?? [];
  const idOwners = once(() => ownersOf(anchors));
  return {
    at: (path) => {
      const own = fileAt(path);
      // A document that includes the file is the one to be read; the file by itself has what was not included.
      return own === null ? including(path) : [...including(path), own];
    },
    of: (document) => byDocument.get(document) ?? null,
    including,
    paths: anchors.map(({ path }) => path),
    withId: (id) => idOwners().get(id) ?? null,
    prefixes: (tree) => {
      const known = prefixes.get(tree) ?? prefixDefs(tree);
      prefixes.set(tree, known);
      return known;
    },
  };
}

function hostsOf(anchors: readonly Anchors[]): Map<string, Anchors[]> {
  const hosts = new Map<string, Anchors[]>();
  for (const each of anchors) {
    for (const part of each.parts) hosts.set(part, [...(hosts.get(part) ?? []), each]);
  }
  return hosts;
}

function ownersOf(anchors: readonly Anchors[]): Map<string, Anchors> {
  const owners = new Map<string, Anchors>();
  for (const each of anchors) {
    for (const id of each.elements.keys()) if (!owners.has(id)) owners.set(id, each);
  }
  return owners;
}
