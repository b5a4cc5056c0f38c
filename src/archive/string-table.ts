import { randomBytes } from "node:crypto";

/** Strings are kept in blocks of so many bytes; a longer one has a block of its own. */
const BLOCK = 1024 * 1024;

/** The prime of the hash FNV-1a for 32 bits. */
const FNV_PRIME = 0x01000193;

/**
 * Strings that are kept once each, as bytes in UTF-8, and known by their number. An inventory of a hundred thousand files has
 * as many checksums of 128 digits and twice as many paths: as strings of JavaScript they take twice the room, and the
 * collector of garbage goes through them again and again.
 */
export class StringTable {
  readonly #blocks: Buffer[] = [];
  /** Where the next string begins in the last block. */
  #free = 0;
  /** Where strings begin, by their number: the block and the place in it as one number. */
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  /** Where a string is looked for: numbers by hash, plus one; zero where there is none. */
  #slots = new Uint32Array(1024);
  /** Nobody can write strings that have the same hash without knowing this. */
  readonly #seed: number = randomBytes(4).readUInt32LE();

  /** Gives the number of a string, which is kept from now on. */
  add(text: string): number {
    const length = this.#write(text);
    const slot = this.#slotOf(length);
    const known = this.#slots[slot]!;
    if (known > 0) return known - 1;
    const number = this.#starts.push((this.#blocks.length - 1) * BLOCK + this.#free) - 1;
    this.#lengths.push(length);
    this.#free += length;
    this.#slots[slot] = number + 1;
    if (this.#starts.length * 2 > this.#slots.length) this.#widen();
    return number;
  }

  /** Gives the number of a string, or -1 where it is not kept. */
  find(text: string): number {
    return this.#slots[this.#slotOf(this.#write(text))]! - 1;
  }

  text(number: number): string {
    const { block, at, end } = this.#place(number);
    return block.toString("utf8", at, end);
  }

  /** Compares two strings by their bytes, as a sort wants it. */
  compare(one: number, other: number): number {
    if (one === other) return 0;
    const [left, right] = [this.#place(one), this.#place(other)];
    return left.block.compare(right.block, right.at, right.end, left.at, left.end);
  }

  /** Gives the number of the same checksum in small letters. */
  lowered(number: number): number {
    const { block, at, end } = this.#place(number);
    for (let next = at; next < end; next++)
      if (block[next]! >= 0x41 && block[next]! <= 0x5a) return this.add(this.text(number).toLowerCase());
    return number;
  }

  #place(number: number): { readonly block: Buffer; readonly at: number; readonly end: number } {
    const start = this.#starts[number]!;
    const at = start % BLOCK;
    return { block: this.#blocks[Math.floor(start / BLOCK)]!, at, end: at + this.#lengths[number]! };
  }

  /** Writes a string to where the next begins; it stays there only if it is taken. */
  #write(text: string): number {
    const most = text.length * 3;
    const last = this.#blocks.at(-1);
    // A place in a block is told from the block by being smaller than BLOCK, also in a longer one.
    if (last === undefined || this.#free + most > last.length || this.#free >= BLOCK) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK, most)));
      this.#free = 0;
    }
    return this.#blocks.at(-1)!.write(text, this.#free);
  }

  /** The slot of the string that was written last, or the empty one that it would get. */
  #slotOf(length: number): number {
    const block = this.#blocks.at(-1)!;
    const end = this.#free + length;
    let slot = this.#hash(block, this.#free, end) % this.#slots.length;
    for (let known = this.#slots[slot]!; known > 0; known = this.#slots[slot]!) {
      const place = this.#place(known - 1);
      if (block.compare(place.block, place.at, place.end, this.#free, end) === 0) break;
      slot = (slot + 1) % this.#slots.length;
    }
    return slot;
  }

  #hash(block: Buffer, start: number, end: number): number {
    let value = this.#seed;
    for (let at = start; at < end; at++) value = Math.imul(value ^ block[at]!, FNV_PRIME);
    return (value ^ (value >>> 15)) >>> 0;
  }

  #widen(): void {
    const wider = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#starts.length; number++) {
      const { block, at, end } = this.#place(number);
      let slot = this.#hash(block, at, end) % wider.length;
      while (wider[slot]! > 0) slot = (slot + 1) % wider.length;
      wider[slot] = number + 1;
    }
    this.#slots = wider;
  }
}
