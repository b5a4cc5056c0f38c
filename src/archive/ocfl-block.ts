import type { StringTable } from "./string-table.ts";

/**
 * A block of an inventory: paths by checksum, in the order in which they were written. Manifests, states and fixity blocks
 * are such (OCFL 1.1, section 3.5.2). Checksums and paths are numbers in a table of strings, which all blocks of an object share.
 *
 *     { "7dcc35…": ["v1/content/a.xml", "v1/content/b.xml"], "9b71d2…": ["v1/content/c.xml"] }
 *
 *     digests  [0, 3]
 *     ends     [2, 3]
 *     paths    [1, 2, 4]
 */
export class OcflBlock implements Iterable<readonly [digest: number, paths: readonly number[]]> {
  readonly strings: StringTable;
  readonly #digests: number[] = [];
  readonly #ends: number[] = [];
  readonly #paths: number[] = [];

  constructor(strings: StringTable) {
    this.strings = strings;
  }

  get digests(): readonly number[] {
    return this.#digests;
  }

  get paths(): readonly number[] {
    return this.#paths;
  }

  /** Adds a checksum, to which the paths belong that are added next. */
  addDigest(digest: number): void {
    this.#digests.push(digest);
    this.#ends.push(this.#paths.length);
  }

  addPath(path: number): void {
    this.#paths.push(path);
    this.#ends[this.#ends.length - 1] = this.#paths.length;
  }

  *[Symbol.iterator](): Generator<readonly [digest: number, paths: readonly number[]]> {
    let start = 0;
    for (const [at, digest] of this.#digests.entries()) {
      const end = this.#ends[at]!;
      yield [digest, this.#paths.slice(start, end)];
      start = end;
    }
  }
}

/** Makes a block of paths and their checksums, in the order of the checksums; paths of one checksum stay in theirs. */
export function sortedBlock(
  strings: StringTable,
  paths: readonly number[],
  digests: readonly number[],
): OcflBlock {
  const rows = Uint32Array.from(paths, (_, row) => row);
  rows.sort((one, other) => strings.compare(digests[one]!, digests[other]!) || one - other);
  const block = new OcflBlock(strings);
  for (const row of rows) {
    if (block.digests.at(-1) !== digests[row]) block.addDigest(digests[row]!);
    block.addPath(paths[row]!);
  }
  return block;
}
