import { fold } from "../resolve/index.ts";
import { CITATION_LANGUAGES, type CitationLanguage, languagesFor } from "./languages/index.ts";
import { screened, screenedAtStart, type WordPattern, WordReader } from "./word-pattern.ts";

/** What the words of a language are looked for with, made once for a document. */
export interface CitationGrammar {
  readonly ibid: WordPattern;
  readonly idem: WordPattern;
  readonly opcit: WordPattern;
  readonly loccit: WordPattern;
  readonly passim: WordPattern;
  /** At the beginning of what follows a number. */
  readonly following: RegExp;
  /** A reference to a numbered note in place of a title; its group is the number. */
  readonly back: WordPattern;
  /** Words that introduce a citation, at the beginning; always matches, perhaps nothing. */
  readonly signal: WordPattern;
  /** Words within a note behind which another citation begins: “, quoted in ”, “, but cf. ”; found with `matchAll`. */
  readonly turn: RegExp;
  /** Gives the unit that a word before a number stands for, or null. */
  readonly unit: (word: string) => string | null;
}

/**
 * Gives the grammar of a language; `known` may hold an edition's own languages. It is made once for a list of languages:
 * the patterns of many words take longer to be made ready than most documents take to be read with them.
 */
export function citationGrammar(
  language: string | null,
  known: readonly CitationLanguage[] = CITATION_LANGUAGES,
): CitationGrammar {
  const made = MADE.get(known) ?? new Map<string | null, CitationGrammar>();
  MADE.set(known, made);
  const grammar = made.get(language) ?? makeGrammar(language, known);
  made.set(language, grammar);
  return grammar;
}

const MADE = new WeakMap<readonly CitationLanguage[], Map<string | null, CitationGrammar>>();

function makeGrammar(language: string | null, known: readonly CitationLanguage[]): CitationGrammar {
  const languages = languagesFor(language, known);
  const units = unitTable(languages);
  const phrases = (of: (each: CitationLanguage) => readonly string[]): string[] =>
    languages.flatMap((each, at) => of(each).filter((phrase) => isClear(phrase, each, at)));
  const reader = new WordReader();
  const looked = (make: (phrases: readonly string[]) => RegExp, of: readonly string[]): WordPattern =>
    screened(make(of), of.flatMap(spellings), reader);
  return {
    ibid: looked(
      ibidPattern,
      phrases(({ ibid }) => ibid),
    ),
    idem: looked(
      idemPattern,
      phrases(({ idem }) => idem),
    ),
    opcit: looked(
      anywhere,
      phrases(({ opcit }) => opcit),
    ),
    loccit: looked(
      anywhere,
      phrases(({ loccit }) => loccit),
    ),
    passim: looked(
      anywhere,
      phrases(({ passim }) => passim),
    ),
    following: followingPattern(languages),
    back: backPattern(languages, reader),
    signal: signalPattern(languages),
    turn: turnPattern(languages),
    unit: (word) =>
      (/^S\.?$/u.test(word) ? foreignUnit(word, languages) : null) ??
      units.get(plain(word)) ??
      foreignUnit(word, languages),
  };
}

/**
 * Two letters mean too much elsewhere, and so does a whole word like “cit” or “isto”: they count in their own language,
 * and in Latin. What is not clear is no citation word of another language.
 */
function isClear(phrase: string, { language }: CitationLanguage, at: number): boolean {
  if (at === 0 || language === "la") return true;
  if (phrase.replace(/ /gu, "").length <= 2) return false;
  return phrase.includes(" ") || CLEAR_ABROAD.has(phrase);
}

/** Single words that are understood in a text of any language. */
const CLEAR_ABROAD: ReadonlySet<string> = new Set(
  "ebd ebda ebenda ibíd ibídem ivi ders dies derselbe dieselbe tamże tamtéž tamže aldaar ídem 同上 同上书 同上書 前掲書 前揭书 前揭書".split(
    " ",
  ),
);

function plain(word: string): string {
  return fold(word.replace(/\./gu, "")).trim();
}

/** “op. 131” is a work in every language but those in which it is a note. */
const OPUS = "op";

/** Each word with its unit; where two languages differ the one that is tried first has it. */
function unitTable(languages: readonly CitationLanguage[]): Map<string, string> {
  const table = new Map<string, string>();
  languages.forEach(({ language, units }, at) => {
    for (const [unit, words] of Object.entries(units)) {
      for (const word of words.map(plain)) {
        const isOwn = at === 0 || language === "la" || language === "en";
        const isClear = [...word].length > 1 && word !== OPUS;
        if (!table.has(word) && (isOwn || isClear)) table.set(word, unit);
      }
    }
  });
  return table;
}

/** Letters that stand for a unit in texts of other languages too: “S. 5” is a page in German, and no English section. */
const LETTERS_ABROAD: Readonly<Record<string, string>> = { S: "de", t: "fr", T: "fr", p: "fr" };

