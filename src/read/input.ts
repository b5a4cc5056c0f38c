import { catalogue, type FindingType, type Span } from "../report/index.ts";
import { isPair, isSpace, nameEnd } from "./character.ts";
import { type Fault, fault } from "./fault.ts";
import { Sign } from "./sign.ts";

/** What may stand behind `<` other than a name. */
const MARKUP_SIGN = /[!/?]/;

/** Where the text of an entity was put in: its name, the place of the reference in the document, what was read before. */
export interface Inclusion {
  readonly name: string;
  readonly place: Span;
  readonly outer: Input;
  /** How many elements were open at the reference. */
  readonly depth: number;
}

/** A text that is being scanned: the document, or the text of an entity put in place of a reference to it. */
export class Input {
  readonly text: string;
  readonly inclusion: Inclusion | null;
  readonly tags: Sign;
  readonly references: Sign;
  readonly returns: Sign;
  readonly sectionEnds: Sign;
  /** Offset of what comes next. */
  at: number;

  constructor(text: string, inclusion: Inclusion | null = null, at = 0) {
    this.text = text;
    this.inclusion = inclusion;
    this.at = at;
    this.tags = new Sign(text, "<");
    this.references = new Sign(text, "&");
    this.returns = new Sign(text, "\r");
    this.sectionEnds = new Sign(text, "]]>");
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The unit that comes next; `NaN` at the end. */
  get next(): number {
    return this.text.charCodeAt(this.at);
  }

  /** The names of the entities that are being read, the outermost first. */
  get entities(): string[] {
    const names: string[] = [];
    for (let at: Input = this; at.inclusion !== null; at = at.inclusion.outer)
      names.unshift(at.inclusion.name);
    return names;
  }

  /** Gives the place in the document of a stretch of this text: for an entity's text, that of the reference. */
  span(start: number, end: number = this.at): Span {
    return this.inclusion?.place ?? { start, end };
  }

  /** Makes a fault at a stretch of this text. */
  fault<A>(type: FindingType<A>, args: A, start: number, end?: number): Fault {
    return fault(type, args, this.span(start, end));
  }

  /** Makes the fault that something else stands at a place than was expected. */
  unexpected(within: string, expected: string, at: number = this.at): Fault {
    const end = Math.min(at + (isPair(this.text, at) ? 2 : 1), this.text.length);
    return this.fault(catalogue.markupMalformed, { within, found: this.found(at), expected }, at, end);
  }

  /** Says in words what stands at a place. */
  found(at: number = this.at): string {
    if (at >= this.text.length)
      return this.inclusion === null ? "the end of the document" : "the end of the entity";
    const code = this.text.codePointAt(at)!;
    if (code === 10 || code === 13) return "the end of the line";
    if (code === 9) return "a tab";
    if (code === 32) return "a space";
    if (code < 32) return `the control character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    const from = code === 60 ? at + (MARKUP_SIGN.test(this.text[at + 1] ?? "") ? 2 : 1) : at;
    const end = nameEnd(this.text, from);
    const word = end > at ? this.text.slice(at, Math.min(end, at + 40)) : String.fromCodePoint(code);
    return `“${word}”`;
  }

  /** Whether a text comes next. */
  looksAt(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Passes over a text if it comes next; says whether it did. */
  skip(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Passes over a text that must come next. */
  expect(text: string, within: string): void {
    if (!this.skip(text)) throw this.unexpected(within, `“${text}”`);
  }

  /** Passes over white space; says whether there was any. */
  skipSpace(): boolean {
    const from = this.at;
    while (isSpace(this.text.charCodeAt(this.at))) this.at++;
    return this.at > from;
  }

  /** Passes over white space that must come next. */
  expectSpace(within: string): void {
    if (!this.skipSpace()) throw this.unexpected(within, "white space");
  }

  /** Passes over a Name (XML 1.0, production 5) and gives it. */
  expectName(within: string, what: string): string {
    const start = this.at;
    this.at = nameEnd(this.text, start);
    if (this.at === start) throw this.unexpected(within, what);
    return this.text.slice(start, this.at);
  }

  /** Passes over a name without a colon and gives it (Namespaces in XML 1.0, section 7). */
  expectNCName(within: string, what: string): string {
    const start = this.at;
    const name = this.expectName(within, `the name of ${what}`);
    if (name.includes(":")) throw this.fault(catalogue.nameNotQualified, { name, what }, start);
    return name;
  }

  /** Passes over what stands between quotation marks, whatever it is, and gives it. */
  expectQuoted(within: string, what: string): string {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") throw this.unexpected(within, `${what} in quotation marks`);
    const end = this.text.indexOf(quote, this.at + 1);
    if (end === -1) throw this.fault(catalogue.unclosed, { what, expected: quote }, this.at, this.at + 1);
    const content = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return content;
  }

  /** Passes over everything up to and including a text and gives what stands before it; `start` is where it began. */
  expectThrough(text: string, what: string, start: number): string {
    const end = this.text.indexOf(text, this.at);
    if (end === -1) throw this.fault(catalogue.unclosed, { what, expected: text }, start, this.at);
    const content = this.text.slice(this.at, end);
    this.at = end + text.length;
    return content;
  }
}
