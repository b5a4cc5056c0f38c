import { type AuthorVerdict, compareAuthors, type KnownName } from "./author-match.ts";
import type { CitedWords } from "./cited-words.ts";
import type { Registers } from "./entry.ts";
import { mayBeTitle, readLoose, withoutRuns } from "./loose-match.ts";
import { compareTitles, type TitleMatch } from "./title-match.ts";
import { foldedWords } from "./words.ts";
import { citedUnder, type Work } from "./work.ts";

/** How much a resolution can be trusted: what is `low` should be looked at by an editor. */
export type Certainty = "high" | "medium" | "low";

export type Evidence = "identifier" | "author" | "title" | "date" | "place" | "publisher";

/** A work that a citation's words fit. */
export interface WorkMatch {
  readonly work: Work;
  readonly score: number;
  readonly certainty: Certainty;
  readonly evidence: readonly Evidence[];
}

/** Matches whose scores differ by less fit equally well. */
export const MARGIN = 5;

/** Gives the works whose names, titles, dates, places or identifiers fit the words of a citation, the best first. */
export function matchWorks(words: CitedWords, works: Iterable<Work>, registers: Registers): WorkMatch[] {
  return [...works]
    .map((work) => matchWork(words, work, registers))
    .filter((match) => match !== null)
    .sort((one, other) => other.score - one.score);
}

/** The matches that fit as well as the best one. */
export function leadersOf(matches: readonly WorkMatch[]): readonly WorkMatch[] {
  const best = matches[0]?.score ?? 0;
  return matches.filter(({ score }) => best - score < MARGIN);
}

interface Comparison {
  readonly author: AuthorVerdict;
  /** Null where the citation gives no title. */
  readonly title: TitleMatch | null;
  readonly titleWords: number;
  readonly date: "same" | "other" | "none-given";
  readonly identifier: boolean;
  readonly places: number;
  readonly publishers: number;
}

function matchWork(words: CitedWords, work: Work, registers: Registers): WorkMatch | null {
  const comparison = compare(words, work, registers);
  if (!fits(comparison)) return null;
  return {
    work,
    score: scoreOf(comparison),
    certainty: certaintyOf(comparison),
    evidence: evidenceOf(comparison),
  };
}

function compare(words: CitedWords, work: Work, registers: Registers): Comparison {
  const known = knownNames(work, registers);
  const marked = compareAuthors(words.authors, known);
  const loose =
    words.authors.length > 0 || words.titles.length > 0
      ? { author: marked, rest: words.loose }
      : readLoose(words.loose, known);
  const looseWords = titleWordsOf(loose.rest, work);
  const cited = words.titles.length > 0 ? words.titles.flatMap(foldedWords) : looseWords;
  // Without the author a short title among many words proves nothing.
  const isLed = words.titles.length === 0 && (loose.author === "same-key" || loose.author === "same-name");
  return {
    author: loose.author,
    title: cited.length === 0 ? null : compareTitles(cited, titlesOf(work), isLed),
    titleWords: cited.length,
    date: compareYears(words, work),
    identifier: hasIdentifier(words, work),
    places: shared(words.places, words.loose, work.places),
    publishers: shared(words.publishers, words.loose, work.publishers),
  };
}

function knownNames(work: Work, registers: Registers): KnownName[] {
  return citedUnder(work).map((name) => {
    const entry =
      name.key === null
        ? undefined
        : (registers.people.get(name.key) ?? registers.organisations.get(name.key));
    return { name, variants: [name.text, ...(entry?.names ?? [])] };
  });
}

/** The words of a citation without markup that can be of its title. */
function titleWordsOf(rest: string, work: Work): string[] {
  const plain = rest.replace(/\b\d{4}[a-z]?\b/gu, " ");
  const words = withoutRuns(foldedWords(plain), [...work.publishers, ...work.places]).filter(
    (word) => !/^\d+$/u.test(word),
  );
  return mayBeTitle(plain) ? words : [];
}

