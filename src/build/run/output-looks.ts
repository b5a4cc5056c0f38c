import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A digest of the names, sizes and times of all files in a folder: it is another when anybody has changed one of them. */
export function looksOf(folder: string): string {
  if (!existsSync(folder)) return `${folder} is not there`;
  const hash = createHash("sha256");
  const look = (place: string): void => {
    const entries = readdirSync(place, { withFileTypes: true });
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) look(path);
      else {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path} ${size} ${mtimeMs}\n`);
      }
    }
  };
  look(folder);
  return hash.digest("hex");
}
