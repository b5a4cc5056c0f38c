import type { CitedName } from "./cited-words.ts";
import { foldedWords } from "./words.ts";
import type { PersonalName } from "./work.ts";

/** How the names in a citation stand to those of a work. */
export type AuthorVerdict = "same-key" | "same-name" | "none-given" | "other";

/** Every way a contributor's name is written: the register of works has one, that of people may have more. */
export interface KnownName {
  readonly name: PersonalName;
  readonly variants: readonly string[];
}

const AND_OTHERS = /\b(?:et al|and others|u\. ?a|et alii|и др)\b.*$/iu;

/** Compares names that a citation marks up with those of a work; every name of the citation has to be one of the work's. */
export function compareAuthors(cited: readonly CitedName[], known: readonly KnownName[]): AuthorVerdict {
  const named = cited.filter(({ text }) => foldedWords(text.replace(AND_OTHERS, "")).length > 0);
  if (named.length === 0) return "none-given";
  let byKey = false;
  for (const { text, key } of named) {
    const keyed = key !== null && known.some(({ name }) => name.key === key);
    const clash = key !== null && known.every(({ name }) => name.key !== null && name.key !== key);
    if (clash || !(keyed || known.some((each) => isName(text, each)))) return "other";
    byKey ||= keyed;
  }
  return byKey ? "same-key" : "same-name";
}

/** Whether a name as cited can be this person's: the family name is there, and what else is said of it does not clash. */
export function isName(text: string, { name, variants }: KnownName): boolean {
  const words = foldedWords(text.replace(AND_OTHERS, ""));
  return (
    isForm(
      words,
      foldedWords(name.family ?? name.text),
      foldedWords(name.given ?? ""),
      foldedWords(name.particle ?? ""),
    ) || variants.some((variant) => sameWords(words, foldedWords(variant)))
  );
}

function isForm(
  words: readonly string[],
  family: readonly string[],
  given: readonly string[],
  particle: readonly string[],
): boolean {
  const at = indexOfRun(words, family);
  if (at < 0) return false;
  const rest = [...words.slice(0, at), ...words.slice(at + family.length)].filter(
    (word) => !particle.includes(word),
  );
  // A name that has no parts is itself or not: “Plato” is not “Plato Kerzhentsev”.
  if (given.length === 0) return rest.length === 0 || family.length > 1;
  return (
    rest.every((word) => given.some((each) => isShortFor(word, each) || isShortFor(each, word))) ||
    sameInitials(rest, given)
  );
}

/** “G.” for “Grigori”; “Jos.” for “Joseph”. */
function isShortFor(short: string, long: string): boolean {
  return short.length > 0 && long.startsWith(short);
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
    if (run.every((word, step) => words[at + step] === word)) return at;
  }
  return -1;
}
