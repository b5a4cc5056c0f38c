import { bodyName, parseName } from "./personal-name.ts";
import type { Contributor, PersonalName, Role } from "./work.ts";

/** What the plain words of an entry say before its first title: `Comaroff, Jean, and John L. Comaroff. 1991. `. */
export interface Byline {
  readonly contributors: readonly Contributor[];
  /** Years as written, the letter and an earlier one in brackets with them: `[1922] 1961`, `1999a`. */
  readonly years: string;
  /** The title of an article that is not marked up, where the title that is belongs to its journal; or null. */
  readonly article: string | null;
}

const NOTHING: Byline = { contributors: [], years: "", article: null };

/** A longer run of words before a title is no byline. */
const LONGEST = 400;

const QUOTED = /^([^«“„"]*)[«“„"]\s*([^»”“"]{3,}?)\s*[,.]?\s*(?:[»”“"]|$)/u;

const YEARS =
  /^(.*?)[\s,.(]*((?:\[\s*\d{4}\s*\]\s*)?(?<!\d)(?:1\d|20)\d\d(?:[-–/]\d{2,4})?[a-z]?|(?:n\. ?d|s\. ?[da]|o\. ?J|[Ii]n press|[Ff]orthcoming|[Ii]m (?:Druck|Erscheinen)|[ÀàAa] paraître)(?=[\s).,:;]|$))\s*[)\].,:;]*\s*(.*)$/u;

