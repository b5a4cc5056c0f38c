import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, sep } from "node:path";

/** A digest of the names, sizes and times of all files in a folder: it is another when anybody has changed one of them. */
export function looksOf(folder: string): string {
  return new FolderLooks(digestsIn(folder)).digest;
}

/** A folder with a digest of how the files look that lie in it itself. */
export type FolderDigest = readonly [folder: string, digest: string];

/** Looks at all files of a folder and of those below it. */
export function digestsIn(folder: string): FolderDigest[] {
  return Array.from(foldersIn(folder), (each) => [each.path, digestOf(each)] as const);
}

/** How a folder looks, folder by folder, so that a few of its files can be looked at again. */
export class FolderLooks {
  readonly #digests: Map<string, string>;
  /** The folders of files that are to be written, as they were before. */
  readonly #before = new Map<string, LookedAt>();

  constructor(digests: readonly FolderDigest[]) {
    this.#digests = new Map(digests);
  }

  get digest(): string {
    const hash = createHash("sha256");
    for (const [path, digest] of this.#digests) hash.update(`${path}${END}${digest}\n`);
    return hash.digest("hex");
  }

  /** Looks closely at the folders of files that are to be written; false where one looks otherwise already. */
  expect(files: readonly string[]): boolean {
    const folders = [...new Set(files.map((file) => dirname(file)))].filter((path) => existsSync(path));
    for (const path of folders) this.#before.set(path, lookAtFolder(path, filesIn(path)));
    return folders.every((path) => this.#digests.get(path) === digestOf(this.#before.get(path)!));
  }

  /**
   * Gives the digest after the files were written that were expected to be; null where one of them was not there before, or
   * is not any more.
   */
  digestAfter(files: readonly string[]): string | null {
    for (const file of files) {
      const folder = this.#before.get(dirname(file));
      const at = folder?.names.indexOf(basename(file)) ?? -1;
      if (at < 0 || !lookAt(file, folder!.numbers, at)) return null;
    }
    for (const [path, folder] of this.#before) this.#digests.set(path, digestOf(folder));
    return this.digest;
  }
}

/** No path has this sign in it. */
const END = "\0";

/** How the files look that lie in a folder itself: their names in order, and of each its size and time. */
interface LookedAt {
  readonly path: string;
  readonly names: readonly string[];
  readonly numbers: Float64Array;
}

const NUMBERS = 2;

/** Looks at a folder and those below it, one after the other, each when it is asked for. */
function* foldersIn(path: string): Generator<LookedAt> {
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { withFileTypes: true });
  yield lookAtFolder(path, namesOf(entries, false));
  for (const name of namesOf(entries, true)) yield* foldersIn(path + sep + name);
}

type Entries = readonly { readonly name: string; readonly isDirectory: () => boolean }[];

function namesOf(entries: Entries, areFolders: boolean): string[] {
  const wanted = entries.filter((entry) => entry.isDirectory() === areFolders);
  return wanted.map(({ name }) => name).sort();
}

function filesIn(path: string): string[] {
  return namesOf(readdirSync(path, { withFileTypes: true }), false);
}

function lookAtFolder(path: string, names: readonly string[]): LookedAt {
  const numbers = new Float64Array(names.length * NUMBERS);
  for (const [at, name] of names.entries()) lookAt(path + sep + name, numbers, at);
  return { path, names, numbers };
}

/** Notes how a file looks; false where it is not there. */
function lookAt(file: string, numbers: Float64Array, at: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  numbers[at * NUMBERS] = stats?.size ?? -1;
  numbers[at * NUMBERS + 1] = stats?.mtimeMs ?? -1;
  return stats !== undefined;
}

function digestOf({ names, numbers }: LookedAt): string {
  return createHash("sha256").update(names.join(END)).update(END).update(numbers).digest("hex");
}