function foreignUnit(word: string, languages: readonly CitationLanguage[]): string | null {
  const letter = word.replace(/\./gu, "");
  const cyrillic = /^\p{Script=Cyrillic}$/u.test(letter) ? "ru" : undefined;
  const from = languages.find(({ language }) => language === (cyrillic ?? LETTERS_ABROAD[letter]));
  if (from === undefined) return null;
  return Object.entries(from.units).find(([, words]) => words.includes(plain(word)))?.[0] ?? null;
}

function anywhere(phrases: readonly string[]): RegExp {
  return new RegExp(alternatives(phrases), "u");
}

/** What may stand behind an abbreviation that is set off: a sign, the end, a number, or a unit and its number. */
const SET_OFF = String.raw`(?=\s*(?:[.,:;)\]–—，、。：；）-]|$|[\d\[§¶№]|\p{L}{1,6}\.?\s*[\d\[ivxlcIVXLC]|[\ue000-\uf8ff])|(?<=\.)\s)`;

/** At the beginning: behind opening signs, up to two words that introduce it, and perhaps a name. */
const LEAD = String.raw`^[\s("“‘«„\[]*(?:\p{L}+\.?:?\s+){0,2}?(?:\p{Lu}[\p{L}\p{M}.’'-]*(?:\s+\p{Lu}[\p{L}\p{M}.’'-]*){0,3}\s*,\s*)?`;

/** “Ibid.” leads its citation, as every word for it does; the Latin one is clear wherever it stands. */
function ibidPattern(phrases: readonly string[]): RegExp {
  const latin = phrases.filter((phrase) => /^ib[ií]/u.test(phrase));
  return new RegExp(`${alternatives(latin)}|(?<=${LEAD})${alternatives(phrases)}${SET_OFF}`, "u");
}

/** At the beginning, what introduces a citation aside, and set off from what follows: “Idem, ”, “Ders.: ”. */
function idemPattern(phrases: readonly string[]): RegExp {
  return new RegExp(
    `^[\\s("“‘«„\\[]*(?:\\p{L}+\\.?\\s+){0,2}?(?:${alternatives(phrases)})(?=\\s*(?:[.,:;)\\]]|$|[\\d«„“"']|\\p{L}{1,4}\\.\\s*\\d)|(?<=\\.)\\s|\\s\\(?\\d{4})`,
    "u",
  );
}

function followingPattern(languages: readonly CitationLanguage[]): RegExp {
  const [own, ...others] = languages;
  const common = others.filter(({ language }) => ["la", "en", "de"].includes(language));
  const phrases = [own!, ...common].flatMap(({ following }) => following);
  return new RegExp(
    `^\\s*(${phrases.length === 0 ? "(?!)" : followers(phrases)})(?![\\p{L}\\p{N}]|\\s*\\d)`,
    "u",
  );
}

/** “i n.” is two words and no initials. */
function followers(phrases: readonly string[]): string {
  const loose = phrases.filter((phrase) => /^\p{L} \p{L}$/u.test(phrase));
  const written = loose.map((phrase) => `${phrase.replace(" ", "\\.?\\s*")}(?![\\p{L}\\p{N}])\\.?`);
  return [...written, alternatives(phrases)].join("|");
}

/** “(wie Anm. 12)”, “supra note 12”, “(n. 12 above)”: a title's place taken by the number of a note. */
function backPattern(languages: readonly CitationLanguage[], reader: WordReader): WordPattern {
  const near = languages.filter(({ language }, at) => at === 0 || ["la", "en", "de"].includes(language));
  const back = alternatives(near.flatMap((each) => each.back));
  const notes = near.flatMap(({ units }) => (units.note ?? []).filter((word) => word.length > 0));
  const note = alternatives(notes);
  const number = String.raw`\s*(\d+)(?![\d.:]*\s*[-–]\s*\d)`;
  const pattern = new RegExp(
    `[(\\[]?\\s*${back},?\\s+${note}${number}\\s*[)\\]]?|[(\\[]\\s*(?:${back},?\\s+)?${note}${number}(?:\\s*,?\\s*${back})?\\s*[)\\]]|${note}${number},?\\s+${alternatives(["above", "supra", "oben", "ci-dessus", "sopra", "выше"])}`,
    "u",
  );
  return screened(pattern, notes.flatMap(spellings), reader);
}

/** Prepositions and conjunctions introduce a citation only in small letters: a capital begins a title. */
const SMALL_ONLY: ReadonlySet<string> = new Set(
  (
    "in from but and also as following so nach aus bei etwa auch und dans selon et aussi en según también secondo anche em segundo " +
    "bij naar ook efter och og ja por di po по также według wg także np za podle též az și în după i e y a u и в на στο και ve"
  ).split(" "),
);

/** Signals that no language has as another word. */
const SIGNALS_ABROAD: ReadonlySet<string> = new Set(
  "vgl vrgl siehe см ср voir véase cfr vedi zob viz srov zie jfr βλ bkz vegeu lásd".split(" "),
);

