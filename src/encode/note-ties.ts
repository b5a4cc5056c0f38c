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
  readonly key: string;
  readonly at: number;
  isCalled: boolean;
}

/**
 * Ties calls to notes. A label used again is the next note of that label, and rather one behind the call than one before
 * it, as where each page or chapter counts anew.
 */
export function tieNotes(notes: readonly SourceNote[]): CallNote {
  const tied = notes.map(
    ({ chunks }, place): Tied => ({ key: noteKey(place), at: chunks[0]!.at, isCalled: false }),
  );
  return (label, at, sign) => {
    const left = tied.filter((note, place) => !note.isCalled && notes[place]!.label === label);
    const found = left.find((note) => note.at > at) ?? left[0];
    const isNext = found !== undefined && found === tied.find(({ isCalled }) => !isCalled);
    if (found === undefined || (sign === "bare" && !isNext)) return null;
    found.isCalled = true;
    return found.key;
  };
}
