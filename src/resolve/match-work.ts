import {
  type ArticlePlace,
  comparePlaces,
  namesContainer,
  type PlaceVerdict,
  signsOf,
} from "./article-place.ts";
import { AND_OTHERS, type AuthorVerdict, compareAuthors, indexOfRun } from "./author-match.ts";
import type { CitedWords } from "./cited-words.ts";
import { readLoose } from "./loose-match.ts";
import { type CitedTitle, compareTitles, type TitleMatch } from "./title-match.ts";
import { foldedWords, withoutSmallWords } from "./words.ts";
import type { Work } from "./work.ts";
import {
  EDITING,
  hasIdentifier,
  type IndexedWork,
  type ParsedWords,
  parseWords,
  possibleWorks,
  type WorkIndex,
} from "./work-index.ts";

/** How much a resolution can be trusted: what is `low` should be looked at by an editor. */
export type Certainty = "high" | "medium" | "low";

export type Evidence = "identifier" | "author" | "title" | "journal" | "date" | "place" | "publisher";

/** A work that a citation's words fit. */
export interface WorkMatch {
  readonly work: Work;
  readonly score: number;
  readonly certainty: Certainty;
  readonly evidence: readonly Evidence[];
}

/** Matches whose scores differ by less fit equally well. */
export const MARGIN = 5;

/** What a number at the end of the title weighs: two works that differ only in it do not fit equally well. */
const NUMBER = 6;

/**
 * Gives the works whose names, titles, dates, places or identifiers fit the words of a citation, the best first; `parsed` are
 * these words made ready ({@link parseWords}), which serve for every index.
 */
export function matchWorks(words: CitedWords, parsed: ParsedWords, index: WorkIndex): WorkMatch[] {
  const possible = possibleWorks(parsed, index);
  const isKept = possible.some(({ work }) => work.shelfmark !== null);
  const plain = isKept && words.authors.length > 0 ? parseWords(withoutMarkup(words)) : parsed;
  const matches = possible.flatMap((indexed) => {
    const match = matchWork(isLedByArchive(parsed, indexed) ? plain : parsed, indexed);
    return match === null ? [] : [{ match, indexed }];
  });
  return namedAlone(namesOfAll(matches, words, parsed), parsed).sort((one, other) => other.score - one.score);
}

interface Matched {
  readonly match: WorkMatch;
  readonly indexed: IndexedWork;
}

/** “Durand, 2001”: by name and year a work is cited under all of its authors, or “et al.” says that there are more. */
function namesOfAll(
  matches: readonly Matched[],
  { loose, authors }: CitedWords,
  parsed: ParsedWords,
): readonly Matched[] {
  const isByYear = ({ match: { evidence } }: Matched): boolean =>
    evidence.includes("author") && evidence.includes("date") && !evidence.includes("title");
  const said = [loose, ...authors.map(({ text }) => text)].join(" ");
  if (matches.filter(isByYear).length < 2 || AND_OTHERS.test(said)) return matches;
  const named = new Set([...parsed.loose.all, ...parsed.authors.flatMap(({ words }) => words)]);
  const namesAll = ({ names }: IndexedWork): boolean =>
    names.every(({ family }) => family.every((word) => named.has(word)));
  return matches.map((one) =>
    isByYear(one) && namesAll(one.indexed)
      ? { ...one, match: { ...one.match, score: one.match.score + MARGIN } }
      : one,
  );
}

/** “Proust, op. cit.” names an author: no work is meant whose title only begins so. */
function namedAlone(matches: readonly Matched[], { titles, loose }: ParsedWords): WorkMatch[] {
  const has = ({ evidence }: WorkMatch, ...kinds: Evidence[]): boolean =>
    kinds.some((kind) => evidence.includes(kind));
  const isNamed = matches.some(({ match }) => has(match, "author") && !has(match, "title", "journal"));
  const said = isNamed ? withoutSmallWords([...titles, ...loose.all]) : [];
  const isWhole = ({ titles: own }: IndexedWork): boolean =>
    own.some(({ words }) => words.every((word, at) => said[at] === word));
  return matches
    .filter(
      ({ match, indexed }) => !isNamed || has(match, "author", "identifier", "journal") || isWhole(indexed),
    )
    .map(({ match }) => match);
}

