import type { Placed } from "./placed-locus.ts";

/** “WA IV, 12, S. 34”, “MA 8.1, S. 45”: the volume in parts behind the sign of an edition, before a page with its unit; “I ZR 121/08” is no volume. */
const IN_SERIES =
  /(?<=(?<![\p{L}]|(?<![\p{L}\d])(?:[IVX]{1,4}|\d{1,2})[a-z]?\s)\p{Lu}{2,}\p{L}?\s)(?:[IVXLC]{1,6}(?:\s?[,/.]\s?\d{1,3})|\d{1,3}[./]\d{1,2})(?=\s*,\s*(?:\p{L}{1,3}\.\s*)?\d)/gu;

/** Finds the volumes in parts that stand behind the sign of a series. */
export function volumesOfSeries(words: string): Placed[] {
  return [...words.matchAll(IN_SERIES)].map(({ 0: from, index }) => ({
    locus: { unit: "volume", from: from.replace(/\s/gu, "") },
    start: index,
    end: index + from.length,
  }));
}

/** “s.v. advocatus”, “s. v. ‘liber vitae’”: the entry of a dictionary. */
const ENTRY =
  /(?<![\p{L}])(?:s\.\s?vv?\.|s\.\s?n\.|sub voce|s\.\s?vocem)\s*(?:["“„‘«]([^"”“»’]+)["”“»’]|([\p{L}\p{M}-]+(?:\s\p{Ll}[\p{L}\p{M}-]+){0,2}))/giu;

/** Finds the entries of dictionaries. */
export function entriesIn(words: string): Placed[] {
  return [...words.matchAll(ENTRY)].map((found) => ({
    locus: { unit: "entry", from: (found[1] ?? found[2]!).trim() },
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** A time in a film or a recording: “00:12:30”, “1:02:15–1:03:00”. */
const TIME = /(?<![\d:.])(\d{1,2}:[0-5]\d:[0-5]\d)(?:\s*[-–—]\s*(\d{1,2}:[0-5]\d:[0-5]\d))?(?![\d:])/gu;

/** Finds the times of films and recordings. */
export function timesIn(words: string): Placed[] {
  return [...words.matchAll(TIME)].map(({ 0: all, 1: from = "", 2: to, index }) => ({
    locus: { unit: "time", from, ...(to === undefined ? {} : { to }) },
    start: index,
    end: index + all.length,
  }));
}
