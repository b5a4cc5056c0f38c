import { closeSync, openSync, writeSync } from "node:fs";

/** What fits into one piece: some dozens of small files. */
const PIECE = 512 * 1024;

/**
 * Writes members to their places in a zip file that is there. Small ones that follow each other are gathered in memory and
 * written in one piece: threads that write to one file wait for each other at every call. It must be closed.
 */
export class MemberWriter {
  #piece: Buffer = Buffer.alloc(0);
  /** Where the piece begins in the zip file, and how much of it is taken. */
  #start = 0;
  #length = 0;
  #zip: { readonly file: string; readonly handle: number } | null = null;

  /** Whether a member of so many bytes can be gathered. */
  static holds(length: number): boolean {
    return length < PIECE;
  }

  /** Gives room for a member that begins at `start`, with one byte to spare; it is part of the zip file once it is taken. */
  room(file: string, start: number, length: number): Buffer {
    const isNext = this.#zip?.file === file && this.#start + this.#length === start;
    if (!isNext || this.#length + length >= PIECE) {
      this.flush();
      this.#handleOf(file);
      this.#start = start;
    }
    if (this.#piece.length === 0) this.#piece = Buffer.allocUnsafe(PIECE);
    return this.#piece.subarray(this.#length, this.#length + length + 1);
  }

  take(length: number): void {
    this.#length += length;
  }

  /** Writes bytes at once. */
  write(file: string, bytes: Uint8Array, start: number): void {
    this.flush();
    writeAll(this.#handleOf(file), bytes, start);
  }

  /** Writes what is gathered. */
  flush(): void {
    const length = this.#length;
    this.#length = 0;
    if (length > 0 && this.#zip !== null)
      writeAll(this.#zip.handle, this.#piece.subarray(0, length), this.#start);
  }

  close(): void {
    if (this.#zip !== null) closeSync(this.#zip.handle);
    this.#zip = null;
  }

  #handleOf(file: string): number {
    if (this.#zip?.file === file) return this.#zip.handle;
    this.close();
    this.#zip = { file, handle: openSync(file, "r+") };
    return this.#zip.handle;
  }
}

/** Writes all of the bytes, from `start` on, however many calls that takes. */
export function writeAll(to: number, bytes: Uint8Array, start: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(to, bytes, done, bytes.length - done, start + done);
}
