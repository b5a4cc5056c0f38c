import { join } from "node:path";
import { readDocument } from "../read/index.ts";
import {
  coverModels,
  type ElementExplanation,
  explainModels,
  type ModelCoverage,
  type ShownElement,
  shownElement,
} from "../render/index.ts";
import { fileAtAddress, pageOfDocument } from "../resolve/index.ts";
import type { Tree } from "../tree/index.ts";
import { type EditionFiles, type EditionOptions, loadEdition, loadFiles } from "./edition-files.ts";
import { loadModels } from "./edition-models.ts";
import { FileError } from "./files.ts";
import { TaskError } from "./run/task-error.ts";

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

/** Where an element of a page stands in its document, and which models made it look as it does. */
export interface ExplainedElement {
  readonly path: string;
  readonly explanations: readonly ElementExplanation[];
}

/** Says which models made an element of a page look as it does; null where the page or the element is none of a text. */
export async function explainShown(
  page: string,
  shown: ShownElement,
  options: EditionOptions,
): Promise<ExplainedElement | null> {
  const files = await loadEdition(options);
  const source = [...files.sources]
    .filter(({ id }) => page === fileAtAddress(pageOfDocument(id)) || page.startsWith(`texts/${id}/`))
    .sort((one, other) => other.id.length - one.id.length)[0];
  const tree = source === undefined ? null : readDocument(source.bytes, { path: source.path }).tree;
  if (tree === null) return null;
  const models = await loadModels(files.config, join(options.folder, files.prefix));
  const found = shownElement(tree, models, shown);
  if (found === null) return null;
  const { line, column } = found.position;
  return { path: tree.path, explanations: explainModels(tree, models, line, column) };
}

/** The documents that can be read, one after the other. */
function* treesOf({ sources }: EditionFiles): Generator<Tree> {
  for (const { bytes, path } of sources) {
    const { tree } = readDocument(bytes, { path });
    if (tree !== null) yield tree;
  }
}
