const [QUOTE, BACKSLASH, COMMA, COLON, BRACE, BRACE_END, BRACKET, BRACKET_END] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d,
];
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** What stands where a reader is. */
export type JsonKind = "object" | "list" | "string" | "other";

/** Room for what is read at first; what is longer gets more. */
const ROOM = 512 * 1024;

/**
 * Reads a text in JSON (RFC 8259) from its bytes, piece by piece and value by value: no more of it is in memory than a piece,
 * and what its reader keeps. Whoever gets the name of a member, or is told of one of a list, reads its value before going on.
 * All methods throw a `SyntaxError` where the text is no JSON. {@link end} makes sure of its end, {@link close} must be called.
 */
export class JsonReader {
  readonly #pieces: Iterator<Uint8Array>;
  /** The bytes at hand stand from #start to #end; what was read before #at is kept from #start on. */
  #bytes: Buffer = Buffer.allocUnsafe(ROOM);
  #start = 0;
  #at = 0;
  #end = 0;

  constructor(pieces: Iterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.iterator]();
    this.#skipSpace();
  }

  /** What the next value is. */
  kind(): JsonKind {
    const sign = this.#sign();
    if (sign === BRACE) return "object";
    if (sign === BRACKET) return "list";
    return sign === QUOTE ? "string" : "other";
  }

  /** Goes through the names of an object. */
  *names(): Generator<string> {
    for (const _ of this.#parts(BRACE, BRACE_END)) {
      const name = this.string();
      this.#take(COLON);
      yield name;
    }
  }

  /** Goes through a list. */
  items(): Generator<void> {
    return this.#parts(BRACKET, BRACKET_END);
  }

  string(): string {
    if (this.kind() !== "string") throw this.#error();
    this.#start = this.#at;
    this.#skipString();
    const text = this.#bytes.toString("utf8", this.#start + 1, this.#at - 1);
    const value = IS_PLAIN.test(text) ? text : (this.#parsed() as string);
    this.#skipSpace();
    return value;
  }

  /** Reads a value of any kind whole. */
  value(): unknown {
    this.#start = this.#at;
    let depth = 0;
    do {
      const sign = this.#sign();
      if (sign === undefined) throw this.#error();
      if (sign === QUOTE) this.#skipString();
      else {
        if (sign === BRACE || sign === BRACKET) depth++;
        else if (sign === BRACE_END || sign === BRACKET_END) depth--;
        this.#at++;
      }
    } while (depth > 0 || !isBehindValue(this.#sign()));
    const value = this.#parsed();
    this.#skipSpace();
    return value;
  }

  /** Makes sure that nothing follows. */
  end(): void {
    if (this.#sign() !== undefined) throw this.#error();
  }

  /** Lets go of the pieces that were not read. */
  close(): void {
    this.#pieces.return?.();
  }

  *#parts(open: number, close: number): Generator<void> {
    this.#take(open);
    if (this.#sign() !== close) {
      yield;
      while (this.#sign() === COMMA) {
        this.#take(COMMA);
        yield;
      }
    }
    this.#take(close);
  }

  #take(sign: number): void {
    if (this.#sign() !== sign) throw this.#error();
    this.#at++;
    this.#skipSpace();
  }

  #skipString(): void {
    this.#at++;
    for (let sign = this.#sign(); sign !== QUOTE; sign = this.#sign()) {
      if (sign === undefined) throw this.#error();
      this.#at++;
      if (sign === BACKSLASH && this.#sign() !== undefined) this.#at++;
    }
    this.#at++;
  }

  /** What is behind spaces is what is to be kept from here on. */
  #skipSpace(): void {
    this.#start = this.#at;
    while (isSpace(this.#sign())) this.#start = ++this.#at;
  }

  /** The byte to be read next; undefined behind the last. */
  #sign(): number | undefined {
    while (this.#at === this.#end) if (!this.#readPiece()) return undefined;
    return this.#bytes[this.#at];
  }

  /** Gets the next piece behind what is kept; gives false where there is none. */
  #readPiece(): boolean {
    const { done, value: piece } = this.#pieces.next();
    if (done === true) return false;
    const kept = this.#end - this.#start;
    const from = this.#bytes;
    if (kept + piece.length > from.length) this.#bytes = Buffer.allocUnsafe(2 * (kept + piece.length));
    from.copy(this.#bytes, 0, this.#start, this.#end);
    this.#bytes.set(piece, kept);
    this.#at -= this.#start;
    this.#end = kept + piece.length;
    this.#start = 0;
    return true;
  }

  #parsed(): unknown {
    return JSON.parse(this.#bytes.toString("utf8", this.#start, this.#at));
  }

  #error(): SyntaxError {
    return new SyntaxError("Unexpected sign in JSON");
  }
}

/** A string that means what it says: nothing in it is escaped, or should be. */
const IS_PLAIN = /^[^\\\u0000-\u001f]*$/u;

function isSpace(sign: number | undefined): boolean {
  return sign === SPACE || sign === LINE_FEED || sign === CARRIAGE_RETURN || sign === TAB;
}

function isBehindValue(sign: number | undefined): boolean {
  return sign === undefined || sign === COMMA || sign === BRACE_END || sign === BRACKET_END || isSpace(sign);
}
