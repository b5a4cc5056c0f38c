import type { XmlNode } from "../tree/index.ts";
import { addressIn, authorityName } from "./authority.ts";
import { editedText } from "./edited-text.ts";
import type { NamedKind, Particular } from "./entry.ts";
import type { KeyAt } from "./relations.ts";
import { isDated, readDate } from "./work-date.ts";

/**
 * Gives the key of what a name leads to, or null; that it leads to nothing is found when it is followed. Where attributes
 * are given, the key of the first entry that one of these points to.
 */
export type KeyOfName = (name: XmlNode, attributes?: readonly string[]) => string | null;

/** What is told of a person by elements of their own, in the order it is read (TEI P5, 14.3.2.1). */
const OF_PERSONS = [
  "birth",
  "death",
  "occupation",
  "education",
  "affiliation",
  "residence",
  "nationality",
  "faith",
] as const;

/** Reads what an entry of a register tells besides its names, its years and the editor's words. */
export function particularsOf(
  element: XmlNode,
  kind: NamedKind,
  keyOf: KeyOfName,
  keyAt: KeyAt,
): Particular[] {
  return [...factsOf(element, kind, keyOf), ...within(element, keyAt), ...identifiersOf(element)];
}

function factsOf(element: XmlNode, kind: NamedKind, keyOf: KeyOfName): Particular[] {
  switch (kind) {
    case "person":
      return OF_PERSONS.flatMap((of) => [...element.elements(of)].flatMap((fact) => factOf(of, fact, keyOf)));
    case "event":
      return partiesOf(element, keyOf);
    case "place":
    case "organisation":
      return whereabouts(element);
    case "object":
      return [];
    default:
      return kind satisfies never;
  }
}

function factOf(of: Particular["of"], fact: XmlNode, keyOf: KeyOfName): Particular[] {
  const date = [fact, ...fact.elements("date")].find(isDated) ?? null;
  const words = dataText(fact, date);
  // A year in the words is the date as the editor writes it.
  const when = date === null || /\d{3}/u.test(words) ? null : (readDate(date).edtf ?? null);
  const told = words || when;
  // The years of a life stand with the name.
  const isYearAlone = (of === "birth" || of === "death") && /^-?\d{3,4}$/u.test(told ?? "");
  if (told === null || isYearAlone) return [];
  const [name, ...others] = [...fact.elements()].filter(isName);
  const key = name === undefined || others.length > 0 || editedText(name) !== words ? null : keyOf(name);
  return [{ of, text: words, when, key, address: null }];
}

/** Who took part in an event, and where it was: whoever is listed, and of those named in its words those that have an entry. */
function partiesOf(event: XmlNode, keyOf: KeyOfName): Particular[] {
  const where = keyOf(event, ["where"]);
  const place: Particular[] = where === null ? [] : [{ ...plainly("places", ""), key: where }];
  const said = [...listedIn(event, keyOf), ...namedIn(event, keyOf), ...place];
  const known = new Set<string>();
  const told = said.filter(({ of, key }) => {
    const isNew = key === null || !known.has(`${of} ${key}`);
    known.add(`${of} ${key}`);
    return isNew;
  });
  return PARTIES.flatMap(([of]) => told.filter((each) => each.of === of));
}

/** What may have to do with an event, with the elements that list it and those that name it. */
const PARTIES = [
  ["people", ["person", "personGrp", "persona"], ["persName"]],
  ["organisations", ["org"], ["orgName"]],
  ["places", ["place"], ["placeName", "settlement", "district", "region", "country", "geogName", "bloc"]],
] as const;

/** What `rs` and `name` name by their types. */
const OF_TYPES: Readonly<Record<string, Particular["of"]>> = {
  person: "people",
  pers: "people",
  org: "organisations",
  organisation: "organisations",
  organization: "organisations",
  place: "places",
};

function listedIn(event: XmlNode, keyOf: KeyOfName): Particular[] {
  return PARTIES.flatMap(([of, entries]) =>
    ownParts(event, entries).flatMap((entry) => {
      const name = [...entry.elements()].find(isName) ?? entry;
      const text = editedText(name);
      const key = keyOf(name) ?? keyOf(entry) ?? keyOf(entry, ["sameAs", "copyOf"]);
      return text === "" && key === null ? [] : [{ ...plainly(of, text), key }];
    }),
  );
}

