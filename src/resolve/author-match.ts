import { foldedWords } from "./words.ts";
import type { PersonalName } from "./work.ts";

/** How the names in a citation stand to those of a work. */
export type AuthorVerdict = "same-key" | "same-name" | "part-name" | "none-given" | "other";

/** A name of a work's author in folded words, with every other way the registers write it. */
export interface KnownName {
  readonly key: string | null;
  readonly family: readonly string[];
  readonly given: readonly string[];
  readonly particle: readonly string[];
  readonly variants: readonly (readonly string[])[];
}

/** A name of a citation in folded words. */
export interface NameWords {
  readonly words: readonly string[];
  readonly key: string | null;
}

/** What says that there are more names than are named. */
export const AND_OTHERS: RegExp =
  /(?<!\p{L})(?:et al|and others|u\. ?a|et alii|et autres|y otros|e altri|e\. ?a|и др(?:угие)?)(?!\p{L}).*$/iu;

/** What someone is addressed by, before the name: “Mr. Benn”, “Prof. Weber”, “the Rev. J. Macdonald”. */
const ADDRESSED =
  /^\s*(?:(?:the\s+)?(?:M(?:rs?|s)|Dr|Prof|Professor|Rev|Sir|Herrn?|Frau|Mme|Mlle|Signora?|Sig|Señora?|Sra?)(?!\p{L})\.?\s+)+(?=\p{Lu})/u;

/** Gives the words of a name as cited, “et al.” and what someone is addressed by left out. */
export function nameWords(text: string): readonly string[] {
  return foldedWords(text.replace(ADDRESSED, "").replace(AND_OTHERS, ""));
}

/** Makes a name ready to be compared; `variants` are the forms that the register of people gives. */
export function knownName(name: PersonalName, variants: readonly string[]): KnownName {
  return {
    key: name.key,
    family: foldedWords(name.family ?? name.text),
    given: foldedWords(name.given ?? ""),
    particle: foldedWords(name.particle ?? ""),
    variants: [name.text, ...variants].map(foldedWords),
  };
}

/** Compares names that a citation marks up with those of a work; every name of the citation has to be one of the work's. */
export function compareAuthors(cited: readonly NameWords[], known: readonly KnownName[]): AuthorVerdict {
  const named = cited.filter(({ words }) => words.length > 0);
  if (named.length === 0) return "none-given";
  let byKey = false;
  for (const { words, key } of named) {
    const keyed = key !== null && known.some((each) => each.key === key);
    const clash = key !== null && known.every((each) => each.key !== null && each.key !== key);
    if (!clash && !keyed && known.some((each) => isPartOfName(words, each))) return "part-name";
    if (clash || !(keyed || known.some((each) => isName(words, each)) || areSeveral(words, known)))
      return "other";
    byKey ||= keyed;
  }
  return byKey ? "same-key" : "same-name";
}

/** Words that stand between two names, and those of one letter, which may be an initial. */
const BETWEEN_NAMES: ReadonlySet<string> = new Set("and und et en og och oraz".split(" "));
const BETWEEN_LETTERS: ReadonlySet<string> = new Set([..."yeиiu", ...BETWEEN_NAMES]);

/** Whether words are the names of several of a work's authors: “E. J. Hobsbawm and George Rudé”, “Marx/Engels”. */
function areSeveral(words: readonly string[], known: readonly KnownName[]): boolean {
  if (known.length < 2) return false;
  if (words.length === 1 && isFamily(words[0], known)) return true;
  const isOne = (run: readonly string[]): boolean => known.some((name) => isName(run, name));
  if (areNamesInARow(words, isOne)) return true;
  return [BETWEEN_NAMES, BETWEEN_LETTERS].some((between) =>
    runsOf(words, between).every(
      (run) => run.length > 0 && (isOne(run) || run.every((word) => word.length > 1 && isOne([word]))),
    ),
  );
}

/** So many words are taken for names in a row at most: more can be divided in more ways than anyone waits for. */
const MOST_NAME_WORDS = 16;

/** Signs between names are no words: “Peter L. Berger & Thomas Luckmann”. */
function areNamesInARow(words: readonly string[], isOne: (run: readonly string[]) => boolean): boolean {
  if (words.length === 0) return true;
  if (words.length > MOST_NAME_WORDS) return false;
  const takes = [1, 2, 3, 4, 5].filter((take) => take <= words.length);
  return takes.some((take) => isOne(words.slice(0, take)) && areNamesInARow(words.slice(take), isOne));
}

