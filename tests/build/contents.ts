import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Gives the files below a folder with their bytes, in the order of their paths, which begin with a slash. */
export function contentsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path, "latin1")]));
}
