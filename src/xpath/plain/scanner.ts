import { once } from "../../tree/index.ts";

/** A piece of an expression: its kind, its text (of a string: its value), and where it begins. */
export interface Token {
  readonly kind: "name" | "string" | "integer" | "number" | "variable" | "sign" | "end";
  readonly text: string;
  readonly start: number;
}

type Pieces = readonly (readonly [kind: Token["kind"], pattern: RegExp])[];

const SPACE = /\s+/uy;
const ASCII = /^[\0-\x7f]*$/u;
/** Nearly all expressions are in ASCII, and the classes of Unicode take their time to be made. */
const PLAIN = once(() => piecesWith("[A-Za-z_][\\w.-]*"));
const PIECES = once(() => piecesWith(String.raw`[\p{L}_][\p{L}\p{N}\p{M}_.\u00B7-]*`));

function piecesWith(name: string): Pieces {
  return [
    ["string", /"(?:[^"]|"")*"|'(?:[^']|'')*'/uy],
    ["number", /(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+/uy],
    ["integer", /\d+/uy],
    ["variable", new RegExp(String.raw`\$\s*${name}(?::${name})?`, "uy")],
    ["name", new RegExp(String.raw`(?:${name}|\*):(?:${name}|\*)(?!:)|${name}`, "uy")],
    ["sign", /::|\/\/|\.\.|<<|>>|<=|>=|!=|\|\||=>|:=|[()[\]{}@,./|=<>+\-*?!#:]/uy],
  ];
}

/** Cuts an XPath expression into pieces, comments left out (XPath 3.1, section A.2); null where it cannot be cut. */
export function scan(source: string): readonly Token[] | null {
  const pieces = ASCII.test(source) ? PLAIN() : PIECES();
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const space = matchAt(SPACE, source, at);
    if (space !== null) at += space.length;
    else if (source.startsWith("(:", at)) {
      const behind = behindComment(source, at);
      if (behind === null) return null;
      at = behind;
    } else {
      const token = tokenAt(source, at, pieces);
      if (token === null) return null;
      tokens.push(token.token);
      at += token.length;
    }
  }
  tokens.push({ kind: "end", text: "", start: source.length });
  return tokens;
}

function tokenAt(source: string, start: number, pieces: Pieces): { token: Token; length: number } | null {
  for (const [kind, piece] of pieces) {
    const found = matchAt(piece, source, start);
    if (found !== null) return { token: { kind, text: textOf(kind, found), start }, length: found.length };
  }
  return null;
}

function textOf(kind: Token["kind"], found: string): string {
  if (kind === "variable") return found.slice(1).trim();
  if (kind !== "string") return found;
  const quote = found[0]!;
  return found.slice(1, -1).replaceAll(quote + quote, quote);
}

function matchAt(piece: RegExp, source: string, at: number): string | null {
  piece.lastIndex = at;
  return piece.exec(source)?.[0] ?? null;
}

/** Comments may hold comments (section 2.6). */
function behindComment(source: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source.startsWith("(:", at)) {
      depth++;
      at++;
    } else if (source.startsWith(":)", at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
