import { type Locus, locusOf } from "./locus.ts";

/** “D. 9.2.5.1”, “b. Ber. 5a”, “m. Avot 1:1”: a letter, then numbers with stops, or the name of a part and its number. */
const SIGNED =
  /^[\s("“„«]*(?<letter>\p{L})\.?\s+(?<part>\p{Lu}[\p{L}’'-]+\.?\s)?(?<from>\d{1,4}[ab]?(?:[.:]\s?(?:\d{1,4}|pr)[ab]?)*)(?:\s?[-–]\s?(?<to>\d{1,4}[ab]?|[ab]))?[\s.;,)”»]*$/u;

/** “PL x. 17–19”: the initials of a title, then a book in small roman numerals, a stop and a line. */
const INITIALS =
  /^[\s("“„«]*(?<letter>\p{Lu}{2,4})\s(?<part>[ivxl]{1,6}\.\s?)(?<from>\d{1,4})(?:\s?[-–]\s?(?<to>\d{1,4}))?[\s.;,)”»]*$/u;

/** Reads the sign of one letter that leads a citation, or initials with book and line, and the place behind it; whether there is a work of that sign, the register tells. */
export function readLetter(words: string): { readonly letter: string; readonly locus: Locus } | null {
  const { letter, part = "", from, to } = (SIGNED.exec(words) ?? INITIALS.exec(words))?.groups ?? {};
  if (letter === undefined || from === undefined || (part === "" && !/[.:]/u.test(from))) return null;
  return {
    letter,
    locus: locusOf(
      "section",
      `${part.replace(/(?<=^[ivxl]+\.)\s/u, "")}${from.replace(/\s/gu, "")}`,
      to ?? null,
    ),
  };
}
