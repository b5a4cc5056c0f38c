import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import { isHungarianOrder } from "./hungarian-forenames.ts";
import type { PersonalName } from "./work.ts";

/** Words before a family name that are not sorted by. */
const PARTICLES: ReadonlySet<string> = new Set(
  "von van vom zu zum zur der den de di da do dos das du del della dello dei degli des la le los las ten ter te af av al el ibn bin d l e y".split(
    " ",
  ),
);

/** “Ortega y Gasset”, “Queirós e Castro”: one family name of two. */
const JOINTS: ReadonlySet<string> = new Set(["y", "e", "i"]);

const SUFFIX = /^(?:jr|sr|ii|iii|iv|fils|père|the younger|the elder|d\. ?ä|d\. ?j)\.?$/iu;

const ORGANISATIONS: ReadonlySet<string> = new Set(["orgName"]);

/** Reads a name from `author`, `editor` or a name in one of them; `key` is the register's, where it has one. */
export function readName(element: XmlNode, key: string | null): PersonalName {
  const parts = [...element.elements()];
  const isInParts = parts.length > 1 && parts.every((part) => part.isTei(...SAID));
  const kept = isInParts ? inOneLanguage(parts) : parts;
  const text = kept.length < parts.length ? (saidName(element) ?? inLine(kept)) : editedText(element);
  if (isOthers(text)) return bodyName(AND_OTHERS);
  const surnames = partsOf(element, "surname");
  if (surnames !== null) {
    return {
      text,
      family: surnames,
      given: partsOf(element, "forename"),
      particle: partsOf(element, "nameLink"),
      suffix: partsOf(element, "genName"),
      literal: false,
      key,
    };
  }
  const isBody = ORGANISATIONS.has(element.local) || element.maybeElement("orgName") !== null;
  return { ...(isBody ? bodyName(text) : parseName(text)), key };
}

/** Initials behind a name are first names, without a comma as well: “Тынянов Ю. Н.”, “Lévi-Strauss C.”. */
const INITIALS_BEHIND = /^((?:\p{L}[\p{L}\p{M}’'-]+\s)+)((?:\p{Lu}\p{Ll}?\.[\s-]?)+)$/u;

/** Years of birth and death as library headings have them: “Kielland, Alexander (1849–1906)”, “Livingstone, David, 1813-1873”. */
const LIFE_DATES =
  /[\s,]*(?:\((?:c(?:a|irca)?\.? ?|b\. )?(?:\d{3,4}|\?)\?? ?[-–—] ?(?:c(?:a|irca)?\.? ?)?(?:\d{3,4}|\?)?\??\)|, (?:c(?:a|irca)?\.? ?|b\. )?\d{3,4}\?? ?[-–—] ?(?:c(?:a|irca)?\.? ?)?(?:\d{3,4})?\??)\.?$/u;

/** No name has so many signs. */
const LONGEST = 300;

/** Gives a name without the years of its bearer’s life behind it, which tell one from another in a catalogue. */
export function withoutLifeDates(name: string): string {
  return name.length > LONGEST ? name : name.replace(LIFE_DATES, "");
}

/** Takes a name apart: `Cohen, Stephen F.`, `Stephen F. Cohen`, `Тынянов Ю. Н.`, `Szűcs Jenő`, `Ludwig van Beethoven`, `Plato`. */
export function parseName(text: string): PersonalName {
  const clean = withoutLifeDates(text.replace(/\s+/gu, " ").trim()).replace(/[,;:]$/u, "");
  const [before = "", after, further] = clean.split(/,\s*/u);
  if (after !== undefined && !SUFFIX.test(after)) return named(clean, before, after, further ?? null);
  const led = after === undefined ? INITIALS_BEHIND.exec(before) : null;
  if (led !== null) return named(clean, led[1]!.trim(), led[2]!, null);
  const words = before.split(" ");
  if (words.length === 1) return { ...bodyName(clean), suffix: null };
  if (after === undefined && isHungarianOrder(words))
    return named(clean, words[0]!, words.slice(1).join(" "), null);
  const start = familyStart(words);
  return named(clean, words.slice(start).join(" "), words.slice(0, start).join(" "), after ?? null);
}

/** The parts of a name in the order in which they are said. */
const SAID = ["roleName", "forename", "addName", "nameLink", "surname", "genName"] as const;

/** Scripts whose names have the family's before one's own. */
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Gives a name that is kept like a record, its parts each on a line or one right behind the other, as it is said: the
 * forename before the surname, but for those who say it the other way. Null for a name that is written for reading.
 */
export function saidName(element: XmlNode): string | null {
  const parts = inOneLanguage([...element.elements()]);
  const isWritten = [...element.children()].some((child) => child.isText && /[^\s]|^ +$/u.test(child.text));
  if (parts.length < 2 || isWritten || !parts.every((part) => part.isTei(...SAID))) return null;
  const asWritten = parts.map((part) => editedText(part)).join(" ");
  if (FAMILY_FIRST.test(asWritten) || isHungarianOrder(asWritten.split(" "))) return asWritten;
  return inLine(parts);
}

function inLine(parts: readonly XmlNode[]): string {
  return SAID.flatMap((local) => parts.filter((part) => part.isTei(local)))
    .map((part) => editedText(part))
    .join(" ");
}

/** Of the parts of a name that stand there in several languages or scripts, each said to be in one, the first of each kind. */
function inOneLanguage(parts: readonly XmlNode[]): readonly XmlNode[] {
  return parts.filter((part) => {
    const kin = parts.filter((other) => other.local === part.local);
    const languages = kin.map((other) => other.get("xml:lang"));
    const isTranslated = !languages.includes(null) && new Set(languages).size === kin.length;
    return kin.length === 1 || !isTranslated || part === kin[0];
  });
}

/** What a row of names ends with for those that it leaves out. */
export const AND_OTHERS = "et al.";

const OTHERS = /^[[(]?(?:et al(?:ii|\.)?|and others|others|u\. ?a\.|и др\.?)[\])]?$/iu;

/** Whether a name is none, and stands for those that are left out: “et al.”. */
export function isOthers(name: string): boolean {
  return OTHERS.test(name.trim());
}

/** A name that is not taken apart. */
export function bodyName(text: string): PersonalName {
  return { text, family: null, given: null, particle: null, suffix: null, literal: true, key: null };
}

function named(text: string, family: string, given: string, suffix: string | null): PersonalName {
  const words = family.split(" ");
  let from = 0;
  while (from < words.length - 1 && isParticle(words[from]!)) from++;
  const particle = words.slice(0, from).join(" ");
  return {
    text,
    family: words.slice(from).join(" "),
    given: given === "" ? null : given,
    particle: particle === "" ? null : particle,
    suffix,
    literal: false,
    key: null,
  };
}

/** Where the family name begins, its particles included: the last word, unless small particles stand before it. */
function familyStart(words: readonly string[]): number {
  let start = words.length - 1;
  while (start > 1 && (isParticle(words[start - 1]!) || JOINTS.has(words[start - 1]!))) {
    start -= JOINTS.has(words[start - 1]!) && start > 2 ? 2 : 1;
  }
  return start;
}

function isParticle(word: string): boolean {
  return word === word.toLowerCase() && PARTICLES.has(word.replace(/[’'.]/gu, ""));
}

function partsOf(element: XmlNode, local: string): string | null {
  const parts = inOneLanguage([...element.descendantElements(local)])
    .map((part) => editedText(part))
    .filter((part) => part !== "");
  return parts.length === 0 ? null : parts.join(" ");
}
