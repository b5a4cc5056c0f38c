import { readdirSync, rmdirSync, rmSync, unlinkSync } from "node:fs";
import { sep } from "node:path";

/**
 * Takes away a folder with all that is in it, if it is there. Node looks at each file once more before it takes it away, which
 * for a site of thousands of files takes as long again; where a file cannot be taken away so, it is left to Node.
 */
export function removeFolder(folder: string): void {
  try {
    removeAll(folder);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
}

function removeAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = folder + sep + entry.name;
    if (entry.isDirectory()) removeAll(path);
    else unlinkSync(path);
  }
  rmdirSync(folder);
}
