import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Pieces of data that wait on the disk until all of them are there, since together they may not fit into memory. */
export class Spool {
  readonly #folder: string = mkdtempSync(join(tmpdir(), "colophon-spool-"));
  readonly #file: number = openSync(join(this.#folder, "pieces"), "w+");
  /** Where each piece begins; the last is where the next will. */
  readonly #starts: number[] = [0];

  /** Adds a piece, and gives its number. Throws where the disk cannot take it. */
  add(bytes: Uint8Array): number {
    const start = this.#starts.at(-1)!;
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#file, bytes, written, bytes.length - written, start + written);
    return this.#starts.push(start + bytes.length) - 2;
  }

  /** Gives a piece by its number. */
  piece(number: number): Buffer {
    const start = this.#starts[number]!;
    const bytes = Buffer.allocUnsafe(this.#starts[number + 1]! - start);
    for (let read = 0; read < bytes.length; )
      read += readSync(this.#file, bytes, read, bytes.length - read, start + read);
    return bytes;
  }

  /** Gives the pieces in their order, as often as they are asked for. */
  *all(): Generator<Uint8Array> {
    for (let number = 0; number + 1 < this.#starts.length; number++) yield this.piece(number);
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
