import type { FileRecord } from "../../archive/index.ts";
import { type ZipMember, zipMemberLength } from "../../formats/index.ts";
import type { DigestAnswer } from "./digest-job.ts";

/**
 * The checksums of a file, in a row of so many bytes: sha512, sha256, and sha1 of git's blob. As text they would take twice
 * the room, and three strings for each file that the collector of garbage goes through again and again.
 */
const SHA256 = 64;
const BLOB = 96;
const ROW = 116;

/** Rows are kept in blocks of so many. */
const BLOCK = 1024;

/**
 * What is known of the files that were packed, in the order of their places in the zip file. Whoever goes through them meets
 * the members of the zip file.
 */
export class PackedFiles implements Iterable<ZipMember> {
  readonly #keys: string[] = [];
  readonly #sizes: number[] = [];
  readonly #crcs: number[] = [];
  readonly #blocks: Buffer[] = [];
  readonly #nameOf: (key: string) => string;
  #end = 0;

  /** `nameOf` gives the name in the zip file of a file by its path in the bag. */
  constructor(nameOf: (key: string) => string) {
    this.#nameOf = nameOf;
  }

  /** Where the last member ends. */
  get end(): number {
    return this.#end;
  }

  /** Adds a file; gives its number. */
  add({ key, size, crc32, sums, blob }: DigestAnswer): number {
    const number = this.#keys.length;
    const at = (number % BLOCK) * ROW;
    if (at === 0) this.#blocks.push(Buffer.allocUnsafe(BLOCK * ROW));
    const block = this.#blocks.at(-1)!;
    block.write(sums[0]!, at, "hex");
    block.write(sums[1]!, at + SHA256, "hex");
    block.write(blob!, at + BLOB, "hex");
    this.#keys.push(key);
    this.#sizes.push(size);
    this.#crcs.push(crc32);
    this.#end += zipMemberLength(this.#nameOf(key), size);
    return number;
  }

  *[Symbol.iterator](): Generator<ZipMember> {
    let start = 0;
    for (const [number, key] of this.#keys.entries()) {
      const [name, size] = [this.#nameOf(key), this.#sizes[number]!];
      yield { name, size, crc32: this.#crcs[number]!, start };
      start += zipMemberLength(name, size);
    }
  }

  /** What records say of a file, whose path they write from `data/` on. */
  record(number: number): FileRecord {
    return new PackedRecord(this.#keys[number]!, this.#sizes[number]!, {
      block: this.#blocks[Math.floor(number / BLOCK)]!,
      at: (number % BLOCK) * ROW,
    });
  }
}

/** A file of the payload, whose checksums are written out where they are asked for. */
class PackedRecord implements FileRecord {
  readonly path: string;
  readonly size: number;
  readonly #block: Buffer;
  readonly #at: number;

  constructor(key: string, size: number, { block, at }: { readonly block: Buffer; readonly at: number }) {
    this.path = key.slice("data/".length);
    this.size = size;
    this.#block = block;
    this.#at = at;
  }

  get sha512(): string {
    return this.#hex(0, SHA256);
  }

  get sha256(): string {
    return this.#hex(SHA256, BLOB);
  }

  get blob(): string {
    return this.#hex(BLOB, ROW);
  }

  #hex(start: number, end: number): string {
    return this.#block.toString("hex", this.#at + start, this.#at + end);
  }
}
