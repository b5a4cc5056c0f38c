import { type Edition, readEdition, type Watch } from "../checking.ts";
import { normalPath } from "../tree/index.ts";
import {
  type EditionFiles,
  type EditionOptions,
  loadEdition,
  loadFiles,
  treeLoader,
} from "./edition-files.ts";
import { inclusionOpener } from "./inclusion-files.ts";

/** Reads what was loaded, with what it includes. */
export function readFiles(
  files: EditionFiles,
  options: EditionOptions & { readonly named?: readonly string[]; readonly watch?: Watch },
): Edition {
  const { config, prefix, sources, context } = files;
  const limits = config.limits ?? {};
  return readEdition(sources, context, {
    limits,
    load: treeLoader(options.folder, limits),
    open: inclusionOpener(
      options.folder,
      prefix,
      [...sources, ...context].map(({ path }) => path),
    ),
    named: new Set((options.named ?? []).map(normalPath)),
    ...(options.watch === undefined ? {} : { watch: options.watch }),
  });
}

/** Loads documents by their paths, or the edition in the folder where none is named. */
export function load(paths: readonly string[], options: EditionOptions): Promise<EditionFiles> {
  return paths.length === 0 ? loadEdition(options) : loadFiles(paths, options);
}
