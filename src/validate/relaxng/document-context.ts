import type { Tree } from "../../tree/index.ts";
import type { ValueContext } from "../datatypes/datatype.ts";

/** The context of the values in a document: set `row` to the element whose value is looked at. */
export function documentContext(tree: Tree): ValueContext & { row: number } {
  let entities: ReadonlySet<string> | null = null;
  return {
    row: 1,
    namespaceOf(prefix: string): string | null {
      return tree.node(this.row).namespaceOf(prefix);
    },
    isUnparsedEntity(name: string): boolean {
      entities ??= unparsedEntities(tree.doctype?.internalSubset ?? "");
      return entities.has(name);
    },
  };
}

/** The names of the entities that an internal subset declares with a notation (XML 1.0, section 4.2.2). */
function unparsedEntities(subset: string): ReadonlySet<string> {
  const declarations = subset.replace(/<!--.*?-->/gsu, "").matchAll(/<!ENTITY\s+(\S+)\s[^>]*?\sNDATA\s/gu);
  return new Set(Array.from(declarations, ([, name]) => name!));
}
