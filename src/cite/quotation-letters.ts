/**
 * A text reduced to its letters and digits: what remains equal when white space, marks, hyphens and dashes differ. Letters
 * are small and in compatible composition (a ligature is two letters, a long s an s); each knows where it stands in the text.
 */
export interface Letters {
  readonly text: string;
  /** The letters, in small. */
  readonly small: string;
  /** From each letter to where it stands in the text. */
  readonly at: Int32Array;
}

const PLAIN = /^[\x20-\x7e\s]*$/u;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const BLOCK = 65_536;

/** Reduces a text to its letters. */
export function lettersOf(text: string): Letters {
  const small: string[] = [];
  let at = new Int32Array(Math.max(16, text.length));
  let count = 0;
  const push = (letters: string, place: number): void => {
    if (count + letters.length > at.length) at = grown(at, letters.length);
    for (let each = 0; each < letters.length; each++) at[count++] = place;
    small.push(letters);
  };
  for (let start = 0; start < text.length; start += BLOCK) reduceBlock(text, start, push);
  return { text, small: small.join(""), at: at.slice(0, count) };
}

function grown(at: Int32Array, by: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(at.length * 2 + by);
  wider.set(at);
  return wider;
}

function reduceBlock(text: string, start: number, push: (letters: string, place: number) => void): void {
  const end = Math.min(text.length, start + BLOCK);
  if (PLAIN.test(text.slice(start, end))) {
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (isPlainLetter(code)) push(text[at]!.toLowerCase(), at);
    }
    return;
  }
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      if (isPlainLetter(code)) push(text[at]!.toLowerCase(), at);
      continue;
    }
    // The second half of a pair is read with the first.
    if (code >= 0xdc00 && code <= 0xdfff) continue;
    const sign = String.fromCodePoint(text.codePointAt(at)!);
    if (LETTER.test(sign)) push(reduced(sign), at);
  }
}

function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** Letters that are written as two as well. */
const APART: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe" };

/** A combining sign that stands by itself is dropped with those of composed letters, so that both ways of writing agree. */
function reduced(sign: string): string {
  return sign
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[ßæœ]/gu, (letter) => APART[letter]!)
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Whether a letter opens a word in the text, or follows a hyphen that may part one. */
export function opensWord({ text, at, small }: Letters, letter: number): boolean {
  if (letter <= 0 || letter >= small.length) return true;
  const place = at[letter]!;
  if (at[letter - 1] === place) return false;
  return !LETTER.test(signBefore(text, place));
}

function signBefore(text: string, place: number): string {
  const before = text.charCodeAt(place - 1);
  const isHalf = before >= 0xdc00 && before <= 0xdfff;
  return text.slice(isHalf ? place - 2 : place - 1, place);
}
