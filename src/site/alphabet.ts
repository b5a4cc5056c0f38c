import { fold } from "../resolve/index.ts";
import { withNumbersFilled } from "./reading-order.ts";

/** The letters that a language has, and in what order: “Å”, “Ä” and “Ö” behind “Z” in Swedish, “Ch” behind “H” in Czech. */
export interface Alphabet {
  /** The language whose letters they are, or null where letters with marks stand with those without. */
  readonly language: string | null;
  readonly sorted: <T>(things: readonly T[], nameOf: (thing: T) => string) => T[];
  /** The letter a name is sought under; {@link OTHER} where it begins with none. */
  readonly letterOf: (name: string) => string;
}

/** What stands for names that begin with no letter. */
export const OTHER = "#";

/** The letters from A to Z: those with marks stand with those without, “Łódź” among the names in L, and marks count where nothing else differs. */
export const PLAIN: Alphabet = {
  language: null,
  sorted: (things, nameOf) =>
    things
      .map((thing) => ({ thing, name: written(nameOf(thing)) }))
      .sort((one, other) => byWritten(one.name, other.name))
      .map(({ thing }) => thing),
  letterOf: baseLetter,
};

/** Gives the alphabet of a language: its own, where it has letters of its own behind those from A to Z, else {@link PLAIN}. */
export function alphabetOf(language: string | null): Alphabet {
  if (language === null || !hasOwnLetters(language)) return PLAIN;
  const order = new Intl.Collator(language, { numeric: true });
  const same = collatorOfLetters(language);
  const letters = lettersOf(language, order, same);
  return {
    language,
    sorted: (things, nameOf) =>
      things
        .map((thing) => ({ thing, name: nameOf(thing), key: lettersAndSpaces(nameOf(thing)) }))
        .sort((one, other) => order.compare(one.key, other.key) || byCodes(one.name, other.name))
        .map(({ thing }) => thing),
    letterOf: (name) => {
      const start = lettersAndSpaces(name);
      for (const length of [2, 1]) {
        const found = letters.find((each) => same.compare(each, start.slice(0, length)) === 0);
        if (found !== undefined) return found.slice(0, 1).toUpperCase() + found.slice(1);
      }
      return baseLetter(name);
    },
  };
}

/** The alphabet of those texts that say a language, of which most are in it: names in registers are spelt as in them. */
export function alphabetOfTexts(languages: Iterable<string | null>): Alphabet {
  const counts = new Map<string, number>();
  for (const language of languages) {
    const primary = language?.split("-")[0];
    if (primary !== undefined) counts.set(primary, (counts.get(primary) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const most = [...counts].find(([, count]) => count * 2 > all);
  return alphabetOf(most?.[0] ?? null);
}

const PLAIN_LETTERS: readonly string[] = [..."abcdefghijklmnopqrstuvwxyz"];

/** Letters with marks, and such as are two written as one: those of Latin-1 and Latin Extended-A, and two of Romanian. */
const MARKED_LETTERS: readonly string[] = [
  ...Array.from({ length: 0x17f - 0xdf + 1 }, (_, at) => String.fromCharCode(0xdf + at)),
  "ș",
  "ț",
].filter((letter) => /^\p{Ll}$/u.test(letter));

/** A letter behind all from A to Z in every alphabet. */
const BEHIND_Z = "ʒ";

/** A language whose alphabet is that from A to Z. */
const WITHOUT_OWN = "en";

/** Whether a language has letters of its own that others have not; what the engine knows of none has not. */
function hasOwnLetters(language: string): boolean {
  const own = collatorOfLetters(language);
  const plain = collatorOfLetters(WITHOUT_OWN);
  if (!own.resolvedOptions().locale.startsWith(language)) return false;
  return (
    MARKED_LETTERS.some((letter) => isOwn(letter, own) && !isOwn(letter, plain)) ||
    PLAIN_LETTERS.some((letter) => isOneLetter(`${letter}h`, own))
  );
}

/** Compares letters: those are the same that differ in case or in marks that count for nothing in the language. */
function collatorOfLetters(language: string): Intl.Collator {
  return new Intl.Collator(language, { sensitivity: "base" });
}

function isOwn(letter: string, same: Intl.Collator): boolean {
  return same.compare(letter, fold(letter)) !== 0;
}

/** Whether two letters are one in the language, as “ch” is in Czech, or “aa” in Danish: they stand behind all that begin with the first. */
function isOneLetter(two: string, same: Intl.Collator): boolean {
  return same.compare(two, two[0] + BEHIND_Z) > 0;
}

/** The letters of a language, each once, in the form that comes first: Danish “æ” before “ä”, which counts as the same. */
function lettersOf(language: string, order: Intl.Collator, same: Intl.Collator): readonly string[] {
  const twos = PLAIN_LETTERS.flatMap((one) => PLAIN_LETTERS.map((other) => one + other));
  const all = [
    ...PLAIN_LETTERS,
    ...MARKED_LETTERS.filter((letter) => isOwn(letter, same)),
    ...twos.filter((two) => isOneLetter(two, same)),
  ];
  all.sort((one, other) => order.compare(one, other));
  return all
    .filter((letter, at) => at === 0 || same.compare(letter, all[at - 1]!) !== 0)
    .map((letter) => letter.toLocaleLowerCase(language));
}

/** The first letter of a name, without marks. */
function baseLetter(name: string): string {
  const first = /[\p{L}\p{N}]/u.exec(fold(name))?.[0] ?? OTHER;
  return /\p{L}/u.test(first) ? first.toUpperCase() : OTHER;
}

/** A name with its bare letters. */
interface Written {
  readonly whole: string;
  readonly bare: string;
}

function written(whole: string): Written {
  return { whole, bare: withNumbersFilled(lettersAndSpaces(fold(whole))) };
}

function byWritten(one: Written, other: Written): number {
  return byCodes(one.bare, other.bare) || byCodes(one.whole, other.whole);
}

function byCodes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function lettersAndSpaces(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M} ]+/gu, "")
    .trim();
}
