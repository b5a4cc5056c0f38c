import { lookUp, type XmlNode } from "../tree/index.ts";
import { refOf } from "./authority.ts";
import { editedText } from "./edited-text.ts";
import type { Entry, NamedKind } from "./entry.ts";
import { type KeyOfName, particularsOf } from "./particulars.ts";
import type { KeyAt } from "./relations.ts";
import { shelfmarkOf, shelfmarkWords } from "./shelfmark.ts";
import { singleSpaced } from "./words.ts";
import { readDate, yearsIn } from "./work-date.ts";

/** The elements of the registers and the kind of thing each describes (TEI P5, 14.3). */
export const ENTRY_ELEMENTS: Readonly<Record<string, NamedKind>> = {
  person: "person",
  personGrp: "person",
  persona: "person",
  place: "place",
  org: "organisation",
  event: "event",
  object: "object",
};

const NAMES: Readonly<Record<NamedKind, readonly string[]>> = {
  person: ["persName", "name", "orgName", "rs"],
  place: ["placeName", "settlement", "country", "region", "district", "geogName", "bloc", "name"],
  organisation: ["orgName", "name"],
  event: ["eventName", "label", "head", "name"],
  object: ["objectName", "msName", "head", "name"],
};

/** What a place may be said to be instead of a name, the smallest first. */
const BY_SIZE: readonly string[] = ["settlement", "district", "region", "country", "bloc"];

/** Types of a name that make it the one to show, the best first. */
const MAIN: readonly string[] = ["main", "full", "preferred", "pref", "reg", "standard"];

const FROM_DATES: readonly string[] = ["when", "from", "notBefore", "when-iso", "from-iso", "when-custom"];
const TO_DATES: readonly string[] = ["when", "to", "notAfter", "when-iso", "to-iso", "when-custom"];

/**
 * Reads an entry of a register; `key` is what the edition calls it, `keyOf` what it calls those it names, and `keyAt` those
 * that it is related to.
 */
export function readEntry(
  element: XmlNode,
  document: string,
  key: string,
  keyOf: KeyOfName,
  keyAt: KeyAt,
): Entry {
  const kind = lookUp(ENTRY_ELEMENTS, element.local) ?? "person";
  const named = inOrder(ownNames(element, kind));
  const others = named.flatMap(otherNamesIn).map((name) => editedText(name));
  const names = unique([...named.map(displayName), ...others].filter((name) => name !== ""));
  const note = noteOf(element, new Set(), TOLD[kind]);
  const first = named[0];
  const xmlId = element.get("xml:id") ?? key;
  const label = singleSpaced(element.get("n") ?? "").trim();
  return {
    kind,
    key,
    document,
    xmlId,
    ...(/\p{L}{2}/u.test(label) && label !== xmlId ? { label } : {}),
    name: names[0] ?? (element.get("n") || keptAs(element) || beginningOf(note) || xmlId),
    names,
    family: first === undefined ? null : part(first, "surname"),
    given: first === undefined ? null : part(first, "forename"),
    ref: refOf(element),
    dates: kind === "event" ? whenOf(element) : datesOf(element),
    note: note === names[0] ? null : note,
    particulars: particularsOf(element, kind, keyOf, keyAt),
  };
}

/** The elements that hold an editor's words about an entry. */
const NOTES = ["note", "desc"] as const;

/** What else tells of an entry in running words; the text of others is data. */
const TOLD: Readonly<Partial<Record<NamedKind, readonly string[]>>> = {
  event: [...NOTES, "p", "ab"],
  object: [...NOTES, "p", "ab", "physDesc", "msContents", "history"],
};

/** The editor's words about an entry, or null; notes of the types given are something else. */
export function noteOf(
  element: XmlNode,
  others: ReadonlySet<string> = new Set(),
  told: readonly string[] = NOTES,
): string | null {
  const notes = told
    .flatMap((local) => [...element.elements(local)])
    .filter((note) => !others.has(note.get("type") ?? ""))
    .map((note) => editedText(note))
    .filter((text) => text !== "");
  return notes.length === 0 ? null : notes.join(" ");
}

/** The names of the entry itself: not those of places it was born in, or of persons it is related to. */
function ownNames(element: XmlNode, kind: NamedKind): XmlNode[] {
  const holders = [
    ...element.elements("objectIdentifier"),
    element,
    ...(kind === "event" ? element.elements("desc") : []),
  ];
  const names = holders
    .flatMap((holder) => [...holder.elements()])
    .filter((child) => child.isTei(...NAMES[kind]));
  // What names are sorted by is none: “oesterreich, ferdinand”.
  const spoken = names.filter((name) => name.get("type") !== "sort");
  const own = spoken.length > 0 ? spoken : names;
  return kind === "place" ? ofThePlace(own) : own;
}

/** Of a place that has a name, what it lies in is none; of one that has not, the smallest of what it is said to be is. */
function ofThePlace(names: readonly XmlNode[]): XmlNode[] {
  const own = names.filter((name) => name.isTei("placeName", "geogName", "name"));
  if (own.length > 0) return own;
  const smallest = BY_SIZE.find((local) => names.some((name) => name.isTei(local)));
  return names.filter(({ local }) => local === smallest);
}

/** What an object without a name is known by: where it is kept, and under which number. */
function keptAs(element: XmlNode): string | null {
  const identifier = element.maybeElement("objectIdentifier");
  return identifier === null ? null : shelfmarkWords(shelfmarkOf(identifier));
}

/** About so many signs of what is told of an entry stand for its name, where it has none. */
const NAME_LENGTH = 60;

