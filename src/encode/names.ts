import type { Stretch } from "./blocks.ts";
import type { Profile } from "./profile.ts";

/** Someone or something that a register names. */
export interface NamedEntry {
  /** The pointer that leads to it from the document: `register.xml#key`. */
  readonly pointer: string;
  /** Every form of the name. */
  readonly names: readonly string[];
}

/** The registers of an edition as far as an encoder asks them. */
export interface EncodeRegisters {
  readonly people: readonly NamedEntry[];
  readonly places: readonly NamedEntry[];
  readonly organisations: readonly NamedEntry[];
}

export type NameElement = "persName" | "placeName" | "orgName" | "name";

/** A name in the source. */
export interface NameFound extends Stretch {
  readonly element: NameElement;
  readonly pointer: string | null;
  /** Why the name should be looked at, or null. */
  readonly doubt: string | null;
}

/** The names of a source, and the signs of the index that stand behind none. */
export interface NamesFound {
  readonly names: readonly NameFound[];
  readonly strays: readonly number[];
}

/** What a name may mean: one entry of a register, or several, of which none is chosen. */
interface Known {
  readonly element: NameElement;
  readonly pointers: readonly string[];
}

/** What names are looked for with. */
interface Search {
  readonly source: string;
  readonly known: ReadonlyMap<string, Known>;
  readonly profile: Profile;
  readonly run: RegExp;
}

const UNKNOWN = "the source marks a name that no register holds";
const UNMARKED = "the register holds this name, the source does not mark it here";
const BY_SURNAME = "the register holds the last word of this name, not all of it";

/** “Trotskyites”, “Bonapartists”, but not “White” and “Christ”. */
const GROUP = /^\p{Lu}[\p{L}-]*(?:ites|ists|\p{L}{4}(?:ite|ist))$/u;
/** No name is longer. */
const LONGEST_NAME = 120;

/**
 * Finds the names of a source: those the index of the book held, by the sign left behind them, and further places of
 * names that the registers know. The names do not overlap: a marked one comes before one that is only known, and of two
 * known ones the longer.
 */
export function findNames(source: string, registers: EncodeRegisters, profile: Profile): NamesFound {
  const known = knownNames(registers);
  const search: Search = { source, known, profile, run: runPattern(profile) };
  const { names, strays } = markedNames(search);
  const taken = new Uint8Array(source.length);
  const found = [...names, ...finderOf(known)(source)].filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return { names: found.sort((one, other) => one.start - other.start), strays };
}

function knownNames({ people, places, organisations }: EncodeRegisters): Map<string, Known> {
  const known = new Map<string, Known>();
  const add = (entries: readonly NamedEntry[], element: NameElement): void => {
    for (const { pointer, names } of entries) {
      for (const name of new Set(names.map(folded)))
        known.set(name, withMeaning(known.get(name), element, pointer));
    }
  };
  add(people, "persName");
  add(organisations, "orgName");
  add(places, "placeName");
  known.delete("");
  return known;
}

/** Every name that the registers have, in every form. */
export function registeredNames(registers: EncodeRegisters): readonly string[] {
  return [...knownNames(registers).keys()];
}

/** What may be a person or a place is a name, and no more is said. */
function withMeaning(before: Known | undefined, element: NameElement, pointer: string): Known {
  if (before === undefined) return { element, pointers: [pointer] };
  const pointers = [...new Set([...before.pointers, pointer])];
  return { element: before.element === element ? element : "name", pointers };
}

/** The pointer where there is one meaning, and what to say of several. */
function meaning({ pointers }: Known): { readonly pointer: string | null; readonly doubt: string | null } {
  if (pointers.length === 1) return { pointer: pointers[0]!, doubt: null };
  return { pointer: null, doubt: `the registers have several of this name: ${pointers.join(" or ")}` };
}

/** Titles and the like that end with a point within a name. */
const POINTED = "(?:Mrs?|Ms|Dr|St|Prof|Gen|Col|Lt|Sgt|Capt|Jr|Sr|Rev|Hon)\\.";

/** Capitalised words and initials, with the small words between them that names have. No point but theirs is in a name. */
function runPattern({ particles, indexed }: Profile): RegExp {
  const word = `(?:${POINTED}|(?:\\p{Lu}\\.)*\\p{Lu}(?:[\\p{L}-]*(?:['’]\\p{Lu}\\p{L}+)?|\\.))`;
  const space = `[^\\S${indexed}]+`;
  const small = particles.length === 0 ? "" : `(?:(?:${particles.join("|")})${space})*`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?:${space}${small}${word})*$`, "u");
}

/** What may stand between a name and the sign of the index: a possessive, points, closing marks. */
const BEHIND = /(?:['’]s?)?[\s,.;:!?)'"”’`\]]*$/u;

function markedNames(search: Search): { names: NameFound[]; strays: number[] } {
  const { source, profile } = search;
  const names: NameFound[] = [];
  const strays: number[] = [];
  for (let at = source.indexOf(profile.indexed); at >= 0; at = source.indexOf(profile.indexed, at + 1)) {
    if (isRepeated(source, at, profile)) continue;
    const found = namesBefore(search, at);
    names.push(...found);
    if (found.length === 0 && !isAbbreviation(source, at, profile)) strays.push(at);
  }
  return { names, strays };
}