/** Reads who is named in the plain words before a title, and when; only what looks like names, up to the title or a year. */
export function readByline(words: string): Byline {
  if (words.length > LONGEST || !/\p{Lu}/u.test(words)) return NOTHING;
  const quoted = QUOTED.exec(words.replace(/[\s«“„‘"]+$/u, ""));
  const before = (quoted?.[1] ?? words).replace(/[\s«“„‘"]+$/u, "");
  const dated = YEARS.exec(before);
  const named = (dated?.[1] ?? before).trim();
  const isClosed = dated !== null || quoted !== null || /(?:[,.:;]|[)\]])$/u.test(named);
  const contributors = isClosed ? namedIn(named) : [];
  if (contributors.length === 0) return { ...NOTHING, article: articleOf(quoted?.[2]) };
  const rest = dated?.[3] ?? "";
  return { contributors, years: dated?.[2] ?? "", article: articleOf(quoted?.[2] ?? rest) };
}

/** A title begins with a capital, and has a word in it. */
function articleOf(words: string | undefined): string | null {
  const title = (words ?? "")
    .replace(/[\s,.:;]*(?:\b(?:in|In|dans)\b:?)?[\s,.:;]*$/u, "")
    .replace(/^[‘'"\s]+|[’'"\s,.]+$/gu, "");
  return /^\P{L}{0,2}\p{Lu}/u.test(title) && /\p{L}{4}/u.test(title) ? title : null;
}

/** What says of the names before it that they are those of editors. */
const EDITORS =
  /[\s,]*\(?\s*(?:Hgg?|Hrsgg?|[Ee]ds?|dirs?|sous la dir|coords?|red|ред|a cura di|a c\. di|éds?|utg|wyd|oprac)\.?\s*\)?[\s,.:;]*$/u;

function namedIn(written: string): Contributor[] {
  const text = written.replace(EDITORS, "").replace(/[\s,:;]+$/u, "");
  const role: Role = EDITORS.test(written) ? "editor" : "author";
  // Where a thing is kept is not who made it.
  if (OF_HOUSES.test(text)) return [];
  const names = isBody(text) ? [bodyName(text)] : namesOf(text);
  return (names ?? []).map((name) => ({ role, name }));
}

/** Words that only names of bodies have. */
const OF_BODIES =
  /(?:^|\s)(?:organi[sz]ation|commission|committee|council|institute?|institut[oy]|society|association|academy|university|ministry|minist[eè]re|ministerium|department|office|bureau|union|league|government|parliament|kommission|gesellschaft|verein|akademie|universität|société|académie)(?=\s|$)/iu;

const OF_HOUSES = /archiv|bibliot|library|museum/iu;

const SMALL_OF_BODIES: ReadonlySet<string> = new Set(
  "of for on the and to für der des de la du et und".split(" "),
);

function isBody(text: string): boolean {
  const words = text.split(/\s+/u);
  const isNamed = words.every((word) => /^\p{Lu}/u.test(word) || SMALL_OF_BODIES.has(word));
  return (
    words.length > 1 &&
    words.length < 10 &&
    isNamed &&
    (OF_BODIES.test(text) || /\s(?:of|for|on)\s/u.test(text))
  );
}

const AND =
  /\s*[,;]?\s+(?:and|und|u\.|et|en|og|och|oraz)\s+|\s+[eyi]\s+(?=(?:\p{Lu}\p{Ll}?\.\s*)+\p{Lu})|\s*,?\s*&\s*|\s*[;/]\s*|\s+[–—]\s+/u;

const OTHERS = /[\s,]*\b(?:et al|u\. ?a|and others|и др|e\. ?a)\b\.?$/iu;

/** The names in a row of them; null where something in it is none. */
function namesOf(text: string): PersonalName[] | null {
  const names = text
    .replace(OTHERS, "")
    .split(AND)
    .filter((run) => run !== "")
    .map(familyFirst)
    .flatMap(splitAtCommas);
  return names.length > 0 && names.every(seemsName) ? names.map(plainName) : null;
}

/** “DUBY Georges” and “Duby (Georges)” are written as “Duby, Georges” is. */
function familyFirst(run: string): string {
  return run
    .replace(/^(\p{Lu}{3,}(?:[ -]\p{Lu}{2,})*)\s(?=\p{Lu}(?:\p{Ll}|\.))/u, "$1, ")
    .replace(/^(\p{Lu}[\p{L}-]+)\s\((\p{Lu}[\p{L}. -]+)\)$/u, "$1, $2");
}

const GIVEN = /^(?:\p{Lu}[\p{L}\p{M}’'-]*\.?[\s-]?){1,4}$/u;

/** “Roe”, “van Gogh”, “Ortega y Gasset”. */
const FAMILY = /^(?:\p{Ll}+\s)*\p{Lu}[\p{L}\p{M}’'-]+(?:\s[yei]\s\p{Lu}[\p{L}\p{M}-]+)?$/u;

const INITIALS = /^(?:\p{Lu}\p{Ll}?\.[\s-]*)+$/u;

const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?$/u;

/** “Ortner, Sherry, Michael Fisher” is two names: the first of a row is turned round, and whatever initials follow. */
function splitAtCommas(run: string): string[] {
  const names: string[] = [];
  for (const part of run.split(/\s*,\s*/u)) {
    const last = names.at(-1) ?? "";
    const isFamily = names.length > 0 && !last.includes(",") && FAMILY.test(last);
    const isGiven = INITIALS.test(part) || (names.length === 1 && GIVEN.test(part));
    if (SUFFIX.test(part) || (isFamily && isGiven)) names[names.length - 1] = `${last}, ${part}`;
    else names.push(part);
  }
  return names;
}

/** What may lead a title and is no name. */
const NO_NAME =
  /^(?:In|See|From|Cf|Aus|Siehe|Vgl|Voir|Dans|Rez|Reprint|Repr|Neudruck|The|An?(?=\s)|H(?:gg?|rsgg?)|Eds?|Ms|Vol|Bd|Tome?|Übersetzung|Trans|Review|Ibid|Idem|Ders|No|Nr|Dies|Chapter|Preface|Introduction|Vorwort)\b/u;

function seemsName(name: string): boolean {
  const words = name.replace(/,/gu, "").split(/\s+/u);
  return (
    words.length < 7 &&
    !NO_NAME.test(name) &&
    /\p{Lu}\p{L}/u.test(name) &&
    words.every((word) => /^(?:\p{Lu}[\p{L}\p{M}’'.-]*|\p{Ll}{1,5}’?|d[’']\p{Lu}[\p{L}-]+)$/u.test(word)) &&
    /^\p{Lu}/u.test(words.at(-1)!)
  );
}

/** A full stop that ends the row is that of an initial or none: “Comaroff.”, “Piotrowski, M”. */
function plainName(name: string): PersonalName {
  return parseName(name.replace(/(?<=\p{Ll}{2})\.$/u, "").replace(/(?<=[\s,]\p{Lu})$/u, "."));
}
