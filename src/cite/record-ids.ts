import type { Tree, XmlNode } from "../tree/index.ts";

/** Gives each record its id: the element's `xml:id`, else `cit-1`, `cit-2` and so on, without those in use. */
export function recordIds(tree: Tree, prefix: string): (node: XmlNode) => string {
  let count = 0;
  return (node) => {
    const own = node.get("xml:id");
    if (own !== null) return own;
    for (;;) {
      count++;
      const id = `${prefix}-${count}`;
      if (tree.maybeById(id) === null) return id;
    }
  };
}
