/** Where two texts differ: from `start` on, up to an end in each. */
export interface ChangedRange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Finds the one stretch outside of which two texts are the same; null where they are the same altogether. */
export function changedRange(old: string, fresh: string): ChangedRange | null {
  if (old === fresh) return null;
  const least = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < least && old.charCodeAt(start) === fresh.charCodeAt(start)) start++;
  let behind = 0;
  const most = least - start;
  while (
    behind < most &&
    old.charCodeAt(old.length - 1 - behind) === fresh.charCodeAt(fresh.length - 1 - behind)
  )
    behind++;
  return { start, oldEnd: old.length - behind, newEnd: fresh.length - behind };
}

/** A text in which one stretch was put for another, and where the new one begins. */
export interface Spliced {
  readonly text: string;
  readonly at: number;
}

/** How much before and behind a change must be found again to be sure of the place, in characters; all of it is best. */
const AROUND: readonly (readonly [number, number])[] = [
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  [400, 400],
  [60, 60],
  [0, 80],
  [80, 0],
];

/**
 * Does to a text what was done to a passage of it: `old` became `fresh`. What differs is looked for in the text with as much
 * around it as stands there too. Gives null where that is not found, or more than once. A passage made by itself may so have
 * other numbers in it than on its page, as long as these are not what has changed.
 *
 * @param from where the passage may begin
 */
export function withChange(text: string, from: number, old: string, fresh: string): Spliced | null {
  const range = changedRange(old, fresh);
  if (range === null) return null;
  const { start, oldEnd, newEnd } = range;
  for (const [most, mostBehind] of AROUND) {
    const before = old.slice(Math.max(0, start - most), start);
    const behind = old.slice(oldEnd, Math.min(old.length, oldEnd + mostBehind));
    if (before.length + behind.length < LEAST_AROUND) continue;
    const wanted = before + old.slice(start, oldEnd) + behind;
    const found = text.indexOf(wanted, from);
    if (found < 0) continue;
    if (text.indexOf(wanted, found + 1) >= 0) return null;
    const at = found + before.length;
    return {
      text: text.slice(0, at) + fresh.slice(start, newEnd) + text.slice(at + oldEnd - start),
      at,
    };
  }
  return null;
}

/** So many characters around a change do not stand elsewhere by chance. */
const LEAST_AROUND = 30;
