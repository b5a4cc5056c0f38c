import { type Algorithm, algorithmOf } from "./algorithm.ts";
import type { OcflBlock } from "./ocfl-block.ts";
import type { OcflInventory } from "./ocfl-inventory.ts";
import type { DigestRequest, DigestResult } from "./package-reader.ts";
import type { StringTable } from "./string-table.ts";

/** A checksum that a file does not have, and the code of the rule that says so. */
export interface WrongDigest {
  readonly algorithm: Algorithm;
  readonly digest: string;
  readonly rule: string;
}

/** What a block of an inventory says of its files. */
interface Kind {
  readonly algorithm: Algorithm;
  readonly rule: string;
}

/**
 * What the inventories of an object expect of its files. They mostly expect the same, and what was expected before is not
 * kept again: an inventory can go once it was taken.
 */
export class OcflExpectations {
  readonly #strings: StringTable;
  readonly #holds: (path: string) => boolean;
  readonly #kinds: Kind[] = [];
  /** The first row of each path, and in each row a checksum, its kind, and the next row of the same path or -1. */
  readonly #rows = new Map<number, number>();
  readonly #digests: number[] = [];
  readonly #kindOf: number[] = [];
  readonly #next: number[] = [];
  readonly #missing: string[] = [];

  /** `holds` says whether the object has a file. */
  constructor(strings: StringTable, holds: (path: string) => boolean) {
    this.#strings = strings;
    this.#holds = holds;
  }

  /** Paths of manifests that are not there, inventory by inventory. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  take({ manifest, fixity = {}, digestAlgorithm }: OcflInventory): void {
    for (const number of manifest.paths) {
      const path = this.#strings.text(number);
      if (!this.#holds(path)) this.#missing.push(path);
    }
    this.#takeBlock(digestAlgorithm, manifest, "E092");
    for (const [name, block] of Object.entries(fixity)) this.#takeBlock(name, block, "E093");
  }

  *requests(): Generator<DigestRequest> {
    for (const number of this.#rows.keys()) {
      const algorithms = [...this.#of(number)].map((row) => this.#kind(row).algorithm);
      yield { path: this.#strings.text(number), algorithms: [...new Set(algorithms)] };
    }
  }

  /** The first checksum that was expected of a file, and is another; or null. */
  wrong({ path, digests }: DigestResult): WrongDigest | null {
    for (const row of this.#of(this.#strings.find(path))) {
      const { algorithm, rule } = this.#kind(row);
      const digest = this.#strings.text(this.#digests[row]!);
      if (digests[algorithm] !== digest) return { algorithm, digest, rule };
    }
    return null;
  }

  #takeBlock(name: string, block: OcflBlock, rule: string): void {
    const algorithm = algorithmOf(name);
    if (algorithm === null) return;
    const kind = this.#kinds.push({ algorithm, rule }) - 1;
    for (const [digest, paths] of block) {
      const lowered = this.#strings.lowered(digest);
      for (const path of paths) if (this.#holds(this.#strings.text(path))) this.#expect(path, lowered, kind);
    }
  }

  #expect(path: number, digest: number, kind: number): void {
    let last = -1;
    for (const row of this.#of(path)) {
      if (this.#digests[row] === digest && this.#kind(row).algorithm === this.#kinds[kind]!.algorithm) return;
      last = row;
    }
    const row = this.#digests.push(digest) - 1;
    this.#kindOf.push(kind);
    this.#next.push(-1);
    if (last === -1) this.#rows.set(path, row);
    else this.#next[last] = row;
  }

  /** The rows of a path. */
  *#of(path: number): Generator<number> {
    for (let row = this.#rows.get(path) ?? -1; row >= 0; row = this.#next[row]!) yield row;
  }

  #kind(row: number): Kind {
    return this.#kinds[this.#kindOf[row]!]!;
  }
}
