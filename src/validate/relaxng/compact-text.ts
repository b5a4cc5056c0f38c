/** What an escaped line feed becomes: white space for the scanner, but no end of a line, so that literals may hold it. */
export const ESCAPED_LINE_FEED = "\0";

/** The text of a schema in the compact syntax as it is scanned: line ends are line feeds, escapes are resolved. */
export interface CompactText {
  readonly text: string;
  /** Gives the offset in the file as it was decoded, for an offset in the text. */
  readonly offsetOf: (at: number) => number;
}

/** A stretch of the file that is not even text, and what was expected there. */
export interface TextFault {
  readonly start: number;
  readonly end: number;
  readonly found: string;
  readonly expected: string;
}

/** Characters that XML does not have; halves of surrogate pairs among them. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u;
/** What is replaced before anything is scanned. */
const REPLACED = /\r\n?|\\x+\{([^}]*)(\}?)/g;

/** Resolves the escapes of a schema in the compact syntax (ISO/IEC 19757-2, annex C), and the ends of its lines. */
export function compactText(source: string): CompactText | TextFault {
  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const forbidden = FORBIDDEN.exec(source);
  if (forbidden !== null) return forbiddenAt(forbidden.index, forbidden[0]);
  if (!/\r|\\x/.test(source)) return { text: source.slice(start), offsetOf: (at) => at + start };
  return replaced(source, start);
}

function replaced(source: string, start: number): CompactText | TextFault {
  let text = "";
  let last = start;
  /** Where replacements end, in the text and in the file. */
  const marks: { at: number; offset: number }[] = [{ at: 0, offset: start }];
  for (const match of source.matchAll(REPLACED)) {
    const sign = match[1] === undefined ? "\n" : characterOf(match[1], match[2]!);
    if (sign === null) return escapeFault(match);
    text += source.slice(last, match.index);
    marks.push({ at: text.length, offset: match.index });
    text += sign;
    last = match.index + match[0].length;
    marks.push({ at: text.length, offset: last });
  }
  text += source.slice(last);
  return { text, offsetOf: (at) => offsetIn(marks, at) };
}

function characterOf(digits: string, close: string): string | null {
  const code = Number.parseInt(digits, 16);
  if (close === "" || !/^[0-9A-Fa-f]+$/.test(digits) || code > 0x10ffff) return null;
  const character = String.fromCodePoint(code);
  if (FORBIDDEN.test(character)) return null;
  return character === "\n" ? ESCAPED_LINE_FEED : character;
}

function escapeFault(match: RegExpExecArray): TextFault {
  const found = match[0].length > 20 ? `${match[0].slice(0, 19)}…` : match[0];
  const expected = "the number of a character of XML, as in \\x{E4}";
  return { start: match.index, end: match.index + match[0].length, found: `“${found}”`, expected };
}

function forbiddenAt(at: number, character: string): TextFault {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { start: at, end: at + 1, found: `the character U+${code}`, expected: "characters of XML" };
}

function offsetIn(marks: readonly { at: number; offset: number }[], at: number): number {
  let low = 0;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (marks[middle]!.at <= at) low = middle;
    else high = middle - 1;
  }
  return marks[low]!.offset + at - marks[low]!.at;
}
