import { ESCAPED_LINE_FEED } from "./compact-text.ts";

/** The kinds of token of the compact syntax; `illegal` is a sign that begins none. */
export type TokenKind =
  | "keyword"
  | "identifier"
  | "escaped"
  | "prefixed"
  | "prefixStar"
  | "literal"
  | "documentation"
  | "sign"
  | "illegal"
  | "end";

/** A token of the compact syntax; offsets are those of the scanned text. */
export interface Token {
  readonly kind: TokenKind;
  /** A literal without its quotation marks, an escaped identifier without its backslash, others as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words that are no identifiers unless a backslash stands before them. */
const KEYWORDS: ReadonlySet<string> = new Set([
  "attribute",
  "datatypes",
  "default",
  "div",
  "element",
  "empty",
  "external",
  "grammar",
  "include",
  "inherit",
  "list",
  "mixed",
  "namespace",
  "notAllowed",
  "parent",
  "start",
  "string",
  "text",
  "token",
]);

/** Names are taken generously here; those with other letters than ASCII are looked at by who asked for them. */
const NAME = /[A-Za-z_\u0080-\u{10ffff}][\w.\-\u0080-\u{10ffff}]*/uy;
const LITERAL = /"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n]*"|'[^'\n]*'/y;
const DOCUMENTATION = /##[^\n\0]*/y;
const SIGN = />>|\|=|&=|[[\]=|&,+?*\-~(){}]/y;
const SKIPPED = /(?:[ \t\n\0]+|#(?!#)[^\n\0]*)*/y;

/** Takes a text in the compact syntax apart (ISO/IEC 19757-2, annex C); the last token is `end`. */
export function scanCompact(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skip(text, 0); at < text.length; ) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = skip(text, token.end);
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}

function skip(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code > 35 ? at : ended(SKIPPED, text, at);
}

function tokenAt(text: string, start: number): Token {
  const code = text.charCodeAt(start);
  if (code === 34 || code === 39) return literal(text, start);
  if (code === 35) return plain("documentation", text, start, ended(DOCUMENTATION, text, start));
  if (code === 92) return escaped(text, start);
  const end = ended(NAME, text, start);
  if (end > start) return name(text, start, end);
  return plain("sign", text, start, ended(SIGN, text, start));
}

/** Gives where what an expression finds at an offset ends: there itself where it finds nothing. */
function ended(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

/** A token that is taken as it is written; where it has no end, the sign that stands there is none of this syntax. */
function plain(kind: TokenKind, text: string, start: number, end: number): Token {
  if (end > start) return { kind, text: text.slice(start, end), start, end };
  return { kind: "illegal", text: text.slice(start, start + 1), start, end: start + 1 };
}

function literal(text: string, start: number): Token {
  const end = ended(LITERAL, text, start);
  if (end === start) return plain("illegal", text, start, end);
  const marks = end - start >= 6 && text.charCodeAt(start + 1) === text.charCodeAt(start) ? 3 : 1;
  const content = text.slice(start + marks, end - marks).replaceAll(ESCAPED_LINE_FEED, "\n");
  return { kind: "literal", text: content, start, end };
}

function escaped(text: string, start: number): Token {
  const end = ended(NAME, text, start + 1);
  if (end === start + 1) return plain("illegal", text, start, start);
  return { kind: "escaped", text: text.slice(start + 1, end), start, end };
}

function name(text: string, start: number, end: number): Token {
  if (text.charCodeAt(end) === 58) {
    if (text.charCodeAt(end + 1) === 42) return plain("prefixStar", text, start, end + 2);
    const behind = ended(NAME, text, end + 1);
    if (behind > end + 1) return plain("prefixed", text, start, behind);
  }
  const written = text.slice(start, end);
  return { kind: KEYWORDS.has(written) ? "keyword" : "identifier", text: written, start, end };
}
