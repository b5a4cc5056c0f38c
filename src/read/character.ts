/** Classes of a UTF-16 unit, as bits of `CLASS`. */
const NAME_START = 1;
const NAME = 2;
const VALUE = 4;

/** NameStartChar (XML 1.0, production 4) in the basic plane, as pairs of first and last. */
const NAME_START_RANGES: readonly (readonly [number, number])[] = [
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
];

/** What NameChar (production 4a) adds. */
const NAME_RANGES: readonly (readonly [number, number])[] = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

/** Char (production 2) in the basic plane. */
const CHARACTER_RANGES: readonly (readonly [number, number])[] = [
  [0x9, 0xa],
  [0xd, 0xd],
  [0x20, 0xd7ff],
  [0xe000, 0xfffd],
];

/** The classes of every UTF-16 unit: what may be passed over in a name and in a value without looking closer. */
const CLASS: Uint8Array = makeClasses();

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(0x10000).fill(VALUE);
  for (const [first, last] of NAME_RANGES) classes.fill(VALUE | NAME, first, last + 1);
  for (const [first, last] of NAME_START_RANGES) classes.fill(VALUE | NAME | NAME_START, first, last + 1);
  for (const sign of "<&\t\n\r\"'") classes[sign.charCodeAt(0)]! &= ~VALUE;
  return classes;
}

/** Whether a unit stands for itself in the value of an attribute: no markup, no white space but a space; quotation marks have to be looked at. */
export function isPlainValue(code: number): boolean {
  return (CLASS[code]! & VALUE) !== 0;
}

/** White space (production 3). */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

/** Whether a unit of the basic plane begins a name. */
export function startsName(code: number): boolean {
  return (CLASS[code]! & NAME_START) !== 0;
}

/** Whether a unit of the basic plane goes on with a name. */
export function continuesName(code: number): boolean {
  return (CLASS[code]! & NAME) !== 0;
}

/** Whether a surrogate pair that may stand in names begins here (U+10000 to U+EFFFF). */
export function isNamePair(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  return high >= 0xd800 && high <= 0xdb7f && isLowSurrogate(text.charCodeAt(at + 1));
}

/** Whether a surrogate pair begins here. */
export function isPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  return high >= 0xd800 && high <= 0xdbff && isLowSurrogate(text.charCodeAt(at + 1));
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Gives the offset behind the run of name characters that begins here (production 7, Nmtoken); `at` if there is none. */
export function nameCharactersEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (continuesName(text.charCodeAt(at))) at++;
    else if (isNamePair(text, at)) at += 2;
    else break;
  }
  return at;
}

/** Gives the offset behind the Name (production 5) that begins here; `at` if none begins here. */
export function nameEnd(text: string, at: number): number {
  if (at >= text.length || !(startsName(text.charCodeAt(at)) || isNamePair(text, at))) return at;
  return nameCharactersEnd(text, at);
}

/** Whether a whole text is an NCName (Namespaces in XML 1.0, production 4). */
export function isNCName(text: string): boolean {
  return text !== "" && nameEnd(text, 0) === text.length && !text.includes(":");
}

/** Whether a number is that of a character (production 2). */
export function isCharacter(code: number): boolean {
  if (code > 0xffff) return code <= 0x10ffff;
  return CHARACTER_RANGES.some(([first, last]) => code >= first && code <= last);
}

/** Turns CR LF and CR into LF (XML 1.0, section 2.11). */
export function normalizeLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
