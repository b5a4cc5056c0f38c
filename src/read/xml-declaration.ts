import { isSpace } from "./character.ts";
import { Input } from "./input.ts";

/** What `<?xml …?>` says (XML 1.0, production 23). */
export interface XmlDeclaration {
  readonly encoding: string | null;
  readonly standalone: boolean;
  /** Offsets of the name of the encoding. */
  readonly encodingStart: number;
  readonly encodingEnd: number;
  /** Offset behind the declaration. */
  readonly end: number;
}

const WITHIN = "the XML declaration";
const VERSION = /^1\.[0-9]+$/;
const ENCODING = /^[A-Za-z][A-Za-z0-9._-]*$/;

/** Reads the XML declaration at the beginning of a source, behind a byte order mark if there is one. */
export function readXmlDeclaration(source: string): XmlDeclaration {
  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const input = new Input(source, null, start);
  if (!source.startsWith("<?xml", start) || !isSpace(source.charCodeAt(start + 5)))
    return noDeclaration(start);
  input.at = start + 5;
  if (!readPart(input, "version", VERSION, "a version such as 1.0")) {
    throw input.unexpected(WITHIN, 'version="1.0"');
  }
  const beforeEncoding = input.at;
  const encoding = readPart(input, "encoding", ENCODING, "the name of an encoding");
  const encodingEnd = input.at;
  const standalone = readPart(input, "standalone", /^(?:yes|no)$/, "yes or no");
  input.skipSpace();
  if (!input.skip("?>")) throw input.unexpected(WITHIN, expectedNext(encoding, standalone));
  return {
    encoding,
    standalone: standalone === "yes",
    encodingStart: encoding === null ? beforeEncoding : encodingEnd - encoding.length - 1,
    encodingEnd: encoding === null ? beforeEncoding : encodingEnd - 1,
    end: input.at,
  };
}

function noDeclaration(end: number): XmlDeclaration {
  return { encoding: null, standalone: false, encodingStart: end, encodingEnd: end, end };
}

/** Passes over white space and `name="value"` if they come next; gives the value or null. */
function readPart(input: Input, name: string, pattern: RegExp, what: string): string | null {
  const start = input.at;
  if (!input.skipSpace() || !input.skip(name)) {
    input.at = start;
    return null;
  }
  input.skipSpace();
  input.expect("=", WITHIN);
  input.skipSpace();
  const from = input.at;
  const value = input.expectQuoted(WITHIN, what);
  if (!pattern.test(value)) throw input.unexpected(WITHIN, what, from + 1);
  return value;
}

function expectedNext(encoding: string | null, standalone: string | null): string {
  if (standalone !== null) return "“?>”";
  return encoding === null ? "encoding, standalone or “?>”" : "standalone or “?>”";
}
