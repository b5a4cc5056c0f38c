import { onceForEach, type XmlNode } from "../tree/index.ts";
import { authorityKey } from "./authority.ts";
import type { PointerTarget } from "./pointer.ts";
import type { Work } from "./work.ts";

/**
 * The registers of what texts name, in the order of the site, by the kind of their entries. Each is called so among the
 * folders of the site, the files of its index and the words of the interface.
 */
export const REGISTERS = {
  person: "people",
  place: "places",
  organisation: "organisations",
  event: "events",
  object: "objects",
} as const;

/** What a register lists, but for works. */
export type NamedKind = keyof typeof REGISTERS;

export type RegisterName = (typeof REGISTERS)[NamedKind];

export const REGISTER_NAMES: readonly RegisterName[] = Object.values(REGISTERS);

/** A person, a place or another thing of a register: small data, without nodes. What is absent is null. */
export interface Entry {
  readonly kind: NamedKind;
  readonly key: string;
  readonly document: string;
  readonly xmlId: string;
  /** What its register calls it (`@n`), where that is more than a number: texts may name it so (`@key`). */
  readonly label?: string;
  /** The name to show. */
  readonly name: string;
  /** Every form of the name that the register gives, the one to show first. */
  readonly names: readonly string[];
  readonly family: string | null;
  readonly given: string | null;
  /** A page of others that says who or what it is. */
  readonly ref: string | null;
  /** Years of life, or of being: “1888–1938”; of an event when it was, in EDTF: “1938-03-02/1938-03-13”. */
  readonly dates: string | null;
  readonly note: string | null;
  /** What else is told of it, in the order of the page. */
  readonly particulars: readonly Particular[];
}

/** One thing that a register tells of an entry. */
export interface Particular {
  /** What is told: an element of a person, who or what an event had to do with, where a place lies, where others tell of it. */
  readonly of:
    | "birth"
    | "death"
    | "occupation"
    | "education"
    | "affiliation"
    | "residence"
    | "nationality"
    | "faith"
    | "people"
    | "organisations"
    | "places"
    | "relations"
    | "where"
    | "coordinates"
    | "see";
  readonly text: string;
  /** When it was, in EDTF, where the text does not say it. */
  readonly when: string | null;
  /** The entry it names, where it names one. */
  readonly key: string | null;
  /** A page of others. */
  readonly address: string | null;
  /** Which side of a relation the entry is on; absent for what is none. */
  readonly side?: "active" | "passive" | "mutual";
}

/** The registers of an edition. Keys are in the order of the documents. */
export interface Registers extends Readonly<Record<RegisterName, ReadonlyMap<string, Entry>>> {
  readonly works: ReadonlyMap<string, Work>;
  /**
   * From `document#xml:id` to the entry, from {@link authorityKey} of each address by which others know it, and from
   * {@link labelAddress} of what its register alone calls so.
   */
  readonly byAddress: ReadonlyMap<string, Entry | Work>;
}

/** Gives the entries that what is told of one names. */
export function entriesNamedBy({ particulars }: Entry, registers: Registers): (Entry | Work)[] {
  return particulars.flatMap(({ key }) => (key === null ? [] : (entryOf(registers, key) ?? [])));
}

/**
 * Gives the entry that a pointer of an element leads to, or null: by its id, and where the element names something
 * (`@ref`, `@key`) by an address that others know it by. A link to that address (`@target`) leads to the others.
 */
export function entryAt(
  registers: Registers,
  target: PointerTarget,
  { node, pointer }: { readonly node: XmlNode; readonly pointer: string },
): Entry | Work | null {
  if (target.kind === "element") return registers.byAddress.get(`${target.document}#${target.id}`) ?? null;
  if (target.kind !== "elsewhere" || !isNamedBy(node, pointer)) return null;
  const key = authorityKey(target.uri);
  return key === null ? null : (registers.byAddress.get(key) ?? null);
}

/**
 * Gives the entry that a name calls by its key, where its pointer leads to no element and to no address: the key alone, or behind
 * the sign of an element of the document, which has none of that id. The check of links tells of the latter, and of what it means.
 */
export function entryCalled(
  registers: Registers,
  target: PointerTarget,
  { node, pointer }: { readonly node: XmlNode; readonly pointer: string },
): Entry | Work | null {
  if (target.kind === "element") return null;
  const isNaming = isNamedBy(node, pointer) || isCitedBy(node, pointer);
  const isSigned = target.kind === "no-element" && pointer === `#${target.id}` && isNaming;
  return entryOf(registers, isSigned ? target.id : pointer);
}

/** Gives the entry that an element means by a pointer, whichever of the two ways it has; null where it means none. */
export function entryMeant(
  registers: Registers,
  target: PointerTarget,
  written: { readonly node: XmlNode; readonly pointer: string },
): Entry | Work | null {
  return entryAt(registers, target, written) ?? entryCalled(registers, target, written);
}

function isNamedBy(node: XmlNode, pointer: string): boolean {
  return ["ref", "key"].some((name) => node.get(name)?.includes(pointer) === true);
}

/** Whether an element says with a pointer which work a `bibl` cites: it is a link in it, or the `bibl` itself. */
function isCitedBy(node: XmlNode, pointer: string): boolean {
  const isLink = node.isTei("ref", "ptr") && node.parent?.isTei("bibl") === true;
  const attributes = isLink ? ["target"] : node.isTei("bibl") ? ["corresp", "sameAs", "source"] : [];
  return attributes.some((name) => node.get(name)?.includes(pointer) === true);
}

/** Under what an entry is kept that its register calls so. */
export function labelAddress(label: string): string {
  return `n=${label}`;
}

/** Gives the entry that has this key, or that alone is called so by its register; null where there is none. */
export function entryOf(registers: Registers, key: string): Entry | Work | null {
  for (const name of REGISTER_NAMES) {
    const entry = registers[name].get(key);
    if (entry !== undefined) return entry;
  }
  return registers.works.get(key) ?? registers.byAddress.get(labelAddress(key)) ?? null;
}

/** Whether an entry has an `xml:id`, so that it can be pointed to; a work of a bibliography may have none. */
export function hasOwnId({ xmlId }: Pick<Entry | Work, "xmlId">): boolean {
  return xmlId !== "";
}

/**
 * Whether an edition has a register of works: an entry with an `xml:id`. Where all that its bibliographies have is none,
 * nobody has set out to prove what is cited.
 */
export const hasRegisterOfWorks: (registers: Registers) => boolean = onceForEach(({ works }) => {
  for (const work of works.values()) if (hasOwnId(work)) return true;
  return false;
});
