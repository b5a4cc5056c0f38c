import { catalogue } from "../../report/index.ts";
import { LineTable } from "../../tree/index.ts";
import { CompactCursor, CompactFault } from "./compact-cursor.ts";
import { readDeclarations } from "./compact-declarations.ts";
import { readComponents, readPattern } from "./compact-pattern.ts";
import { scanCompact, type Token } from "./compact-scanner.ts";
import { compactText, type TextFault } from "./compact-text.ts";
import type { SchemaDatatypes } from "./schema-datatypes.ts";
import type { SchemaPattern } from "./schema-tree.ts";

/**
 * Reads a schema in the compact syntax (ISO/IEC 19757-2, annex C), up to what needs other files or definitions. `ns` is
 * what names are in where the schema does not say. Gives null after noting the fault that ended the reading.
 */
export function readCompact(
  bytes: Uint8Array,
  path: string,
  datatypes: SchemaDatatypes,
  ns: string,
): SchemaPattern | null {
  const { source, isWhole } = decode(bytes);
  const lines = new LineTable(source);
  const text = compactText(source);
  const refuse = ({ start, end, found, expected }: TextFault): null => {
    const where = { path, lines, span: { start, end }, elementPath: null };
    datatypes.note(catalogue.relaxngCompact(where, { found, expected }));
    return null;
  };
  if ("found" in text) return refuse(text);
  const tokens = scanCompact(text.text);
  const lost = isWhole ? undefined : tokens.find(isLost);
  if (lost !== undefined) return refuse(lossIn(lost, text.offsetOf));
  const cursor = new CompactCursor({ path, lines, tree: null }, tokens, text.offsetOf, datatypes, ns);
  return readTop(cursor);
}

/** A byte order mark says which encoding it is (annex C); without one it is UTF-8. */
function decode(bytes: Uint8Array): { source: string; isWhole: boolean } {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === "255 254" ? "utf-16le" : mark === "254 255" ? "utf-16be" : "utf-8";
  try {
    return {
      source: new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(bytes),
      isWhole: true,
    };
  } catch {
    return { source: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), isWhole: false };
  }
}

/** Bytes that are no text do no harm in a comment. */
function isLost({ kind, text }: Token): boolean {
  return kind !== "documentation" && text.includes("\ufffd");
}

function lossIn({ start, end }: Token, offsetOf: (at: number) => number): TextFault {
  return {
    start: offsetOf(start),
    end: offsetOf(end),
    found: "what is not UTF-8",
    expected: "text in UTF-8",
  };
}

function readTop(cursor: CompactCursor): SchemaPattern | null {
  try {
    readDeclarations(cursor);
    return beginsComponent(cursor) ? readImplicitGrammar(cursor) : readWhole(cursor);
  } catch (error) {
    if (!(error instanceof CompactFault)) throw error;
    cursor.datatypes.note(error.finding);
    return null;
  }
}

function readWhole(cursor: CompactCursor): SchemaPattern {
  const pattern = readPattern(cursor, true);
  if (cursor.peek().kind !== "end") cursor.stop("nothing more behind the outermost pattern");
  return pattern;
}

/** A schema may be the components of a grammar without `grammar` around them. */
function readImplicitGrammar(cursor: CompactCursor): SchemaPattern {
  const place = cursor.place(cursor.peek());
  return { kind: "grammar", components: readComponents(cursor, "end", true), place };
}

/** Looks over annotations to what they belong to. */
function beginsComponent(cursor: CompactCursor): boolean {
  let ahead = 0;
  while (cursor.peek(ahead).kind === "documentation") ahead++;
  if (ahead === 0 && cursor.peek().kind === "prefixed") return cursor.isAt("[", 1);
  if (cursor.isAt("[", ahead)) ahead = behindBrackets(cursor, ahead);
  else if (ahead === 0 && isIdentifier(cursor.peek()) && cursor.isAt("[", 1)) return true;
  if (isIdentifier(cursor.peek(ahead))) return ["=", "|=", "&="].some((sign) => cursor.isAt(sign, ahead + 1));
  return ["start", "div", "include"].some((keyword) => cursor.isAt(keyword, ahead));
}

function isIdentifier({ kind }: Token): boolean {
  return kind === "identifier" || kind === "escaped";
}

function behindBrackets(cursor: CompactCursor, from: number): number {
  let ahead = from;
  let depth = 0;
  do {
    if (cursor.isAt("[", ahead)) depth++;
    else if (cursor.isAt("]", ahead)) depth--;
    ahead++;
  } while (depth > 0 && cursor.peek(ahead).kind !== "end");
  return ahead;
}
