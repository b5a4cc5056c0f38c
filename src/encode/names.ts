import type { Stretch } from "./blocks.ts";
import type { Profile } from "./profile.ts";

/** Someone or something that a register names. */
export interface NamedEntry {
  /** The pointer that leads to it from the document: `register.xml#key`. */
  readonly pointer: string;
  /** Every form of the name. */
  readonly names: readonly string[];
}

/** A work that a register describes. */
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
  /** Whether the source marks it as a name. */
  readonly indexed: boolean;
}

interface Known {
  readonly element: NameElement;
  readonly pointer: string;
}

const GROUP = /(?:ites|ists|ians|ite|ist)$/u;

/**
 * Finds the names of a source: those the index of the book held, by the sign left behind them, and further places of
 * names that the registers know. Where two would overlap the longer one, then the marked one, is taken.
 */
export function findNames(source: string, registers: EncodeRegisters, profile: Profile): NameFound[] {
  const known = knownNames(registers);
  const marked = markedNames(source, known, profile);
  const forms = [...known.keys()].sort((one, other) => other.length - one.length);
  const spoken = forms.length === 0 ? [] : plainNames(source, forms, known);
  const found: NameFound[] = [];
  for (const name of [...marked, ...spoken]) {
    if (!found.some((each) => name.start < each.end && each.start < name.end)) found.push(name);
  }
  return found.sort((one, other) => one.start - other.start);
}

function knownNames({ people, places, organisations }: EncodeRegisters): Map<string, Known> {
  const known = new Map<string, Known>();
  const add = (entries: readonly NamedEntry[], element: NameElement): void => {
    for (const { pointer, names } of entries) {
      for (const name of names) if (!known.has(name)) known.set(name, { element, pointer });
    }
  };
  add(people, "persName");
  add(organisations, "orgName");
  add(places, "placeName");
  return known;
}

/** What may stand between a name and the sign of the index: a possessive, points, closing marks. */
const BEHIND = /(?:['’]s?)?[\s,.;:!?)'"”’`\]]*$/u;

function markedNames(source: string, known: ReadonlyMap<string, Known>, profile: Profile): NameFound[] {
  const found: NameFound[] = [];
  for (let at = source.indexOf(profile.indexed); at >= 0; at = source.indexOf(profile.indexed, at + 1)) {
    if (
      source[at - 1] === profile.indexed ||
      (/\s/u.test(source[at - 1] ?? " ") && source.slice(0, at).trimEnd().endsWith(profile.indexed))
    )
      continue;
    found.push(...namesBefore(source, at, known, profile));
  }
  return found;
}

function namesBefore(
  source: string,
  at: number,
  known: ReadonlyMap<string, Known>,
  profile: Profile,
): NameFound[] {
  const lead = source.slice(Math.max(0, at - 120), at);
  const end = at - (BEHIND.exec(lead)?.[0].length ?? 0);
  const group = /\(([\p{L}]+(?:--?[\p{L}]+)+)$/u.exec(source.slice(Math.max(0, end - 120), end));
  if (group !== null) return groupOf(group[1]!, end, known);
  const run = /\p{Lu}[\p{L}.-]*(?:['’]\p{Lu}[\p{L}]+)?(?:\s+\p{Lu}[\p{L}.-]*)*$/u.exec(
    source.slice(Math.max(0, end - 120), end),
  );
  return run === null ? [] : [nameAt(longestKnown(run[0], known, profile), end, known)];
}

function groupOf(names: string, end: number, known: ReadonlyMap<string, Known>): NameFound[] {
  const found: NameFound[] = [];
  let at = end - names.length;
  for (const part of names.split(/(--?)/u)) {
    if (!part.startsWith("-")) found.push(nameAt(part, at + part.length, known));
    at += part.length;
  }
  return found;
}

/** Of “Then Joseph Davies”, what the registers know; else all of it but the words that open a sentence. */
function longestKnown(run: string, known: ReadonlyMap<string, Known>, { openers }: Profile): string {
  const words = run.split(/(?<=\s)/u);
  for (let from = 0; from < words.length; from++) {
    const name = words.slice(from).join("");
    if (known.has(name.replace(/\s+/gu, " "))) return name;
  }
  const first = words.findIndex((word) => !openers.test(word.trim()));
  return words.slice(Math.max(0, first)).join("");
}

function nameAt(name: string, end: number, known: ReadonlyMap<string, Known>): NameFound {
  const entry = known.get(name.replace(/\s+/gu, " "));
  const element = entry?.element ?? (GROUP.test(name) ? "orgName" : "name");
  return { start: end - name.length, end, element, pointer: entry?.pointer ?? null, indexed: true };
}

function plainNames(
  source: string,
  forms: readonly string[],
  known: ReadonlyMap<string, Known>,
): NameFound[] {
  const escaped = forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&").replace(/\s+/gu, "\\s+"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  return [...source.matchAll(pattern)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    ...known.get(text.replace(/\s+/gu, " "))!,
    indexed: false,
  }));
}
