/** What is to stand in place of a stretch of a source; where `start` and `end` are the same, it is put in. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Gives a source with edits made, all of them at offsets of the source as it was; everything else stays as it is, to the
 * last space. Edits at one place are made in the order given. Throws a `RangeError` where two overlap or one lies outside.
 */
export function applyEdits(source: string, edits: Iterable<Edit>): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of ordered) {
    if (start < at || end < start || end > source.length) {
      throw new RangeError(`The edit of ${start} to ${end} overlaps another or lies outside the source`);
    }
    parts.push(source.slice(at, start), text);
    at = end;
  }
  parts.push(source.slice(at));
  return parts.join("");
}
