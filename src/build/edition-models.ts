import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { deserialize, serialize } from "node:v8";
import { type ModelNode, readModelSource, standingOn } from "../odd/index.ts";
import { readDocument } from "../read/index.ts";
import { type CompiledModels, compileModels, DEFAULT_ODD, type ModelSource } from "../render/index.ts";
import type { SchemaCache } from "./cache/schema-cache.ts";
import type { ColophonConfig } from "./configuration.ts";
import { FileError, listFiles } from "./files.ts";

/** How many ODDs may stand on one another; more than a handful are a circle. */
const HIGHEST = 20;

/**
 * The edition's processing models before the defaults: those of the configured ODD, else of the first in `schemas/`,
 * each with the ODD it stands on (`schemaSpec/@source`) where that lies beside it. `base` is the edition's folder.
 * What is read of an ODD is kept in the cache, if there is one. Throws a {@link FileError} where the ODD is not there or cannot be
 * read.
 */
export async function loadModels(
  config: ColophonConfig,
  base: string,
  cache: SchemaCache | null = null,
): Promise<CompiledModels> {
  const path = config.odd ?? (await listFiles(base, ["schemas/*.odd"]))[0];
  const defaults = await sourceAt(DEFAULT_ODD, "default.odd", cache);
  const own = path === undefined ? null : await chainAt(base, path, { left: HIGHEST, cache });
  return compileModels(defaults, own, config.behaviours ?? {}, config.functions ?? {});
}

async function chainAt(
  base: string,
  path: string,
  { left, cache }: { readonly left: number; readonly cache: SchemaCache | null },
): Promise<ModelSource> {
  const own = await withStylesheets(await sourceAt(join(base, path), path, cache), base);
  const below = own.base ?? null;
  const next = below === null ? null : posix.join(posix.dirname(path), below);
  // An ODD may also name TEI itself here, or a release of it on the web; its elements have the default models.
  const isBeside = next !== null && !/^[a-z][\w+.-]*:/iu.test(below ?? "") && !next.startsWith("..");
  if (!isBeside || left === 0 || !existsSync(join(base, next))) return own;
  return standingOn(await chainAt(base, next, { left: left - 1, cache }), own);
}

/**
 * Reads the stylesheets that an ODD names and that lie in its folder. They are looked for as `modelsDigest` does, so that a link is
 * not followed, and what was made by one that is another now is made anew.
 */
async function withStylesheets(source: ModelSource, base: string): Promise<ModelSource> {
  const { path: own = "", stylesheets = [] } = source;
  if (stylesheets.length === 0) return source;
  const folder = posix.dirname(own);
  const there = new Set(await listFiles(join(base, folder), ["**/*.css"]));
  const paths = stylesheets.map((address) => posix.relative(folder, posix.join(folder, address)));
  const texts = paths.map((path) =>
    there.has(path) ? `${readFileSync(join(base, folder, path), "utf8")}\n` : "",
  );
  return { ...source, css: texts.join("") };
}

async function sourceAt(place: string | URL, path: string, cache: SchemaCache | null): Promise<ModelSource> {
  const bytes = await readFile(place).catch(() => {
    throw new FileError(`There is no ODD ${path}.`);
  });
  // What is told of models names the ODD, which may lie elsewhere with the same bytes.
  const question = { kind: `models of ${path}`, main: { path, bytes }, load: () => null };
  const kept = cache?.get(question)?.payload;
  if (kept !== undefined) return deserialize(kept) as ModelSource;
  const { tree, findings } = readDocument(bytes, { path });
  if (tree === null) throw new FileError(`${path}:${findings[0]?.line}: ${findings[0]?.message}`);
  const source = readModelSource(tree);
  if (isData(source)) cache?.put(question, [], serialize(source));
  return source;
}

/** Whether all of it is data: a template is a piece of the ODD, and read with it. */
function isData({ elements, classes, behaviours = [] }: ModelSource): boolean {
  if (behaviours.length > 0) return false;
  return [...elements.values(), ...classes.values()].every(({ models }) => areData(models));
}

function areData(models: readonly ModelNode[]): boolean {
  return models.every((model) => (model.kind === "model" ? model.template === null : areData(model.models)));
}
