import { fold } from "../../resolve/index.ts";
import { lookUp } from "../../tree/index.ts";
import type { CitationLanguage, CitationLanguageAddition } from "./citation-language.ts";
import { CZECH } from "./czech.ts";
import { DUTCH } from "./dutch.ts";
import { ENGLISH } from "./english.ts";
import { FINNISH } from "./finnish.ts";
import { FRENCH } from "./french.ts";
import { GERMAN } from "./german.ts";
import { GREEK } from "./greek.ts";
import { HUNGARIAN } from "./hungarian.ts";
import { ITALIAN } from "./italian.ts";
import { LATIN } from "./latin.ts";
import { CATALAN, CHINESE, ROMANIAN, SOUTH_SLAVIC, TURKISH } from "./others.ts";
import { POLISH } from "./polish.ts";
import { PORTUGUESE } from "./portuguese.ts";
import { RUSSIAN } from "./russian.ts";
import { ICELANDIC, SCANDINAVIAN } from "./scandinavian.ts";
import { SPANISH } from "./spanish.ts";

export type { CitationLanguage, CitationLanguageAddition } from "./citation-language.ts";

/** The words of every language known, Latin first: it is in force in all of them. */
export const CITATION_LANGUAGES: readonly CitationLanguage[] = [
  LATIN,
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  ITALIAN,
  PORTUGUESE,
  CATALAN,
  ROMANIAN,
  DUTCH,
  SCANDINAVIAN,
  ICELANDIC,
  FINNISH,
  RUSSIAN,
  POLISH,
  CZECH,
  SOUTH_SLAVIC,
  HUNGARIAN,
  GREEK,
  TURKISH,
  CHINESE,
];

/** Languages whose citation words stand in the table of another, and the codes of ISO 639-2 that headers use. */
const SAME: Readonly<Record<string, string>> = {
  da: "sv",
  no: "sv",
  nb: "sv",
  nn: "sv",
  ja: "zh",
  sk: "cs",
  uk: "ru",
  be: "ru",
  bg: "ru",
  mk: "ru",
  sr: "ru",
  bs: "hr",
  sl: "hr",
  gl: "pt",
  oc: "fr",
  grc: "la",
  gsw: "de",
  nds: "de",
  eng: "en",
  ger: "de",
  deu: "de",
  gmh: "de",
  goh: "de",
  fre: "fr",
  fra: "fr",
  fro: "fr",
  frm: "fr",
  spa: "es",
  ita: "it",
  por: "pt",
  cat: "ca",
  rum: "ro",
  ron: "ro",
  dut: "nl",
  nld: "nl",
  swe: "sv",
  dan: "sv",
  nor: "sv",
  ice: "is",
  isl: "is",
  fin: "fi",
  rus: "ru",
  ukr: "ru",
  pol: "pl",
  cze: "cs",
  ces: "cs",
  slk: "cs",
  slo: "cs",
  hrv: "hr",
  slv: "hr",
  hun: "hu",
  gre: "el",
  ell: "el",
  tur: "tr",
  chi: "zh",
  zho: "zh",
  jpn: "zh",
  lat: "la",
};

/** Gives the language whose table is used for a value of `xml:lang`. */
export function tableOf(language: string | null): string {
  const own = (language ?? "en").toLowerCase().split(/[-_]/u)[0]!;
  return lookUp(SAME, own) ?? own;
}

/** Gives the languages in the order in which their words are tried: that of the text first, then Latin, then the others. */
export function languagesFor(
  language: string | null,
  known: readonly CitationLanguage[] = CITATION_LANGUAGES,
): readonly CitationLanguage[] {
  const same = tableOf(language);
  const rank = (each: CitationLanguage): number =>
    each.language === same ? 0 : each.language === "la" ? 1 : each.language === "en" ? 2 : 3;
  return [...known].sort((one, other) => rank(one) - rank(other));
}

/** Adds an edition's own words to the languages known; a language that is not known is put behind them. */
export function withLanguages(
  additions: readonly CitationLanguageAddition[],
  known: readonly CitationLanguage[] = CITATION_LANGUAGES,
): readonly CitationLanguage[] {
  const languages = [...known];
  for (const addition of additions) {
    const code = tableOf(addition.language);
    const at = languages.findIndex(({ language }) => language === code);
    const merged = merge(languages[at] ?? emptyLanguage(code), addition);
    if (at < 0) languages.push(merged);
    else languages[at] = merged;
  }
  return languages;
}

function emptyLanguage(language: string): CitationLanguage {
  return {
    language,
    ibid: [],
    idem: [],
    opcit: [],
    loccit: [],
    passim: [],
    following: [],
    back: [],
    signals: [],
    units: {},
  };
}

const LISTS = ["ibid", "idem", "opcit", "loccit", "passim", "following", "back", "signals"] as const;

function merge(known: CitationLanguage, addition: CitationLanguageAddition): CitationLanguage {
  const lists = Object.fromEntries(
    LISTS.map((name) => [name, [...(addition[name] ?? []).map(withoutStops), ...known[name]]]),
  );
  const units: Record<string, readonly string[]> = { ...known.units };
  for (const [unit, words] of Object.entries(addition.units ?? {}))
    units[unit] = [...words.map(withoutStops), ...(units[unit] ?? [])];
  return { ...known, ...lists, units: withOwnUnitsFirst(units, addition.units ?? {}) };
}

/** A word that the edition gives to one unit is no longer that of another. */
function withOwnUnitsFirst(
  units: Readonly<Record<string, readonly string[]>>,
  own: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const taken = new Map(
    Object.entries(own).flatMap(([unit, words]) =>
      words.map((word) => [fold(withoutStops(word)), unit] as const),
    ),
  );
  return Object.fromEntries(
    Object.entries(units).map(([unit, words]) => [
      unit,
      words.filter((word) => (taken.get(fold(word)) ?? unit) === unit),
    ]),
  );
}

/** “op. cit.” as an editor writes it is “op cit” in the tables. */
function withoutStops(phrase: string): string {
  return phrase.replace(/\.\s*/gu, " ").replace(/\s+/gu, " ").trim();
}
