import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Reads the files below a folder, by their paths with forward slashes. */
export function filesBelow(folder: string): ReadonlyMap<string, Uint8Array> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    found.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).split(sep).join("/"), readFileSync(path)];
    }),
  );
}
