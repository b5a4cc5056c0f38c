import { catalogue, type Finding, nearest } from "../../report/index.ts";
import type { ValueContext } from "../datatypes/datatype.ts";
import type { Token } from "./compact-scanner.ts";
import type { SchemaDatatypes } from "./schema-datatypes.ts";
import { type Place, type SchemaSource, whereOf } from "./schema-tree.ts";

/** How deep parentheses and braces may nest. */
const NESTING = 500;

/** Ends the reading of a file: what stands there cannot be read on from. */
export class CompactFault extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

/** A namespace that a prefix stands for; `isInherited` where it is that of the file that calls this one in. */
export interface Bound {
  readonly uri: string;
  readonly isInherited: boolean;
}

/** Goes through the tokens of a schema in the compact syntax, and knows what its declarations have bound so far. */
export class CompactCursor {
  readonly datatypes: SchemaDatatypes;
  readonly namespaces: Map<string, Bound> = new Map();
  readonly libraries: Map<string, string> = new Map();
  /** What names of elements without a prefix are in. */
  defaultNamespace: Bound;
  /** The namespaces in force for values; the declarations come before all values. */
  readonly context: ValueContext;
  readonly #source: SchemaSource;
  readonly #tokens: readonly Token[];
  readonly #offsetOf: (at: number) => number;
  #at = 0;
  #depth = 0;

  constructor(
    source: SchemaSource,
    tokens: readonly Token[],
    offsetOf: (at: number) => number,
    datatypes: SchemaDatatypes,
    inherited: string,
  ) {
    this.datatypes = datatypes;
    this.defaultNamespace = { uri: inherited, isInherited: true };
    this.context = {
      namespaceOf: (prefix) =>
        (prefix === "" ? this.defaultNamespace.uri : this.namespaces.get(prefix)?.uri) || null,
      isUnparsedEntity: () => false,
    };
    this.#source = source;
    this.#tokens = tokens;
    this.#offsetOf = offsetOf;
  }

  /** The token that comes, or one behind it. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  /** Takes the token that comes. */
  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Whether a sign or keyword comes. */
  isAt(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === "sign" || token.kind === "keyword");
  }

  /** Takes a sign or keyword if it comes. */
  maybe(text: string): Token | null {
    return this.isAt(text) ? this.next() : null;
  }

  /** Takes a sign or keyword; ends the reading where something else comes. */
  take(text: string): Token {
    return this.maybe(text) ?? this.stop(`“${text}”`);
  }

  /** Takes an identifier, which a backslash may make of a keyword. */
  identifier(expected: string): Token {
    const { kind } = this.peek();
    if (kind === "identifier" || kind === "escaped") return this.#named(this.next());
    return this.stop(kind === "keyword" ? `${expected} (a keyword as a name needs a backslash)` : expected);
  }

  /** Takes a name without a prefix, which may be a keyword. */
  name(expected: string): Token {
    return this.peek().kind === "keyword" ? this.next() : this.identifier(expected);
  }

  /** Takes a literal, or several joined by `~`; gives its text and where it stands. */
  literal(expected: string): Token {
    const first = this.#segment(expected);
    let { text, end } = first;
    while (this.maybe("~") !== null) {
      const more = this.#segment("a literal behind “~”");
      text += more.text;
      end = more.end;
    }
    return { ...first, text, end };
  }

  /** Takes `prefix:name` and gives the prefix, the namespace it stands for (null after noting that it has none) and the name. */
  prefixed(bound: (prefix: string) => Bound | null): {
    prefix: string;
    bound: Bound | null;
    local: string;
    token: Token;
  } {
    const token = this.next();
    const colon = token.text.indexOf(":");
    const prefix = token.text.slice(0, colon);
    const local = token.text.slice(colon + 1);
    this.#checkName(prefix, token);
    if (token.kind === "prefixed") this.#checkName(local, token);
    return { prefix, bound: bound(prefix) ?? this.#unbound(prefix, token), local, token };
  }

  /** Gives what a prefix stands for in names, or null. */
  namespaceOf(prefix: string): Bound | null {
    return this.namespaces.get(prefix) ?? null;
  }

  /** Notes that a prefix is bound to nothing. */
  noteUnbound(prefix: string, token: Token, known: Iterable<string>): void {
    const facts = { prefix, nearest: nearest(prefix, known) };
    this.datatypes.note(catalogue.relaxngPrefix(whereOf(this.place(token)), facts));
  }

  /** The stretch of the file from a token to another. */
  place(from: Token, to: Token = from): Place {
    return { source: this.#source, start: this.#offsetOf(from.start), end: this.#offsetOf(to.end) };
  }

  /** The token taken last. */
  get last(): Token {
    return this.#tokens[Math.max(0, this.#at - 1)]!;
  }

  /** Notes that something written here cannot be so, though it can be read on from. */
  noteWrong(token: Token, expected: string): void {
    this.datatypes.note(this.#compactFinding(token, expected));
  }

  /** Ends the reading at the token that comes. */
  stop(expected: string): never {
    throw new CompactFault(this.#compactFinding(this.peek(), expected));
  }

  /** Reads what stands within parentheses, braces or brackets, unless that is too deep. */
  inside<T>(read: () => T): T {
    if (this.#depth >= NESTING) {
      const facts = { what: "Parentheses and braces nest too deep", limit: NESTING };
      throw new CompactFault(catalogue.relaxngTooMuch(whereOf(this.place(this.peek())), facts));
    }
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  #segment(expected: string): Token {
    return this.peek().kind === "literal" ? this.next() : this.stop(expected);
  }

  #named(token: Token): Token {
    this.#checkName(token.text, token);
    return token;
  }

  #checkName(name: string, token: Token): void {
    if (!this.datatypes.isNcName(name)) this.noteWrong(token, "a name of letters, digits, “.”, “-” and “_”");
  }

  #unbound(prefix: string, token: Token): null {
    this.noteUnbound(prefix, token, this.namespaces.keys());
    return null;
  }

  #compactFinding(token: Token, expected: string): Finding {
    const found = token.kind === "end" ? "the end of the file" : `“${shown(token)}”`;
    return catalogue.relaxngCompact(whereOf(this.place(token)), { found, expected });
  }
}

function shown({ kind, text }: Token): string {
  const plain = kind === "literal" ? `"${text}"` : text;
  return plain.length > 30 ? `${plain.slice(0, 29)}…` : plain;
}
