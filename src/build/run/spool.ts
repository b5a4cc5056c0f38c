import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** So many bytes wait in memory until they are written down together; of less nothing is written. */
const MOST_WAITING = 1 << 18;

/** So many bytes are read at once where pieces are asked for one after the other. */
const AHEAD = 1 << 16;

const NOTHING = Buffer.alloc(0);

/** Closes the file of a spool that was never closed, when nothing refers to the spool any more. */
const FORGOTTEN = new FinalizationRegistry<number>((file) => closeSync(file));

/** Where pieces lie, as long as their spool is not closed. */
export interface WrittenPieces {
  /** The number of the open file, which is the same in all threads. */
  readonly file: number;
  /** Where each piece begins, and where the last ends. */
  readonly starts: readonly number[];
}

/** Reads a piece by its number, in whatever thread. */
export function readPiece({ file, starts }: WrittenPieces, number: number): Buffer {
  return readBetween(file, starts[number]!, starts[number + 1]!);
}

function readBetween(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start);
  for (let read = 0; read < bytes.length; )
    read += readSync(file, bytes, read, bytes.length - read, start + read);
  return bytes;
}

/** Pieces of data that wait on the disk until all of them are there, since together they may not fit into memory. */
export class Spool {
  #file: number | null = null;
  /** Where each piece begins; the last is where the next will. */
  readonly #starts: number[] = [0];
  /** The last pieces, which are not written yet, and how many bytes were. */
  #waiting: Uint8Array[] = [];
  #written = 0;
  /** What was read last, and from where: pieces are mostly asked for in order. */
  #ahead: { readonly from: number; readonly bytes: Buffer } = { from: 0, bytes: NOTHING };
  #next = 0;

  /** Adds a piece, which may not be changed afterwards, and gives its number. Throws where the disk cannot take it. */
  add(bytes: Uint8Array): number {
    const end = this.#starts.at(-1)! + bytes.length;
    this.#waiting.push(bytes);
    const number = this.#starts.push(end) - 2;
    if (end - this.#written > MOST_WAITING) this.#write();
    return number;
  }

  /** Gives a piece by its number. */
  piece(number: number): Buffer {
    const start = this.#starts[number]!;
    if (this.#file === null || start >= this.#written) return this.#waitingPiece(number);
    const end = this.#starts[number + 1]!;
    const isInOrder = number === this.#next;
    this.#next = number + 1;
    if (!isInOrder || end - start > AHEAD) return readBetween(this.#file, start, end);
    if (start < this.#ahead.from || end > this.#ahead.from + this.#ahead.bytes.length) {
      const until = Math.min(start + AHEAD, this.#written);
      this.#ahead = { from: start, bytes: readBetween(this.#file, start, until) };
    }
    return this.#ahead.bytes.subarray(start - this.#ahead.from, end - this.#ahead.from);
  }

  /** Gives the pieces in their order, as often as they are asked for. */
  *all(): Generator<Buffer> {
    for (let number = 0; number + 1 < this.#starts.length; number++) yield this.piece(number);
  }

  /** Writes all pieces down, so that other threads can read them as well, and says where they lie. */
  written(): WrittenPieces {
    if (this.#file === null || this.#waiting.length > 0) this.#write();
    return { file: this.#file!, starts: this.#starts };
  }

  /** Takes away what lies on the disk; else it is when nobody has the spool any more. */
  close(): void {
    if (this.#file === null) return;
    FORGOTTEN.unregister(this);
    closeSync(this.#file);
    this.#file = null;
  }

  #waitingPiece(number: number): Buffer {
    const first = this.#starts.length - 1 - this.#waiting.length;
    const { buffer, byteOffset, byteLength } = this.#waiting[number - first]!;
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  #write(): void {
    this.#file ??= this.#open();
    const bytes = this.#waiting.length === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting);
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#file, bytes, written, bytes.length - written, this.#written + written);
    this.#written += bytes.length;
    this.#waiting = [];
  }

  /** An open file needs no name; without one nothing is left of it, however the process ends. */
  #open(): number {
    const folder = mkdtempSync(join(tmpdir(), "colophon-spool-"));
    const file = openSync(join(folder, "pieces"), "w+");
    rmSync(folder, { recursive: true });
    FORGOTTEN.register(this, file, this);
    return file;
  }
}
