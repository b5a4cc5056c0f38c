import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Pieces of data that wait on the disk until all of them are there, since together they may not fit into memory. */
export class Spool {
  readonly #folder: string = mkdtempSync(join(tmpdir(), "colophon-spool-"));
  /** Where the pieces lie. */
  readonly path: string = join(this.#folder, "pieces");
  readonly #file: number = openSync(this.path, "w+");
  readonly #starts: number[] = [0];

  /** Where each piece begins; the last is where the next will. */
  get starts(): readonly number[] {
    return this.#starts;
  }

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

  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