/** “ASF, `Mediceo del Principato`, 1170”: what seems to be an author and a title is the archive and its collection. */
function isLedByArchive({ authors }: ParsedWords, { work, names }: IndexedWork): boolean {
  return work.shelfmark !== null && names.length === 0 && authors.length > 0;
}

function withoutMarkup({ authors, titles, loose, ...more }: CitedWords): CitedWords {
  return {
    ...more,
    authors: [],
    titles: [],
    loose: [...authors.map(({ text }) => text), ...titles, loose].join(", "),
  };
}

/** The matches that fit as well as the best one. */
export function leadersOf<T extends WorkMatch>(matches: readonly T[]): readonly T[] {
  const best = matches[0]?.score ?? 0;
  return matches.filter(({ score }) => best - score < MARGIN);
}

interface Comparison {
  readonly author: AuthorVerdict;
  /** Null where the citation gives no title. */
  readonly title: TitleMatch | null;
  readonly titleWords: number;
  /** Whether the citation marks its title as one. */
  readonly isTitled: boolean;
  /** Set where the citation names the journal or book that the work is in, and not the work itself. */
  readonly place: PlaceVerdict | null;
  readonly date: "same" | "other" | "none-given";
  readonly volume: "same" | "other" | "none-given";
  readonly identifier: boolean;
  readonly places: number;
  readonly publishers: number;
}

/**
 * Whether a work is by others than those whom a citation marks up, and nothing else can lead to it: known before its titles
 * are compared, which costs more. What {@link fits} asks for where the author is another has to be asked here.
 */
function isByOthers(words: ParsedWords, indexed: IndexedWork): boolean {
  if (words.authors.length === 0 || words.letter !== null || words.identifiers.length > 0) return false;
  if (indexed.place !== null || compareYears(words.years, indexed.years) === "same") return false;
  return compareAuthors(words.authors, indexed.names) === "other";
}

function matchWork(words: ParsedWords, indexed: IndexedWork): WorkMatch | null {
  if (isByOthers(words, indexed)) return null;
  const comparison = compare(words, indexed);
  if (!fits(comparison) || isKeptElsewhere(words, indexed)) return null;
  return {
    work: indexed.work,
    score: scoreOf(comparison),
    certainty: certaintyOf(comparison),
    evidence: evidenceOf(comparison),
  };
}

function compare(words: ParsedWords, indexed: IndexedWork): Comparison {
  const whole = compareWhole(words, indexed);
  if (words.byline === null || (whole.title?.cited ?? 0) === 1) return whole;
  const { title, author } = words.byline;
  const named = indexed.names.some(({ family }) => family.length > 0) ? [author] : [];
  const apart = compareWhole({ ...words, titles: title, authors: named }, indexed);
  return (apart.title?.cited ?? 0) > (whole.title?.cited ?? 0) ? apart : whole;
}

function compareWhole(words: ParsedWords, indexed: IndexedWork): Comparison {
  const { author, rest, small } = namesIn(words, indexed);
  const isKept = indexed.work.shelfmark !== null && author === "none-given" && !words.hasMarkup;
  const cited =
    words.titles.length > 0
      ? titleOfItself(words, indexed)
      : isKept
        ? words.numbered
        : withoutImprint(rest, indexed);
  // Without the author a short title among many words proves nothing.
  const isLettered = words.letter !== null && indexed.letters.includes(words.letter);
  const isInitialed = words.letter !== null && words.letter === indexed.initials;
  const isMarked = author !== "same-key" && (isLettered || isLedByMark(words, indexed));
  const isLed = words.titles.length === 0 && author !== "none-given" && author !== "other";
  const isSign = author.startsWith("same") && isByInitials(cited, words, indexed);
  return {
    author: (isMarked || isInitialed) && author === "other" ? "none-given" : author,
    title:
      isMarked || isSign
        ? BY_MARK
        : isInitialed
          ? BY_INITIALS
          : cited.length === 0
            ? titleInSmall(words, small, indexed)
            : compareTitles(titleOf(words, cited), indexed.titles, isLed || words.isCutShort),
    place: placeOf(words, cited, indexed),
    volume: compareVolumes(words, indexed),
    titleWords: cited.length,
    isTitled: words.titles.length > 0,
    date: compareYears(words.years, indexed.years),
    identifier: hasIdentifier(words, indexed),
    places: shared(words, indexed.places),
    publishers: shared(words, indexed.publishers),
  };
}

