import { type ArticlePlace, articlePlace, type CitedPlace, signsOf } from "./article-place.ts";
import {
  beforeParticle,
  firstHalf,
  isContraction,
  isFamily,
  type KnownName,
  knownName,
  type NameWords,
  nameWords,
} from "./author-match.ts";
import type { CitedWords } from "./cited-words.ts";
import { withoutDays } from "./day.ts";
import type { Registers } from "./entry.ts";
import { type LooseWords, looseWords, restWords, smallWords } from "./loose-match.ts";
import { citedNumber, numbered, numberValue } from "./numeral.ts";
import { otherTitles } from "./other-titles.ts";
import { type TitleWords, titleWords } from "./title-match.ts";
import { type WordIndex, wordIndex } from "./word-index.ts";
import { fold, foldedWords, withoutSmallWords } from "./words.ts";
import { citedUnder, type PersonalName, type Work } from "./work.ts";

/** A work of the register made ready to be compared: everything folded and cut into words once. */
export interface IndexedWork {
  readonly work: Work;
  readonly names: readonly KnownName[];
  readonly titles: readonly IndexedTitle[];
  /** The volume of a set that it is by itself; null where it is none. */
  readonly volume: number | null;
  /** Where it stands in a journal or book; null where it stands by itself. */
  readonly place: ArticlePlace | null;
  readonly places: readonly (readonly string[])[];
  readonly publishers: readonly (readonly string[])[];
  /** “ed. Mühlenberg”: who edited or translated it, behind the word for that. */
  readonly editors: readonly (readonly string[])[];
  /** Short titles and shelfmarks with a number in them: “BArch R 58”, “BWV 232”. What stands behind them is within it. */
  readonly marks: readonly (readonly string[])[];
  /** The signs of one letter that its entry gives: “D.” for the Digest. */
  readonly letters: readonly string[];
  /** The initials of its title, in capitals: “PL” for “Paradise Lost”; empty where they are fewer than two. */
  readonly initials: string;
  /** The signs of the reports that its entry places it in: “198 U.S. 45”. */
  readonly reports: readonly (readonly string[])[];
  readonly years: readonly string[];
  readonly identifiers: readonly string[];
}

/** A title a work goes by: its words without small ones, and the number it ends with. */
export interface IndexedTitle extends TitleWords {
  readonly number: number | null;
}

/** Works, found by their words, by their authors and by their identifiers. */
export interface WorkIndex {
  readonly works: readonly IndexedWork[];
  readonly byWord: WordIndex;
  readonly byAuthor: ReadonlyMap<string, readonly number[]>;
  readonly byIdentifier: ReadonlyMap<string, readonly number[]>;
  /** The family names that the works are cited under, whole and the last words of them. */
  readonly families: ReadonlySet<string>;
  /** What the signs of works begin with, of two capitals at least: “MEW”, “KrV”, “BArch”. */
  readonly signs: ReadonlySet<string>;
}

/** An index that works are added to as they are met. */
export interface GrowingIndex extends WorkIndex {
  readonly add: (work: Work) => void;
}

/** The words of a citation made ready to be compared. */
export interface ParsedWords {
  readonly authors: readonly NameWords[];
  readonly titles: readonly string[];
  /** The words of each title by itself: of an article, and of what it is in. */
  readonly titleParts: readonly (readonly string[])[];
  /** The title without the author whom it names itself: “Mémoires par M. Fleury”; null where it names none. */
  readonly byline: { readonly title: readonly string[]; readonly author: NameWords } | null;
  /** Whether all that it marks as a title is a word cut short: “`Inf.`”. */
  readonly isCutShort: boolean;
  /** Words of two to five capitals, folded: “RR”. */
  readonly capitals: ReadonlySet<string>;
  /** The number behind the title, and one that may be its page. */
  readonly number: number | null;
  readonly tail: number | null;
  readonly place: CitedPlace;
  /** The volume of a set that is cited, said to be one. */
  readonly volume: number | null;
  /** The sign of one letter that leads the words; null where none does. */
  readonly letter: string | null;
  readonly hasMarkup: boolean;
  /** Whether whom the loose words name is said to be an editor: “Köhler (Hg.)”. */
  readonly isEdited: boolean;
  readonly loose: LooseWords;
  /** What of the loose words may be a title, where the author is marked up. */
  readonly rest: readonly string[];
  readonly small: readonly string[];
  /** The loose words with whatever looks like a year: manuscripts are known by their numbers. */
  readonly numbered: readonly string[];
  /** Every word, to find places and publishers among. */
  readonly imprint: ReadonlySet<string>;
  readonly years: readonly string[];
  readonly identifiers: readonly string[];
}

