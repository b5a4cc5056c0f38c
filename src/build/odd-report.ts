import { join } from "node:path";
import { readDocument } from "../read/index.ts";
import { coverModels, type ElementExplanation, explainModels, type ModelCoverage } from "../render/index.ts";
import type { Tree } from "../tree/index.ts";
import { type EditionFiles, type EditionOptions, loadEdition, loadFiles } from "./edition-files.ts";
import { loadModels } from "./edition-models.ts";
import { FileError } from "./files.ts";
import { TaskError } from "./task-error.ts";

/** Renders documents, those of the edition in the folder where none is named, and says what its models did. */
export async function coverEdition(
  paths: readonly string[],
  options: EditionOptions,
): Promise<ModelCoverage> {
  const files = paths.length === 0 ? await loadEdition(options) : await loadFiles(paths, options);
  const models = await loadModels(files.config, join(options.folder, files.prefix));
  return coverModels(treesOf(files), models);
}

/** Says which models made a passage, `FILE:LINE` or `FILE:LINE:COLUMN`, look as it does. */
export async function explainPassage(
  place: string,
  options: EditionOptions,
): Promise<readonly ElementExplanation[]> {
  const parts = /^(.+?):(\d+)(?::(\d+))?$/u.exec(place);
  if (parts === null) throw new TaskError(`“${place}” is no place: write FILE:LINE or FILE:LINE:COLUMN.`);
  const [, path, line, column] = parts;
  const files = await loadFiles([path!], options);
  const models = await loadModels(files.config, join(options.folder, files.prefix));
  const [tree] = [...treesOf(files)];
  if (tree === undefined)
    throw new FileError(`${path} is not well-formed: colophon check ${path} says where.`);
  const found = explainModels(tree, models, Number(line), column === undefined ? null : Number(column));
  if (found.length === 0) throw new TaskError(`There is no element at ${place}.`);
  return found;
}

/** The documents that can be read, one after the other. */
function* treesOf({ sources }: EditionFiles): Generator<Tree> {
  for (const { bytes, path } of sources) {
    const { tree } = readDocument(bytes, { path });
    if (tree !== null) yield tree;
  }
}
