import { type CitedName, foldedWords } from "../resolve/index.ts";
import type { CitationReading } from "./citation-reading.ts";
import type { Resolution } from "./resolution.ts";

/** A citation that was made and resolved: what later ones can stand for. */
export interface Cited {
  readonly id: string;
  readonly reading: CitationReading;
  readonly resolution: Resolution;
  /** The authors it named, or carried. */
  readonly names: readonly CitedName[];
  /** The row of the note it stands in, or null. */
  readonly note: number | null;
  /** The number printed before that note, or null. */
  readonly noteNumber: string | null;
}

/** The citations made so far, in the order of reading, found without looking through all of them. */
export interface History {
  readonly last: Cited | null;
  readonly byId: (id: string) => Cited | null;
  readonly hasWork: (identity: string) => boolean;
  /** The last citation of a work, whatever its form. */
  readonly lastOf: (identity: string) => Cited | null;
  /** The citation that first gave a work in full, or else the first that named it. */
  readonly introductionOf: (identity: string) => Cited | null;
  /** What the note of a citation cites, each work once: the last citation of each. */
  readonly worksOfNote: (note: number) => readonly Cited[];
  /** What the note with this number cites. */
  readonly inNote: (number: string) => readonly Cited[];
  /** The last citation that leads to no work and is by one of these authors. */
  readonly unknownBy: (names: readonly CitedName[], reading: CitationReading) => Cited | null;
  readonly add: (cited: Cited) => void;
}

/** What tells the works of a document apart: the key of a register, or the citation that introduced a work of its own. */
export function identityOf({ work, local }: Pick<Resolution, "work" | "local">): string | null {
  if (local !== null) return `local ${local.introduction}`;
  return work === null ? null : `work ${work}`;
}

/** Makes a history without citations. */
export function emptyHistory(): History {
  const byId = new Map<string, Cited>();
  const works = new Map<string, { full: Cited | null; named: Cited | null; last: Cited }>();
  const notes = new Map<number, Map<string, Cited>>();
  const numbers = new Map<string, Cited[]>();
  const unknown = new Map<string, readonly Cited[]>();
  let last: Cited | null = null;
  return {
    get last() {
      return last;
    },
    byId: (id) => byId.get(id) ?? null,
    hasWork: (identity) => works.has(identity),
    lastOf: (identity) => works.get(identity)?.last ?? null,
    introductionOf: (identity) => {
      const known = works.get(identity);
      return known === undefined ? null : (known.full ?? known.named ?? known.last);
    },
    worksOfNote: (note) => [...(notes.get(note)?.values() ?? [])],
    inNote: (number) => numbers.get(number) ?? [],
    unknownBy: (names, reading) => {
      const found = names.flatMap((name) =>
        (unknown.get(familyOf(name)) ?? []).filter(
          (cited) => cited.names.some((each) => isSameName(name, each)) && mayRepeat(reading, cited.reading),
        ),
      );
      return found[0] ?? null;
    },
    add: (cited) => {
      // A work that the text speaks of is not what a note behind it repeats.
      if (last === null || cited.reading.mention !== true) last = cited;
      byId.set(cited.id, cited);
      record(cited, works, notes);
      if (cited.noteNumber !== null)
        numbers.set(cited.noteNumber, [...(numbers.get(cited.noteNumber) ?? []), cited]);
      if (identityOf(cited.resolution) !== null || cited.resolution.candidates.length > 0) return;
      for (const name of cited.names) {
        const family = familyOf(name);
        unknown.set(family, [cited, ...(unknown.get(family) ?? [])].slice(0, MOST_UNKNOWN));
      }
    },
  };
}

function record(
  cited: Cited,
  works: Map<string, { full: Cited | null; named: Cited | null; last: Cited }>,
  notes: Map<number, Map<string, Cited>>,
): void {
  const identity = identityOf(cited.resolution);
  const { form } = cited.reading;
  if (identity !== null) {
    const known = works.get(identity) ?? { full: null, named: null, last: cited };
    if (form === "full") known.full ??= cited;
    if (form !== "ibid" && form !== "loccit") known.named ??= cited;
    works.set(identity, { ...known, last: cited });
  }
  if (cited.note === null) return;
  const inNote = notes.get(cited.note) ?? new Map<string, Cited>();
  // A citation that leads nowhere is a work of its own, as far as anyone can tell.
  inNote.set(identity ?? `unknown ${cited.id}`, cited);
  notes.set(cited.note, inNote);
}

/** How many citations of unknown works of one author are looked through: an author of more is in a register. */
const MOST_UNKNOWN = 16;

/** “B. Müller” is not “J. Müller”, and neither is whom the register tells apart. */
function isSameName(one: CitedName, other: CitedName): boolean {
  if (one.key !== null && other.key !== null) return one.key === other.key;
  const [first, second] = [one, other].map(({ text }) => foldedWords(text).slice(0, -1));
  const [given, known] = [first?.[0], second?.[0]];
  return given === undefined || known === undefined || given[0] === known[0];
}

/** Whether what a citation says of its work, besides the author, can be of the work cited before. */
function mayRepeat(reading: CitationReading, before: CitationReading): boolean {
  const [words, known] = [reading, before].map(titleWords);
  if (words === undefined || known === undefined || words.length === 0 || known.length === 0) return true;
  const shared = words.filter((word) => known.includes(word)).length;
  return shared * 2 > Math.min(words.length, known.length);
}

/** The words of a title that a citation gives behind its author. */
function titleWords({ words: { authors, titles, loose } }: CitationReading): readonly string[] {
  if (titles.length > 0) return titles.flatMap(foldedWords);
  const rest = authors.length > 0 ? loose : loose.replace(/^[^,:;(]*/u, "");
  return foldedWords(rest).filter((word) => /\p{L}{3}/u.test(word));
}

/** A name is known by its last word; one that ends with a number is a title, and known by all of them. */
function familyOf({ text }: CitedName): string {
  const words = foldedWords(text);
  const last = words.at(-1) ?? "";
  return /^(?:[ivx]+|\d+)$/u.test(last) ? words.join(" ") : last;
}
