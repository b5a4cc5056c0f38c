import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FolderLister, TextResolver } from "../xpath/index.ts";

/** What a stylesheet may read: files of the project, and for one from elsewhere its own modules. */
export interface StylesheetReader {
  /** While it is compiled. */
  readonly modules: TextResolver;
  /** While it runs; `modules` are the addresses of those that went into it. */
  readonly documents: (modules: readonly string[]) => {
    readonly resolve: TextResolver;
    readonly list: FolderLister;
  };
  /** The files and folders that were asked for so far, there or not. */
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
  const list = (folder: string, folders: readonly string[], isDeep: boolean): string[] | null => {
    asked.add(folder);
    if (!existsSync(folder) || !statSync(folder).isDirectory() || !isWithin(real(folder), folders))
      return null;
    const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isDeep ? (list(path, folders, isDeep) ?? []) : [];
      return [pathToFileURL(path).href];
    });
  };
  return {
    asked,
    modules: (uri) => read(uri, projects, true),
    documents: (modules) => {
      const folders = isOwn ? projects : [...projects, folderAround([main, ...modules.map(fileOf)])];
      return {
        resolve: (uri) => read(uri, folders, false),
        list: (uri, isDeep) =>
          uri.startsWith("file:") ? list(withoutSlash(fileURLToPath(uri)), folders, isDeep) : null,
      };
    },
  };
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
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