function titlesOf(work: Work): string[] {
  const whole = work.container === null ? [] : [`${work.title} ${work.container}`];
  return [work.title, ...work.shortTitles, ...whole];
}

function compareYears(words: CitedWords, work: Work): Comparison["date"] {
  if (words.years.length === 0) return "none-given";
  const years = [work.date, work.originalDate].filter((date) => date !== null);
  const own = years.flatMap(({ text, from, to }) => [text, from?.slice(0, 4) ?? "", to?.slice(0, 4) ?? ""]);
  const lettered = words.years.find((year) => /[a-z]$/u.test(year));
  if (lettered !== undefined && own.some((year) => /\d[a-z]$/u.test(year)))
    return own.includes(lettered) ? "same" : "other";
  return words.years.some((year) => own.includes(year.slice(0, 4))) ? "same" : "other";
}

function hasIdentifier(words: CitedWords, work: Work): boolean {
  const own = work.identifiers.map(({ value }) => plainIdentifier(value));
  const cited = words.identifiers.map(plainIdentifier);
  const loose = plainIdentifier(words.loose);
  return own.some((value) => cited.includes(value) || (value.length > 6 && loose.includes(value)));
}

function plainIdentifier(value: string): string {
  return value
    .toLowerCase()
    .replace(/^https?:\/\/(?:dx\.)?(?:doi\.org\/)?/u, "")
    .replace(/[\s-]|\/$/gu, "");
}

function shared(marked: readonly string[], loose: string, own: readonly string[]): number {
  const cited = [...marked.flatMap(foldedWords), ...foldedWords(loose)];
  return own.filter((each) => foldedWords(each).every((word) => cited.includes(word))).length;
}

function hasAuthor({ author }: Comparison): boolean {
  return author === "same-key" || author === "same-name";
}

/** What is enough for a work to be meant at all. */
function fits(comparison: Comparison): boolean {
  const { author, title, date, identifier, titleWords } = comparison;
  if (identifier) return true;
  if (author === "other")
    return title !== null && title.cited === 1 && title.whole === 1 && titleWords > 2 && date === "same";
  if (title === null) return hasAuthor(comparison) && date !== "other";
  if (hasAuthor(comparison)) return title.cited >= 0.5;
  return title.cited >= 0.75 && (titleWords > 1 || title.whole === 1);
}

function scoreOf(comparison: Comparison): number {
  const { author, title, date, identifier, places, publishers } = comparison;
  const names = author === "same-key" ? 30 : author === "same-name" ? 28 : 0;
  const words = title === null ? 0 : 50 * title.cited + 10 * title.whole;
  const years = date === "same" ? 12 : date === "other" ? -15 : 0;
  return (
    (identifier ? 100 : 0) + names + words + years + 4 * Math.min(places, 1) + 4 * Math.min(publishers, 1)
  );
}

function certaintyOf(comparison: Comparison): Certainty {
  const { author, title, date, identifier } = comparison;
  if (identifier) return "high";
  if (author === "other") return "low";
  if (title === null) return date === "same" ? "high" : "medium";
  if (date === "other") return title.cited === 1 && hasAuthor(comparison) ? "medium" : "low";
  if (title.cited < 0.75) return "low";
  if (hasAuthor(comparison)) return title.cited >= 0.9 ? "high" : "medium";
  return title.cited === 1 && title.whole >= 0.4 ? "high" : "medium";
}

function evidenceOf(comparison: Comparison): Evidence[] {
  const { title, date, identifier, places, publishers } = comparison;
  const found: [Evidence, boolean][] = [
    ["identifier", identifier],
    ["author", hasAuthor(comparison)],
    ["title", (title?.cited ?? 0) > 0],
    ["date", date === "same"],
    ["place", places > 0],
    ["publisher", publishers > 0],
  ];
  return found.filter(([, holds]) => holds).map(([evidence]) => evidence);
}
