import { locusOf } from "./locus.ts";
import { ROMANS } from "./locus-number.ts";
import type { Placed } from "./placed-locus.ts";

/** Finds the places that texts of old are cited by: fragments, acts and scenes, columns of Migne, questions and articles. */
export function canonicalLoci(words: string): Placed[] {
  if (!MAYBE.test(words)) return [];
  return [
    ...fragmentsIn(words),
    ...dottedIn(words),
    ...migneIn(words),
    ...partsOfSumma(words),
    ...articlesOfQuestions(words),
    ...sectionsBeforeEditors(words),
  ];
}

/** What one of them has in it: asked first, because most words have none. */
const MAYBE =
  /\[\d|D\.?-?K\.?\s|Diels|P[GL]\s\d|q[a-z]{0,5}\.\s?\d|\d,\s[a-zéü]{2,6}\.\s|[\divxlcIVXLC]\.[\divxlcIVXLC]/;

/** “KSA 12, 9[35]” is a note of Nietzsche's in its volume, “DK 22 B 53” a fragment of Heraclitus. */
const FRAGMENT =
  /(?=\d)(?:(?<=\p{Lu}{2,}\s)(?<volume>\d{1,2}),\s(?<note>\d{1,2}\s?\[\d{1,3}\])|(?<=(?<!\p{L})(?:DK|D\.?-K\.|Diels[-–]Kranz)\s)(?<piece>\d{1,2}\s?[ABC]\s?\d{1,3}\p{Ll}?))/gu;

function fragmentsIn(words: string): Placed[] {
  return [...words.matchAll(FRAGMENT)].flatMap(({ 0: all, index, groups = {} }) => {
    const { volume, note, piece } = groups;
    const end = index + all.length;
    const at = volume === undefined ? index : end - note!.length;
    const fragment = { locus: { unit: "fragment", from: (note ?? piece)! }, start: at, end };
    if (volume === undefined) return [fragment];
    return [{ locus: { unit: "volume", from: volume }, start: index, end: at }, fragment];
  });
}

/** “III.ii.1–45 and p. 484”, “1.4.6, p. 252”: act, scene and line, or book and section, before a page. */
const BEFORE_PLACE = new RegExp(
  `(?=[\\divxlcIVXLC])(?<=^|\\s)(?<!\\p{Lu}{2,}\\s)((?:${ROMANS}|\\d{1,3})(?:\\.(?:${ROMANS}|\\d{1,3}))+)(?:[-–](\\d{1,4}))?(?=(?:,|\\s(?:and|und|et|y|e))\\s(?:pp?|S|s|págs?)\\.\\s?\\d)`,
  "gu",
);

function dottedIn(words: string): Placed[] {
  return [...words.matchAll(BEFORE_PLACE)].map(({ 0: all, 1: from = "", 2: to, index }) => ({
    locus: locusOf("section", from, to ?? null),
    start: index,
    end: index + all.length,
  }));
}

/** “PG 44:297B–C”: volume and column of Migne, whose columns have letters. */
const MIGNE =
  /(?=\d)(?<=(?<!\p{L})M?P(?:G|L(?=\s\d+:\d+[A-D]))\s)(\d{1,3})\s?[:,]\s?(\d{1,4}[A-D]?)(?:\s?[-–]\s?(\d{1,4}[A-D]?|[A-D])(?!\p{L}))?(?!\d)/gu;

function migneIn(words: string): Placed[] {
  return [...words.matchAll(MIGNE)].flatMap(({ 0: all, 1: volume = "", 2: from = "", 3: to, index }) => {
    const at = index + volume.length;
    return [
      { locus: { unit: "volume", from: volume }, start: index, end: at },
      { locus: locusOf("column", from, to ?? null), start: at, end: index + all.length },
    ];
  });
}

/** “q. 94, a. 2, ad 3”: behind its question an article has one letter, and answers. */
const OF_QUESTION =
  /(?=a)(?<=(?:^|[\s,])q(?:u|q|uaest)?\.\s?\d{1,3},?\s?)(aa?\.\s?(\d{1,3}))(?:,?\s(ad\s\d{1,2}|co\.|s\.\s?c\.|resp\.|arg\.\s\d{1,2})(?![\p{L}\d]))?/gu;

function articlesOfQuestions(words: string): Placed[] {
  return [...words.matchAll(OF_QUESTION)].map(({ 0: all, 2: from = "", 3: answer, index }) => ({
    locus: locusOf("article", from, null, answer ?? null),
    start: index,
    end: index + all.length,
  }));
}

/** “STh I-II, q. 94”: the parts that the Summa of Thomas has, before question and article. */
const OF_SUMMA =
  /(?=[IS])(?<=^|[\s,])(I{1,3}(?:a|ae)?(?:[-–]?I{1,2}(?:ae?)?)?|Suppl\.)(?=,?\s*q(?:u|q|uaest)?\.\s?\d)/gu;

function partsOfSumma(words: string): Placed[] {
  return [...words.matchAll(OF_SUMMA)].map(({ 0: from, index }) => ({
    locus: { unit: "part", from },
    start: index,
    end: index + from.length,
  }));
}

/** “Oratio catechetica 5, ed. Mühlenberg, p. 17”: the chapter of the text before the page of the edition. */
const BEFORE_EDITOR =
  /(?=\d)(?<=\p{Ll}{3}\s)(\d{1,3}(?:\.\d{1,3})*)(?:[-–](\d{1,3}))?(?=,\s(?:ed|éd|hg|hrsg|trans|transl|trad|übers|übs)\.\s)/gu;

function sectionsBeforeEditors(words: string): Placed[] {
  return [...words.matchAll(BEFORE_EDITOR)].map(({ 0: all, 1: from = "", 2: to, index }) => ({
    locus: locusOf("section", from, to ?? null),
    start: index,
    end: index + all.length,
  }));
}
