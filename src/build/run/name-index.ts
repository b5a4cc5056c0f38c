/**
 * Finds things by their names. A map from names to numbers takes a hundred bytes for each, names and all; this takes some ten, as
 * it knows numbers alone, and asks for names where it has to compare them.
 */
export class NameIndex {
  readonly #nameOf: (nth: number) => string;
  /** Numbers, one more than they are; nothing where a slot is free. */
  readonly #slots: Int32Array;

  /** Takes how many things there are, and who knows their names. Of those with one name the last is found. */
  constructor(count: number, nameOf: (nth: number) => string) {
    this.#nameOf = nameOf;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 1)));
    for (let nth = 0; nth < count; nth++) this.#slots[this.#slotFor(nameOf(nth))] = nth + 1;
  }

  /** Gives the number of the thing with a name, or null where there is none. */
  numberOf(name: string): number | null {
    const number = this.#slots[this.#slotFor(name)]!;
    return number === 0 ? null : number - 1;
  }

  /** The slot of a name, or the free one where it belongs. */
  #slotFor(name: string): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(name) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask)
      if (this.#nameOf(this.#slots[slot]! - 1) === name) break;
    return slot;
  }
}

/** FNV-1a, with its upper half, which is mixed better, in the lower one. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
