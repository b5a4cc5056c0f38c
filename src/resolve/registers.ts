import { lookUp, type Tree, type XmlNode } from "../tree/index.ts";
import { authorityKey, refsOf } from "./authority.ts";
import type { KeyOf } from "./contributors.ts";
import {
  type Entry,
  hasOwnId,
  labelAddress,
  type NamedKind,
  type Particular,
  REGISTERS,
  type RegisterName,
  type Registers,
} from "./entry.ts";
import { isListed } from "./listed-work.ts";
import { anchorsOf, type LinkScope, linkScope, pointersIn, resolvePointer } from "./pointer.ts";
import { ENTRY_ELEMENTS, readEntry } from "./read-entry.ts";
import { readWork, WORK_ELEMENTS } from "./read-work.ts";
import { readRelations, type Told } from "./relations.ts";
import { entryXmlId } from "./sole-entry.ts";
import { unnamedWorkId } from "./unnamed-work.ts";
import { singleSpaced } from "./words.ts";
import type { Work } from "./work.ts";

/** The elements that may be entries of registers, by their names. */
export const ENTRY_NAMES: readonly string[] = [...Object.keys(ENTRY_ELEMENTS), ...WORK_ELEMENTS];

/** A document of the edition: its id is its path below `tei/`, without the extension. */
export interface EditionDocument {
  readonly id: string;
  readonly tree: Tree;
}

interface Place {
  readonly document: string;
  readonly element: XmlNode;
  readonly xmlId: string;
}

/**
 * Reads the registers out of the documents of an edition: every person, place and organisation with an `xml:id`, and
 * every event, object and work with one in a list of such, wherever in a document it stands; also works without one in the
 * bibliography of a text. A key is the `xml:id`, written `document#id` where two documents use the same one for different things.
 */
export function readRegisters(documents: readonly EditionDocument[]): Registers {
  const keys = registerKeys(documents.flatMap((document) => entryAddresses(document)));
  const scope = linkScope(documents.map(anchorsOf));
  return gatherRegisters(documents.flatMap((document) => readEntries(document, keys, scope)));
}

/** Where an entry stands: all that has to be known of it to give it a key. */
export interface EntryAddress {
  readonly document: string;
  readonly xmlId: string;
  /** Checksums of what shows it to be one with others of its id: addresses on the web, what it says; of none where absent. */
  readonly marks?: readonly number[];
  /** The file that it was included from, without its extension; absent where it stands in that of the document. */
  readonly from?: string;
}

/** Gives the entries of a document, in its order, before they are read. */
export function entryAddresses({ id, tree }: EditionDocument): EntryAddress[] {
  return entriesIn(tree).map((element) => {
    const addresses = [...refsOf(element)].map(authorityKey).filter((key) => key !== null);
    // A person and a place are never one, whatever address they share.
    const kind = lookUp(ENTRY_ELEMENTS, element.local) ?? "work";
    const said = saidAlike(element, kind);
    const marks = [...new Set(addresses), ...(said === null ? [] : [said])].map((key) =>
      checksum(`${kind} ${key}`),
    );
    const { path } = tree.partAt(element.start);
    return {
      document: id,
      xmlId: entryId(element)!,
      ...(marks.length === 0 ? {} : { marks }),
      ...(path === tree.path ? {} : { from: path.replaceAll("\\", "/").replace(/\.\w+$/u, "") }),
    };
  });
}

/**
 * The words of an entry by which it is known in another document, as one of the lists that a project repeats in all its headers.
 * Those on persons show nothing: the first speaker of each transcript may be called the same.
 */
function saidAlike(element: XmlNode, kind: string): string | null {
  const said = kind === "person" ? "" : singleSpaced(element.text).trim();
  return /\p{L}/u.test(said) ? said : null;
}

