import { numberValue } from "./numeral.ts";
import { foldedWords, withoutSmallWords } from "./words.ts";
import type { Work } from "./work.ts";

/** Where an article or a chapter stands: its journal or book, and the volume, the pages or the day there. */
export interface ArticlePlace {
  /** The titles of the journal or book, in folded words, and the signs that they make. */
  readonly titles: readonly (readonly string[])[];
  readonly signs: ReadonlySet<string>;
  /** The family names of who edited the book, in folded words. */
  readonly editors: ReadonlySet<string>;
  /** The volume, or the issue of a journal without volumes. */
  readonly volume: number | null;
  readonly pages: { readonly from: number; readonly to: number } | null;
  /** The day of a newspaper: `1938-09-29`. */
  readonly day: string | null;
}

/** What a citation says of the place of an article. */
export interface CitedPlace {
  /** The number that is said to be a volume, or stands behind the title as one. */
  readonly volume: number | null;
  /** The numbers among its words that are no years. */
  readonly numbers: readonly number[];
  readonly pages: readonly number[];
  readonly day: string | null;
}

/** How what a citation says of the place of an article stands to where the article is. */
export interface PlaceVerdict {
  readonly volume: "same" | "other" | "none-given";
  readonly pages: "within" | "outside" | "none-given";
  readonly day: "same" | "other" | "none-given";
}

/** Reads where a work of the register stands in another; null for one that stands by itself. */
export function articlePlace({
  container,
  containerShort,
  containerContributors,
  volume,
  issue,
  pages,
  date,
}: Work): ArticlePlace | null {
  if (container === null) return null;
  const titles = [container, ...(containerShort ?? [])].map(foldedWords);
  return {
    titles: titles.map(withoutSmallWords),
    signs: new Set(titles.flatMap(signsOf)),
    editors: new Set(containerContributors.flatMap(({ name }) => foldedWords(name.family ?? name.text))),
    volume: numberIn(volume) ?? numberIn(issue),
    pages: extentOf(pages),
    day: date?.from != null && /^\d{4}-\d\d-\d\d$/u.test(date.from) ? date.from : null,
  };
}

/** The initials of a title are a sign of it, with its small words and without: “JHS”, “RHLF”, “AGI”. */
export function signsOf(title: readonly string[]): string[] {
  const [whole, short] = [title, withoutSmallWords(title)].map((words) =>
    words.map((word) => word[0]).join(""),
  );
  return [whole!, short!].filter((sign) => sign.length > 1);
}

function numberIn(written: string | null): number | null {
  const found = /^(?:\p{L}+\.?\s*)?([IVXLC]+|\d{1,4})$/u.exec(written?.trim() ?? "");
  return found === null ? null : numberValue(found[1]!);
}

function extentOf(pages: string | null): ArticlePlace["pages"] {
  const found = /(\d+)(?:\s*[-–—]\s*(\d+))?/u.exec(pages ?? "");
  if (found === null) return null;
  const [, from = "", to = from] = found;
  return { from: Number(from), to: Number(to.length < from.length ? from.slice(0, -to.length) + to : to) };
}

/**
 * Whether words name the journal or book that an article is in, and nothing else: its title, cut short where it is
 * (“Harv. L. Rev.”), or its sign.
 */
export function namesContainer(words: readonly string[], { titles, signs, editors }: ArticlePlace): boolean {
  const said = withoutSmallWords(words.filter((word) => !/^\d+$/u.test(word)));
  const cited = said.filter((word) => !editors.has(word));
  const [first] = cited;
  if (first === undefined) return false;
  if (cited.length === 1 && signs.has(first)) return true;
  // Behind its editor's name one word tells the book: “in Lakatos, Criticism”.
  const isEdited = cited.length === 1 && said.length > 1 && first.length > 4;
  return titles.some((title) => isCutShort(cited, title) || (isEdited && title[0] === first));
}

/** The words stand for those of the title in their order, the first for its first, and leave out less than half. */
function isCutShort(cited: readonly string[], title: readonly string[]): boolean {
  if (cited.length > title.length || title.length > cited.length * 2) return false;
  if (cited.length === 1) return cited[0] === title[0] && title.length === 1;
  let at = 0;
  for (const [step, word] of cited.entries()) {
    const next = title.findIndex((each, index) => index >= at && stands(word, each, title.slice(index)));
    if (next < 0 || (step === 0 && next > 0)) return false;
    at = next + 1;
  }
  return true;
}

/** “LJ” stands for “Law Journal”, “Rev” for “Review”. */
function stands(word: string, first: string, rest: readonly string[]): boolean {
  if (first.startsWith(word)) return true;
  return word.length === 2 && rest.length === 2 && rest.map((each) => each[0]).join("") === word;
}

/** Compares what a citation says of the volume, the pages and the day with those of an article. */
export function comparePlaces(cited: CitedPlace, own: ArticlePlace): PlaceVerdict {
  const volume = compareVolume(cited, own);
  // “Past and Present 50, 98”: the first of two numbers is the volume where it is the article's.
  const [first] = cited.pages;
  const isFrame = volume === "same" && cited.pages.length > 1 && first === own.volume;
  const pages = isFrame ? cited.pages.slice(1) : cited.pages;
  return {
    volume,
    pages: comparePages(pages, own),
    day: cited.day === null || own.day === null ? "none-given" : cited.day === own.day ? "same" : "other",
  };
}

function compareVolume({ volume, numbers, pages }: CitedPlace, own: ArticlePlace): PlaceVerdict["volume"] {
  if (own.volume === null) return "none-given";
  const said = volume === null ? numbers : [volume, ...numbers];
  if (said.includes(own.volume) || (pages.length > 1 && pages[0] === own.volume)) return "same";
  return said.length > 0 ? "other" : "none-given";
}

function comparePages(cited: readonly number[], { pages }: ArticlePlace): PlaceVerdict["pages"] {
  if (pages === null || cited.length === 0) return "none-given";
  return cited.every((page) => page >= pages.from && page <= pages.to) ? "within" : "outside";
}
