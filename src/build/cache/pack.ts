import { closeSync, fstatSync, ftruncateSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { indexOf, KEY_LENGTH, type PackIndex, type Place, readIndex } from "./pack-index.ts";

/** An entry begins with this mark, its key, the length of its payload and the CRC-32 of that. */
const MARK = Buffer.from("CPK2");
const LENGTH_AT = MARK.length + KEY_LENGTH;
const SUM_AT = LENGTH_AT + 4;
const HEADER = SUM_AT + 4;

/** What a pack is called while it grows, and when it is finished. */
export const GROWING = ".part";
export const FINISHED = ".pack";

/**
 * Reads a file of many small entries: to make a file takes far longer than to write so few bytes. One that is finished has an
 * index; of one that still grows, or whose process died, the entries are gone through one by one, up to where they are
 * whole.
 */
export class Pack {
  readonly #file: string;
  #handle: number | null;
  readonly #index: PackIndex | null;
  readonly #grown = new Map<string, Place>();
  /** Up to where entries are known. */
  #end = 0;

  /** Opens a pack. Throws where there is no such file. */
  constructor(file: string) {
    this.#file = file;
    this.#handle = openSync(file, "r");
    this.#index = readIndex(this.#handle);
    this.follow();
  }

  /** Whether its file is open. */
  get isOpen(): boolean {
    return this.#handle !== null;
  }

  /** Whether it has its index, so that its file may be closed, and is opened again when an entry of it is wanted. */
  get isFinished(): boolean {
    return this.#index !== null;
  }

  /** Looks for entries that were added since. */
  follow(): void {
    if (this.#index !== null) return;
    const handle = this.#opened();
    const size = fstatSync(handle).size;
    const header = Buffer.allocUnsafe(HEADER);
    while (this.#end + HEADER <= size) {
      readSync(handle, header, 0, HEADER, this.#end);
      const offset = this.#end + HEADER;
      const length = header.readUInt32BE(LENGTH_AT);
      if (!header.subarray(0, MARK.length).equals(MARK) || offset + length > size) return;
      this.#grown.set(header.toString("hex", MARK.length, LENGTH_AT), { offset, length });
      this.#end = offset + length;
    }
  }

  /** Gives the payload that was added last by a key (64 hexadecimal digits), or null where there is none that is whole. */
  get(key: string): Buffer | null {
    const place = this.#index === null ? this.#grown.get(key) : this.#index.find(key, () => this.#opened());
    // A damaged index may say that a payload begins where there is no room for its header.
    if (place === undefined || place.offset < HEADER) return null;
    const entry = Buffer.allocUnsafe(HEADER + place.length);
    if (readSync(this.#opened(), entry, 0, entry.length, place.offset - HEADER) < entry.length) return null;
    const payload = entry.subarray(HEADER);
    const isWhole =
      entry.toString("hex", MARK.length, LENGTH_AT) === key && crc32(payload) === entry.readUInt32BE(SUM_AT);
    return isWhole ? payload : null;
  }

  /** The keys of all entries. */
  keys(): readonly string[] {
    return this.#index === null ? [...this.#grown.keys()] : this.#index.keys(this.#opened());
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }

  #opened(): number {
    this.#handle ??= openSync(this.#file, "r");
    return this.#handle;
  }

  /** Ends a pack that grew with an index of what is whole in it, and gives it the name of a finished one. */
  static finish(file: string): void {
    const pack = new Pack(file);
    const handle = openSync(file, "r+");
    try {
      ftruncateSync(handle, pack.#end);
      writeWhole(handle, indexOf(pack.#grown, pack.#end), pack.#end);
      renameSync(file, file.slice(0, -GROWING.length) + FINISHED);
    } finally {
      closeSync(handle);
      pack.close();
    }
  }
}

/** Writes a pack that grows. */
export class PackWriter {
  readonly name: string;
  readonly #handle: number;
  #size = 0;

  /** Begins a pack in a folder; throws where the file is there already, or the disk cannot take it. */
  constructor(folder: string, name: string) {
    this.name = name;
    this.#handle = openSync(join(folder, name), "wx");
  }

  get size(): number {
    return this.#size;
  }

  /** Adds an entry. Throws where the disk cannot take it; the pack is as it was then. */
  add(key: string, payload: Uint8Array): void {
    const header = Buffer.allocUnsafe(HEADER);
    MARK.copy(header);
    header.write(key, MARK.length, KEY_LENGTH, "hex");
    header.writeUInt32BE(payload.length, LENGTH_AT);
    header.writeUInt32BE(crc32(payload), SUM_AT);
    try {
      writeWhole(this.#handle, Buffer.concat([header, payload]), this.#size);
      this.#size += HEADER + payload.length;
    } catch (error) {
      ftruncateSync(this.#handle, this.#size);
      throw error;
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}

function writeWhole(handle: number, bytes: Buffer, offset: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(handle, bytes, done, bytes.length - done, offset + done);
}
