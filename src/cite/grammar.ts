import { fold } from "../resolve/index.ts";
import { CITATION_LANGUAGES, type CitationLanguage, languagesFor } from "./citation-words.ts";

/** What the words of a language are looked for with, made once for a document. */
export interface CitationGrammar {
  readonly ibid: RegExp;
  readonly idem: RegExp;
  readonly opcit: RegExp;
  readonly loccit: RegExp;
  readonly passim: RegExp;
  /** At the beginning of what follows a number. */
  readonly following: RegExp;
  /** Gives the unit that a word before a number stands for, or null. */
  readonly unit: (word: string) => string | null;
}

/** Makes the grammar of a language; `known` may hold an edition's own languages. */
export function citationGrammar(
  language: string | null,
  known: readonly CitationLanguage[] = CITATION_LANGUAGES,
): CitationGrammar {
  const languages = languagesFor(language, known);
  const units = unitTable(languages);
  const phrases = (of: (each: CitationLanguage) => readonly string[]): string[] =>
    languages.flatMap((each, at) => of(each).filter((phrase) => isClear(phrase, each, at)));
  return {
    ibid: anywhere(phrases(({ ibid }) => ibid)),
    idem: atBeginning(phrases(({ idem }) => idem)),
    opcit: anywhere(phrases(({ opcit }) => opcit)),
    loccit: anywhere(phrases(({ loccit }) => loccit)),
    passim: anywhere(phrases(({ passim }) => passim)),
    following: followingPattern(languages),
    unit: (word) => units.get(plain(word)) ?? null,
  };
}

/** Two letters mean too much elsewhere: they count in their own language, and in Latin. */
function isClear(phrase: string, { language }: CitationLanguage, at: number): boolean {
  return at === 0 || language === "la" || phrase.replace(/ /gu, "").length > 2;
}

function plain(word: string): string {
  return fold(word.replace(/\./gu, "")).trim();
}

/** Each word with its unit; where two languages differ the one that is tried first has it. */
function unitTable(languages: readonly CitationLanguage[]): Map<string, string> {
  const table = new Map<string, string>();
  for (const { units } of languages) {
    for (const [unit, words] of Object.entries(units)) {
      for (const word of words.map(plain)) if (!table.has(word)) table.set(word, unit);
    }
  }
  return table;
}

function anywhere(phrases: readonly string[]): RegExp {
  return new RegExp(alternatives(phrases), "u");
}

/** At the beginning, what introduces a citation aside, and set off from what follows: “Idem, ”, “Ders.: ”. */
function atBeginning(phrases: readonly string[]): RegExp {
  return new RegExp(
    `^[\\s("“‘«„\\[]*(?:\\p{L}+\\.?\\s+){0,2}?(?:${alternatives(phrases)})(?=\\s*(?:[.,:;)\\]]|$)|(?<=\\.)\\s)`,
    "u",
  );
}

function followingPattern(languages: readonly CitationLanguage[]): RegExp {
  const [own, ...others] = languages;
  const common = others.filter(({ language }) => ["la", "en", "de"].includes(language));
  const phrases = [own!, ...common].flatMap(({ following }) => following);
  return new RegExp(`^\\s*(${alternatives(phrases)})(?![\\p{L}\\p{N}]|\\s*\\d)`, "u");
}

/** The longest first, so that “ibidem” is not read as “ibid” with something behind it. */
function alternatives(phrases: readonly string[]): string {
  const patterns = [...new Set(phrases.flatMap((phrase) => [phrase, fold(phrase)]))].sort(
    (one, other) => other.length - one.length || (one < other ? -1 : 1),
  );
  return patterns.length === 0 ? "(?!)" : `(?:${patterns.map(pattern).join("|")})`;
}

/** A phrase with its full stops and spaces as they come; initials need their stops, or they would be found everywhere. */
function pattern(phrase: string): string {
  if (/\p{Script=Han}/u.test(phrase)) return phrase;
  const words = phrase.split(" ");
  const initials = words.length > 1 && words.every((word) => word.length === 1);
  const last = words.length - 1;
  const parts = words.map((word, at) =>
    eitherCase(word, at === 0 || (initials && at === last && words.length > 2)),
  );
  return `(?<![\\p{L}\\p{N}])${parts.join(initials ? "\\.\\s*" : "\\.?\\s+")}${initials ? "\\." : "(?![\\p{L}\\p{N}])\\.?"}`;
}

function eitherCase(word: string, capital: boolean): string {
  const [first = "", ...rest] = word;
  const head = capital && first.toUpperCase() !== first ? `[${first}${first.toUpperCase()}]` : first;
  return head + rest.join("");
}
