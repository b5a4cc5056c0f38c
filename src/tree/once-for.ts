import type { XmlNode } from "./node.ts";
import type { Tree } from "./tree.ts";

/** Finds something out about a tree when it is first asked for, and keeps it as long as there is the tree. */
export function onceForTree<T>(find: (tree: Tree) => T): (tree: Tree) => T {
  return onceForEach(find);
}

/** The same of anything that does not change. */
export function onceForEach<K extends object, T>(find: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const found = known.get(of) ?? { value: find(of) };
    known.set(of, found);
    return found.value;
  };
}

/** The same of an element, which may be asked about once for each of the thousands that stand in it. */
export function onceForNode<T>(find: (node: XmlNode) => T): (node: XmlNode) => T {
  const knownIn = onceForTree(() => new Map<number, { readonly value: T }>());
  return (node) => {
    const known = knownIn(node.tree);
    const found = known.get(node.row) ?? { value: find(node) };
    known.set(node.row, found);
    return found.value;
  };
}
