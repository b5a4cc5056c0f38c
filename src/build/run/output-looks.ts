import { createHash } from "node:crypto";
import { existsSync, readdirSync, type Stats, statSync } from "node:fs";
import { sep } from "node:path";

/** A digest of the names, sizes and times of all files in a folder: it is another when anybody has changed one of them. */
export function looksOf(folder: string): string {
  return new FolderLooks(folder).digest;
}

/** How a folder looks, with what is known of each file, so that a few of them can be looked at again. */
export class FolderLooks {
  /** What the digest is made of, a file each, in their order. */
  readonly #lines: string[];

  /** Looks at all files of a folder. */
  constructor(folder: string) {
    this.#lines = linesOf(folder);
  }

  get digest(): string {
    return digestOf(this.#lines);
  }

  /** Gives the digest after these files were written; null where one of them was not there before, or is not any more. */
  digestAfter(files: readonly string[]): string | null {
    for (const file of files) {
      const at = this.#lines.findIndex((line) => line.startsWith(`${file} `));
      const stats = statSync(file, { throwIfNoEntry: false });
      if (at < 0 || stats === undefined) return null;
      this.#lines[at] = lineOf(file, stats);
    }
    return this.digest;
  }
}

function digestOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("")).digest("hex");
}

function linesOf(folder: string): string[] {
  if (!existsSync(folder)) return [`${folder} is not there`];
  const lines: string[] = [];
  const look = (place: string): void => {
    const entries = readdirSync(place, { withFileTypes: true });
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      const path = place + sep + entry.name;
      if (entry.isDirectory()) look(path);
      else lines.push(lineOf(path, statSync(path)));
    }
  };
  look(folder);
  return lines;
}

function lineOf(file: string, { size, mtimeMs }: Stats): string {
  return `${file} ${size} ${mtimeMs}\n`;
}
