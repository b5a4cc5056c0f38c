import type { SourceNote } from "./source-notes.ts";

/** How sure a call looks: `[1]`, `[^1]` and `¹` are signs of one, a bare number is one only in the order of the notes. */
export type CallSign = "sign" | "bare";

/** Gives the key of the note that a label calls in the block at an offset, or null. */
export type CallNote = (label: string, at: number, sign: CallSign) => string | null;

/** The key of a note by its place among the notes. */
export function noteKey(place: number): string {
  return `note-${place + 1}`;
}

interface Tied {
  readonly place: number;
  readonly at: number;
}

/**
 * Ties calls to notes. A label used again is the next note of that label, and rather one behind the call than one before
 * it, as where each page or chapter counts anew.
 */
export function tieNotes(notes: readonly SourceNote[]): CallNote {
  const free = new Map<string, Tied[]>();
  for (const [place, { label, chunks }] of notes.entries())
    free.set(label, [...(free.get(label) ?? []), { place, at: chunks[0]!.at }]);
  const called = new Set<number>();
  let next = 0;
  return (label, at, sign) => {
    const left = free.get(label) ?? [];
    const behind = left.findIndex((note) => note.at > at);
    const found = left[Math.max(0, behind)];
    while (called.has(next)) next++;
    if (found === undefined || (sign === "bare" && found.place !== next)) return null;
    left.splice(left.indexOf(found), 1);
    called.add(found.place);
    return noteKey(found.place);
  };
}