/** These words as a title, with the number that the citation gives it. */
function titleOf({ number, tail }: ParsedWords, words: readonly string[]): CitedTitle {
  return { words, number, tail };
}

/** What a mark tells of the title: all of it. */
const BY_MARK: TitleMatch = { cited: 1, whole: 1, begins: true, starts: true, number: "same" };

/** What initials tell where nobody is named: the title, but not for certain. */
const BY_INITIALS: TitleMatch = { cited: 1, whole: 0.3, begins: true, starts: true, number: "same" };

/** “BArch R 58/1234”, “BWV 1080/14”: the words begin with the mark of the work, number and all. */
function isLedByMark({ numbered, hasMarkup }: ParsedWords, { marks }: IndexedWork): boolean {
  return !hasMarkup && marks.some((mark) => mark.every((word, at) => numbered[at] === word));
}

/** “Syme, RR 152”: behind the author's name stand the initials of the title, in capitals. */
function isByInitials(cited: readonly string[], { capitals }: ParsedWords, { titles }: IndexedWork): boolean {
  if (capitals.size === 0) return false;
  const [sign, ...more] = cited.filter((word) => !/^(?:\d+|[ivxl]+)$/u.test(word));
  if (sign === undefined || more.length > 0 || !capitals.has(sign)) return false;
  return titles.some(({ words }) => words.length === sign.length && signsOf(words).includes(sign));
}

/** The title of an article, where what it is in is named behind it by its title or sign; else all that is cited as a title. */
function titleOfItself({ titles, titleParts }: ParsedWords, { place }: IndexedWork): readonly string[] {
  const [own, ...others] = titleParts;
  const isPlaced = place !== null && others.length > 0 && namesContainer(others.flat(), place);
  return isPlaced ? own! : titles;
}

/** An article may be named by its journal alone, and by where it is in it. */
function placeOf(
  words: ParsedWords,
  cited: readonly string[],
  { place, titles }: IndexedWork,
): PlaceVerdict | null {
  if (place === null) return null;
  if (isByEditor(words, cited, place)) return comparePlaces(words.place, place);
  // Behind its editor's name one word of the book is enough.
  const editors = words.authors.filter(({ words: name }) => place.editors.has(name.at(-1) ?? ""));
  if (!namesContainer([...editors.map(({ words: name }) => name.at(-1)!), ...cited], place)) return null;
  const own = titles[0]!;
  const isTitle = compareTitles(titleOf(words, cited), [own]).cited === 1;
  return isTitle ? null : comparePlaces(words.place, place);
}

/** A manuscript is not another one of its collection: every number that is cited has to be in its own. */
function isKeptElsewhere({ hasMarkup, numbered }: ParsedWords, { work, titles }: IndexedWork): boolean {
  if (hasMarkup || work.shelfmark?.idno == null) return false;
  const own = new Set([
    ...titles.flatMap((title) => [...title.words, `${title.number}`]),
    ...foldedWords(`${work.shelfmark.idno} ${work.title}`),
  ]);
  return numbered.some((word) => /^\d+$/u.test(word) && !own.has(word));
}

/** Words in small letters behind a name are a title where the work has one that begins so. */
function titleInSmall(
  words: ParsedWords,
  small: readonly string[],
  { titles }: IndexedWork,
): TitleMatch | null {
  if (small.length === 0) return null;
  const found = compareTitles(titleOf(words, small), titles, true);
  return found.cited === 1 ? found : null;
}

interface NamesRead {
  readonly author: AuthorVerdict;
  readonly rest: readonly string[];
  readonly small: readonly string[];
}

