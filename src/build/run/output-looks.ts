import { createHash } from "node:crypto";
import { existsSync, readdirSync, type Stats, statSync } from "node:fs";
import { sep } from "node:path";

/** A digest of the names, sizes and times of all files in a folder: it is another when anybody has changed one of them. */
export function looksOf(folder: string): string {
  const hash = createHash("sha256");
  let some: string[] = [];
  const write = (): void => {
    hash.update(some.join(""));
    some = [];
  };
  eachLine(folder, (line) => {
    // One by one they take longer to digest, and all together much memory.
    if (some.push(line) === AT_ONCE) write();
  });
  write();
  return hash.digest("hex");
}

const AT_ONCE = 1000;

/** No path has this sign in it. */
const END = "\0";

/** How a folder looks, with what is known of each file, so that a few of them can be looked at again. */
export class FolderLooks {
  /** What the digest is made of, a file each, in their order. */
  readonly #lines: string[] = [];

  /** Looks at all files of a folder. */
  constructor(folder: string) {
    eachLine(folder, (line) => this.#lines.push(line));
  }

  get digest(): string {
    return createHash("sha256").update(this.#lines.join("")).digest("hex");
  }

  /** Gives the digest after these files were written; null where one of them was not there before, or is not any more. */
  digestAfter(files: readonly string[]): string | null {
    for (const file of files) {
      const at = this.#lines.findIndex((line) => line.startsWith(file + END));
      const stats = statSync(file, { throwIfNoEntry: false });
      if (at < 0 || stats === undefined) return null;
      this.#lines[at] = lineOf(file, stats);
    }
    return this.digest;
  }
}

function eachLine(folder: string, take: (line: string) => void): void {
  if (existsSync(folder)) eachBelow(folder, take);
  else take(`${folder} is not there`);
}

function eachBelow(folder: string, take: (line: string) => void): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder + sep + entry.name;
    if (entry.isDirectory()) eachBelow(path, take);
    else take(lineOf(path, statSync(path)));
  }
}

function lineOf(file: string, { size, mtimeMs }: Stats): string {
  return `${file}${END}${size} ${mtimeMs}\n`;
}
