import type { Words } from "./words.ts";
import { GERMAN } from "./words-de.ts";
import { ENGLISH } from "./words-en.ts";
import { SPANISH } from "./words-es.ts";
import { FRENCH } from "./words-fr.ts";
import { ITALIAN } from "./words-it.ts";

/** What is written beside the text of a document: the words, and the language they are in as a BCP 47 tag. */
export interface Wording {
  readonly language: string;
  readonly words: Words;
}

/** The texts that come with the program, by language. */
const WORDS: Readonly<Record<string, Words>> = {
  en: ENGLISH,
  de: GERMAN,
  es: SPANISH,
  fr: FRENCH,
  it: ITALIAN,
};

/** The languages that the interface has words in. */
export const INTERFACE_LANGUAGES: readonly string[] = Object.keys(WORDS);

/** English, which stands where nothing else is said. */
export const IN_ENGLISH: Wording = { language: "en", words: ENGLISH };

/** Gives the texts of a language that come with the program, or null where there are none in it. */
function knownWords(language: string): Words | null {
  const known = Object.hasOwn(WORDS, language) ? language : primaryLanguage(language);
  return Object.hasOwn(WORDS, known) ? WORDS[known]! : null;
}

/** Gives the texts of a language: those of the program, English where it has none, and over them the edition's own. */
export function wordsFor(language: string, own: Readonly<Record<string, string>> = {}): Words {
  const known = Object.entries(own).filter(([key]) => Object.hasOwn(ENGLISH, key));
  return { ...(knownWords(language) ?? ENGLISH), ...Object.fromEntries(known) };
}

/** The keys of the texts of the interface. */
export const WORD_KEYS: readonly string[] = Object.keys(ENGLISH);

/** What an edition's own texts of the interface lack, and what they say that no page has; by their keys. */
export interface WordingGaps {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
}

/** Looks for gaps in an edition's own texts: where the program has none in a language, whatever they lack is English. */
export function wordingGaps(language: string, own: Readonly<Record<string, string>>): WordingGaps {
  return {
    missing: knownWords(language) === null ? WORD_KEYS.filter((key) => !Object.hasOwn(own, key)) : [],
    unknown: Object.keys(own).filter((key) => !Object.hasOwn(ENGLISH, key)),
  };
}

/**
 * Gives the words for a document: those of its own language where there are some, so that a passage is not in two
 * languages; else those of the edition. The edition's own words come first where they are in that language.
 */
export function wordingFor(language: string | null, edition: Wording): Wording {
  if (language === null || primaryLanguage(language) === primaryLanguage(edition.language)) return edition;
  const words = knownWords(language);
  return words === null ? edition : { language, words };
}

/** Whether two tags are of one language, whatever its script and region. */
export function isSameLanguage(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && primaryLanguage(one) === primaryLanguage(other);
}

/** The words for a label that a model gives in English, also before a number ("Chapter 2"); one that is none of ours stays as it is. */
export function labelIn(label: string, { words }: Wording): string {
  const [, name = "", number = ""] = NUMBERED.exec(label)!;
  const key = LABELS.get(name);
  return key === undefined ? label : `${words[key]}${number}`;
}

/** Whether a label is one of ours, so that it is known what language it is in. */
export function isKnownLabel(label: string): boolean {
  return LABELS.has(NUMBERED.exec(label)![1]!);
}

const NUMBERED = /^(.*?)( [0-9ivxlcdmIVXLCDM]+)?$/su;

type Key = keyof typeof ENGLISH;

const LABELS: ReadonlyMap<string, Key> = new Map(
  (Object.keys(ENGLISH) as Key[]).filter((key) => key.startsWith("label")).map((key) => [ENGLISH[key], key]),
);

function primaryLanguage(tag: string): string {
  return tag.split("-")[0]!.toLowerCase();
}