/** A checksum of 32 bits (FNV-1a): enough to tell the addresses of a few entries of one id apart, in records that are kept small. */
function checksum(address: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < address.length; at++) sum = Math.imul(sum ^ address.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** What one document gives to the registers: an entry, or what it tells of one that may stand elsewhere. */
export type RegisterRecord = Entry | Work | Told;

/**
 * Reads the entries of one document, and what it tells of others; `keys` are those of {@link registerKeys}, and names lead to
 * agents by the scope.
 */
export function readEntries(
  { id, tree }: EditionDocument,
  keys: ReadonlyMap<string, string>,
  scope: LinkScope,
): RegisterRecord[] {
  const entries = entriesIn(tree).map((element) =>
    read({ document: id, element, xmlId: entryId(element)! }, keys, scope),
  );
  return [...entries, ...readRelations(tree, (at, pointer) => keyAt(pointer, at, id, keys, scope))];
}

/** Puts what all documents give, in the documents' order, together. Of several entries with one key there is one that says what all say. */
export function gatherRegisters(records: readonly RegisterRecord[]): Registers {
  const entries = records.filter((record) => record.kind !== "told");
  const all = byKey(entries);
  tellOf(
    all,
    records.filter((record) => record.kind === "told"),
  );
  const kept = [...all.values()];
  const named = kept.filter((entry) => entry.kind !== "work");
  return {
    ...eachRegister((kind) => byKey(named.filter((entry) => entry.kind === kind))),
    works: byKey(kept.filter((entry) => entry.kind === "work")),
    byAddress: byAddress(entries, all),
  };
}

/** Where an entry is led to: by its id, and by each address of others that no entry before it has. */
function byAddress(
  entries: readonly (Entry | Work)[],
  kept: ReadonlyMap<string, Entry | Work>,
): Map<string, Entry | Work> {
  const found = new Map<string, Entry | Work>();
  for (const entry of entries)
    if (hasOwnId(entry)) found.set(`${entry.document}#${entry.xmlId}`, kept.get(entry.key)!);
  for (const entry of kept.values()) {
    for (const address of addressesOf(entry)) {
      const key = authorityKey(address);
      if (key !== null && !found.has(key)) found.set(key, entry);
    }
  }
  for (const [label, entry] of byLabel(kept)) if (entry !== null) found.set(labelAddress(label), entry);
  return found;
}

/** Entries by what their registers call them; null for what several are called. */
function byLabel(kept: ReadonlyMap<string, Entry | Work>): Map<string, Entry | null> {
  const found = new Map<string, Entry | null>();
  for (const entry of kept.values()) {
    if (entry.kind === "work" || entry.label === undefined) continue;
    found.set(entry.label, found.has(entry.label) ? null : entry);
  }
  return found;
}

function addressesOf(entry: Entry | Work): string[] {
  const told = entry.kind === "work" ? [] : entry.particulars.map(({ address }) => address);
  return [entry.ref, ...told].filter((address) => address !== null);
}

/** Makes something for each register but that of works. */
export function eachRegister<T>(make: (kind: NamedKind, name: RegisterName) => T): Record<RegisterName, T> {
  const made = Object.entries(REGISTERS).map(([kind, name]) => [name, make(kind as NamedKind, name)]);
  return Object.fromEntries(made) as Record<RegisterName, T>;
}

function byKey<T extends Entry | Work>(entries: readonly T[]): Map<string, T> {
  const kept = new Map<string, T>();
  for (const entry of entries) {
    const other = kept.get(entry.key);
    if (other === undefined) kept.set(entry.key, entry);
    else kept.set(entry.key, fullness(entry) > fullness(other) ? filled(entry, other) : filled(other, entry));
  }
  return kept;
}

/** Adds to entries what documents tell of them besides, each thing once; it stands before the addresses of others. */
function tellOf(all: Map<string, Entry | Work>, told: readonly Told[]): void {
  const byKey = new Map<string, Map<string, Particular>>();
  for (const { key, particular } of told) {
    const known = byKey.get(key) ?? new Map<string, Particular>();
    byKey.set(key, known);
    const what = whatIsTold(particular);
    if (!known.has(what)) known.set(what, particular);
  }
  for (const [key, particulars] of byKey) {
    const entry = all.get(key);
    if (entry === undefined || entry.kind === "work") continue;
    const isAddress = ({ of }: Particular): boolean => of === "see";
    const told = [
      ...entry.particulars.filter((each) => !isAddress(each)),
      ...particulars.values(),
      ...entry.particulars.filter(isAddress),
    ];
    all.set(key, { ...entry, particulars: told });
  }
}

/** An entry with what another one on the same says besides: the other's names and particulars, and what it says where this says nothing. */
function filled<T extends Entry | Work>(entry: T, other: T): T {
  const missing = Object.entries(other).filter(
    ([name, value]) => value !== null && entry[name as keyof T] === null,
  );
  const made: T = missing.length === 0 ? entry : { ...entry, ...Object.fromEntries(missing) };
  if (made.kind === "work" || other.kind === "work") return made;
  const names = other.names.filter((name) => !made.names.includes(name));
  const known = new Set(made.particulars.map(whatIsTold));
  const particulars = other.particulars.filter((one) => !known.has(whatIsTold(one)));
  if (names.length === 0 && particulars.length === 0) return made;
  return {
    ...made,
    names: [...made.names, ...names],
    particulars: [...made.particulars, ...particulars],
  };
}

/** What two particulars have in common that tell the same. */
function whatIsTold({ of, text, when, address, side, key }: Particular): string {
  return JSON.stringify([of, text, when, address, side, side === undefined ? null : key]);
}

/** How much an entry says: in how many fields, and with how many names. */
function fullness(entry: object): number {
  return Object.values(entry)
    .map((value: unknown) => (Array.isArray(value) ? value.length : value === null ? 0 : 1))
    .reduce((sum, each) => sum + each, 0);
}

function read(
  { document, element, xmlId }: Place,
  keys: ReadonlyMap<string, string>,
  scope: LinkScope,
): Entry | Work {
  const key = keys.get(`${document}#${xmlId}`)!;
  const made = readAs({ document, element, xmlId }, key, keys, scope);
  return entryXmlId(element) === null ? made : { ...made, xmlId };
}

function readAs(
  { document, element }: Place,
  key: string,
  keys: ReadonlyMap<string, string>,
  scope: LinkScope,
): Entry | Work {
  const keyOf: KeyOf = (name) => agentKey(name, document, keys, scope);
  if (element.local in ENTRY_ELEMENTS)
    return readEntry(
      element,
      document,
      key,
      (name, attributes) =>
        attributes === undefined
          ? (keyOf(name) ?? bareKey(name))
          : agentKey(name, document, keys, scope, attributes),
      (at, pointer) => keyAt(pointer, at, document, keys, scope),
    );
  return readWork(element, document, key, keyOf);
}

function agentKey(
  name: XmlNode,
  document: string,
  keys: ReadonlyMap<string, string>,
  scope: LinkScope,
  attributes: readonly string[] = ["ref", "key", "corresp"],
): string | null {
  for (const attribute of attributes) {
    for (const pointer of pointersIn(name.get(attribute) ?? "")) {
      const key = keyAt(pointer, name, document, keys, scope);
      if (key !== null) return key;
    }
  }
  return null;
}

function keyAt(
  pointer: string,
  element: XmlNode,
  document: string,
  keys: ReadonlyMap<string, string>,
  scope: LinkScope,
): string | null {
  const target = resolvePointer(pointer, element, document, scope);
  return target.kind === "element" ? (keys.get(`${target.document}#${target.id}`) ?? null) : null;
}

/** A `@key` that is no pointer: it may be that of an entry. */
function bareKey(name: XmlNode): string | null {
  const key = name.get("key")?.trim() ?? "";
  return /^[^\s:/]+$/u.test(key) ? key.replace(/^#/u, "") : null;
}

/** The id that an entry is known by: its own, that of the document it is alone in, or one made for a work of a bibliography. */
function entryId(element: XmlNode): string | null {
  return entryXmlId(element) ?? unnamedWorkId(element);
}

function entriesIn(tree: Tree): XmlNode[] {
  const seen = new Set<string>();
  const isTei = tree.root.isTei();
  return [...tree.document.descendantElements(...ENTRY_NAMES)].filter((element) => {
    const id = entryId(element);
    // An example of TEI in a document of TEI is nobody's entry.
    if (id === null || seen.has(id) || (isTei && !element.isTei()) || !isEntry(element)) return false;
    seen.add(id);
    return true;
  });
}

/** Whether an element that has an identifier is an entry: an event or an object elsewhere than in a list is part of something. */
function isEntry(element: XmlNode): boolean {
  if (!(element.local in ENTRY_ELEMENTS)) return isListed(element);
  if (!element.isTei("event", "object")) return true;
  const { parent } = element;
  const isInList = parent?.isElement === true && parent.isTei("listEvent", "listObject", element.local);
  return isInList && element.maybeAncestor("person", "personGrp", "persona", "place", "org") === null;
}

/** What entries of one id describe, and the first document that has it; it may turn out to be another that was met before. */
interface Subject {
  readonly document: string;
  readonly at: number;
  same: Subject | null;
}

/** The subjects that have one id. */
interface Subjects {
  count: number;
  readonly byMark: Map<number, Subject>;
}

/**
 * Gives the key of each entry by its address. Entries of two documents that have one id describe one thing where they share an
 * address on the web, as where each letter brings what a register says of those it names, or say the same word for word; else
 * the document tells them apart.
 */
export function registerKeys(places: readonly EntryAddress[]): ReadonlyMap<string, string> {
  const all = new Map<string, Subjects>();
  const found = includedMarks(places).map((place, at) => subjectOf(place, at, all));
  return new Map(
    places.map(({ document, xmlId }, at) => [
      `${document}#${xmlId}`,
      all.get(xmlId)!.count > 1 ? `${firstOf(found[at]!).document}#${xmlId}` : xmlId,
    ]),
  );
}

/**
 * Marks entries that documents include from one file (XInclude), and those of the document that the file may be: they are the
 * same. The id of a document is the end of its path.
 */
function includedMarks(places: readonly EntryAddress[]): readonly EntryAddress[] {
  if (places.every(({ from }) => from === undefined)) return places;
  const own = new Set(
    places.flatMap((place) => (place.from === undefined ? addressIn(place.document, place) : [])),
  );
  const stands = places.map((place) => {
    const { from = place.document } = place;
    const folders = from.split("/");
    const ids = folders.map((_, at) => folders.slice(at).join("/"));
    const stand = ids.map((id) => addressIn(id, place)).find((address) => own.has(address));
    return stand ?? (place.from === undefined ? null : addressIn(from, place));
  });
  const included = new Set(stands.filter((_, at) => places[at]!.from !== undefined));
  return places.map((place, at) => {
    const stand = stands[at]!;
    return stand === null || !included.has(stand)
      ? place
      : { ...place, marks: [...(place.marks ?? []), checksum(`in ${stand}`)] };
  });
}

function addressIn(document: string, { xmlId }: EntryAddress): string {
  return `${document}#${xmlId}`;
}

/** Finds the subject that an entry describes; those that it shows to be one are made one. */
function subjectOf(
  { document, xmlId, marks = [] }: EntryAddress,
  at: number,
  all: Map<string, Subjects>,
): Subject {
  const subjects = all.get(xmlId) ?? { count: 0, byMark: new Map<number, Subject>() };
  all.set(xmlId, subjects);
  const met = new Set(marks.flatMap((mark) => subjects.byMark.get(mark) ?? []).map(firstOf));
  const [first, ...others] = [...met].sort((one, other) => one.at - other.at);
  const subject = first ?? { document, at, same: null };
  for (const other of others) other.same = subject;
  subjects.count += (first === undefined ? 1 : 0) - others.length;
  for (const mark of marks) subjects.byMark.set(mark, subject);
  return subject;
}

function firstOf(subject: Subject): Subject {
  let first = subject;
  while (first.same !== null) first = first.same;
  return first;
}
