import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { readModelSource, standingOn } from "../odd/index.ts";
import { readDocument } from "../read/index.ts";
import { type CompiledModels, compileModels, DEFAULT_ODD, type ModelSource } from "../render/index.ts";
import type { ColophonConfig } from "./configuration.ts";
import { FileError, listFiles } from "./files.ts";

/** How many ODDs may stand on one another; more than a handful are a circle. */
const HIGHEST = 20;

/**
 * The edition's processing models before the defaults: those of the configured ODD, else of the first in `schemas/`,
 * each with the ODD it stands on (`schemaSpec/@source`) where that lies beside it. `base` is the edition's folder.
 * Throws a {@link FileError} where the ODD is not there or cannot be read.
 */
export async function loadModels(config: ColophonConfig, base: string): Promise<CompiledModels> {
  const path = config.odd ?? (await listFiles(base, ["schemas/*.odd"]))[0];
  const defaults = await sourceAt(DEFAULT_ODD, "default.odd");
  const own = path === undefined ? null : await chainAt(base, path, HIGHEST);
  return compileModels(defaults, own, config.behaviours ?? {});
}

async function chainAt(base: string, path: string, left: number): Promise<ModelSource> {
  const own = await sourceAt(join(base, path), path);
  const below = own.base ?? null;
  const next = below === null ? null : posix.join(posix.dirname(path), below);
  // An ODD may also name TEI itself here, or a release of it on the web; its elements have the default models.
  const isBeside = next !== null && !/^[a-z][\w+.-]*:/iu.test(below ?? "") && !next.startsWith("..");
  if (!isBeside || left === 0 || !existsSync(join(base, next))) return own;
  return standingOn(await chainAt(base, next, left - 1), own);
}

async function sourceAt(place: string | URL, path: string): Promise<ModelSource> {
  const bytes = await readFile(place).catch(() => {
    throw new FileError(`There is no ODD ${path}.`);
  });
  const { tree, findings } = readDocument(bytes, { path });
  if (tree === null) throw new FileError(`${path}:${findings[0]?.line}: ${findings[0]?.message}`);
  return readModelSource(tree);
}