/** Makes the works of the registers ready to be compared: once for an edition. */
export function indexWorks(registers: Registers): WorkIndex {
  const index = growingIndex(registers);
  for (const work of registers.works.values()) index.add(work);
  return index;
}

/** Makes an index without works yet; the registers give the forms of their authors' names. */
export function growingIndex(registers: Registers): GrowingIndex {
  const works: IndexedWork[] = [];
  const byWord = wordIndex();
  const byAuthor = new Map<string, number[]>();
  const byIdentifier = new Map<string, number[]>();
  const families = new Set<string>();
  const signs = new Set<string>();
  return {
    works,
    byWord,
    byAuthor,
    byIdentifier,
    families,
    signs,
    add: (work) => {
      const indexed = indexWork(work, registers);
      const at = works.push(indexed) - 1;
      for (const sign of signsLeading(work)) signs.add(sign);
      for (const word of wordsOf(indexed)) byWord.add(word, at);
      for (const identifier of indexed.identifiers) add(byIdentifier, identifier, at);
      for (const { key, family, given, particle, variants } of indexed.names) {
        if (key !== null) add(byAuthor, key, at);
        for (const name of [family, ...variants.filter((words) => words.length === 1)])
          if (name.length > 0) families.add(name.at(-1)!).add(name.join(" "));
        for (const half of [firstHalf(family), beforeParticle(given, particle)])
          if (half !== null) families.add(half);
        if (isFamily(`${family[0]}s`, indexed.names)) families.add(`${family[0]}s`);
      }
    },
  };
}

function add(map: Map<string, number[]>, key: string, at: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [at]);
  else if (known.at(-1) !== at) known.push(at);
}

function indexWork(work: Work, registers: Registers): IndexedWork {
  const whole = work.container === null ? [] : [`${work.title} ${work.container}`];
  const { shelfmark } = work;
  const kept = shelfmark === null ? [] : shelfmarks(shelfmark);
  const dates = [work.date, work.originalDate].filter((date) => date !== null);
  return {
    work,
    names: citedUnder(work).map((name) =>
      knownName(name, [...variantsOf(name.key, registers), ...bodySigns(name)]),
    ),
    titles: [work.title, ...work.shortTitles, ...otherTitles(work.title), ...whole, ...kept].map(indexTitle),
    volume: volumeOf(work),
    place: articlePlace(work),
    marks: marksOf(work).map(foldedWords),
    letters: work.shortTitles.flatMap((title) => /^(\p{L})\.?$/u.exec(title)?.[1] ?? []),
    initials: initialsOf(work),
    places: work.places.map(foldedWords),
    publishers: work.publishers.map(foldedWords),
    editors: editorsOf(work),
    reports: reportsOf(work),
    years: dates.flatMap(({ text, from, to }) => [text, from?.slice(0, 4) ?? "", to?.slice(0, 4) ?? ""]),
    identifiers: [
      keyed(work.key),
      ...work.identifiers.map(({ value }) => plainIdentifier(value)),
      ...(work.ref === null ? [] : [plainIdentifier(work.ref)]),
    ],
  };
}

/** The key of a work as an identifier: no identifier has a space. */
function keyed(key: string): string {
  return `key ${key}`;
}

function indexTitle(title: string): IndexedTitle {
  const found = numbered(title);
  const words = withoutSmallWords(foldedWords(found?.words ?? title));
  return { ...titleWords(words), number: found?.value ?? null };
}

