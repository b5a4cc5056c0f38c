import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { TextResolver } from "../xpath/index.ts";

/** What a stylesheet may read: files of the project, and for one from elsewhere its own modules. */
export interface StylesheetReader {
  /** While it is compiled. */
  readonly modules: TextResolver;
  /** While it runs; `modules` are the addresses of those that went into it. */
  readonly documents: (modules: readonly string[]) => TextResolver;
  /** The files that were asked for so far, there or not. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Gives the reader of a stylesheet. It keeps to the project's folders, links that lead out included. A stylesheet that a person
 * named from elsewhere, such as those of the TEI, takes in its modules from where it stands, and reads what lies in the folder
 * that holds all of them. Nothing is fetched.
 */
export function stylesheetReader(stylesheet: string, roots: readonly string[]): StylesheetReader {
  const asked = new Set<string>();
  const projects = roots.map((root) => real(resolve(root)));
  const main = real(resolve(stylesheet));
  const isOwn = isWithin(main, projects);
  const read = (uri: string, folders: readonly string[], isModule: boolean): string | null => {
    if (!uri.startsWith("file:")) return null;
    const file = fileURLToPath(uri.split("#")[0]!);
    asked.add(file);
    if (!existsSync(file) || !statSync(file).isFile()) return null;
    const isAllowed = isWithin(real(file), folders) || (isModule && !isOwn && /\.xslt?$/iu.test(file));
    return isAllowed ? readFileSync(file, "utf8") : null;
  };
  return {
    asked,
    modules: (uri) => read(uri, projects, true),
    documents: (modules) => {
      const folders = isOwn ? projects : [...projects, folderAround([main, ...modules.map(fileOf)])];
      return (uri) => read(uri, folders, false);
    },
  };
}

function fileOf(uri: string): string {
  return uri.startsWith("file:") ? real(fileURLToPath(uri)) : uri;
}

/** The nearest folder that holds all of these files. */
function folderAround(files: readonly string[]): string {
  let folder = dirname(files[0]!);
  while (!files.every((file) => isWithin(file, [folder]))) {
    const above = dirname(folder);
    // Files that have nothing but the root in common have nothing in common.
    if (above === dirname(above)) return dirname(files[0]!);
    folder = above;
  }
  return folder;
}

function real(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some(
    (folder) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep),
  );
}
