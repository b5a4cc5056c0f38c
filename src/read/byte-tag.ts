import { Buffer } from "node:buffer";
import { readAttributeValue } from "./attribute-value.ts";
import { type ByteNames, MOST_NAMES, NO_NAME } from "./byte-names.ts";
import { ByteSign } from "./byte-sign.ts";
import { isSpace } from "./character.ts";
import type { Entities } from "./entity.ts";
import { stops } from "./fault.ts";
import { Input } from "./input.ts";
import { type Declaration, type NameScope, UNBOUND } from "./name-scopes.ts";
import { whyForbidden } from "./namespaces.ts";

const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;

/** An element with more attributes is left to the reader. */
const MOST_ATTRIBUTES = 256;
/** The number of a tag is kept in four bytes. */
const MOST_TAGS = 1_000_000_000;

/** What tags are read with. */
export interface TagSetup {
  readonly names: ByteNames;
  readonly entities: Entities;
  /** How many attributes a tag may have. */
  readonly limit: number;
}

/**
 * A start tag or empty-element tag of a document in bytes, as it was read last (XML 1.0, productions 40 and 44): its name,
 * and of its attributes where they stand. There is one such object, which the next tag is read into. Where reading stops, the tag
 * may be well-formed or not, and the reader has to tell.
 */
export class ByteTag {
  /** The number of the name as it is written. */
  written: number = NO_NAME;
  isEmpty = false;
  /** Whether it declares namespaces. */
  declares = false;
  /** Offset behind it. */
  end = 0;
  /** How many attributes it has; once they are bound, declarations of namespaces are left out. */
  attributes = 0;
  /** Of each of its attributes the name, as it is written and, once it is bound, as it counts; where the value begins and ends. */
  readonly attributeName: Int32Array = new Int32Array(MOST_ATTRIBUTES);
  readonly valueStart: Int32Array = new Int32Array(MOST_ATTRIBUTES);
  readonly valueEnd: Int32Array = new Int32Array(MOST_ATTRIBUTES);
  readonly #setup: TagSetup;
  #bytes: Buffer = NOTHING;
  #tags = new ByteSign(NOTHING, "<");
  #references = new ByteSign(NOTHING, "&");
  #at = 0;
  /** By attribute, its value where it is not what stands in the document. */
  readonly #values: (string | null)[] = [];
  /** By name, the tag in which it last was that of an attribute: how a repeated one is seen. */
  readonly #lastTag: Int32Array = new Int32Array(MOST_NAMES);
  #count = 0;

  constructor(setup: TagSetup) {
    this.#setup = setup;
  }