/** Behind a trio the sign stands three times, with blanks between. */
function isRepeated(source: string, at: number, { indexed }: Profile): boolean {
  let before = at - 1;
  while (before >= 0 && source[before] !== indexed && /\s/u.test(source[before]!)) before--;
  return source[before] === indexed;
}

function namesBefore({ source, known, profile, run }: Search, at: number): NameFound[] {
  const lead = source.slice(Math.max(0, at - LONGEST_NAME), at);
  const end = at - (BEHIND.exec(lead)?.[0].length ?? 0);
  const before = source.slice(Math.max(0, end - LONGEST_NAME), end);
  const group = /\((\p{L}+(?:--?\p{L}+)+)$/u.exec(before);
  if (group !== null) return groupOf(group[1]!, end, known);
  const words = run.exec(before)?.[0];
  if (words === undefined || isAbbreviation(source, at, profile)) return [];
  return [nameOf(words, end, { source, known, profile, run })];
}

/** The index held “Ibid.” as well, but that names nobody. */
function isAbbreviation(source: string, at: number, { abbreviations }: Profile): boolean {
  const lead = source.slice(Math.max(0, at - 20), at);
  return abbreviations.some(({ words }) =>
    new RegExp(`(?:${words.source})[\\s,;:]*$`, words.flags).test(lead),
  );
}

function groupOf(names: string, end: number, known: ReadonlyMap<string, Known>): NameFound[] {
  const found: NameFound[] = [];
  let at = end - names.length;
  for (const part of names.split(/(--?)/u)) {
    if (!part.startsWith("-")) found.push(marked(part, at + part.length, known.get(part)));
    at += part.length;
  }
  return found;
}

/** Of “Then Joseph Davies”, what the registers know; else all of it but the words that open a sentence. */
function nameOf(run: string, end: number, { source, known, profile }: Search): NameFound {
  const words = run.split(/(?<=\s)/u);
  const first = Math.max(
    0,
    words.findIndex((word) => !profile.openers.has(word.trim())),
  );
  const from = words.findIndex((_, at) => known.has(folded(words.slice(at).join(""))));
  const name = words.slice(first).join("");
  if (from < 0) return marked(name, end, undefined);
  const surname = words.slice(from).join("");
  const entry = known.get(folded(surname));
  const given =
    from > first && hasGivenNames(words.slice(first, from), opensSentence(source, end - run.length));
  if (!given || entry?.element !== "persName") return marked(surname, end, entry);
  return { ...marked(name, end, entry), doubt: BY_SURNAME };
}

/** A capital at the head of a sentence says nothing; an initial behind it does, and a capital within the sentence. */
function hasGivenNames(words: readonly string[], atHead: boolean): boolean {
  return (
    !atHead || words.slice(1).some((word) => /^\p{Lu}\.\s*$/u.test(word)) || /^\p{Lu}\.\s*$/u.test(words[0]!)
  );
}

function opensSentence(source: string, at: number): boolean {
  return /(?:^|[.!?:]['”’]*\s+|\n|[`‘“(])$/u.test(source.slice(Math.max(0, at - 6), at));
}

function marked(name: string, end: number, entry: Known | undefined): NameFound {
  const element = entry?.element ?? (GROUP.test(name) ? "orgName" : "name");
  const found = entry === undefined ? { pointer: null, doubt: UNKNOWN } : meaning(entry);
  return { start: end - name.length, end, element, ...found };
}

/** Whom a link in a source names, by the link: the pointer as a register has it, or `#key` alone. */
export type NamedLinks = ReadonlyMap<string, { readonly element: NameElement; readonly pointer: string }>;

/** Makes the links to entries of registers; a key that two entries have leads nowhere. */
export function namedLinks({ people, places, organisations }: EncodeRegisters): NamedLinks {
  const lists = [
    ["persName", people],
    ["placeName", places],
    ["orgName", organisations],
  ] as const;
  const entries = lists.flatMap(([element, list]) => list.map(({ pointer }) => ({ element, pointer })));
  const keyOf = (pointer: string): string => pointer.slice(pointer.indexOf("#"));
  const counts = new Map<string, number>();
  for (const { pointer } of entries) counts.set(keyOf(pointer), (counts.get(keyOf(pointer)) ?? 0) + 1);
  const single = entries.filter(({ pointer }) => counts.get(keyOf(pointer)) === 1);
  return new Map([
    ...single.map((entry) => [keyOf(entry.pointer), entry] as const),
    ...entries.map((entry) => [entry.pointer, entry] as const),
  ]);
}

/** Finds the names in a text that registers know. */
export type NameFinder = (text: string) => NameFound[];

/** Makes a finder of the names that registers know, where the source does not mark them. */
export function nameFinder(registers: EncodeRegisters): NameFinder {
  return finderOf(knownNames(registers));
}

function finderOf(known: ReadonlyMap<string, Known>): NameFinder {
  if (known.size === 0) return () => [];
  const forms = [...known.keys()].sort((one, other) => other.length - one.length);
  const escaped = forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&").replace(/\s+/gu, "\\s+"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  return (text) =>
    [...text.matchAll(pattern)].map(({ index, 0: name }) => {
      const entry = known.get(folded(name))!;
      const { pointer, doubt } = meaning(entry);
      const { element } = entry;
      return { start: index, end: index + name.length, element, pointer, doubt: doubt ?? UNMARKED };
    });
}

function folded(name: string): string {
  return name.trim().replace(/\s+/gu, " ");
}
