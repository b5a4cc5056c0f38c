import { statSync } from "node:fs";
import { sep } from "node:path";

/** A path that the user named and that cannot be used, with a sentence that says why. */
export class FileError extends Error {
  override readonly name: string = "FileError";
}

/** A file that was there a moment ago is another now, or gone: whoever writes it has not finished. */
export class MovingFileError extends FileError {
  override readonly name = "MovingFileError";
}

const DOCUMENTS = ["tei/**/*.xml"];

/** Lists an edition's files by glob, in the order of their paths by code unit, with forward slashes, from the folder. */
export async function listFiles(folder: string, patterns: readonly string[]): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const found = await glob([...patterns], { cwd: folder, onlyFiles: true, followSymbolicLinks: false });
  const paths = sep === "/" ? found : found.map((path) => path.split(sep).join("/"));
  // Without a comparison of ours they are sorted by code unit, in half the time.
  return paths.sort();
}

/** Lists the documents of an edition: what the configuration names, else every XML file below `tei`. */
export function listDocuments(folder: string, patterns: readonly string[] | undefined): Promise<string[]> {
  return listFiles(folder, patterns ?? DOCUMENTS);
}

/**
 * Gives the files behind paths from a command line: a file is itself, a folder is every `.xml` file in it.
 * Throws a {@link FileError} for a path that is not there and for a folder without documents.
 */
export async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await expandPath(path)));
  return [...new Set(files)];
}

async function expandPath(path: string): Promise<string[]> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new FileError(`There is no file or folder ${path}.`);
  if (!found.isDirectory()) return [path];
  const names = await listFiles(path, ["**/*.xml", "!**/node_modules/**", "!out/**"]);
  if (names.length === 0)
    throw new FileError(`The folder ${path} holds no XML documents, whose names end in .xml.`);
  const folder = path.replace(/[\\/]+$/u, "");
  return folder === "." ? names : names.map((name) => `${folder}/${name}`);
}

/**
 * A document's id: its path below `tei/` without the extension, or its path where it stands elsewhere; from outside of the
 * edition's folder without the way there, so that what is made of it stays with the outputs.
 */
export function documentId(from: string): string {
  const path = from.replace(/^(?:\.\.\/|\/)+/u, "");
  const start = path !== from ? 0 : (/^(?:\.\/)?tei\//u.exec(path)?.[0].length ?? 0);
  const dot = path.lastIndexOf(".");
  const hasExtension = dot >= start && dot < path.length - 1 && path.lastIndexOf("/") < dot;
  return path.slice(start, hasExtension ? dot : path.length);
}
