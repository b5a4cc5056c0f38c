import { once } from "../tree/index.ts";
import { indexOfRun } from "./author-match.ts";
import { withoutSmallWords } from "./words.ts";
import type { IndexedTitle } from "./work-index.ts";

/** How far the words of a citation are those of a title. */
export interface TitleMatch {
  /** The share of the citation's words that the title has, from 0 to 1. */
  readonly cited: number;
  /** The share of the title that is cited, from 0 to 1. */
  readonly whole: number;
  /** Whether the first word cited is the title's first, and long enough to tell it. */
  readonly begins: boolean;
  /** Whether the first word cited is the title's first, however short. */
  readonly starts: boolean;
  /** Whether both have the same number; `unsaid` where only the title ends with one. */
  readonly number: "same" | "unsaid" | "none";
}

/** The words of a title as they are compared: made once, for all the citations they are compared with. */
export interface TitleWords {
  readonly words: readonly string[];
  /** The first letters of the words, by which most words of a citation are seen to be none of them. */
  readonly beginnings: ReadonlySet<string>;
  /** Whether one of the words is a number. */
  readonly isNumbered: boolean;
}

/** Makes the words of a title (folded, small ones left out) ready. */
export function titleWords(words: readonly string[]): TitleWords {
  return { words, beginnings: new Set(words.map(beginning)), isNumbered: words.some(isNumeral) };
}

const NOTHING: TitleMatch = { cited: 0, whole: 0, begins: false, starts: false, number: "none" };

/** What a citation says of a title. */
export interface CitedTitle {
  readonly words: readonly string[];
  readonly number: number | null;
  readonly tail: number | null;
}

/**
 * Compares the words of a citation with the titles a work goes by (folded, small words left out), and gives the best match.
 * Where the words are `loose` a whole title among them is enough: the others may be a publisher's. “Tin II” is not “Tin I”.
 */
export function compareTitles(
  { words, number, tail }: CitedTitle,
  known: readonly IndexedTitle[],
  loose = false,
): TitleMatch {
  const forms = formsOf(words);
  const { cited } = forms;
  if (!known.some((title) => mayShare(forms, title))) return NOTHING;
  const titles =
    number === null ? known : known.filter((title) => title.number === null || title.number === number);
  const numberIn = (title: IndexedTitle): TitleMatch["number"] => {
    if (title.number === null) return "none";
    return title.number === number || title.number === tail ? "same" : "unsaid";
  };
  const within = titles.find((title) => loose && indexOfRun(cited, title.words) >= 0);
  if (within !== undefined)
    return { cited: 1, whole: 1, begins: true, starts: true, number: numberIn(within) };
  // Behind its author's name one word cut short is enough: “Hom. Il.”.
  const cut = loose && cited.length === 1 ? titles.find((title) => isCutTo(cited[0]!, title)) : undefined;
  if (cut !== undefined)
    return { cited: 1, whole: 1 / cut.words.length, begins: true, starts: true, number: numberIn(cut) };
  let best = NOTHING;
  for (const title of titles) {
    const match = compareTitle(forms, title, loose, numberIn(title));
    if (match.whole < 1 && namesVolumes(cited)) continue;
    if (isCloser(match, best)) best = match;
  }
  return best;
}

/** The words of a citation as they are compared: made once, for all the works they are compared with. */
interface CitedForms {
  /** The words without small ones. */
  readonly cited: readonly string[];
  /** What they begin with, word by word. */
  readonly beginnings: readonly string[];
  /** The words without numbers. */
  readonly plain: readonly string[];
  readonly plainBeginnings: readonly string[];
}

const FORMS = new WeakMap<readonly string[], CitedForms>();

function formsOf(words: readonly string[]): CitedForms {
  const known = FORMS.get(words);
  if (known !== undefined) return known;
  const cited = withoutSmallWords(words);
  const plain = withoutNumerals(cited);
  const made = {
    cited,
    beginnings: cited.map(beginning),
    plain,
    plainBeginnings: plain.map(beginning),
  };
  FORMS.set(words, made);
  return made;
}

/** Whether a word of a title begins as one that is cited: the same word does, and so does one cut short or mistyped. */
function mayShare({ beginnings }: CitedForms, title: TitleWords): boolean {
  for (const each of beginnings) if (title.beginnings.has(each)) return true;
  return false;
}

