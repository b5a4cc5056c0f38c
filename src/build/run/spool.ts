import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Pieces of data that wait on the disk until all of them are there, since together they may not fit into memory. */
export class Spool {
  readonly #folder: string = mkdtempSync(join(tmpdir(), "colophon-spool-"));
  readonly #file: number = openSync(join(this.#folder, "pieces"), "w+");
  readonly #sizes: number[] = [];

  /** Adds a piece. Throws where the disk cannot take it. */
  add(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    this.#sizes.push(bytes.length);
  }

  /** Gives the pieces in their order, as often as they are asked for. */
  *all(): Generator<Uint8Array> {
    let at = 0;
    for (const size of this.#sizes) {
      const bytes = new Uint8Array(size);
      for (let read = 0; read < size; ) read += readSync(this.#file, bytes, read, size - read, at + read);
      at += size;
      yield bytes;
    }
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
