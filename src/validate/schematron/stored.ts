import type { Tree } from "../../tree/index.ts";
import type { LoadSchemaFile } from "../schema-file.ts";
import { SchemaParts } from "./files.ts";
import { openSchema } from "./open-schema.ts";
import { writtenSchema } from "./read-schema.ts";
import type { Schematron } from "./schema.ts";
import { type WrittenSchema, withPaths } from "./written-schema.ts";

/** Says what the bytes are; to be raised with each change of what a written schema looks like. */
const MARK = "colophon-schematron-1";

/** Reads rules as `readSchematron` does, and gives besides them the bytes in which they can be kept. */
export function readStorableSchematron(
  tree: Tree,
  load: LoadSchemaFile,
): { readonly schematron: Schematron; readonly store: (rename: (path: string) => string) => Uint8Array } {
  const parts = new SchemaParts(load, [tree]);
  const written = writtenSchema(tree, parts);
  return {
    schematron: openSchema(written, parts),
    store: (rename) =>
      new TextEncoder().encode(JSON.stringify({ mark: MARK, schema: withPaths(written, rename) })),
  };
}

/**
 * Opens rules that were kept; null where the bytes are something else. `rename` takes back what names of files were
 * turned into. Files are loaded where something is to be told of the schema itself, and for `doc()`.
 */
export function restoreSchematron(
  bytes: Uint8Array,
  rename: (path: string) => string,
  load: LoadSchemaFile,
): Schematron | null {
  const stored = JSON.parse(new TextDecoder().decode(bytes)) as { mark?: unknown; schema: WrittenSchema };
  if (stored.mark !== MARK) return null;
  return openSchema(withPaths(stored.schema, rename), new SchemaParts(load));
}