function beginning(word: string): string {
  return word.slice(0, 2);
}

function isCutTo(word: string, { words: [first] }: TitleWords): boolean {
  return word.length > 1 && first?.startsWith(word) === true;
}

function isCloser(match: TitleMatch, best: TitleMatch): boolean {
  if (match.cited !== best.cited) return match.cited > best.cited;
  if (match.whole !== best.whole) return match.whole > best.whole;
  return match.cited > 0 && match.number === "same" && best.number !== "same";
}

/** The words have to come in the title's order, as in a title shortened with an ellipsis. */
function compareTitle(
  said: CitedForms,
  { words: title, beginnings, isNumbered }: TitleWords,
  isLed: boolean,
  number: TitleMatch["number"],
): TitleMatch {
  const { cited } = said;
  if (cited.length === 0 || title.length === 0) return { ...NOTHING, number };
  let at = 0;
  let found = 0;
  // Behind a title without numbers they are those of volumes and parts: “WA IV, 12”.
  const words = isNumbered ? said.cited : said.plain;
  const beginningsOf = isNumbered ? said.beginnings : said.plainBeginnings;
  const isEach = isLed || (words.length > 1 && words.length === title.length);
  for (let nth = 0; nth < words.length; nth++) {
    if (!beginnings.has(beginningsOf[nth]!)) continue;
    for (let next = at; next < title.length; next++) {
      if (!isWord(words[nth]!, title[next]!, isEach)) continue;
      at = next + 1;
      found++;
      break;
    }
  }
  const starts = cited[0] === title[0];
  const begins = starts && cited[0]!.length > 4;
  return { cited: found / words.length, whole: found / title.length, begins, starts, number };
}

/** Words for volumes, folded, and for how many there are or which one. */
const VOLUMES = once(
  (): ReadonlySet<string> =>
    new Set(
      (
        "vol vols volume volumes volumen volumina volumi voll bd bde band bande banden tom tome tomes tomo tomos tomi tomus " +
        "deel delen bind том тома томов томе"
      ).split(" "),
    ),
);
const NUMBERS = once(
  (): ReadonlySet<string> =>
    new Set(
      (
        "one two three four five first second third zwei drei vier funf erster ersten zweiter zweiten dritter dritten deux trois " +
        "quatre premier deuxieme troisieme due tre quattro primo secondo terzo quarto dos tres cuatro primero segundo " +
        "tercero tweede derde eerste"
      ).split(" "),
    ),
);

/** “5° Tomo”, “due Tomi” speak of volumes, and name no work in whose long title such words stand. */
function namesVolumes(words: readonly string[]): boolean {
  const isOf = (word: string): boolean => VOLUMES().has(word);
  const isNumber = (word: string): boolean => isNumeral(word) || NUMBERS().has(word);
  return words.some(isOf) && words.some(isNumber) && words.every((word) => isOf(word) || isNumber(word));
}

function isNumeral(word: string): boolean {
  return /^(?:\d+|[ivxl]+)$/u.test(word);
}

function withoutNumerals(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !isNumeral(word));
  return rest.length === 0 ? words : rest;
}

/**
 * The same word, one letter of a long word apart, or cut short: “Gesch.” for “Geschichte”; behind its author's name three
 * letters are enough for a long one, “Röm. Gesch.”, as they are where every word is cut short: “Ord. Fil.”.
 */
function isWord(cited: string, word: string, isLed: boolean): boolean {
  if (cited === word) return true;
  if (isLed && cited.length === 3 && word.length > 5 && word.startsWith(cited)) return true;
  // Nobody shortens or mistypes a word at its beginning.
  if (cited.length < 4 || cited.slice(0, 2) !== word.slice(0, 2)) return false;
  if (word.startsWith(cited)) return true;
  if (cited.length < 6 || Math.abs(cited.length - word.length) > 1) return false;
  return /^\p{L}+$/u.test(cited) && isOneApart(cited, word);
}

/** Whether one letter is added, dropped, exchanged or transposed with the next between two words whose lengths differ by one at most. */
export function isOneApart(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  if (one.length > other.length) return one.slice(at + 1) === other.slice(at);
  if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
  const isTransposed = one[at] === other[at + 1] && one[at + 1] === other[at];
  return (
    one.slice(at + 1) === other.slice(at + 1) || (isTransposed && one.slice(at + 2) === other.slice(at + 2))
  );
}
