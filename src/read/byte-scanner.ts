import { Buffer, isUtf8 } from "node:buffer";
import { readAttributeValue } from "./attribute-value.ts";
import { ByteNames, MOST_NAMES, NO_NAME } from "./byte-names.ts";
import { ByteSign } from "./byte-sign.ts";
import { isSpace } from "./character.ts";
import { Entities } from "./entity.ts";
import { Expansion } from "./expansion.ts";
import { Fault } from "./fault.ts";
import { mayHoldForbidden } from "./forbidden.ts";
import { Input } from "./input.ts";
import { type KnownTags, UNKNOWN_TAG } from "./known-tags.ts";
import type { Limits } from "./limits.ts";
import { type Declaration, type ExpandedName, ExpandedNames, NameScope, UNBOUND } from "./name-scopes.ts";
import { whyForbidden } from "./namespaces.ts";
import { looksAtCharacterReference, readCharacterReference, readEntityReference } from "./reference.ts";
import { readXmlDeclaration } from "./xml-declaration.ts";

/** What is told of the content of a document; each method answers whether it wants to hear the rest. */
export interface ScanReceiver {
  /** A start tag, or the beginning of an empty-element tag; its attributes are asked of the scanner. */
  startTag(name: number): boolean;
  /** The start tags that were told it; another receiver makes something else of them. */
  readonly known: KnownTags;
  /** What comes of a start tag depends on this, besides the tag itself. */
  readonly state: number;
  /** Gives a number by which the start tag that was told last can be told again in the same state; {@link UNREPEATABLE} for none. */
  outcome(): number;
  /** A start tag that was told before in this state. */
  startTagAgain(outcome: number): boolean;
  /** The end of an element. */
  endTag(): boolean;
  /** A stretch of text without markup; not plain is one with references in it, or of a CDATA section. */
  text(from: number, to: number, isPlain: boolean): boolean;
}

const SPACE = 32;
const EXCLAMATION = 33;
const QUOTE = 34;
const APOSTROPHE = 39;
const HYPHEN = 45;
const SLASH = 47;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;

const SECTION = Buffer.from("<![CDATA[");
const SECTION_END = Buffer.from("]]>");
const COMMENT = Buffer.from("<!--");
const HYPHENS = Buffer.from("--");
const INSTRUCTION_END = Buffer.from("?>");
const MARK = [0xef, 0xbb, 0xbf];
/** How far into a document its declaration is looked for, in bytes. */
const DECLARATION_REACH = 1024;
/** No reference that is known here is longer. */
const REFERENCE_REACH = 16;

/**
 * Goes over the bytes of a document that is written as nearly all are: in UTF-8, with names of ASCII signs, without a
 * document type declaration. Where it comes to the end, the document is well-formed (XML 1.0, Namespaces in XML 1.0);
 * where it stops, it may be or not, and the reader has to tell. It makes no tree, and strings only where there are
 * references, which takes a fraction of the time that reading does.
 */
export class ByteScanner {
  /** Names are given by their numbers here. */
  readonly names: ExpandedNames = new ExpandedNames();
  /** The document. */
  bytes: Buffer = NOTHING;
  /** The targets of the processing instructions that were passed. */
  readonly targets: Set<string> = new Set();
  /** By the numbers of names, the document in which an element last had one. */
  readonly #met: number[] = [];
  #documents = 0;
  /** Of the tag that was met last: how many attributes it has, declarations of namespaces left out. */
  attributes = 0;
  /** Of each of its attributes the name, and where the value begins and ends. */
  readonly attributeName: Int32Array = new Int32Array(MOST_ATTRIBUTES);
  readonly valueStart: Int32Array = new Int32Array(MOST_ATTRIBUTES);
  readonly valueEnd: Int32Array = new Int32Array(MOST_ATTRIBUTES);
  readonly #limits: Limits;
  readonly #written = new ByteNames();
  readonly #outermost: NameScope = new NameScope(this.#written, this.names);
  /** By attribute, its value where it is not what stands in the document. */
  readonly #values: (string | null)[] = [];
  /** By name, the tag in which it last was that of an attribute: how a repeated one is seen. */
  readonly #lastTag: Int32Array = new Int32Array(MOST_NAMES);
  #tagCount = 0;
  /** Of the tag: its element, and whether it is an empty-element tag. */
  #element = UNBOUND;
  #isEmpty = false;
  #declares = false;
  #at = 0;
  /** Offset behind the outermost start tag. */
  #rootEnd = 0;
  #tags = new ByteSign(NOTHING, "<");
  #references = new ByteSign(NOTHING, "&");
  #sectionEnds = new ByteSign(NOTHING, "]]>");
  /** The names of the open elements, and how many there are. */
  readonly #open: number[] = [];
  #depth = 0;
  #scope: NameScope = this.#outermost;
  /** The scopes around elements that make declarations, with the depths of these. */
  readonly #outer: { readonly depth: number; readonly scope: NameScope }[] = [];

