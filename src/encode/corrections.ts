import type { Stretch } from "./blocks.ts";
import { type Remark, remark } from "./review.ts";

/** A slip of the source and what should stand there; the source keeps both. */
export interface Correction extends Stretch {
  readonly corr: string;
}

/** Corrections found in a source, and what was wrong with the list. */
export interface Corrections {
  readonly found: readonly Correction[];
  readonly remarks: readonly Remark[];
}

/**
 * Finds the places of a corrections list: tab-separated `before sic corr after note`, one entry a line, `#` before a
 * remark. `before` and `after` are words around the slip that make its place the only one; white space counts as one
 * space. An entry without `corr` is a doubt: its place stays as it is, and its note is for review. An entry that is found
 * nowhere, or at several places, corrects nothing and is for review.
 */
export function findCorrections(source: string, list: string): Corrections {
  const found: Correction[] = [];
  const remarks: Remark[] = [];
  for (const line of list.split(/\r?\n/u)) {
    if (line.trim() === "" || line.startsWith("#") || line.startsWith("before\tsic")) continue;
    const [before = "", sic = "", corr = "", after = "", note = ""] = line.split("\t");
    const places = placesOf(source, before, sic, after);
    const only = places.length === 1 ? places[0]! : null;
    if (only === null)
      remarks.push({ at: places[0]?.start ?? 0, text: line.trim(), ...complaint(sic, places.length) });
    else if (corr === "") remarks.push(remark(source, only, "kept as it stands", note));
    else found.push({ ...only, corr });
  }
  found.sort((one, other) => one.start - other.start);
  return { found, remarks };
}

/** An entry that crosses another, a name or the end of a paragraph was not put in; nobody should think it was. */
export function unapplied(
  source: string,
  corrections: readonly Correction[],
  applied: ReadonlySet<Correction>,
): Remark[] {
  return corrections
    .filter((correction) => !applied.has(correction))
    .map((correction) =>
      remark(
        source,
        correction,
        "not applied",
        "an entry of the corrections list crosses another entry, a name, a sign or the end of a paragraph",
      ),
    );
}

function complaint(sic: string, places: number): { decision: string; reason: string } {
  if (sic === "") return { decision: "not applied", reason: "an entry of the corrections list has no sic" };
  return {
    decision: "not applied",
    reason:
      places === 0
        ? "an entry of the corrections list is found nowhere in the source"
        : `an entry of the corrections list fits ${places} places; give it more words before or after`,
  };
}

function placesOf(source: string, before: string, sic: string, after: string): Stretch[] {
  const places: Stretch[] = [];
  if (sic === "") return places;
  const pattern = new RegExp(`(?<=${loosely(before)})${loosely(sic)}(?=${loosely(after)})`, "gu");
  for (const { index, 0: text } of source.matchAll(pattern))
    places.push({ start: index, end: index + text.length });
  return places;
}

function loosely(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&").replace(/\s+/gu, "\\s+");
}
