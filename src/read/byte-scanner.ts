import { Buffer, isUtf8 } from "node:buffer";
import { ByteNames, NO_NAME } from "./byte-names.ts";
import { ByteSign } from "./byte-sign.ts";
import { ByteTag } from "./byte-tag.ts";
import { isSpace } from "./character.ts";
import { Entities } from "./entity.ts";
import { Expansion } from "./expansion.ts";
import { stops } from "./fault.ts";
import { mayHoldForbidden } from "./forbidden.ts";
import { Input } from "./input.ts";
import { type KnownTags, UNKNOWN_TAG } from "./known-tags.ts";
import type { Limits } from "./limits.ts";
import { type ExpandedName, ExpandedNames, NameScope, UNBOUND } from "./name-scopes.ts";
import { looksAtCharacterReference, readCharacterReference, readEntityReference } from "./reference.ts";
import { readXmlDeclaration } from "./xml-declaration.ts";

/** What is told of the content of a document; each method answers whether it wants to hear the rest. */
export interface ScanReceiver {
  /** A start tag, or the beginning of an empty-element tag; its attributes are asked of the scanner's tag. */
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

const EXCLAMATION = 33;
const HYPHEN = 45;
const SLASH = 47;
const LESS = 60;
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
  /** The start tag that was met last. */
  readonly tag: ByteTag;
  readonly #limits: Limits;
  readonly #written = new ByteNames();
  readonly #outermost: NameScope = new NameScope(this.#written, this.names);
  /** The name of the element of the tag. */
  #element = UNBOUND;
  /** The outermost element. */
  #root = UNBOUND;
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
    this.tag = new ByteTag({ names: this.#written, entities: this.#entities, limit: limits.attributes });
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
    this.#root = this.#element;
    return true;
  }

  /** The name of the outermost element of the document that was opened. */
  get root(): ExpandedName {
    return this.names.all[this.#root]!;
  }

  /** The document as far as its outermost start tag, with the end tag of that: what it says of itself before it begins. */
  head(): Buffer {
    if (this.tag.isEmpty) return this.bytes.subarray(0, this.#rootEnd);
    const name = this.#written.all[this.#open[0]!]!.text;
    return Buffer.concat([this.bytes.subarray(0, this.#rootEnd), Buffer.from(`</${name}>`)]);
  }

  /** Passes over the rest of the document that was opened; gives whether it came to the end. */
  scan(receiver: ScanReceiver): boolean {
    if (!receiver.startTag(this.#element) || (this.tag.isEmpty && !this.#endEmpty(receiver))) return false;
    while (this.#depth > 0) if (!this.#next(receiver)) return false;
    return this.#passMiscellany() && this.#at === this.bytes.length;
  }

  /** The names of the elements of the document, each once. */
  elements(): ExpandedName[] {
    return this.names.all.filter((_, name) => this.#met[name] === this.#documents);
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
    this.tag.begin(bytes, this.#tags, this.#references);
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
    const outcome = this.tag.declares ? UNREPEATABLE : receiver.outcome();
    if (outcome !== UNREPEATABLE) {
      const added = receiver.known.add(this.bytes, start, this.#at, scope, state);
      if (added !== UNKNOWN_TAG) this.#remember(receiver.known, added, outcome);
    }
    return this.tag.isEmpty ? this.#endEmpty(receiver) : true;
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
    known.isEmpty[place] = this.tag.isEmpty ? 1 : 0;
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

  /** Reads the tag that begins here, and opens its element. */
  #readTag(): boolean {
    const { tag } = this;
    if (this.#depth >= this.#limits.nesting || !tag.read(this.#at)) return false;
    this.#at = tag.end;
    this.#open[this.#depth++] = tag.written;
    if (tag.declares && !this.#enterScope()) return false;
    this.#element = this.#scope.element(tag.written);
    if (this.#element === UNBOUND || this.#written.all[tag.written]!.prefix === "xmlns") return false;
    this.#met[this.#element] = this.#documents;
    return tag.bind(this.#scope);
  }

  /** Namespaces in XML 1.0, section 3. */
  #enterScope(): boolean {
    const declarations = this.tag.declarations();
    if (declarations === null) return false;
    this.#outer.push({ depth: this.#depth, scope: this.#scope });
    this.#scope = this.#scope.with(declarations);
    return true;
  }
}

const NOTHING: Buffer = Buffer.alloc(0);
const NOWHERE = -1;
/** A tag of which more is to be noted than what comes of it. */
export const UNREPEATABLE = -1;
const MOST_SCOPES = 256;