function beginningOf(note: string | null): string | null {
  if (note === null || note.length <= NAME_LENGTH) return note;
  return `${note.slice(0, NAME_LENGTH).replace(/[\s\p{P}]*\s\S*$/u, "")} …`;
}

function inOrder(names: readonly XmlNode[]): XmlNode[] {
  const rank = (name: XmlNode): number => {
    const at = MAIN.indexOf(name.get("type") ?? name.get("role") ?? "");
    return at < 0 ? MAIN.length : at;
  };
  return [...names].sort((one, other) => rank(one) - rank(other));
}

function displayName(name: XmlNode): string {
  const text = spacedName(name);
  const family = part(name, "surname");
  const given = part(name, "forename");
  // Written one under the other, or without a space, surname first and without a comma, the parts are data and not a wording.
  if (family === null || given === null || text.includes(",")) return text;
  const isData = /\S\s*\n\s*\S/u.test(name.text) || name.text.trim().startsWith(family + given);
  return isData && text.startsWith(`${family} `)
    ? [given, part(name, "nameLink"), family].filter((each) => each !== null).join(" ")
    : text;
}

/** The words of a name; parts that stand side by side, or one under the other, are parted by a space. */
function spacedName(name: XmlNode): string {
  if (!isOfParts(name)) return editedText(name);
  const parts = [...name.elements()].filter((each) => !isOtherName(each) && !isPlaceholder(editedText(each)));
  return parts.reduce((whole, each) => {
    const next = editedText(each);
    if (whole === "" || next === "") return whole + next;
    return `${whole}${isSpaced(each) || !areOne(whole, next) ? " " : ""}${next}`;
  }, "");
}

/** Whether a name is kept as a record of its parts. */
function isOfParts(name: XmlNode): boolean {
  const parts = [...name.elements()];
  const isRecord = [...name.children()].every((child) => child.isElement || !/\S/u.test(child.text));
  return parts.length > 1 && isRecord && parts.every((each) => each.isTei(...NAME_PARTS));
}

/** What someone is called otherwise, among the parts of a name: `<addName type="alt">`. */
function otherNamesIn(name: XmlNode): XmlNode[] {
  return isOfParts(name) ? [...name.elements()].filter(isOtherName) : [];
}

function isOtherName(part: XmlNode): boolean {
  return part.isTei("addName") && OTHERWISE.test(part.get("type") ?? "");
}

const OTHERWISE = /^(?:alt|alternat|varia|alias|aka|other)/iu;

/** What stands for a part of a name that there is none of. */
function isPlaceholder(part: string): boolean {
  return /^[-–—_]+$/u.test(part);
}

const NAME_PARTS = ["forename", "surname", "addName", "genName", "nameLink", "roleName"] as const;

/** Whether a part of a name is parted from the one before it on its line. */
function isSpaced({ previousSibling }: XmlNode): boolean {
  return previousSibling?.isText === true && !previousSibling.text.includes("\n");
}

/** Whether two parts of a name are written in one: at an apostrophe, a hyphen or a comma, and in scripts without spaces. */
function areOne(before: string, behind: string): boolean {
  return (
    /[’'‐-]$/u.test(before) ||
    /^[,;.‐-]/u.test(behind) ||
    (ENDS_UNSPACED.test(before) && STARTS_UNSPACED.test(behind))
  );
}

const ENDS_UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]$/u;
const STARTS_UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

function part(name: XmlNode, local: string): string | null {
  const parts = [...name.descendantElements(local)]
    .map((each) => editedText(each))
    .filter((text) => text !== "" && !isPlaceholder(text));
  return parts.length === 0 ? null : parts.join(" ");
}

/** The years of someone's life, else those in which they are known to have lived. */
function datesOf(element: XmlNode): string | null {
  const born = yearOf(element.maybeElement("birth"), FROM_DATES);
  const died = yearOf(element.maybeElement("death"), TO_DATES);
  if (born !== null || died !== null) return `${born ?? ""}–${died ?? ""}`;
  const flourished = element.maybeElement("floruit");
  const from = yearOf(flourished, FROM_DATES);
  const to = flourished === null ? null : lastYearOf(flourished);
  return from === to || from === null || to === null ? (from ?? to) : `${from}–${to}`;
}

/** When an event was, as its attributes say, else its date; its words may speak of other years. */
function whenOf(event: XmlNode): string | null {
  const isDated = [...FROM_DATES, ...TO_DATES].some((name) => event.get(name) !== null);
  const date = isDated ? event : event.maybeElement("date");
  return date === null ? null : (readDate(date).edtf ?? null);
}

function yearOf(element: XmlNode | null, attributes: readonly string[]): string | null {
  if (element === null) return null;
  return yearIn(element, attributes) ?? /\b\d{3,4}\b/u.exec(element.text)?.[0] ?? null;
}

/** The last of the years that a period is given by: “565-578”. */
function lastYearOf(period: XmlNode): string | null {
  const [from, to] = yearsIn(period.text);
  return yearIn(period, TO_DATES) ?? (to ?? from)?.replace(/^0+/u, "") ?? null;
}

function yearIn(element: XmlNode, attributes: readonly string[]): string | null {
  const dates = [element, ...element.elements("date")];
  for (const attribute of attributes) {
    for (const date of dates) {
      const year = /^-?\d{4}/u.exec(date.get(attribute) ?? "")?.[0];
      if (year !== undefined) return year.replace(/^(-?)0+/u, "$1");
    }
  }
  return null;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
