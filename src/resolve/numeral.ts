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

const BEHIND_WORDS = once(
  () => new RegExp(`^(.*\\p{L}[\\p{L}\\p{M}.’'”»)]*)[\\s,]+(${ROMAN}|\\d{1,3})$`, "su"),
);

/** In small letters it stands behind a comma: `Stones, iii`. */
const SMALL = once(
  () =>
    new RegExp(
      `^(.*\\p{L}[\\p{L}\\p{M}.’'”»)]*)\\s*,\\s*(${ROMAN.replace(/[IVX]/gu, (letter) => letter.toLowerCase())})$`,
      "su",
    ),
);

/** Reads the number that words end with: `Report on Tin II`, `Römerbrief 1`; null where they end otherwise. */
export function numbered(text: string): Numbered | null {
  const words = text.trim().replace(/[\s,.;:]+$/u, "");
  const found = BEHIND_WORDS().exec(words) ?? SMALL().exec(words);
  if (found === null) return null;
  return { words: found[1]!, written: found[2]!, value: numberValue(found[2]!) };
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
