import { once } from "../tree/index.ts";
import type { CitedWords } from "./cited-words.ts";

/** A number that ends a title or the words of a citation, and the words before it. */
export interface Numbered {
  readonly words: string;
  /** As it is written: `II`, `2`. */
  readonly written: string;
  readonly value: number;
}

const ROMAN = "(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})";

/** A number behind white space or a comma, at the end. */
const NUMBER = once(
  () =>
    new RegExp(
      `[\\s,](${ROMAN}|${ROMAN.replace(/[IVX]/gu, (letter) => letter.toLowerCase())}|\\d{1,3})$`,
      "u",
    ),
);

/** Units that such a number takes at most, with the sign before it: `,XXXVIII`. */
const LONGEST_NUMBER = 8;

/** The end of a word, and so much of it that it is told from anything else. */
const WORD = /\p{L}[\p{M}.’'”»)]*$/u;
const LONGEST_END = 40;

/**
 * Reads the number that words end with: `Report on Tin II`, `Römerbrief 1`, and in small letters behind a comma alone,
 * `Stones, iii`; null where they end otherwise. Only their end is looked at, however many they are.
 */
export function numbered(text: string): Numbered | null {
  const all = withoutEnd(text, /[\s,.;:]/u);
  const written = NUMBER().exec(all.slice(-LONGEST_NUMBER))?.[1];
  if (written === undefined) return null;
  const led = all.slice(0, -written.length);
  const words = withoutEnd(led, /[\s,]/u);
  const isSmall = /^[ivx]/u.test(written);
  if (!WORD.test(words.slice(-LONGEST_END)) || (isSmall && !/^\s*,\s*$/u.test(led.slice(words.length))))
    return null;
  return { words: words.trimStart(), written, value: numberValue(written) };
}

/** What stands before the signs of a kind that a text ends with. A pattern would try each run of them in it to its end. */
function withoutEnd(text: string, signs: RegExp): string {
  let end = text.length;
  while (end > 0 && signs.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/**
 * Reads the number behind the title that a citation gives: that of a volume, or part of the title. Only the title that is
 * cited can say which.
 */
export function citedNumber({ titles, loose }: CitedWords): Numbered | null {
  const title = titles.at(-1);
  if (title === undefined) return numbered(loose);
  const behind = /^[\s,]*([ivxIVX]+|\d{1,3})[\s,.;:]*$/u.exec(loose)?.[1];
  return numbered(title) ?? (behind === undefined ? null : numbered(`x, ${behind}`));
}

/** The value of a number in either writing. */
export function numberValue(written: string): number {
  if (/^\d+$/u.test(written)) return Number(written);
  const values = [...written.toLowerCase()].map((letter) => VALUES[letter] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

const VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