/** The signals of the text's language, of Latin and of English, and those that are clear in any language. */
function signalsNear(languages: readonly CitationLanguage[]): string[] {
  const near = languages.filter(({ language }, at) => at === 0 || ["la", "en"].includes(language));
  const abroad = languages.flatMap(({ signals }) => signals).filter((phrase) => SIGNALS_ABROAD.has(phrase));
  return [...near.flatMap(({ signals }) => signals), ...abroad].filter((phrase) => [...phrase].length > 1);
}

/** Where a citation may end and another begin without a semicolon; a preposition by itself is part of the citation. */
function turnPattern(languages: readonly CitationLanguage[]): RegExp {
  const words = alternatives(signalsNear(languages).filter((phrase) => !SMALL_ONLY.has(phrase)));
  return new RegExp(`[\\s,(–—]+(?:\\p{Ll}{1,6}\\s+)?(?=${words}[.:,]?\\s+\\S)`, "gu");
}

function signalPattern(languages: readonly CitationLanguage[]): WordPattern {
  const near = languages.filter(({ language }, at) => at === 0 || ["la", "en"].includes(language));
  const phrases = signalsNear(languages);
  const small = phrases.filter((phrase) => SMALL_ONLY.has(phrase));
  const either = phrases.filter((phrase) => !SMALL_ONLY.has(phrase));
  const lone = near.flatMap(({ signals }) => signals).filter((phrase) => /^[sv]$/u.test(phrase));
  const one = `(?:${alternatives(either)}|${alternatives(small, false)}${lone.length === 0 ? "" : `|(?<![\\p{L}])[${[...new Set(lone)].join("")}]\\.(?=\\s+\\p{L}{2})`})`;
  const pattern = new RegExp(`^(?:[\\s("“„«\\[]*${one}[,:]?(?=[\\s\\u00a0]|$))*\\s*`, "u");
  return screenedAtStart(pattern, [...phrases, ...lone].flatMap(spellings));
}

/** A phrase as it is spelt, and without its accents. */
function spellings(phrase: string): string[] {
  return [phrase, fold(phrase)];
}

/**
 * The longest first, so that “op. cit. supra” is not read as “op. cit.” with something behind it. What parts a word from its
 * neighbours is written once for all of them: each time it is written costs as much as hundreds of words.
 */
function alternatives(phrases: readonly string[], capital = true): string {
  const sorted = [...new Set(phrases.flatMap(spellings))].sort(
    (one, other) => other.length - one.length || (one < other ? -1 : 1),
  );
  if (sorted.length === 0) return "(?!)";
  const kinds = { signs: [] as string[], initials: [] as string[], words: [] as string[] };
  for (const phrase of sorted) kinds[kindOf(phrase)].push(pattern(phrase, capital));
  const { signs, initials, words } = kinds;
  const lettered = [
    ...initials.map((each) => `${each}\\.`),
    ...(words.length === 0 ? [] : [`(?:${words.join("|")})(?![\\p{L}\\p{N}])\\.?`]),
  ];
  const whole = lettered.length === 0 ? [] : [`(?<![\\p{L}\\p{N}])(?:${lettered.join("|")})`];
  return `(?:${[...signs, ...whole].join("|")})`;
}

/** Signs and words of a script without spaces stand anywhere; initials need their stops, or they would be found everywhere. */
function kindOf(phrase: string): "signs" | "initials" | "words" {
  if (/\p{Script=Han}/u.test(phrase) || !/\p{L}/u.test(phrase)) return "signs";
  return isInitials(phrase) ? "initials" : "words";
}

function isInitials(phrase: string): boolean {
  const words = phrase.split(" ");
  return words.length > 1 && words.every((word) => [...word].length === 1);
}

/** A phrase with its full stops and spaces as they come. */
function pattern(phrase: string, capital: boolean): string {
  if (kindOf(phrase) === "signs") return phrase.replace(/[$()*+./?[\\\]^{|}-]/gu, "\\$&");
  const words = phrase.split(" ");
  const initials = isInitials(phrase);
  const last = words.length - 1;
  const parts = words.map((word, at) =>
    eitherCase(word, capital && (at === 0 || (initials && at === last && words.length > 2))),
  );
  // “op.cit.” is set without a space as often as with one.
  return parts.join(initials ? "\\.\\s*" : "(?:\\.\\s*|\\s+)");
}

function eitherCase(word: string, capital: boolean): string {
  const [first = "", ...rest] = word.replace(/[$()*+./?[\\\]^{|}-]/gu, (sign) =>
    sign === "-" ? sign : `\\${sign}`,
  );
  const head =
    capital && first.toUpperCase() !== first && first.toUpperCase().length === 1
      ? `[${first}${first.toUpperCase()}]`
      : first;
  return head + rest.join("");
}
