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
  /** Whether no name of a tree passes, so that nothing does. */
  readonly isOfNone: (tree: Tree) => boolean;
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
      return {
        node: () => true,
        attribute: isNoDeclaration,
        name: null,
        names: null,
        isOfNone: never,
        isAnyNode: true,
      };
    case "text":
    case "comment":
    case "instruction":
      return ofKind(KINDS[test.kind]);
    case "element":
      return ofKind(NodeKind.element);
    case "document":
      return ofKind(NodeKind.document);
    case "attribute":
      return {
        node: () => false,
        attribute: isNoDeclaration,
        name: null,
        names: null,
        isOfNone: never,
        isAnyNode: false,
      };
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
    isOfNone: never,
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
  const names = ofTree((tree) => passingIn(name, tree));
  return {
    node: (tree, row) =>
      tree.columns.kind[row] === NodeKind.element && names(tree)[tree.columns.name[row]!] === 1,
    attribute: (tree, row) => names(tree)[tree.columns.attributeName[row]!] === 1,
    name,
    names,
    isOfNone: ofTree((tree) => !names(tree).includes(1)),
    isAnyNode: false,
  };
}

function never(): boolean {
  return false;
}

/** What is asked of a tree is worked out once for each; the last one asked about is remembered. */
function ofTree<T>(ask: (tree: Tree) => T): (tree: Tree) => T {
  let last: { readonly tree: Tree; readonly answer: T } | undefined;
  return (tree) => {
    if (last?.tree !== tree) last = { tree, answer: ask(tree) };
    return last.answer;
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