function signsLeading(work: Work): string[] {
  return [work.title, ...work.shortTitles, ...marksOf(work)].flatMap((text) => {
    const sign = /^\p{L}+/u.exec(text)?.[0] ?? "";
    return text.length < 30 && /\p{Lu}\p{Ll}*\p{Lu}/u.test(sign) ? [sign] : [];
  });
}

/** Numbers of books, articles and pages on the web are no marks of what is kept or catalogued. */
const OF_PRINTS: ReadonlySet<string> = new Set(["ISBN", "ISSN", "DOI", "URL", "URN", "ARK", "PMID"]);

function marksOf({ title, shortTitles, identifiers }: Work): string[] {
  const numbers = identifiers.filter(({ type }) => !OF_PRINTS.has(type)).map(({ value }) => value);
  const named = /^\p{Lu}{2,}\s\d+$/u.test(title) ? [title] : [];
  return [...named, ...shortTitles, ...numbers].filter((text) =>
    /^\p{Lu}[\p{L}.]*\s(?:.*\s)?[\p{L}.]*\d+$/u.test(text),
  );
}

/** Words before the name of who edited or translated a work. */
export const EDITING: ReadonlySet<string> = new Set(
  "ed trans tr hg hrsg ubers ubs trad cura utg oprac".split(" "),
);

function editorsOf({ contributors }: Work): string[][] {
  return contributors
    .filter(({ role }) => role === "editor" || role === "translator")
    .flatMap(({ name: { text, family } }) =>
      [foldedWords(text), foldedWords(family ?? text)].flatMap((name) =>
        [...EDITING].map((word) => [word, ...name]),
      ),
    );
}

function reportsOf({ container, title, text }: Work): string[][] {
  if (container !== null) return [];
  const behind = text.replace(title, " ");
  return [...behind.matchAll(/(?<!\d)\d{1,4}\s+((?:\p{Lu}[\p{L}.’&]*\s+){1,5})\d{1,5}(?![\d/])/gu)].map(
    ([, sign]) => foldedWords(sign!),
  );
}

/** An article has the volume of its journal, and is none. */
function volumeOf({ level, container, volume }: Work): number | null {
  if (level === "a" || container !== null || volume === null) return null;
  const found = /^(?:\p{L}+\.?\s*)?([IVX]+|\d{1,3})$/u.exec(volume.trim());
  return found === null ? null : numberValue(found[1]!);
}

/** A manuscript is cited by its number behind its collection, its house, or both. */
function shelfmarks({ settlement, repository, collection, idno }: NonNullable<Work["shelfmark"]>): string[] {
  if (idno === null) return [];
  const present = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(" ");
  const houses =
    repository === null ? [] : [repository, ...(settlement === null ? [] : [`${repository} ${settlement}`])];
  // The State Archive of Florence is “ASF”.
  const signs = houses.flatMap((house) => signsOf(foldedWords(house)));
  const number = idno.replace(/^(?:MSS?|Mss?|Cod|Hs|Hdschr)\.?\s+(?=.*\d)/u, "");
  return [
    present(collection, idno),
    present(repository, idno),
    ...signs.flatMap((sign) => [present(sign, collection, idno), present(sign, collection, number)]),
    present(settlement, repository, collection, idno),
  ];
}

/** The American Council of Learned Societies is the ACLS. */
function bodySigns({ literal, text }: PersonalName): readonly string[] {
  return literal ? signsOf(foldedWords(text)).filter((sign) => sign.length > 2) : [];
}

function variantsOf(key: string | null, { people, organisations }: Registers): readonly string[] {
  return key === null ? [] : ((people.get(key) ?? organisations.get(key))?.names ?? []);
}

/** What a work is found by: the words of its titles, of what it is in and of its authors, and its letters. */
function wordsOf({ names, titles, place, marks, letters, initials }: IndexedWork): Set<string> {
  const words = [
    ...titles.map((title) => title.words),
    ...marks,
    ...(place === null ? [] : [...place.titles, [...place.signs], [...place.editors]]),
    ...names.flatMap(({ family, variants }) => [family, ...variants]),
  ].flat();
  const single = names.flatMap(({ family, given }) =>
    given.length === 0 && family.length === 1 ? family : [],
  );
  return new Set([...words, ...single.map(contractionOf), ...[...letters, initials].map(lettered)]);
}