function namedIn(event: XmlNode, keyOf: KeyOfName): Particular[] {
  const kinds = PARTIES.flatMap(([of, , names]) => names.map((name) => [name, of] as const));
  const kindOf = new Map<string, Particular["of"]>(kinds);
  return ownParts(event, [...kindOf.keys(), "rs", "name"]).flatMap((name) => {
    const of = kindOf.get(name.local) ?? OF_TYPES[name.get("type") ?? ""];
    if (of === undefined || name.maybeAncestor(...APART) !== null) return [];
    const key = keyOf(name, ["ref", "key"]);
    return key === null ? [] : [{ ...plainly(of, editedText(name)), key }];
  });
}

/** Who wrote of an event need not have been there, nor where someone was born who was. */
const APART = ["bibl", "biblStruct", "biblFull", "respStmt", ...PARTIES.flatMap(([, entries]) => entries)];

/** The elements of these names in an event that are of no event within it. */
function ownParts(event: XmlNode, names: readonly string[]): XmlNode[] {
  return [...event.descendantElements(...names)].filter(
    (part) => part.isTei() && part.maybeAncestor("event") === event,
  );
}

const REGIONS = ["settlement", "district", "region", "country"] as const;

/** In what a place lies, and its coordinates. */
function whereabouts(element: XmlNode): Particular[] {
  const locations = [...element.elements("location")];
  const holders = [element, ...locations];
  const regions = holders
    .flatMap((holder) => [...holder.elements()].filter((part) => part.isTei(...REGIONS)))
    .map((region) => editedText(region));
  const names = new Set([...element.elements()].slice(0, 1).map((name) => editedText(name)));
  const within = [...new Set(regions)].filter((region) => region !== "" && !names.has(region));
  const point = locations
    .flatMap((location) => [...location.elements("geo")])
    .map(pointIn)
    .find(isKnown);
  return [
    ...(within.length === 0 ? [] : [plainly("where", within.join(", "))]),
    ...(point === undefined ? [] : [plainly("coordinates", point)]),
  ];
}

/** The place, or the organisation, that an entry is listed in as a part of it. */
function within(element: XmlNode, keyAt: KeyAt): Particular[] {
  const whole = element.isTei("place", "org") ? element.maybeAncestor(element.local) : null;
  const id = whole?.get("xml:id") ?? null;
  const key = id === null ? null : keyAt(element, `#${id}`);
  return key === null ? [] : [{ ...plainly("where", ""), key }];
}

/** Latitude and longitude, as `geo` has them: “48.2 16.3”; with decimal commas, “48,2 16,3”. */
function pointIn(geo: XmlNode): string | null {
  const text = editedText(geo).replace(/[−–](?=[\d.])/gu, "-");
  // “74.0 W” would have to be counted from the other side.
  if (/\p{L}/u.test(text)) return null;
  const isInCommas = /^-?\d+,\d+[\s;]+-?\d+,\d+$/u.test(text);
  const numbers = (isInCommas ? text.replace(/,/gu, ".") : text).match(/-?(?:\d+(?:\.\d+)?|\.\d+)/gu) ?? [];
  const [latitude, longitude, ...others] = numbers;
  const isPoint =
    others.length === 0 && Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180;
  return isPoint ? `${latitude}, ${longitude}` : null;
}

/** Where others say who or what it is: each address once. */
function identifiersOf(element: XmlNode): Particular[] {
  const found = new Map<string, Particular>();
  for (const child of element.elements()) {
    const address = addressIn(child);
    if (address === null || found.has(address)) continue;
    const type = child.isTei("idno") ? (child.get("subtype") ?? child.get("type") ?? "") : "";
    const isTelling = /\p{L}/u.test(type) && !/^(?:ur[il]|web|link|id|idno)$/iu.test(type);
    found.set(address, {
      of: "see",
      text: isTelling ? authorityName(type) : hostOf(address),
      when: null,
      key: null,
      address,
    });
  }
  return [...found.values()];
}

function hostOf(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/u, "").replace(/\/$/u, "");
}

/** The words of an element that holds data: of parts side by side each by itself, without a date that is told apart. */
function dataText(element: XmlNode, date: XmlNode | null): string {
  const parts = [...element.elements()];
  const isData =
    parts.length > 0 && [...element.children()].every((child) => child.isElement || !/\S/u.test(child.text));
  if (!isData) return editedText(element);
  return parts
    .filter(
      (part) => !part.isTei("idno", "note", "location", "geo") && !(part === date && part.text.trim() === ""),
    )
    .map((part) => dataText(part, date))
    .filter((text) => text !== "")
    .join(", ");
}

function isName(element: XmlNode): boolean {
  return /Name$|^(?:name|rs|settlement|country|region)$/u.test(element.local);
}

function isKnown<T>(value: T | null): value is T {
  return value !== null;
}

function plainly(of: Particular["of"], text: string): Particular {
  return { of, text, when: null, key: null, address: null };
}
