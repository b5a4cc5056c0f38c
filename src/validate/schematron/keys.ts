import type { Tree, XmlNode } from "../../tree/index.ts";
import type { KeyLookup, LazyExpression, TreeNode } from "../../xpath/index.ts";
import type { SchemaReader, Scope } from "./reader.ts";
import type { Ready } from "./schema.ts";
import type { WrittenKey, WrittenQuestion } from "./written-schema.ts";

/** The namespace of XSLT, whose `key` and `function` may stand in a schema (ISO/IEC 19757-3, annex C). */
export const XSLT_NAMESPACE = "http://www.w3.org/1999/XSL/Transform";

/** Reads the `xsl:key` of a schema. */
export function readKeys(tree: Tree, reader: SchemaReader, scope: Scope): readonly WrittenKey[] {
  const nodes = [...tree.document.descendantElements("key")].filter(({ uri }) => uri === XSLT_NAMESPACE);
  return nodes.flatMap((node) => {
    const match = reader.pattern(node, "match", scope);
    const use = useOf(node, reader, scope);
    return match === null || use === null ? [] : [{ name: node.get("name") ?? "", match, use }];
  });
}

/** Instead of `@use` a key may hold text, or an instruction that selects. */
function useOf(node: XmlNode, reader: SchemaReader, scope: Scope): WrittenQuestion | null {
  if (node.get("use") !== null) return reader.expression(node, "use", scope);
  const select = [...node.elements()].find((each) => each.get("select") !== null);
  if (select !== undefined) return reader.expression(select, "select", scope);
  return reader.question(node, `'${node.text.trim().replaceAll("'", "''")}'`, scope);
}

/** An `xsl:key` that can be asked. */
export interface Key {
  readonly name: string;
  readonly match: Ready["match"];
  readonly use: LazyExpression;
}

/** Gives what `key()` asks: the nodes of a tree that have a value by a key. */
export function keyLookup(keys: readonly Key[]): KeyLookup {
  const indexes = new WeakMap<Tree, Map<string, Map<string, TreeNode[]>>>();
  return (name, asked, values) => {
    const byName = indexes.get(asked) ?? new Map<string, Map<string, TreeNode[]>>();
    indexes.set(asked, byName);
    const index =
      byName.get(name) ??
      indexed(
        keys.filter((key) => key.name === name),
        asked,
      );
    byName.set(name, index);
    return values.flatMap((value) => index.get(value) ?? []);
  };
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
