import { fstatSync, readSync } from "node:fs";

/** Where the payload of an entry stands in a pack, and how many bytes it has. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

export const KEY_LENGTH = 32;

/** A finished pack ends with its entries' keys in order, each with its place, then this mark, their number and where they begin. */
const END_MARK = Buffer.from("CPKINDEX");
const END = END_MARK.length + 8;
const INDEXED = KEY_LENGTH + 8;

/** So many bytes of a key tell it from nearly all others of a pack. */
const BEGINNING = 4;

/** How often a pack is asked until the beginnings of its keys are read: a run with little to do asks for few of them. */
const SELDOM = 100;

/** So many slots are read around the place where a key should be: keys are hashes, and spread evenly. */
const AROUND = 64;

/** The keys of a finished pack, in order, each with the place of its entry. They are on the disk. */
export class PackIndex {
  readonly #offset: number;
  readonly #count: number;
  #asked = 0;
  /** The beginnings of all keys, from when many are looked up on. */
  #beginnings: Uint32Array | null = null;

  /** Takes where the index begins, and how many keys it has. */
  constructor(offset: number, count: number) {
    this.#offset = offset;
    this.#count = count;
  }

  /** Gives the place of the entry with a key; undefined where there is none, or the index says one where none can be. */
  find(key: string, handle: () => number): Place | undefined {
    const place = this.#placeOf(key, handle);
    return place !== undefined && place.offset + place.length <= this.#offset ? place : undefined;
  }

  #placeOf(key: string, handle: () => number): Place | undefined {
    if (++this.#asked <= SELDOM) return this.#lookAround(Buffer.from(key, "hex"), handle());
    this.#beginnings ??= this.#readBeginnings(handle());
    const beginning = Number.parseInt(key.slice(0, BEGINNING * 2), 16);
    for (let at = firstIn(this.#beginnings, beginning); this.#beginnings[at] === beginning; at++) {
      const slot = this.#read(handle(), at, at + 1);
      if (slot.toString("hex", 0, KEY_LENGTH) === key) return placeIn(slot, 0);
    }
    return undefined;
  }

  keys(handle: number): readonly string[] {
    const all = this.#read(handle, 0, this.#count);
    return Array.from({ length: this.#count }, (_, at) =>
      all.toString("hex", at * INDEXED, at * INDEXED + KEY_LENGTH),
    );
  }

  /** Looks for a key where it should be by its beginning, and from there on slot by slot. */
  #lookAround(key: Buffer, handle: number): Place | undefined {
    const expected = Math.floor((key.readUInt32BE() / 2 ** 32) * this.#count);
    const start = Math.max(0, expected - AROUND);
    let [low, high] = [start, Math.min(this.#count, start + 2 * AROUND)];
    let slots = this.#read(handle, low, high);
    // Beside these slots it stands as far away as the beginnings of keys are from being even.
    while (low > 0 && compareAt(slots, 0, key) > 0) {
      [low, high] = [Math.max(0, low - AROUND), low];
      slots = this.#read(handle, low, high);
    }
    while (high < this.#count && compareAt(slots, slots.length - INDEXED, key) < 0) {
      [low, high] = [high, Math.min(this.#count, high + AROUND)];
      slots = this.#read(handle, low, high);
    }
    return foundIn(slots, key);
  }

  #readBeginnings(handle: number): Uint32Array {
    const all = this.#read(handle, 0, this.#count);
    return Uint32Array.from({ length: this.#count }, (_, at) => all.readUInt32BE(at * INDEXED));
  }

  #read(handle: number, start: number, end: number): Buffer {
    const slots = Buffer.allocUnsafe((end - start) * INDEXED);
    const read = readSync(handle, slots, 0, slots.length, this.#offset + start * INDEXED);
    return read < slots.length ? slots.fill(0) : slots;
  }
}

function foundIn(slots: Buffer, key: Buffer): Place | undefined {
  for (let at = 0; at < slots.length; at += INDEXED)
    if (compareAt(slots, at, key) === 0) return placeIn(slots, at);
  return undefined;
}

/** Compares the key that begins somewhere with another. */
function compareAt(slots: Buffer, at: number, key: Buffer): number {
  return slots.compare(key, 0, KEY_LENGTH, at, at + KEY_LENGTH);
}

function placeIn(slots: Buffer, at: number): Place {
  return {
    offset: slots.readUInt32BE(at + KEY_LENGTH),
    length: slots.readUInt32BE(at + KEY_LENGTH + 4),
  };
}

/** Gives the index at the end of a finished pack, or null where it has none. */
export function readIndex(handle: number): PackIndex | null {
  const size = fstatSync(handle).size;
  const end = Buffer.allocUnsafe(END);
  if (size < END || readSync(handle, end, 0, END, size - END) < END) return null;
  const count = end.readUInt32BE(END_MARK.length);
  const offset = end.readUInt32BE(END_MARK.length + 4);
  const isIndex = end.subarray(0, END_MARK.length).equals(END_MARK);
  return isIndex && offset + count * INDEXED + END === size ? new PackIndex(offset, count) : null;
}

/** Writes the index of entries behind which it stands. */
export function indexOf(places: ReadonlyMap<string, Place>, offset: number): Buffer {
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
