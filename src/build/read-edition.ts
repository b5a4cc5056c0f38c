import { type Edition, type ReadSetup, readEdition, type Watch } from "../edition/index.ts";
import { normalPath } from "../tree/index.ts";
import {
  type EditionFiles,
  type EditionOptions,
  loadEdition,
  loadFiles,
  treeLoader,
} from "./edition-files.ts";
import { inclusionOpener } from "./inclusion-files.ts";
import { allSources } from "./run/document-source.ts";

/** How loaded files are read; `named` are documents even where others include them. */
export interface ReadOptions extends EditionOptions {
  readonly named?: readonly string[];
  readonly watch?: Watch;
}

/** An edition that was loaded, and read. */
export interface LoadedEdition {
  readonly files: EditionFiles;
  readonly edition: Edition;
}

/** Reads what was loaded, with what it includes. */
export function readFiles(files: EditionFiles, options: ReadOptions): Edition {
  return readEdition([...files.sources], [...files.context], readSetup(files, options));
}

/** Says how what was loaded is read. */
export function readSetup(files: EditionFiles, options: ReadOptions): ReadSetup {
  const { config, prefix } = files;
  const limits = config.limits ?? {};
  return {
    limits,
    load: treeLoader(options.folder, limits),
    open: inclusionOpener(options.folder, prefix, () => allSources(files).map(({ path }) => path)),
    named: new Set((options.named ?? []).map(normalPath)),
    ...(options.watch === undefined ? {} : { watch: options.watch }),
  };
}

/** Loads documents by their paths, or the edition in the folder where none is named. */
export function load(paths: readonly string[], options: EditionOptions): Promise<EditionFiles> {
  return paths.length === 0 ? loadEdition(options) : loadFiles(paths, options);
}
