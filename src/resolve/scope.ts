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
  /**
   * The document of the edition that is probably meant by a file that is not there: the one whose path differs in the case of
   * its letters alone, else the one whose file has its name; null where there is none, or more than one.
   */
  readonly named: (path: string) => Anchors | null;
  /** The files of all documents. */
  readonly paths: readonly string[];
  /** The first document that has an id, or null; null as well where it stands behind the first 100,000 ids. */
  readonly withId: (id: string) => Anchors | null;
  readonly prefixes: (tree: Tree) => readonly PrefixDef[];
}

/** The documents of an edition, in order, and found by their names. */
export interface AnchorIndex extends Iterable<Anchors> {
  /** Gives the document that a file is. */
  readonly at: (path: string) => Anchors | null;
  /** Gives the document that has an id. */
  readonly of: (document: string) => Anchors | null;
}

/** Brings together the documents pointers can lead to; files that are not among them are asked of `load`. */
export function linkScope(anchors: readonly Anchors[], load?: LoadTree): LinkScope {
  const byPath = new Map(anchors.map((each) => [each.path, each]));
  const byDocument = new Map(anchors.map((each) => [each.document, each]));
  const index: AnchorIndex = {
    at: (path) => byPath.get(path) ?? null,
    of: (document) => byDocument.get(document) ?? null,
    [Symbol.iterator]: () => anchors.values(),
  };
  return scopeOf(index, load);
}

/** Does the same with documents that somebody else finds. */
export function scopeOf(anchors: AnchorIndex, load: LoadTree = () => null): LinkScope {
  const loaded = new LoadedFiles(anchors, load);
  const hosts = hostsOf(anchors);
  const prefixes = new WeakMap<Tree, readonly PrefixDef[]>();
  const including = (path: string): readonly Anchors[] => hosts.get(path) ?? [];
  const idOwners = once(() => ownersOf(anchors));
  const named = once(() => oneByOne(anchors, fileName));
  const folded = once(() => oneByOne(anchors, (path) => path.toLowerCase()));
  return {
    at: (path) => {
      const own = anchors.at(path) ?? loaded.at(path);
      // A document that includes the file is the one to be read; the file by itself has what was not included.
      return own === null ? including(path) : [...including(path), own];
    },
    of: (document) => anchors.of(document) ?? loaded.of(document),
    including,
    named: (path) => {
      const found = folded().get(path.toLowerCase()) ?? named().get(fileName(path)) ?? null;
      return found === null ? null : anchors.at(found);
    },
    // Few ask, and of many documents they are much to hold.
    get paths(): readonly string[] {
      return Array.from(anchors, ({ path }) => path);
    },
    withId: (id) => {
      const path = idOwners().get(id);
      return path === undefined ? null : anchors.at(path);
    },
    prefixes: (tree) => {
      const known = prefixes.get(tree) ?? prefixDefs(tree);
      prefixes.set(tree, known);
      return known;
    },
  };
}

/** Files that are no documents of the edition, each read when it is first pointed to. */
class LoadedFiles {
  readonly #anchors: AnchorIndex;
  readonly #load: LoadTree;
  readonly #byPath = new Map<string, Anchors | null>();
  readonly #byDocument = new Map<string, Anchors>();

  constructor(anchors: AnchorIndex, load: LoadTree) {
    this.#anchors = anchors;
    this.#load = load;
  }

  at(path: string): Anchors | null {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const tree = this.#load(path);
    const found = tree === null ? null : anchorsOf({ id: path.replace(/\.[^./]+$/u, ""), tree });
    this.#byPath.set(path, found);
    if (found !== null && this.of(found.document) === null && this.#anchors.of(found.document) === null)
      this.#byDocument.set(found.document, found);
    return found;
  }

  of(document: string): Anchors | null {
    return this.#byDocument.get(document) ?? null;
  }
}

function hostsOf(anchors: Iterable<Anchors>): Map<string, Anchors[]> {
  const hosts = new Map<string, Anchors[]>();
  for (const each of anchors) {
    for (const part of each.parts) hosts.set(part, [...(hosts.get(part) ?? []), each]);
  }
  return hosts;
}

/** The paths of the documents by what is made of them; null for what is made of several. */
function oneByOne(anchors: Iterable<Anchors>, keyOf: (path: string) => string): Map<string, string | null> {
  const paths = new Map<string, string | null>();
  for (const { path } of anchors) {
    const key = keyOf(path);
    paths.set(key, paths.has(key) ? null : path);
  }
  return paths;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * In how many ids an owner is looked for: it is asked for where a pointer is broken, to say where its id is instead, and of a
 * large corpus all ids would be more than memory holds.
 */
const MOST_IDS = 100_000;

/** The paths of the documents that have ids; who asks for the document reads its ids again, since those of all would be held. */
function ownersOf(anchors: Iterable<Anchors>): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { path, elements } of anchors) {
    for (const id of elements.keys()) if (!owners.has(id)) owners.set(id, path);
    if (owners.size > MOST_IDS) break;
  }
  return owners;
}
