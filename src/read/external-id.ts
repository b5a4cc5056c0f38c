import { catalogue } from "../report/index.ts";
import type { Input } from "./input.ts";

/** Where something outside the document is to be found. */
export interface ExternalId {
  readonly publicId: string | null;
  readonly systemId: string | null;
}

const NOT_PUBLIC = /[^\x20\r\na-zA-Z0-9\-'()+,./:=?;!*#@$_%]/;

/**
 * Passes over an external identifier, if one comes next (XML 1.0, production 75); a notation may have a public identifier
 * alone (production 83). Gives null where none comes next.
 */
export function readExternalId(input: Input, within: string, mayBePublicOnly = false): ExternalId | null {
  if (input.skip("SYSTEM")) {
    input.expectSpace(within);
    return { publicId: null, systemId: readSystemLiteral(input, within) };
  }
  if (!input.skip("PUBLIC")) return null;
  input.expectSpace(within);
  const publicId = readPublicLiteral(input, within);
  const hasSpace = input.skipSpace();
  if (mayBePublicOnly && input.next === 62) return { publicId, systemId: null };
  if (!hasSpace) throw input.unexpected(within, "white space and a system identifier");
  return { publicId, systemId: readSystemLiteral(input, within) };
}

function readSystemLiteral(input: Input, within: string): string {
  return input.expectQuoted(within, "a system identifier");
}

function readPublicLiteral(input: Input, within: string): string {
  const start = input.at;
  const literal = input.expectQuoted(within, "a public identifier");
  const wrong = literal.search(NOT_PUBLIC);
  if (wrong !== -1) {
    throw input.unexpected(
      "a public identifier",
      "letters, digits and -'()+,./:=?;!*#@$_%",
      start + 1 + wrong,
    );
  }
  return literal.replace(/[ \r\n]+/g, " ").trim();
}

/** Passes over what ends every declaration. */
export function expectDeclarationEnd(input: Input, within: string): void {
  input.skipSpace();
  if (input.atEnd && input.inclusion === null) {
    throw input.fault(catalogue.unclosed, { what: within, expected: ">" }, input.at);
  }
  input.expect(">", within);
}
