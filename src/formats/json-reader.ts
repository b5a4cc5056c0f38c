const [QUOTE, BACKSLASH, COMMA, COLON, BRACE, BRACE_END, BRACKET, BRACKET_END] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d,
];
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** What stands where a reader is. */
export type JsonKind = "object" | "list" | "string" | "other";

/**
 * Reads a text in JSON (RFC 8259) from its bytes, value by value: of a long list no more is in memory than its reader keeps.
 * Whoever gets the name of a member, or is told of one of a list, reads its value before going on. All methods throw a
 * `SyntaxError` where the text is no JSON; the last to be called is {@link end}.
 */
export class JsonReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#skipSpace();
  }

  /** What the next value is. */
  kind(): JsonKind {
    const sign = this.#bytes[this.#at];
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
    const start = this.#at;
    this.#skipString();
    const text = this.#bytes.toString("utf8", start + 1, this.#at - 1);
    const value = IS_PLAIN.test(text) ? text : (this.#parsed(start) as string);
    this.#skipSpace();
    return value;
  }

  /** Reads a value of any kind whole. */
  value(): unknown {
    const start = this.#at;
    let depth = 0;
    do {
      const sign = this.#bytes[this.#at];
      if (sign === undefined) throw this.#error();
      if (sign === QUOTE) this.#skipString();
      else {
        if (sign === BRACE || sign === BRACKET) depth++;
        else if (sign === BRACE_END || sign === BRACKET_END) depth--;
        this.#at++;
      }
    } while (depth > 0 || !this.#isAtEndOfValue());
    const value = this.#parsed(start);
    this.#skipSpace();
    return value;
  }

  /** Makes sure that nothing follows. */
  end(): void {
    if (this.#at < this.#bytes.length) throw this.#error();
  }

  *#parts(open: number, close: number): Generator<void> {
    this.#take(open);
    if (this.#bytes[this.#at] !== close) {
      yield;
      while (this.#bytes[this.#at] === COMMA) {
        this.#take(COMMA);
        yield;
      }
    }
    this.#take(close);
  }

  #take(sign: number): void {
    if (this.#bytes[this.#at] !== sign) throw this.#error();
    this.#at++;
    this.#skipSpace();
  }

  #skipString(): void {
    for (let at = this.#at + 1; at < this.#bytes.length; at++) {
      const sign = this.#bytes[at];
      if (sign === BACKSLASH) at++;
      else if (sign === QUOTE) {
        this.#at = at + 1;
        return;
      }
    }
    throw this.#error();
  }

  #skipSpace(): void {
    while (isSpace(this.#bytes[this.#at])) this.#at++;
  }

  #isAtEndOfValue(): boolean {
    const sign = this.#bytes[this.#at];
    return (
      sign === undefined || sign === COMMA || sign === BRACE_END || sign === BRACKET_END || isSpace(sign)
    );
  }

  #parsed(start: number): unknown {
    return JSON.parse(this.#bytes.toString("utf8", start, this.#at));
  }

  #error(): SyntaxError {
    return new SyntaxError(`Unexpected sign in JSON at byte ${this.#at}`);
  }
}

/** A string that means what it says: nothing in it is escaped, or should be. */
const IS_PLAIN = /^[^\\\u0000-\u001f]*$/u;

function isSpace(sign: number | undefined): boolean {
  return sign === SPACE || sign === LINE_FEED || sign === CARRIAGE_RETURN || sign === TAB;
}
