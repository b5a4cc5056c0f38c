import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";

/** What authority files are called, and where they keep what an `idno` names by its number alone. */
const AUTHORITIES: ReadonlyMap<string, string> = new Map([
  ["GND", "https://d-nb.info/gnd/"],
  ["VIAF", "https://viaf.org/viaf/"],
  ["Wikidata", "https://www.wikidata.org/entity/"],
  ["ORCID", "https://orcid.org/"],
  ["GeoNames", "https://www.geonames.org/"],
  ["ISNI", "https://isni.org/isni/"],
  ["Pleiades", "https://pleiades.stoa.org/places/"],
]);

/** The authority files by their names in upper case, as `@type` may have them. */
const BY_TYPE: ReadonlyMap<string, string> = new Map(
  [...AUTHORITIES.keys()].map((name) => [name.toUpperCase(), name]),
);

/** What an authority file is called that an `idno` names by its type; another type is given back as it is. */
export function authorityName(type: string): string {
  return BY_TYPE.get(type.toUpperCase()) ?? type;
}

/**
 * Gives what an address of an authority file is looked up by among those of registers: one number has several addresses, with
 * and without a page's name. It is like no address within an edition. Null for what is no address on the web, and for that of
 * an authority file without a number, as a template has it.
 */
export function authorityKey(address: string): string | null {
  const key = plainKey(address);
  return key === null || BASES.has(key) ? null : key;
}

function plainKey(address: string): string | null {
  const [, host, path = ""] = /^https?:\/\/(?:www\.|sws\.)?([^/]+)(.*)$/iu.exec(address.trim()) ?? [];
  if (host === undefined) return null;
  const plain = path.replace(/\/(?:about)?$/u, "");
  const place = host === "geonames.org" ? /^\/\d+/u.exec(plain)?.[0] : undefined;
  const item = host === "wikidata.org" ? /\/Q\d+$/u.exec(plain)?.[0] : undefined;
  return `//${host.toLowerCase()}${place ?? item ?? plain}`;
}

const BASES: ReadonlySet<string | null> = new Set([...AUTHORITIES.values()].map(plainKey));

/** Gives an address on the web by which others identify what an entry describes, or null. */
export function refOf(element: XmlNode): string | null {
  return refsOf(element).next().value ?? null;
}

/** Gives all addresses on the web by which others identify what an entry describes, the first one best. */
export function* refsOf(element: XmlNode): Generator<string, undefined> {
  const own = ["ref", "sameAs", "corresp"].map((name) => webAddress(element.get(name)));
  for (const address of own) if (address !== null) yield address;
  for (const child of element.elements()) {
    const found = addressIn(child);
    if (found !== null) yield found;
  }
}

/** Gives the address on the web that a part of an entry names it by, or null. */
export function addressIn(child: XmlNode): string | null {
  if (child.isTei("ptr", "ref")) return webAddress(child.get("target"));
  if (child.isTei("idno")) return identifierAddress(child);
  return /Name$|^(?:name|settlement|country|region)$/u.test(child.local)
    ? webAddress(child.get("ref"))
    : null;
}

function identifierAddress(idno: XmlNode): string | null {
  const value = editedText(idno);
  const base = AUTHORITIES.get(authorityName(idno.get("type") ?? ""));
  return webAddress(value) ?? (base === undefined || value === "" ? null : base + value.replace(/\s+/gu, ""));
}

function webAddress(value: string | null): string | null {
  return value?.split(/\s+/u).find((pointer) => /^https?:\/\//u.test(pointer)) ?? null;
}
