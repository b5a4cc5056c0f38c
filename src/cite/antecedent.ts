import { type CitedName, citedUnder, foldedWords, type Registers } from "../resolve/index.ts";
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
}

/** The citations that were made so far, in the order of reading. */
export type History = readonly Cited[];

/** The citation that first gave a work in full, or else the last that named it. */
export function introductionOf(work: string, history: History): Cited | null {
  const naming = history.filter(
    ({ resolution, reading }) => resolution.work === work && !["ibid", "loccit"].includes(reading.form),
  );
  return (
    naming.find(({ reading }) => reading.form === "full") ??
    naming.at(-1) ??
    history.findLast(({ resolution }) => resolution.work === work) ??
    null
  );
}

/**
 * How many links a chain keeps. Nobody follows more, and chains of a thousand *ibid.* in a row would grow with the square;
 * of a longer one the nearest link stays, and the end, where the work is named.
 */
const LONGEST_CHAIN = 32;

/** The link to an earlier citation and the links it was resolved through itself, the nearest first. */
export function chainFrom(cited: Cited): readonly string[] {
  return [...new Set([cited.id, ...cited.resolution.via.slice(1 - LONGEST_CHAIN)])];
}

/** The names a citation leaves behind for an *idem*. */
export function namesBehind(
  reading: CitationReading,
  work: string | null,
  registers: Registers,
): readonly CitedName[] {
  const found = work === null ? undefined : registers.works.get(work);
  if (found !== undefined)
    return citedUnder(found).map(({ text, family, key }) => ({
      text: family === null ? text : nameText(text),
      key,
    }));
  if (reading.words.authors.length > 0) return reading.words.authors;
  const head = /^([^,:;(\d]+)/u.exec(reading.words.loose)?.[1]?.trim() ?? "";
  return /^(?:\p{Lu}[\p{L}’'.-]*\s*){1,4}$/u.test(head) ? [{ text: head, key: null }] : [];
}

/** A name sorted by the family name, as lists of works have it, is the same name without its comma. */
function nameText(text: string): string {
  return text.replace(/,/gu, " ");
}

/** A citation made before that leads to no work and names the same author: it may be the one that is meant. */
export function unregisteredNamesake(names: readonly CitedName[], history: History): Cited | null {
  const wanted = names.map(({ text }) => foldedWords(text).at(-1));
  if (wanted.length === 0) return null;
  const isSame = ({ names: others }: Cited): boolean =>
    others.some(({ text }) => wanted.includes(foldedWords(text).at(-1)));
  return (
    history.findLast(
      (cited) => cited.resolution.work === null && cited.resolution.candidates.length === 0 && isSame(cited),
    ) ?? null
  );
}