  /** Takes the document whose tags are read from now on, and where in it tags and references come next. */
  begin(bytes: Buffer, tags: ByteSign, references: ByteSign): void {
    this.#bytes = bytes;
    this.#tags = tags;
    this.#references = references;
    if (this.#count < MOST_TAGS) return;
    this.#count = 0;
    this.#lastTag.fill(0);
  }

  /** Reads the tag that begins at an offset; its names are still as they are written. */
  read(start: number): boolean {
    const { names } = this.#setup;
    this.written = names.read(this.#bytes, start + 1);
    if (this.written === NO_NAME) return false;
    this.#at = names.end;
    this.#count++;
    this.attributes = 0;
    this.declares = false;
    return this.#readAttributes();
  }

  /** The namespaces that it declares; null where one may not be declared so (Namespaces in XML 1.0, section 3). */
  declarations(): Declaration[] | null {
    const { names } = this.#setup;
    const declarations: Declaration[] = [];
    for (let nth = 0; nth < this.attributes; nth++) {
      const name = names.all[this.attributeName[nth]!]!;
      if (!name.isDeclaration) continue;
      const prefix = name.prefix === "" ? "" : name.local;
      const uri = this.value(nth);
      if (!name.isQualified || whyForbidden(prefix, uri) !== null) return null;
      declarations.push([prefix, uri]);
    }
    return declarations;
  }

  /** Gives the attributes the names that they count by in a scope, and leaves declarations out. */
  bind(scope: NameScope): boolean {
    const { names } = this.#setup;
    let bound = 0;
    let prefix = "";
    for (let nth = 0; nth < this.attributes; nth++) {
      const written = this.attributeName[nth]!;
      if (this.declares && names.isDeclaration(written)) continue;
      const name = scope.attribute(written);
      if (name === UNBOUND) return false;
      const own = names.all[written]!.prefix;
      // Two prefixes may stand for one namespace, and two attributes have one name (section 6.3).
      if (own !== "" && own !== "xml") {
        if (prefix !== "" && prefix !== own) return false;
        prefix = own;
      }
      this.#move(nth, bound);
      this.attributeName[bound++] = name;
    }
    this.attributes = bound;
    return true;
  }

  /** Whether an attribute, by its place, has as its value what stands in the document. */
  isPlainValue(nth: number): boolean {
    return this.#values[nth] === null;
  }

  /** The value of an attribute (XML 1.0, section 3.3.3). */
  value(nth: number): string {
    return this.#values[nth] ?? this.#bytes.toString("utf8", this.valueStart[nth], this.valueEnd[nth]);
  }

  #move(from: number, to: number): void {
    this.valueStart[to] = this.valueStart[from]!;
    this.valueEnd[to] = this.valueEnd[from]!;
    this.#values[to] = this.#values[from]!;
  }

  #readAttributes(): boolean {
    const bytes = this.#bytes;
    for (;;) {
      const hasSpace = isSpace(bytes[this.#at]!);
      while (isSpace(bytes[this.#at]!)) this.#at++;
      const byte = bytes[this.#at];
      if (byte === GREATER || byte === SLASH) {
        this.isEmpty = byte === SLASH;
        this.end = this.isEmpty ? this.#at + 2 : this.#at + 1;
        return bytes[this.end - 1] === GREATER;
      }
      if (!hasSpace || !this.#readAttribute()) return false;
    }
  }

  /** Production 41. */
  #readAttribute(): boolean {
    const bytes = this.#bytes;
    const { names, limit } = this.#setup;
    const nth = this.attributes++;
    const written = names.read(bytes, this.#at);
    if (written === NO_NAME || nth >= MOST_ATTRIBUTES || nth >= limit) return false;
    if (this.#lastTag[written] === this.#count) return false;
    this.#lastTag[written] = this.#count;
    this.attributeName[nth] = written;
    if (names.isDeclaration(written)) this.declares = true;
    this.#at = names.end;
    while (isSpace(bytes[this.#at]!)) this.#at++;
    if (bytes[this.#at++] !== EQUALS) return false;
    while (isSpace(bytes[this.#at]!)) this.#at++;
    return this.#readValue(nth);
  }

  /** Production 10. */
  #readValue(nth: number): boolean {
    const bytes = this.#bytes;
    const quote = bytes[this.#at];
    if (quote !== QUOTE && quote !== APOSTROPHE) return false;
    const from = this.#at + 1;
    // A value holds no sign that begins a tag.
    const limit = this.#tags.after(from);
    let isPlain = true;
    let to = from;
    for (; to < limit && bytes[to] !== quote; to++) if (bytes[to]! < SPACE) isPlain = false;
    if (to === limit) return false;
    this.valueStart[nth] = from;
    this.valueEnd[nth] = to;
    this.#values[nth] = null;
    this.#at = to + 1;
    return (isPlain && this.#references.after(from) > to) || this.#normalize(nth, quote);
  }

  /** Section 3.3.3: replaces references, and turns white space into spaces. */
  #normalize(nth: number, quote: number): boolean {
    const { entities } = this.#setup;
    const input = new Input(this.#bytes.toString("utf8", this.valueStart[nth], this.#at));
    try {
      this.#values[nth] = readAttributeValue(input, quote, entities);
      return entities.unread.size === 0;
    } catch (error) {
      return stops(error);
    }
  }
}

const NOTHING: Buffer = Buffer.alloc(0);