function namesIn(words: ParsedWords, indexed: IndexedWork): NamesRead {
  const { rest, small } = words;
  if (words.hasMarkup) {
    const author = compareAuthors(words.authors, indexed.names);
    const isEdited = author === "other" && words.authors.every((name) => isEditor(name.words, indexed));
    return { author: isEdited ? "none-given" : author, rest, small };
  }
  const loose = readLoose(words.loose, indexed.names);
  if (loose.author !== "other") return loose;
  const [head] = words.loose.heads;
  if (head !== undefined && isEditor(head.words, indexed)) {
    const behind = head.rest.filter((word) => !EDITED.has(word));
    return { author: "none-given", rest: [head.words.at(-1)!, ...behind], small: [] };
  }
  // What is kept in an archive is led by the archive's name.
  if (indexed.work.shelfmark !== null && indexed.names.length === 0)
    return { author: "none-given", rest: loose.rest, small: [] };
  const own = withoutImprint(words.loose.all, indexed);
  // “Lochner, 198 U.S. at 53” is led by its title, and the rest is where it was reported.
  if (indexed.names.length === 0 && indexed.reports.length > 0 && own.length === words.loose.first.length)
    return { author: "none-given", rest: own, small: [] };
  // What seems to be another's name may be the title: “Beowulf, ed. Klaeber”.
  const isTitle = compareTitles(titleOf(words, words.loose.first), indexed.titles).whole === 1;
  if (isTitle) return { author: "none-given", rest: words.loose.first, small: [] };
  // “Ord. Fil., liv. I” has the title whole, though it begins as a name may.
  const { cited, whole } = compareTitles(titleOf(words, own), indexed.titles);
  return indexed.names.length === 0 && cited === 1 && whole === 1
    ? { author: "none-given", rest: own, small: [] }
    : loose;
}

/** Whether a name is that of who edited the book that a work is in: “Köhler (Hg.), `Grundriss`, S. 110”. */
function isEditor(words: readonly string[], { place }: IndexedWork): boolean {
  return place?.editors.has(words.at(-1) ?? "") === true;
}

/** “Köhler (Hg.), S. 110” names the book by nothing but its editor. */
function isByEditor(
  { isEdited, authors }: ParsedWords,
  cited: readonly string[],
  { editors }: ArticlePlace,
): boolean {
  const said = cited.filter((word) => word.length > 1 && !EDITED.has(word));
  return isEdited && said.length + authors.length > 0 && said.every((word) => editors.has(word));
}

/** Words that say of a name that it is an editor's. */
const EDITED: ReadonlySet<string> = new Set("hg hgg hrsg ed eds dir coord coords red ред cura".split(" "));

/** The words of a citation without markup that can be of its title: not its place, nor its publisher, nor who edited it. */
function withoutImprint(
  rest: readonly string[],
  { publishers, places, reports, editors }: IndexedWork,
): readonly string[] {
  let words = rest;
  const edited = rest.some((word) => EDITING.has(word)) ? editors : [];
  for (const run of [...publishers, ...places, ...reports, ...edited]) {
    const at = indexOfRun(words, run);
    if (at >= 0) words = [...words.slice(0, at), ...words.slice(at + run.length)];
  }
  return words;
}

function compareYears(cited: readonly string[], own: readonly string[]): Comparison["date"] {
  if (cited.length === 0 || own.every((year) => year === "")) return "none-given";
  const lettered = cited.filter((year) => /[a-z]$/u.test(year));
  if (lettered.length > 0 && own.some((year) => /\d[a-z]$/u.test(year)))
    return lettered.some((year) => own.includes(year)) ? "same" : "other";
  return cited.some((year) => own.includes(year.slice(0, 4))) ? "same" : "other";
}

/** Volumes of a set that are entries by themselves. */
function compareVolumes({ volume }: ParsedWords, own: IndexedWork): Comparison["volume"] {
  if (volume === null || own.volume === null) return "none-given";
  return volume === own.volume ? "same" : "other";
}

function shared({ imprint }: ParsedWords, own: readonly (readonly string[])[]): number {
  return own.filter((words) => words.every((word) => imprint.has(word))).length;
}

function hasAuthor({ author }: Comparison): boolean {
  return author === "same-key" || author === "same-name";
}

