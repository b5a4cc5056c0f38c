import { NodeKind, type Tree, XMLNS_NAMESPACE } from "../../tree/index.ts";
import type { NodeTest } from "./syntax.ts";

/** Names by their namespace and their local part; null for any. */
export interface NamePattern {
  readonly uri: string | null;
  readonly local: string | null;
}

/** What a step lets through, asked by rows. */
export interface RowTest {
  readonly node: (tree: Tree, row: number) => boolean;
  readonly attribute: (tree: Tree, row: number) => boolean;
  /** The names that pass, where the test is one of names; null for others. */
  readonly name: NamePattern | null;
  /** Which of a tree's names pass, by their numbers, where the test is one of names. */
  readonly names: ((tree: Tree) => Uint8Array) | null;
  /** Whether it is `node()`. */
  readonly isAnyNode: boolean;
}

/** Gives the namespace of a prefix, or null for one that is not bound. */
export type NamespaceOf = (prefix: string) => string | null;

const KINDS = { text: NodeKind.text, comment: NodeKind.comment, instruction: NodeKind.instruction } as const;

/**
 * Compiles a node test. `defaultNamespace` is that of names without a prefix: one for elements, none for attributes.
 * Null for kind tests with arguments and for prefixes that are not bound.
 */
export function rowTest(test: NodeTest, namespaceOf: NamespaceOf, defaultNamespace: string): RowTest | null {
  switch (test.kind) {
    case "node":
      return { node: () => true, attribute: isNoDeclaration, name: null, names: null, isAnyNode: true };
    case "text":
    case "comment":
    case "instruction":
      return ofKind(KINDS[test.kind]);
    case "element":
      return ofKind(NodeKind.element);
    case "document":
      return ofKind(NodeKind.document);
    case "attribute":
      return { node: () => false, attribute: isNoDeclaration, name: null, names: null, isAnyNode: false };
    case "name":
      return nameTest(test.name, namespaceOf, defaultNamespace);
    case "other":
      return null;
    default:
      return test satisfies never;
  }
}

function ofKind(kind: NodeKind): RowTest {
  return {
    node: (tree, row) => tree.columns.kind[row] === kind,
    attribute: () => false,
    name: null,
    names: null,
    isAnyNode: false,
  };
}

function isNoDeclaration(tree: Tree, row: number): boolean {
  return tree.names.get(tree.columns.attributeName[row]!).uri !== XMLNS_NAMESPACE;
}

function nameTest(
  { prefix, local }: { prefix: string | null; local: string | null },
  namespaceOf: NamespaceOf,
  defaultNamespace: string,
): RowTest | null {
  const uri = prefix === null ? null : prefix === "" ? defaultNamespace : namespaceOf(prefix);
  if (uri === null && prefix !== null) return null;
  const name = { uri, local };
  const names = namesPassing(name);
  return {
    node: (tree, row) =>
      tree.columns.kind[row] === NodeKind.element && names(tree)[tree.columns.name[row]!] === 1,
    attribute: (tree, row) => names(tree)[tree.columns.attributeName[row]!] === 1,
    name,
    names,
    isAnyNode: false,
  };
}

/** The numbers of the names that pass are worked out once for each tree; the last one asked about is remembered. */
function namesPassing(pattern: NamePattern): (tree: Tree) => Uint8Array {
  let last: Tree | null = null;
  let passing = new Uint8Array(0);
  return (tree) => {
    if (tree === last) return passing;
    passing = passingIn(pattern, tree);
    last = tree;
    return passing;
  };
}

/** Says of each name of a tree, by its number, whether it passes: 1 or 0. */
export function passingIn({ uri, local }: NamePattern, tree: Tree): Uint8Array<ArrayBuffer> {
  const passing = new Uint8Array(tree.names.size);
  for (let id = 0; id < passing.length; id++) {
    const name = tree.names.get(id);
    const isNamed = (local === null || name.local === local) && (uri === null || name.uri === uri);
    if (isNamed && name.uri !== XMLNS_NAMESPACE) passing[id] = 1;
  }
  return passing;
}
