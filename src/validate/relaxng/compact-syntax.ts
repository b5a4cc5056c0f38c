import type { SchemaDatatypes } from "./schema-datatypes.ts";
import type { SchemaPattern } from "./schema-tree.ts";
export function readCompact(
  _b: Uint8Array,
  _p: string,
  _d: SchemaDatatypes,
  _ns: string,
): SchemaPattern | null {
  return null;
}