/** What is enough for a work to be meant at all. */
function fits(comparison: Comparison): boolean {
  const { author, title, date, identifier, titleWords } = comparison;
  if (identifier) return true;
  if (comparison.place !== null) return author !== "other" && isAtPlace(comparison, comparison.place);
  if (author === "other")
    return title !== null && title.cited === 1 && title.whole === 1 && titleWords > 2 && date === "same";
  if (author === "part-name") return title !== null && title.cited >= 0.75;
  if (title === null) return hasAuthor(comparison) && date !== "other";
  if (hasAuthor(comparison)) return title.cited >= 0.5;
  // “`Lear`” is half of “King Lear”, “`Room`” how it begins, and set apart as a title.
  const isHalf = comparison.isTitled && (title.whole >= 0.5 || title.starts);
  return title.cited >= 0.75 && (titleWords > 1 || title.whole === 1 || title.begins || isHalf);
}

/** Nothing that is said of the place is said of another; a wrong year is a slip where volume and page are right. */
function isAtPlace({ date }: Comparison, { volume, pages, day }: PlaceVerdict): boolean {
  if (volume === "other" || pages === "outside" || day === "other") return false;
  return date !== "other" || (volume === "same" && pages === "within");
}

/** What the volume of a journal, the day of a newspaper and the pages of an article weigh: more than that it has an entry by itself. */
const JOURNAL = { named: 50, volume: 12, day: 12, pages: MARGIN } as const;

function placeScore({ volume, pages, day }: PlaceVerdict): number {
  return (
    JOURNAL.named +
    (volume === "same" ? JOURNAL.volume : 0) +
    (day === "same" ? JOURNAL.day : 0) +
    (pages === "within" ? JOURNAL.pages : 0)
  );
}

function scoreOf(comparison: Comparison): number {
  const { author, title, date, identifier, places, publishers, volume, place } = comparison;
  const number = title?.number === "same" ? NUMBER : title?.number === "unsaid" ? -NUMBER : 0;
  const set = volume === "same" ? NUMBER : volume === "other" ? -2 * NUMBER : 0;
  const names = author === "same-key" ? 30 : author === "same-name" ? 28 : author === "part-name" ? 14 : 0;
  const words = place !== null ? placeScore(place) : title === null ? 0 : 50 * title.cited + 10 * title.whole;
  const years = date === "same" ? 12 : date === "other" ? -15 : 0;
  return (
    (identifier ? 100 : 0) +
    names +
    words +
    years +
    number +
    set +
    4 * Math.min(places, 1) +
    4 * Math.min(publishers, 1)
  );
}

function certaintyOf(comparison: Comparison): Certainty {
  const { author, title, date, identifier, volume } = comparison;
  if (identifier) return "high";
  if (comparison.place !== null) return placeCertainty(comparison, comparison.place);
  if (author === "other" || volume === "other") return "low";
  if (title === null) return date === "same" ? "high" : "medium";
  if (date === "other") return title.cited === 1 && hasAuthor(comparison) ? "medium" : "low";
  if (title.cited < 0.75) return "low";
  if (hasAuthor(comparison)) return title.cited >= 0.9 ? "high" : "medium";
  return title.cited === 1 && title.whole >= 0.4 ? "high" : "medium";
}

function placeCertainty(comparison: Comparison, { volume, pages, day }: PlaceVerdict): Certainty {
  if (comparison.date === "other") return "low";
  if (day === "same") return "high";
  const isDated = volume === "same" || comparison.date === "same";
  return isDated && (pages === "within" || hasAuthor(comparison)) ? "high" : "medium";
}

function evidenceOf(comparison: Comparison): Evidence[] {
  const { title, date, identifier, places, publishers, place } = comparison;
  const found: [Evidence, boolean][] = [
    ["identifier", identifier],
    ["author", hasAuthor(comparison)],
    ["title", place === null && (title?.cited ?? 0) > 0],
    ["journal", place !== null],
    ["date", date === "same"],
    ["place", places > 0],
    ["publisher", publishers > 0],
  ];
  return found.filter(([, holds]) => holds).map(([evidence]) => evidence);
}