  /** The predefined entities; there are no others. */
  readonly #entities: Entities;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#entities = new Entities(new Expansion(limits, 0));
  }

  /** Whether the names of many documents have filled it, so that another had better be used for the next. */
  get isFull(): boolean {
    return this.#written.isFull || this.#outermost.breadth > MOST_SCOPES;
  }

  /** Passes over what stands before the outermost element, and its start tag. */
  open(document: Uint8Array): boolean {
    const bytes = Buffer.from(document.buffer, document.byteOffset, document.length);
    this.#begin(bytes);
    if (bytes.length > this.#limits.documentSize || !isUtf8(bytes) || mayHoldForbidden(bytes)) return false;
    if (!this.#passDeclaration() || !this.#passMiscellany()) return false;
    if (bytes[this.#at] !== LESS || !this.#readTag()) return false;
    this.#rootEnd = this.#at;
    return true;
  }

  /** The document as far as its outermost start tag, with the end tag of that: what it says of itself before it begins. */
  head(): Buffer {
    if (this.#isEmpty) return this.bytes.subarray(0, this.#rootEnd);
    const name = this.#written.all[this.#open[0]!]!.text;
    return Buffer.concat([this.bytes.subarray(0, this.#rootEnd), Buffer.from(`</${name}>`)]);
  }

  /** Passes over the rest of the document that was opened; gives whether it came to the end. */
  scan(receiver: ScanReceiver): boolean {
    if (!receiver.startTag(this.#element) || (this.#isEmpty && !this.#endEmpty(receiver))) return false;
    while (this.#depth > 0) if (!this.#next(receiver)) return false;
    return this.#passMiscellany() && this.#at === this.bytes.length;
  }

  /** The names of the elements of the document, each once. */
  elements(): ExpandedName[] {
    return this.names.all.filter((_, name) => this.#met[name] === this.#documents);
  }

  /** Whether an attribute of the tag, by its place in it, has as its value what stands in the document. */
  isPlainValue(at: number): boolean {
    return this.#values[at] === null;
  }

  /** The value of an attribute of the tag (XML 1.0, section 3.3.3). */
  value(at: number): string {
    return this.#values[at] ?? this.bytes.toString("utf8", this.valueStart[at], this.valueEnd[at]);
  }

  #begin(bytes: Buffer): void {
    this.bytes = bytes;
    this.#documents++;
    this.targets.clear();
    this.#entities.unread.clear();
    this.#at = 0;
    this.#tags = new ByteSign(bytes, "<");
    this.#references = new ByteSign(bytes, "&");
    this.#sectionEnds = new ByteSign(bytes, "]]>");
    this.#depth = 0;
    this.#outer.length = 0;
    this.#scope = this.#outermost;
    if (this.#tagCount < MOST_TAGS) return;
    this.#tagCount = 0;
    this.#lastTag.fill(0);
  }

  /** XML 1.0, production 23. */
  #passDeclaration(): boolean {
    const { bytes } = this;
    const start = MARK.every((byte, at) => bytes[at] === byte) ? MARK.length : 0;
    try {
      const { encoding, end } = readXmlDeclaration(bytes.toString("latin1", start, DECLARATION_REACH));
      this.#at = start + end;
      return encoding === null || /^utf-?8$/iu.test(encoding);
    } catch (error) {
      return stops(error);
    }
  }

  /** Production 27. */
  #passMiscellany(): boolean {
    const { bytes } = this;
    for (;;) {
      while (isSpace(bytes[this.#at]!)) this.#at++;
      if (bytes[this.#at] !== LESS) return true;
      const next = bytes[this.#at + 1];
      if (next === QUESTION && !this.#passInstruction()) return false;
      else if (next === EXCLAMATION && !this.#passComment()) return false;
      else if (next !== QUESTION && next !== EXCLAMATION) return true;
    }
  }

  #next(receiver: ScanReceiver): boolean {
    if (this.bytes[this.#at] !== LESS) return this.#passText(receiver);
    switch (this.bytes[this.#at + 1]) {
      case SLASH:
        return this.#passEndTag() && receiver.endTag();
      case EXCLAMATION:
        return this.bytes[this.#at + 2] === HYPHEN ? this.#passComment() : this.#passSection(receiver);
      case QUESTION:
        return this.#passInstruction();
      default:
        return this.#passStartTag(receiver);
    }
  }

  #passStartTag(receiver: ScanReceiver): boolean {
    const start = this.#at;
    const { state } = receiver;
    const scope = this.#scope.number;
    const place = receiver.known.find(this.bytes, start, scope, state);
    if (place !== UNKNOWN_TAG) return this.#tellAgain(place, receiver);
    if (!this.#readTag() || !receiver.startTag(this.#element)) return false;
    const outcome = this.#declares ? UNREPEATABLE : receiver.outcome();
    if (outcome !== UNREPEATABLE) {
      const added = receiver.known.add(this.bytes, start, this.#at, scope, state);
      if (added !== UNKNOWN_TAG) this.#remember(receiver.known, added, outcome);
    }
    return this.#isEmpty ? this.#endEmpty(receiver) : true;
  }

  #tellAgain(place: number, receiver: ScanReceiver): boolean {
    const { written, element, isEmpty, outcome, end } = receiver.known;
    if (this.#depth >= this.#limits.nesting || !receiver.startTagAgain(outcome[place]!)) return false;
    this.#at = end;
    this.#met[element[place]!] = this.#documents;
    if (isEmpty[place] === 1) return receiver.endTag();
    this.#open[this.#depth++] = written[place]!;
    return true;
  }

  #remember(known: KnownTags, place: number, outcome: number): void {
    known.written[place] = this.#open[this.#depth - 1]!;
    known.element[place] = this.#element;
    known.isEmpty[place] = this.#isEmpty ? 1 : 0;
    known.outcome[place] = outcome;
  }

  #endEmpty(receiver: ScanReceiver): boolean {
    this.#leave();
    return receiver.endTag();
  }

  /** Production 14, with the references in it. */
  #passText(receiver: ScanReceiver): boolean {
    const from = this.#at;
    const end = this.#tags.after(from);
    if (end === this.bytes.length || this.#sectionEnds.after(from) < end) return false;
    const isPlain = this.#references.after(from) >= end;
    if (!isPlain && !this.#passReferences(from, end)) return false;
    this.#at = end;
    return receiver.text(from, end, isPlain);
  }

  /** Section 4.1: characters and predefined entities. */
  #passReferences(from: number, to: number): boolean {
    for (let at = this.#references.after(from); at < to; at = this.#references.after(at + 1)) {
      const input = new Input(this.bytes.toString("latin1", at, at + REFERENCE_REACH));
      try {
        if (looksAtCharacterReference(input)) readCharacterReference(input);
        else if (this.#entities.predefined(readEntityReference(input)) === null) return false;
      } catch (error) {
        return stops(error);
      }
    }
    return true;
  }

  /** Section 2.7. */
  #passSection(receiver: ScanReceiver): boolean {
    const from = this.#at + SECTION.length;
    if (!SECTION.equals(this.bytes.subarray(this.#at, from))) return false;
    const end = this.#passThrough(from, SECTION_END);
    return end !== NOWHERE && (end === from || receiver.text(from, end, false));
  }

  /** Production 15. */
  #passComment(): boolean {
    const from = this.#at + COMMENT.length;
    if (!COMMENT.equals(this.bytes.subarray(this.#at, from))) return false;
    return this.#passThrough(from, HYPHENS) !== NOWHERE && this.#passByte(GREATER);
  }

  /** Production 16. */
  #passInstruction(): boolean {
    const written = this.#written.read(this.bytes, this.#at + 2);
    if (written === NO_NAME) return false;
    const { text, prefix, isQualified } = this.#written.all[written]!;
    if (prefix !== "" || !isQualified || text.toLowerCase() === "xml") return false;
    const behind = this.#written.end;
    if (!isSpace(this.bytes[behind]!) && this.bytes[behind] !== QUESTION) return false;
    const end = this.#passThrough(behind, INSTRUCTION_END);
    this.targets.add(text);
    return end !== NOWHERE && (end === behind || isSpace(this.bytes[behind]!));
  }

  /** Passes over everything up to and including a sign, and gives where that begins. */
  #passThrough(from: number, sign: Buffer): number {
    const end = this.bytes.indexOf(sign, from);
    if (end === -1) return NOWHERE;
    this.#at = end + sign.length;
    return end;
  }

  #passByte(byte: number): boolean {
    return this.bytes[this.#at++] === byte;
  }

  /** Production 42. */
  #passEndTag(): boolean {
    const { bytes } = this;
    const name = this.#open[this.#depth - 1]!;
    if (!this.#written.standsAt(name, bytes, this.#at + 2)) return false;
    this.#at += 2 + this.#written.lengthOf(name);
    while (isSpace(bytes[this.#at]!)) this.#at++;
    if (!this.#passByte(GREATER)) return false;
    this.#leave();
    return true;
  }

  #leave(): void {
    const depth = this.#depth--;
    if (this.#outer.length === 0 || this.#outer[this.#outer.length - 1]!.depth !== depth) return;
    this.#scope = this.#outer.pop()!.scope;
  }

  /** Productions 40 and 44: reads the tag that begins here, and opens its element. */
  #readTag(): boolean {
    const written = this.#written.read(this.bytes, this.#at + 1);
    if (written === NO_NAME || this.#depth >= this.#limits.nesting) return false;
    this.#at = this.#written.end;
    this.#tagCount++;
    this.attributes = 0;
    this.#declares = false;
    if (!this.#readAttributes()) return false;
    this.#open[this.#depth++] = written;
    if (this.#declares && !this.#enterScope()) return false;
    this.#element = this.#scope.element(written);
    if (this.#element === UNBOUND || this.#written.all[written]!.prefix === "xmlns") return false;
    this.#met[this.#element] = this.#documents;
    return this.#bindNames();
  }

  #readAttributes(): boolean {
    const { bytes } = this;
    for (;;) {
      const hasSpace = isSpace(bytes[this.#at]!);
      while (isSpace(bytes[this.#at]!)) this.#at++;
      const byte = bytes[this.#at];
      if (byte === GREATER || byte === SLASH) {
        this.#isEmpty = byte === SLASH;
        if (this.#isEmpty) this.#at++;
        return this.#passByte(GREATER);
      }
      if (!hasSpace || !this.#readAttribute()) return false;
    }
  }

  /** Production 41. */
  #readAttribute(): boolean {
    const { bytes } = this;
    const nth = this.attributes++;
    const written = this.#written.read(bytes, this.#at);
    if (written === NO_NAME || nth >= MOST_ATTRIBUTES || nth >= this.#limits.attributes) return false;
    if (this.#lastTag[written] === this.#tagCount) return false;
    this.#lastTag[written] = this.#tagCount;
    this.attributeName[nth] = written;
    if (this.#written.isDeclaration(written)) this.#declares = true;
    this.#at = this.#written.end;
    while (isSpace(bytes[this.#at]!)) this.#at++;
    if (!this.#passByte(EQUALS)) return false;
    while (isSpace(bytes[this.#at]!)) this.#at++;
    return this.#readValue(nth);
  }

  /** Production 10. */
  #readValue(nth: number): boolean {
    const { bytes } = this;
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
    const input = new Input(this.bytes.toString("utf8", this.valueStart[nth], this.#at));
    try {
      this.#values[nth] = readAttributeValue(input, quote, this.#entities);
      return this.#entities.unread.size === 0;
    } catch (error) {
      return stops(error);
    }
  }

  /** Namespaces in XML 1.0, section 3. */
  #enterScope(): boolean {
    const declarations: Declaration[] = [];
    for (let nth = 0; nth < this.attributes; nth++) {
      const name = this.#written.all[this.attributeName[nth]!]!;
      if (!this.#written.isDeclaration(this.attributeName[nth]!)) continue;
      const prefix = name.prefix === "" ? "" : name.local;
      const uri = this.value(nth);
      if (!name.isQualified || whyForbidden(prefix, uri) !== null) return false;
      declarations.push([prefix, uri]);
    }
    this.#outer.push({ depth: this.#depth, scope: this.#scope });
    this.#scope = this.#scope.with(declarations);
    return true;
  }

  /** Gives the attributes the names that they count by, and leaves declarations out. */
  #bindNames(): boolean {
    let bound = 0;
    let prefix = "";
    for (let nth = 0; nth < this.attributes; nth++) {
      const written = this.attributeName[nth]!;
      if (this.#declares && this.#written.isDeclaration(written)) continue;
      const name = this.#scope.attribute(written);
      if (name === UNBOUND) return false;
      const own = this.#written.all[written]!.prefix;
      // Two prefixes may stand for one namespace, and two attributes have one name (section 6.3).
      if (own !== "" && own !== "xml") {
        if (prefix !== "" && prefix !== own) return false;
        prefix = own;
      }
      this.attributeName[bound] = name;
      this.valueStart[bound] = this.valueStart[nth]!;
      this.valueEnd[bound] = this.valueEnd[nth]!;
      this.#values[bound] = this.#values[nth]!;
      bound++;
    }
    this.attributes = bound;
    return true;
  }
}

const NOTHING: Buffer = Buffer.alloc(0);
const NOWHERE = -1;
/** A tag of which more is to be noted than what comes of it. */
export const UNREPEATABLE = -1;
/** An element with more attributes is left to the reader. */
const MOST_ATTRIBUTES = 256;
/** The number of a tag is kept in four bytes. */
const MOST_TAGS = 1_000_000_000;
const MOST_SCOPES = 256;

/** A fault is for the reader to tell; it gives false. */
function stops(error: unknown): false {
  if (error instanceof Fault) return false;
  throw error;
}
