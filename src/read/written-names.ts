import { continuesName, isNamePair, isNCName, nameEnd, startsName } from "./character.ts";

/** What a name is written as, apart from any namespace. */
export interface WrittenName {
  readonly id: number;
  /** As it stands in the document: `xml:id`. */
  readonly text: string;
  /** The number of its prefix; 0 for none. */
  readonly prefix: number;
  readonly prefixText: string;
  readonly local: string;
  /** What it is as the name of an attribute: the declaration of a namespace, or not. */
  readonly declares: "nothing" | "default" | "prefix";
  /** Whether it is a QName (Namespaces in XML 1.0, production 7). */
  readonly isQualified: boolean;
  /** The namespace last looked up for it, and the name in the tree that came of it: mostly the same again. */
  lastNamespace: number;
  lastName: number;
  /** The tag this last stood in as an attribute, by the row of its element: how a repeated attribute is seen. */
  lastOwner: number;
  /** The name in the tree of an attribute without prefix, or -1. */
  plainName: number;
}

/** How many slots are looked at before a name is looked up in the slower, but hardier table. */
const MOST_PROBES = 16;

/**
 * Names as they are written, found again by the hash of their characters without making a string: most names of a
 * document stand in it thousands of times.
 */
export class WrittenNames {
  readonly all: WrittenName[] = [];
  readonly prefixes: string[] = [""];
  /** Offset behind the name that was read last. */
  end = 0;
  #slots: (WrittenName | undefined)[] = new Array(256).fill(undefined);
  /** Names that found no slot near their own: a document may be made so that all of its names have one hash. */
  readonly #crowded = new Map<string, WrittenName>();
  readonly #prefixIds = new Map<string, number>([["", 0]]);

  /** Reads the name that begins at an offset and sets `end`; gives null, and `end` as the offset, where none begins. */
  read(text: string, start: number): WrittenName | null {
    let code = text.charCodeAt(start);
    if (!startsName(code) && !isNamePair(text, start)) {
      this.end = start;
      return null;
    }
    let hash = 0;
    let at = start;
    do {
      hash = (Math.imul(hash, 31) + code) | 0;
      code = text.charCodeAt(++at);
    } while (continuesName(code));
    if (isNamePair(text, at) || isNamePair(text, start)) return this.#readWide(text, start);
    this.end = at;
    return this.#find(text, start, at, hash);
  }

  /** Names with characters beyond the basic plane are rare and may take their time. */
  #readWide(text: string, start: number): WrittenName {
    this.end = nameEnd(text, start);
    return this.#find(text, start, this.end, hashOf(text, start, this.end));
  }

  #find(text: string, start: number, end: number, hash: number): WrittenName {
    const mask = this.#slots.length - 1;
    let slot = firstSlot(hash, mask);
    for (let probes = 0; probes < MOST_PROBES; probes++) {
      const name = this.#slots[slot];
      if (name === undefined) return this.#add(text.slice(start, end), slot);
      if (name.text.length === end - start && text.startsWith(name.text, start)) return name;
      slot = (slot + 1) & mask;
    }
    const written = text.slice(start, end);
    return this.#crowded.get(written) ?? this.#add(written, -1);
  }

  #add(text: string, slot: number): WrittenName {
    const name = this.#make(text);
    this.all.push(name);
    this.#put(name, slot);
    if (this.all.length * 2 > this.#slots.length) this.#grow();
    return name;
  }

  #put(name: WrittenName, slot: number): void {
    if (slot === -1) this.#crowded.set(name.text, name);
    else this.#slots[slot] = name;
  }

  #make(text: string): WrittenName {
    const colon = text.indexOf(":");
    const prefixText = colon === -1 ? "" : text.slice(0, colon);
    const local = text.slice(colon + 1);
    return {
      id: this.all.length,
      text,
      prefix: this.prefixId(prefixText),
      prefixText,
      local,
      declares: text === "xmlns" ? "default" : prefixText === "xmlns" ? "prefix" : "nothing",
      isQualified: isNCName(local) && (colon === -1 || isNCName(prefixText)),
      lastNamespace: -1,
      lastName: -1,
      lastOwner: -1,
      plainName: -1,
    };
  }

  /** Gives the number of a prefix. */
  prefixId(prefix: string): number {
    const known = this.#prefixIds.get(prefix);
    if (known !== undefined) return known;
    const id = this.prefixes.length;
    this.prefixes.push(prefix);
    this.#prefixIds.set(prefix, id);
    return id;
  }

  #grow(): void {
    this.#slots = new Array(this.#slots.length * 2).fill(undefined);
    this.#crowded.clear();
    for (const name of this.all) this.#put(name, this.#freeSlot(hashOf(name.text, 0, name.text.length)));
  }

  #freeSlot(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = firstSlot(hash, mask);
    for (let probes = 0; probes < MOST_PROBES; probes++) {
      if (this.#slots[slot] === undefined) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function firstSlot(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}
