import { fold } from "../resolve/index.ts";
import { withNumbersFilled } from "./reading-order.ts";

/** A text cut at a word to about a length, with an ellipsis where something was left out. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > length / 2 ? space : length).replace(/[\s,;:.–—-]+$/u, "")} …`;
}

/** A text by its letters and digits alone, to see whether two say the same. */
export function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}

/** Orders texts by their letters: case and accents count only where nothing else differs. */
export function byLetters(one: string, other: string): number {
  return byWritten(written(one), written(other));
}

/** Sorts things by the letters of their names, each name looked at once. */
export function sortedByLetters<T>(things: readonly T[], nameOf: (thing: T) => string): T[] {
  return things
    .map((thing) => ({ thing, name: written(nameOf(thing)) }))
    .sort((one, other) => byWritten(one.name, other.name))
    .map(({ thing }) => thing);
}

/** A name with its bare letters. */
interface Written {
  readonly whole: string;
  readonly bare: string;
}

function written(whole: string): Written {
  return { whole, bare: bareLetters(whole) };
}

function byWritten(one: Written, other: Written): number {
  if (one.bare !== other.bare) return one.bare < other.bare ? -1 : 1;
  return one.whole < other.whole ? -1 : one.whole > other.whole ? 1 : 0;
}

/** Locales order differently from machine to machine, so the letters are compared without them, “Łódź” among those with L; the fifth street comes before the tenth. */
function bareLetters(text: string): string {
  const letters = fold(text)
    .replace(/[^\p{L}\p{N} ]+/gu, "")
    .trim();
  return withNumbersFilled(letters);
}
