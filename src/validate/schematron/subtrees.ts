import { type Tree, XmlAttribute } from "../../tree/index.ts";
import type { PatternMatcher, TreeNode, Variables } from "../../xpath/index.ts";

/** Says of nodes whether they match a pattern, or stand in something that does. */
export function subtreesOf(
  matcher: PatternMatcher,
  tree: Tree,
  variables: Variables,
): (node: TreeNode) => boolean {
  const matches = matcher(tree, variables);
  return (node) => {
    for (
      let at: TreeNode | null = node;
      at !== null;
      at = at instanceof XmlAttribute ? at.owner : at.parent
    ) {
      if (matches(at)) return true;
    }
    return false;
  };
}
