import { isNCName } from "./character.ts";

/** Classes of bytes: what begins and what goes on with a name of ASCII signs (XML 1.0, productions 4 and 4a). */
const STARTS = 1;
const CONTINUES = 2;
const CLASS: Uint8Array = makeClasses();

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 128; byte++) {
    const sign = String.fromCharCode(byte);
    if (/[A-Za-z_:]/u.test(sign)) classes[byte] = STARTS | CONTINUES;
    else if (/[-.0-9]/u.test(sign)) classes[byte] = CONTINUES;
  }
  return classes;
}

/** A name as it is written. */
export interface ByteName {
  readonly text: string;
  /** Empty for none. */
  readonly prefix: string;
  readonly local: string;
  /** Whether it is, as the name of an attribute, the declaration of a namespace. */
  readonly isDeclaration: boolean;
  /** Whether it is a QName (Namespaces in XML 1.0, production 7). */
  readonly isQualified: boolean;
}

/** More names than any vocabulary has; with four slots for each, hardly one stands far from its own. */
export const MOST_NAMES = 4096;
const SLOTS = MOST_NAMES * 4;
const MOST_PROBES = 16;
const MOST_BYTES = MOST_NAMES * 32;

/** What {@link ByteNames.read} gives where it does not know. */
export const NO_NAME = -1;

/**
 * Names by their bytes, each with a number, which it keeps from one document to the next. Only names of ASCII signs are
 * known, and of those as many as there is room for.
 */
export class ByteNames {
  readonly all: ByteName[] = [];
  /** Offset behind the name that was read last. */
  end = 0;
  /** Whether a name was met for which there was no room. */
  isFull = false;
  readonly #slots: Int32Array = new Int32Array(SLOTS).fill(NO_NAME);
  readonly #starts: Int32Array = new Int32Array(MOST_NAMES + 1);
  readonly #bytes: Uint8Array = new Uint8Array(MOST_BYTES);

  /** Reads the name that begins at an offset, sets `end`, and gives the name's number, or {@link NO_NAME}. */
  read(bytes: Uint8Array, start: number): number {
    let byte = bytes[start]!;
    if ((CLASS[byte]! & STARTS) === 0) return NO_NAME;
    let hash = 0;
    let at = start;
    do {
      hash = (Math.imul(hash, 31) + byte) | 0;
      byte = bytes[++at]!;
    } while ((CLASS[byte]! & CONTINUES) !== 0);
    // Here a name of other letters goes on, or something begins that is no name.
    if (byte > 127) return NO_NAME;
    this.end = at;
    return this.#find(bytes, start, hash);
  }

  /** Whether a name stands at an offset, whatever stands behind it. */
  standsAt(name: number, bytes: Uint8Array, offset: number): boolean {
    const start = this.#starts[name]!;
    const length = this.lengthOf(name);
    for (let at = 0; at < length; at++) if (bytes[offset + at] !== this.#bytes[start + at]) return false;
    return true;
  }

  /** Whether a name is, as that of an attribute, the declaration of a namespace. */
  isDeclaration(name: number): boolean {
    return this.all[name]!.isDeclaration;
  }

  /** The number of bytes of a name. */
  lengthOf(name: number): number {
    return this.#starts[name + 1]! - this.#starts[name]!;
  }

  #find(bytes: Uint8Array, start: number, hash: number): number {
    const length = this.end - start;
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    for (let probes = 0; probes < MOST_PROBES; probes++) {
      const name = this.#slots[slot]!;
      if (name === NO_NAME) return this.#add(bytes.subarray(start, this.end), slot);
      if (this.lengthOf(name) === length && this.standsAt(name, bytes, start)) return name;
      slot = (slot + 1) & (SLOTS - 1);
    }
    return this.#giveUp();
  }

  #add(bytes: Uint8Array, slot: number): number {
    const name = this.all.length;
    const start = this.#starts[name]!;
    if (name === MOST_NAMES || start + bytes.length > MOST_BYTES) return this.#giveUp();
    this.#bytes.set(bytes, start);
    this.#starts[name + 1] = start + bytes.length;
    this.#slots[slot] = name;
    this.all.push(written(String.fromCharCode(...bytes)));
    return name;
  }

  #giveUp(): number {
    this.isFull = true;
    return NO_NAME;
  }
}

function written(text: string): ByteName {
  const colon = text.indexOf(":");
  const prefix = colon === -1 ? "" : text.slice(0, colon);
  const local = text.slice(colon + 1);
  const isQualified = isNCName(local) && (colon === -1 || isNCName(prefix));
  return { text, prefix, local, isDeclaration: text === "xmlns" || prefix === "xmlns", isQualified };
}
