import { closeSync, fstatSync, ftruncateSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./entry-file.ts";

/** Where the payload of an entry stands in a pack, and how many bytes it has. */
interface Place {
  readonly offset: number;
  readonly length: number;
}

/** An entry begins with this mark, its key, the length of its payload and the SHA-256 of that. */
const MARK = Buffer.from("CPK1");
const KEY_LENGTH = 32;
const HASH_LENGTH = 32;
const LENGTH_AT = MARK.length + KEY_LENGTH;
const HASH_AT = LENGTH_AT + 4;
const HEADER = HASH_AT + HASH_LENGTH;

/** A finished pack ends with its entries' keys in order, each with its place, then this mark, their number and where they begin. */
const END_MARK = Buffer.from("CPKINDEX");
const END = END_MARK.length + 8;
const INDEXED = KEY_LENGTH + 8;

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
    const place = this.#index === null ? this.#grown.get(key) : this.#placeIn(this.#index, key);
    if (place === undefined) return null;
    const entry = Buffer.allocUnsafe(HEADER + place.length);
    if (readSync(this.#opened(), entry, 0, entry.length, place.offset - HEADER) < entry.length) return null;
    const payload = entry.subarray(HEADER);
    const isWhole =
      entry.toString("hex", MARK.length, LENGTH_AT) === key &&
      digestOf(payload).equals(entry.subarray(HASH_AT, HEADER));
    return isWhole ? payload : null;
  }

  /** The keys of all entries. */
  keys(): readonly string[] {
    if (this.#index === null) return [...this.#grown.keys()];
    const { offset, beginnings } = this.#index;
    const index = Buffer.allocUnsafe(beginnings.length * INDEXED);
    readSync(this.#opened(), index, 0, index.length, offset);
    return Array.from(beginnings, (_, at) => index.toString("hex", at * INDEXED, at * INDEXED + KEY_LENGTH));
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }

  #opened(): number {
    this.#handle ??= openSync(this.#file, "r");
    return this.#handle;
  }

  /** Keys with the same beginning stand side by side. */
  #placeIn({ offset, beginnings }: PackIndex, key: string): Place | undefined {
    const beginning = Number.parseInt(key.slice(0, BEGINNING * 2), 16);
    const slot = Buffer.allocUnsafe(INDEXED);
    for (let at = firstIn(beginnings, beginning); beginnings[at] === beginning; at++) {
      readSync(this.#opened(), slot, 0, INDEXED, offset + at * INDEXED);
      if (slot.toString("hex", 0, KEY_LENGTH) === key)
        return { offset: slot.readUInt32BE(KEY_LENGTH), length: slot.readUInt32BE(KEY_LENGTH + 4) };
    }
    return undefined;
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
    digestOf(payload).copy(header, HASH_AT);
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

/** Where the index of a finished pack begins, and the beginnings of its keys, in order: the rest is read where it is wanted. */
interface PackIndex {
  readonly offset: number;
  readonly beginnings: Uint32Array;
}

/** So many bytes of a key tell it from nearly all others of a pack. */
const BEGINNING = 4;

/** Gives the index at the end of a finished pack, or null where it has none. */
function readIndex(handle: number): PackIndex | null {
  const size = fstatSync(handle).size;
  const end = Buffer.allocUnsafe(END);
  if (size < END || readSync(handle, end, 0, END, size - END) < END) return null;
  const count = end.readUInt32BE(END_MARK.length);
  const offset = end.readUInt32BE(END_MARK.length + 4);
  const isIndex = end.subarray(0, END_MARK.length).equals(END_MARK);
  if (!isIndex || offset + count * INDEXED + END !== size) return null;
  const index = Buffer.allocUnsafe(count * INDEXED);
  if (readSync(handle, index, 0, index.length, offset) < index.length) return null;
  return {
    offset,
    beginnings: Uint32Array.from({ length: count }, (_, at) => index.readUInt32BE(at * INDEXED)),
  };
}

function indexOf(places: ReadonlyMap<string, Place>, offset: number): Buffer {
  const bytes = Buffer.alloc(places.size * INDEXED + END);
  let at = 0;
  for (const [key, place] of [...places].sort(([one], [other]) => (one < other ? -1 : 1))) {
    bytes.write(key, at, KEY_LENGTH, "hex");
    bytes.writeUInt32BE(place.offset, at + KEY_LENGTH);
    bytes.writeUInt32BE(place.length, at + KEY_LENGTH + 4);
    at += INDEXED;
  }
  END_MARK.copy(bytes, at);
  bytes.writeUInt32BE(places.size, at + END_MARK.length);
  bytes.writeUInt32BE(offset, at + END_MARK.length + 4);
  return bytes;
}

/** The place of the first number that is not smaller than another, among numbers in order. */
function firstIn(numbers: Uint32Array, other: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < other) low = middle + 1;
    else high = middle;
  }
  return low;
}

function writeWhole(handle: number, bytes: Buffer, offset: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(handle, bytes, done, bytes.length - done, offset + done);
}
