import { once } from "../tree/index.ts";

/** Letters that do not come apart into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Small words that titles are shortened without, in the languages scholars mostly cite. */
const SMALL_WORDS = once(
  (): ReadonlySet<string> =>
    new Set(
      (
        "a an and the of in on to for from by at with as der die das des dem den ein eine einer und von vom zu zur zum im am für " +
        "le la les un une et de du d l au aux à en dans sur pour el los las lo y e del al il i gli di da dei della delle nel " +
        "o os as do dos da das em no na och den det en ett i av og af het een van voor и в на о об из к с по для"
      )
        .split(" ")
        .map(fold),
    ),
);

/** Makes white space single spaces; those that are so already, as nearly all are, are left as they stand. */
export function singleSpaced(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/gu, " ");
}

/** Counts what white space parts. */
export function countRuns(text: string): number {
  const run = /\S+/gu;
  let count = 0;
  while (run.test(text)) count++;
  return count;
}

/** A sign that is none of ASCII: what has none of them has no accents either. */
const BEYOND_ASCII = /[^\u0000-\u007f]/u;

/** Behind these in the table of characters stand all scripts that are written without spaces, and few others. */
const MAYBE_UNSPACED = /[\u2e80-\uffff]/;

/** Gives a text without capitals and accents, for comparison only. */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, (letter) => LETTERS[letter]!);
}

/**
 * Gives the words of a text, folded: runs of letters and digits, the possessive `’s` left out. Scripts that write no
 * spaces give a word for each sign.
 */
export function foldedWords(text: string): string[] {
  const runs: string[] = fold(text.replace(/[’']s\b/gu, "")).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!MAYBE_UNSPACED.test(text)) return runs;
  return runs.flatMap((run) =>
    /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(run) ? [...run] : [run],
  );
}

/** Leaves the small words out of folded words, unless that leaves nothing. */
export function withoutSmallWords(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !SMALL_WORDS().has(word));
  return rest.length === 0 ? words : rest;
}

/** A text by its letters and digits alone, to see whether two say the same. */
export function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}
