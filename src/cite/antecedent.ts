import { type CitedName, citedUnder, type Work } from "../resolve/index.ts";
import type { CitationReading } from "./citation-reading.ts";
import type { Cited } from "./history.ts";

/**
 * How many links a chain keeps. Nobody follows more, and chains of a thousand *ibid.* in a row would grow with the square;
 * of a longer one the nearest link stays, and the end, where the work is named.
 */
const LONGEST_CHAIN = 32;

/** The link to an earlier citation and the links it was resolved through itself, the nearest first. */
export function chainFrom(cited: Cited): readonly string[] {
  return [...new Set([cited.id, ...cited.resolution.via.slice(1 - LONGEST_CHAIN)])];
}

/** The names a citation leaves behind for an *idem*: those of its work, or those it gives itself. */
export function namesBehind(reading: CitationReading, work: Work | null): readonly CitedName[] {
  if (work !== null && citedUnder(work).length > 0)
    return citedUnder(work).map(({ text, family, key }) => ({
      text: family === null ? text : nameText(text),
      key,
    }));
  if (reading.words.authors.length > 0) return reading.words.authors;
  const { loose, tail } = reading.words;
  const head = /^([^,:;(\d]+(?:\d{1,3}(?=\s*(?:[,:;(]|$)))?)/u.exec(loose)?.[1]?.trim() ?? "";
  if (!/^\p{Lu}[\p{L}’'.-]*(?:\s+\p{Lu}[\p{L}’'.-]*){0,3}\s*\d*$/u.test(head)) return [];
  // “Römerbrief 1”: what looks like a page may tell it from another of the same name.
  return [{ text: tail === undefined || head !== loose ? head : `${head} ${tail}`, key: null }];
}

/** A name sorted by the family name, as lists of works have it, is the same name without its comma. */
function nameText(text: string): string {
  return text.replace(/,/gu, " ");
}