function initialsOf({ title }: Work): string {
  const words = withoutSmallWords(foldedWords(title));
  return words.length < 2 || words.length > 4 ? "" : words.map((word) => word[0]!.toUpperCase()).join("");
}

/** Under what a sign of one letter is found, which is no beginning of a word. */
function lettered(letter: string): string {
  return `${letter}.`;
}

/** Under what the contractions of a name are found. */
function contractionOf(name: string): string {
  return `${name[0]}*`;
}

/** Takes the words of a citation apart, once for all the works they are compared with. */
export function parseWords(words: CitedWords): ParsedWords {
  const number = citedNumber(words);
  const isLoose = words.titles.length === 0;
  const said = isLoose ? (number?.words ?? words.loose) : words.loose;
  const loose = words.day === undefined ? said : withoutDays(said);
  const titleParts = words.titles.map((title) => foldedWords(numbered(title)?.words ?? title));
  return {
    authors: words.authors.map(({ text, key }) => ({ words: nameWords(text), key })),
    titles: titleParts.flat(),
    titleParts,
    byline: words.authors.length > 0 ? null : bylineOf(words.titles.at(-1) ?? ""),
    isCutShort: words.titles.length === 1 && /^\p{Lu}\p{Ll}{2,4}\.$/u.test(words.titles[0]!),
    capitals: new Set(`${words.titles.join(" ")} ${words.loose}`.match(CAPITALS)?.map(fold)),
    number: number?.value ?? null,
    volume: words.volume === undefined ? (number?.value ?? null) : numberValue(words.volume),
    letter: words.letter ?? null,
    tail: words.tail === undefined ? null : numberValue(words.tail),
    place: citedPlace(words, number?.value ?? null),
    hasMarkup: words.authors.length > 0 || words.titles.length > 0,
    isEdited: /\((?:Hgg?|Hrsgg?|[Ee]ds?|dir|coords?|red|ред|a cura di)\.?\)/u.test(words.loose),
    loose: looseWords(loose),
    rest: restWords(loose),
    small: smallWords(loose),
    numbered: foldedWords(words.archived ?? loose),
    imprint: new Set([...words.places, ...words.publishers, words.loose].flatMap(foldedWords)),
    years: words.years,
    identifiers: [
      ...words.identifiers.map(plainIdentifier),
      ...identifiersIn(words.loose),
      ...(words.keys ?? []).map(keyed),
    ],
  };
}

const CAPITALS = /(?<![\p{L}\d.])\p{Lu}{2,5}(?![\p{L}\d]|\.\p{L})/gu;

