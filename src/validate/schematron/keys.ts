import type { Tree, XmlNode } from "../../tree/index.ts";
import type { KeyLookup, LazyExpression, MatchPattern, TreeNode } from "../../xpath/index.ts";
import type { SchemaReader, Scope } from "./reader.ts";

/** The namespace of XSLT, whose `key` and `function` may stand in a schema (ISO/IEC 19757-3, annex C). */
export const XSLT_NAMESPACE = "http://www.w3.org/1999/XSL/Transform";

interface Key {
  readonly match: MatchPattern;
  readonly use: LazyExpression;
}

/** Reads the `xsl:key` of a schema and gives what `key()` asks: the nodes of a tree that have a value by a key. */
export function readKeys(tree: Tree, reader: SchemaReader, scope: Scope): KeyLookup {
  const keys = new Map<string, Key[]>();
  for (const node of tree.document.descendantElements("key")) {
    if (node.uri !== XSLT_NAMESPACE) continue;
    const match = reader.pattern(node, "match", scope);
    const use = useOf(node, reader, scope);
    if (match === null || use === null) continue;
    const name = node.get("name") ?? "";
    keys.set(name, [...(keys.get(name) ?? []), { match, use }]);
  }
  const indexes = new WeakMap<Tree, Map<string, Map<string, TreeNode[]>>>();
  return (name, asked, values) => {
    const byName = indexes.get(asked) ?? new Map<string, Map<string, TreeNode[]>>();
    indexes.set(asked, byName);
    const index = byName.get(name) ?? indexed(keys.get(name) ?? [], asked);
    byName.set(name, index);
    return values.flatMap((value) => index.get(value) ?? []);
  };
}

/** Instead of `@use` a key may hold text, or an instruction that selects. */
function useOf(node: XmlNode, reader: SchemaReader, scope: Scope): LazyExpression | null {
  if (node.get("use") !== null) return reader.expression(node, "use", scope);
  const select = [...node.elements()].find((each) => each.get("select") !== null);
  if (select !== undefined) return reader.expression(select, "select", scope);
  return reader.question(node, `'${node.text.trim().replaceAll("'", "''")}'`, scope);
}

function indexed(keys: readonly Key[], tree: Tree): Map<string, TreeNode[]> {
  const index = new Map<string, TreeNode[]>();
  for (const { match, use } of keys) {
    const matches = match.matcher(tree, {});
    const visit = (node: TreeNode): void => {
      if (!matches(node)) return;
      for (const item of use.items(node)) {
        const value = typeof item === "object" ? ("value" in item ? item.value : item.text) : String(item);
        index.set(value, [...(index.get(value) ?? []), node]);
      }
    };
    for (const node of [tree.document, ...tree.document.descendants()]) {
      visit(node);
      if (node.isElement) for (const attribute of node.attributes()) visit(attribute);
    }
  }
  return index;
}