/** “The Comaroffs”: two or more of a family are called by its name with an “s”. */
export function isFamily(word: string | undefined, known: readonly KnownName[]): boolean {
  const own = known.filter(({ family }) => family.length === 1 && `${family[0]}s` === word);
  return own.length > 1;
}

/** Whether a word is one of someone's other names: “Dante” for Dante Alighieri, “Cervantes” for Cervantes Saavedra. */
export function isPartOfName(words: readonly string[], { given }: KnownName): boolean {
  return words.length === 1 && words[0]!.length > 2 && given.includes(words[0]!);
}

function runsOf(words: readonly string[], between: ReadonlySet<string>): string[][] {
  const runs: string[][] = [[]];
  for (const word of words) {
    if (between.has(word)) runs.push([]);
    else runs.at(-1)!.push(word);
  }
  return runs;
}

/** Whether a name as cited can be this person's: the family name is there, and what else is said of it does not clash. */
export function isName(words: readonly string[], name: KnownName): boolean {
  return isForm(words, name) || name.variants.some((variant) => sameWords(words, variant));
}

function isForm(words: readonly string[], { family, given, particle }: KnownName): boolean {
  // The ancients, who have one name, are cited by its beginning: “Hom.”, “Verg.”.
  if (given.length === 0 && family.length === 1 && words.length === 1 && words[0]!.length > 1)
    return family[0]!.startsWith(words[0]!) || isContracted(words[0]!, family[0]!);
  const half = firstHalf(family);
  if (half !== null && words.length === 1 && words[0] === half) return true;
  if (words.length === 1 && words[0] === beforeParticle(given, particle)) return true;
  const at = indexOfRun(words, family);
  if (at < 0) return false;
  const others = [...words.slice(0, at), ...words.slice(at + family.length)];
  const rest = others.filter((word) => !particle.includes(word));
  // A name that has no parts is itself or not: “Plato” is not “Plato Kerzhentsev”.
  if (given.length === 0) return rest.length === 0 || family.length > 1;
  // A single letter is the first name's: “D. Smith” is not Anthony D. Smith.
  if (rest[0]?.length === 1 && rest[0] !== given[0]![0]) return false;
  return rest.every((word) => given.some((each) => isShortFor(word, each))) || sameInitials(rest, given);
}

/** “Hdt.” for Herodotus, “Plb.” for Polybius: consonants of a name in their order, the first one first. */
function isContracted(word: string, name: string): boolean {
  if (!isContraction(word) || word[0] !== name[0]) return false;
  let at = 0;
  for (const letter of word) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Whether a word is made of consonants alone. */
export function isContraction(word: string): boolean {
  return /^[bcdfghjklmnpqrstvwxz]{3,4}$/u.test(word);
}

/** “Ortega” for “Ortega y Gasset”; null for a family name that is not made of two. */
export function firstHalf(family: readonly string[]): string | null {
  const joint = family.findIndex((word) => word === "y" || word === "e" || word === "i");
  return joint === 1 && family.length > 2 ? family[0]! : null;
}

/** “Calderón” for “Pedro Calderón de la Barca”; null for other names. */
export function beforeParticle(given: readonly string[], particle: readonly string[]): string | null {
  return given.length > 1 && particle.length > 0 ? given.at(-1)! : null;
}

/** “G.” for “Grigori”, and the other way round; “Jos.” for “Joseph”. */
function isShortFor(word: string, given: string): boolean {
  return given.startsWith(word) || word.startsWith(given);
}

function sameInitials(words: readonly string[], given: readonly string[]): boolean {
  return words.join("") === given.map((each) => each[0]).join("");
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, at) => word === other[at]);
}

/** Where a run of words stands in others, or -1. */
export function indexOfRun(words: readonly string[], run: readonly string[]): number {
  if (run.length === 0) return -1;
  for (let at = 0; at + run.length <= words.length; at++) {
    let step = 0;
    while (step < run.length && words[at + step] === run[step]) step++;
    if (step === run.length) return at;
  }
  return -1;
}