const BYLINE =
  /^(.{8,}?)\s+(?:par|by|von|di|por|door|af|av|przez)\s+(?:M\.|Mr\.?|Mme|Herrn?|Sr\.|Sig\.)?\s*(\p{Lu}[\p{L}\p{M}.’' -]{2,60})$/u;

function bylineOf(title: string): ParsedWords["byline"] {
  const found = BYLINE.exec(title.replace(/\s+/gu, " "));
  const words = found === null ? [] : withoutSmallWords(foldedWords(found[1]!));
  return words.length < 2 ? null : { title: words, author: { words: nameWords(found![2]!), key: null } };
}

function citedPlace({ volume, pages, day, loose }: CitedWords, number: number | null): CitedPlace {
  const numbers = withoutDays(loose).match(/(?<![\p{L}\d])\d{1,4}(?![\p{L}\d])/gu) ?? [];
  return {
    volume: volume === undefined ? number : numberValue(volume),
    numbers: numbers.filter((each) => !/^(?:1[4-9]|20)\d\d$/u.test(each)).map(Number),
    pages: (pages ?? []).map(Number),
    day: day ?? null,
  };
}

/** The works that share a word, an author or an identifier with a citation: no other can be meant. */
export function possibleWorks(
  words: ParsedWords,
  { works, byWord, byAuthor, byIdentifier }: WorkIndex,
): readonly IndexedWork[] {
  const named = new Set(words.authors.flatMap((name) => name.words));
  const said = [...words.titles, ...words.numbered, ...words.imprint, ...named];
  const isByNames = namesTell(words);
  const found = new Set<number>();
  for (const word of new Set([...withoutSmallWords(said), ...words.capitals, ...(isByNames ? named : [])])) {
    const isOpen = !isByNames || named.has(word);
    for (const at of byWord.find(word)) if (isOpen || mayBeByOthers(works[at]!)) found.add(at);
    if (isContraction(word)) for (const at of byWord.find(contractionOf(word))) found.add(at);
  }
  for (const at of words.letter === null ? [] : byWord.find(lettered(words.letter))) found.add(at);
  for (const { key } of words.authors)
    for (const at of key === null ? [] : (byAuthor.get(key) ?? [])) found.add(at);
  for (const identifier of words.identifiers)
    for (const at of byIdentifier.get(identifier) ?? []) found.add(at);
  return [...found].sort((one, other) => one - other).map((at) => works[at]!);
}

/**
 * Whether the works that a citation can mean are found by the names that it marks up, and those of others need not be compared:
 * it has no year, which proves a work of others by its title, and no name so short that it may be one cut down.
 */
function namesTell({ authors, years, letter }: ParsedWords): boolean {
  const isLong = authors.every(({ words }) => words.length > 0 && words.every((word) => word.length > 2));
  return authors.length > 0 && isLong && years.length === 0 && letter === null;
}

/** Whether a work may be meant though its authors are others: by what it is in, or where it is kept. */
function mayBeByOthers({ place, work }: IndexedWork): boolean {
  return place !== null || work.shelfmark !== null;
}

/** Whether a citation gives an identifier of a work: DOI, ISBN, address. */
export function hasIdentifier({ identifiers }: ParsedWords, work: IndexedWork): boolean {
  return work.identifiers.some((own) => identifiers.includes(own));
}

/** Numbers and addresses that stand in words for a work, whoever wrote them: DOI, ISBN, ISSN, web address. */
const IDENTIFIER =
  /https?:\/\/[^\s<>"”»)]+|\bECLI:[A-Z]{2}:\w+:\d{4}:[\w.]+|\b10\.\d{4,9}\/[^\s<>"”»)]+|\b97[89][-\s]?(?:\d[-\s]?){9}\d\b|\b(?:\d[-\s]?){9}[\dXx]\b/gu;

/** Takes the identifiers that say what they are out of words: their digits are no pages. */
export function takeIdentifiers(text: string): {
  readonly identifiers: readonly string[];
  readonly rest: string;
} {
  const identifiers: string[] = [];
  const rest = text.replace(CLEAR_IDENTIFIER, (found) => {
    const value = found.replace(/[.,;:]+$/u, "");
    identifiers.push(value);
    return ` ${found.slice(value.length)}`;
  });
  return { identifiers, rest };
}

const CLEAR_IDENTIFIER =
  /https?:\/\/[^\s<>"”»)]+|\bECLI:[A-Z]{2}:\w+:\d{4}:[\w.]+|\b(?:doi:?\s*)?10\.\d{4,9}\/[^\s<>"”»)]+|\bISBN(?:-1[03])?:?\s*(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx]\b/giu;

function identifiersIn(loose: string): string[] {
  return (loose.match(IDENTIFIER) ?? []).map((found) => plainIdentifier(found.replace(/[.,;:]+$/u, "")));
}

/** An identifier without what differs between ways of writing it. An ISBN of thirteen digits is known by its inner nine. */
export function plainIdentifier(value: string): string {
  const plain = value
    .toLowerCase()
    .replace(/^(?:doi|isbn(?:-1[03])?|urn:isbn):?\s*/u, "")
    .replace(/^https?:\/\/(?:dx\.|www\.)?(?:doi\.org\/)?/u, "")
    .replace(/[\s-]|\/$/gu, "");
  const isbn = /^(?:97[89])?(\d{9})[\dx]$/u.exec(plain)?.[1];
  return isbn === undefined ? plain : `isbn${isbn}`;
}
