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
const NAME = "[A-Za-z_\\u0080-\\u{10ffff}][\\w.\\-\\u0080-\\u{10ffff}]*";
const TOKEN = new RegExp(
  [
    `(?<name>${NAME})(?::(?<local>\\*|${NAME}))?`,
    `\\\\(?<escaped>${NAME})`,
    `"""(?<long>[^]*?)"""|'''(?<long1>[^]*?)'''|"(?<short>[^"\\n]*)"|'(?<short1>[^'\\n]*)'`,
    "(?<documentation>##[^\\n\\0]*)",
    "(?<sign>>>|\\|=|&=|[[\\]=|&,+?*\\-~(){}])",
  ].join("|"),
  "uy",
);
const SKIPPED = /(?:[ \t\n\0]+|#(?!#)[^\n\0]*)*/uy;

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
  SKIPPED.lastIndex = at;
  SKIPPED.test(text);
  return Math.max(at, SKIPPED.lastIndex);
}

function tokenAt(text: string, start: number): Token {
  TOKEN.lastIndex = start;
  const groups = TOKEN.exec(text)?.groups;
  const end = groups === undefined ? start + 1 : TOKEN.lastIndex;
  return { ...kindOf(groups, text.slice(start, end)), start, end };
}

function kindOf(
  groups: Record<string, string | undefined> | undefined,
  written: string,
): Pick<Token, "kind" | "text"> {
  if (groups === undefined) return { kind: "illegal", text: written };
  const literal = groups.long ?? groups.long1 ?? groups.short ?? groups.short1;
  if (literal !== undefined) return { kind: "literal", text: literal.replaceAll(ESCAPED_LINE_FEED, "\n") };
  if (groups.sign !== undefined) return { kind: "sign", text: written };
  if (groups.documentation !== undefined) return { kind: "documentation", text: written };
  if (groups.escaped !== undefined) return { kind: "escaped", text: groups.escaped };
  if (groups.local !== undefined)
    return { kind: groups.local === "*" ? "prefixStar" : "prefixed", text: written };
  return { kind: KEYWORDS.has(written) ? "keyword" : "identifier", text: written };
}
